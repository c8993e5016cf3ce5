//! Reading a built index: the twin of the browser's module, for clerks, tests and other programs.
//!
//! The two give the same items in the same order; they differ in language alone.

mod answer;
mod excerpt;
mod files;
mod find;
mod items;
mod names;
mod narrow;
mod phrase;
mod query;
mod rank;
mod relax;

use std::cell::OnceCell;

use serde::Deserialize;

use self::excerpt::{excerpt, holds, marks, opening};
use self::files::Files;
use self::find::{Holding, find, record};
use self::items::Items;
use self::narrow::Narrowing;
use self::query::Query;
use self::rank::{Ranking, Whole};
use super::bytes::{Reader as Bytes, json};
use super::record::Record;
use super::start::Start;
use super::tokens::TokenText;

pub use self::answer::{Answer, Hit, Sort, Wish};
pub use self::excerpt::Excerpt;
pub use self::files::Fetch;
pub use self::narrow::Filter;
pub use self::query::asks;
pub use super::facets::{Facet, Value};

/// A built index.
pub struct Index<'f> {
    files: Files<'f>,
    items: Items,
    names: Vec<String>,
    dates: OnceCell<Vec<usize>>,
}

#[derive(Deserialize)]
struct Manifest {
    index: String,
    start: String,
}

/// Which items there are and how they rank, before any is shown.
struct Found {
    phrases: Vec<Vec<TokenText>>,
    holding: Holding,
    exact: bool,
}

impl<'f> Index<'f> {
    /// Opens the index of a built site; `fetch` gives its files.
    ///
    /// # Errors
    /// When a file is missing, damaged, or of another format.
    pub fn open(fetch: Fetch<'f>) -> anyhow::Result<Self> {
        let manifest = fetch("search/manifest.json")?;
        let manifest: Manifest = json(&manifest, "检索索引的说明文件不成立")?;
        let mut files = Files::new(fetch, manifest.index);
        let mut start = Start::read(&files.payload(&manifest.start)?)?;
        files.learn(start.head.buckets, std::mem::take(&mut start.named));
        let names = std::mem::take(&mut start.head.names);
        Ok(Self {
            files,
            items: Items::new(start)?,
            names,
            dates: OnceCell::new(),
        })
    }

    /// The facets with all their values.
    #[must_use]
    pub fn facets(&self) -> &[Facet] {
        &self.items.facets
    }

    /// Finds what holds every phrase of the query; without phrases, everything that passes the filters.
    ///
    /// # Errors
    /// When a file of the index is missing or damaged.
    pub fn search(&self, text: &str, wish: &Wish) -> anyhow::Result<Answer> {
        let query = Query::read(text);
        let narrowing = Narrowing::new(&wish.filters, &self.items);
        let found = self.find(text, &query, &narrowing)?;
        let items = found.holding.items.iter().map(|(item, _)| *item);
        let facets = narrowing.counted(items, &self.items);
        let by_date = wish.sort == Sort::Date || query.phrases.is_empty();
        let order = self.order(text, &found, &narrowing, by_date)?;
        let shown = order.iter().skip(wish.offset);
        let hits = shown
            .take(wish.limit.unwrap_or(usize::MAX))
            .map(|item| self.hit(*item, &found))
            .collect::<anyhow::Result<_>>()?;
        Ok(Answer {
            total: order.len(),
            exact: found.exact,
            hits,
            facets,
        })
    }

    /// Document numbers and titles that begin with the text.
    ///
    /// # Errors
    /// When a file of the index is missing or damaged.
    pub fn suggest(&self, text: &str, most: usize) -> anyhow::Result<Vec<String>> {
        names::suggest(text, most, &self.names, &self.files)
    }

    /// What holds the phrases as they are typed, else what has them as its number, else what holds their words.
    fn find(&self, text: &str, query: &Query, narrowing: &Narrowing) -> anyhow::Result<Found> {
        let typed = self.holding(&query.phrases, true, narrowing)?;
        if !typed.holding.items.is_empty() || query.quoted || query.phrases.is_empty() {
            return Ok(typed);
        }
        if let Some(holding) = self.of_number(text, narrowing)? {
            return Ok(Found {
                holding,
                exact: false,
                ..typed
            });
        }
        let words = relax::words(&query.phrases, &self.files)?;
        if words.is_empty() || words == query.phrases {
            return Ok(typed);
        }
        let relaxed = self.holding(&words, false, narrowing)?;
        Ok(if relaxed.holding.items.is_empty() {
            typed
        } else {
            relaxed
        })
    }

    /// What holds all the phrases; without any, every item.
    fn holding(
        &self,
        phrases: &[Vec<TokenText>],
        exact: bool,
        narrowing: &Narrowing,
    ) -> anyhow::Result<Found> {
        let may = |item: u32| narrowing.counts(item);
        let holding = if phrases.is_empty() {
            let all = self.items.all().filter(|item| may(*item));
            Holding {
                items: all.map(|item| (item, vec![])).collect(),
                slots: Vec::new(),
            }
        } else {
            find(phrases, &self.files, &self.items, &may)?
        };
        Ok(Found {
            phrases: phrases.to_vec(),
            holding,
            exact,
        })
    }

    /// What has the text as its document number, with the year or, where that finds nothing, without it.
    fn of_number(&self, text: &str, narrowing: &Narrowing) -> anyhow::Result<Option<Holding>> {
        for look in [names::of_number, names::of_undated_number] {
            let mut numbered = look(text, &self.names, &self.files)?;
            numbered.retain(|item| narrowing.counts(*item));
            if !numbered.is_empty() {
                numbered.sort_unstable();
                return Ok(Some(Holding {
                    items: numbered.into_iter().map(|item| (item, vec![])).collect(),
                    slots: Vec::new(),
                }));
            }
        }
        Ok(None)
    }

    /// The items that pass the filters, in the order asked for.
    fn order(
        &self,
        text: &str,
        found: &Found,
        narrowing: &Narrowing,
        by_date: bool,
    ) -> anyhow::Result<Vec<u32>> {
        let passing = found.holding.items.iter();
        let passing = passing.filter(|(item, _)| narrowing.passes(*item));
        if by_date {
            let dates = self.dates()?;
            let mut order: Vec<u32> = passing.map(|(item, _)| *item).collect();
            order.sort_by_key(|item| std::cmp::Reverse((dates[*item as usize], *item)));
            return Ok(order);
        }
        let in_head = found.holding.items.iter().flat_map(|(_, found)| found);
        let in_head = in_head.clone().any(|found| found.number || found.title);
        let (numbers, titles) = if in_head {
            (
                names::of_number(text, &self.names, &self.files)?,
                names::of_title(text, &self.names, &self.files)?,
            )
        } else {
            (Vec::new(), Vec::new())
        };
        let ranking = Ranking::new(&found.phrases, &self.items);
        let mut scored: Vec<(f64, u32)> = passing
            .map(|(item, found)| {
                let whole = if numbers.contains(item) {
                    Whole::Number
                } else if titles.contains(item) {
                    Whole::Title
                } else {
                    Whole::Neither
                };
                (ranking.score(*item, found, whole), *item)
            })
            .collect();
        // Of items alike, the later place has the newer.
        scored.sort_by(|one, other| other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)));
        Ok(scored.into_iter().map(|(_, item)| item).collect())
    }

    fn dates(&self) -> anyhow::Result<&[usize]> {
        if let Some(dates) = self.dates.get() {
            return Ok(dates);
        }
        let payload = self.files.dates()?;
        let mut bytes = Bytes::new(&payload);
        let read = (0..self.items.places()).map(|_| bytes.number());
        let dates: Vec<usize> = read.collect::<anyhow::Result<_>>()?;
        Ok(self.dates.get_or_init(|| dates))
    }

    fn hit(&self, item: u32, found: &Found) -> anyhow::Result<Hit> {
        let record = record(item, &self.files, &self.items)?;
        let organ = self.items.facets.iter().find(|facet| facet.name == "organ");
        let organ = organ.and_then(|facet| {
            let set = facet.sets.get(facet.of[item as usize])?;
            Some(facet.values.get(*set.first()?)?.1.clone())
        });
        let excerpt = self.excerpt(item, &record, found)?;
        Ok(Hit {
            title_marks: marks(&record.title, &found.phrases),
            path: record.path,
            title: record.title,
            document_number: record.numbers.into_iter().next().unwrap_or_default(),
            organ: organ.unwrap_or_default(),
            date: record.date,
            excerpt,
        })
    }

    /// Of a long item, the part in which a phrase is known to stand.
    fn excerpt(&self, item: u32, record: &Record, found: &Found) -> anyhow::Result<Excerpt> {
        if let Some(excerpt) = excerpt(&record.sections, &found.phrases) {
            return Ok(excerpt);
        }
        let at = self.items.results(item);
        let in_title = holds(&record.title, &found.phrases);
        if at.files > 1 && !in_title {
            let part = found.holding.slots.iter().find_map(|slots| {
                let from = slots.partition_point(|(other, _)| *other < item);
                let (_, slot) = slots.get(from).filter(|(other, _)| *other == item)?;
                let begun = |begin: &usize| *begin <= *slot as usize;
                Some(record.parts.partition_point(begun))
            });
            let parts = part.map_or(1..at.files.min(4), |part| part..part + 1);
            for part in parts.filter(|part| (1..at.files).contains(part)) {
                let sections = self.files.sections(item, at.file + part)?;
                if let Some(excerpt) = excerpt(&sections, &found.phrases) {
                    return Ok(excerpt);
                }
            }
        }
        Ok(opening(&record.sections))
    }
}
