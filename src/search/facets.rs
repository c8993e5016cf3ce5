//! Facets: by what results can be narrowed, as one column of set numbers each.
//!
//! # Why
//! An item may have several values of a facet (joint organs, columns and all that lie above them), and
//! few combinations occur. So a column holds the number of the combination, and items in index order
//! make it a handful of runs.

use chrono::Datelike as _;
use serde::{Deserialize, Serialize};

use super::bytes::{Reader, put};
use super::documents::Documents;
use crate::model::{Catalogue, ColumnIx, Item, ItemIx, Validity};

/// One value: its key in addresses, its name, and the value that it is part of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value(pub String, pub String, pub Option<usize>);

/// One facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// `organ`, `column`, `year`, `kind` or `validity`.
    pub name: String,
    /// What it says to readers.
    pub label: String,
    /// The values that occur, in display order.
    pub values: Vec<Value>,
    /// The combinations of values that occur.
    pub sets: Vec<Vec<usize>>,
    /// The combination of every item, in index order.
    #[serde(skip)]
    pub of: Vec<usize>,
}

/// Every facet of the items.
pub(super) fn facets(documents: &Documents<'_>) -> Vec<Facet> {
    let portal = documents.portal;
    let site = &portal.site;
    let organs = gather(documents, "organ", "发布机构", |_, item| {
        let organs = portal.organs_of(item);
        organs.map(|organ| organ.0 as usize).collect()
    });
    let columns = gather(documents, "column", "栏目", |ItemIx(ix), _| {
        let placed = &portal.placements[ix as usize];
        let reached = placed.iter().flat_map(|ix| site.catalogue.lineage(*ix));
        reached.map(|column| column.0 as usize).collect()
    });
    let years = gather(documents, "year", "年份", |_, item| {
        let day = item.published_on();
        // The newest first.
        day.map(|day| usize::try_from(9999 - day.year()).unwrap_or(0))
            .into_iter()
            .collect()
    });
    let kinds = gather(documents, "kind", "类型", |_, item| {
        vec![item.kind.value.0 as usize]
    });
    let validities = gather(documents, "validity", "有效性", |ItemIx(ix), _| {
        let validity = portal.relations.validity[ix as usize];
        let place = |validity| Validity::ALL.iter().position(|other| *other == validity);
        validity.and_then(place).into_iter().collect()
    });
    vec![
        organs.named(|at| {
            let organ = site.register.iter().nth(at);
            organ.map(|(_, organ)| (organ.id.to_string(), organ.name.clone()))
        }),
        columns.with_parents(&site.catalogue),
        years.named(|at| Some(((9999 - at).to_string(), format!("{}年", 9999 - at)))),
        kinds.named(|at| {
            let kind = site.kinds.0.get(at);
            kind.map(|kind| (kind.id.clone(), kind.name.clone()))
        }),
        validities.named(|at| {
            let validity = Validity::ALL.get(at);
            validity.map(|validity| (validity.key().to_owned(), validity.label().to_owned()))
        }),
    ]
}

/// A facet whose values are still numbers of the register, the catalogue …
struct Numbered {
    facet: Facet,
    numbers: Vec<usize>,
}

fn gather(
    documents: &Documents<'_>,
    name: &str,
    label: &str,
    values: impl Fn(ItemIx, &Item) -> Vec<usize>,
) -> Numbered {
    // Items alike lie side by side: few combinations come, each with the number of places in a row that have it.
    let mut runs: Vec<(Vec<usize>, usize)> = Vec::new();
    for place in 0..documents.len() {
        // An empty place goes with the item before it, so that runs are long.
        let set = documents.ix(place).map(|ix| {
            let mut set = values(ix, &documents.portal[ix]);
            set.sort_unstable();
            set.dedup();
            set
        });
        match (set, runs.last_mut()) {
            (None, Some((_, length))) => *length += 1,
            (Some(set), Some((last, length))) if set == *last => *length += 1,
            (set, _) => runs.push((set.unwrap_or_default(), 1)),
        }
    }
    let mut distinct: Vec<&Vec<usize>> = runs.iter().map(|(set, _)| set).collect();
    distinct.sort_unstable();
    distinct.dedup();
    let mut numbers: Vec<usize> = distinct.iter().copied().flatten().copied().collect();
    numbers.sort_unstable();
    numbers.dedup();
    let place = |number: &usize| numbers.binary_search(number).unwrap_or_default();
    let of_run = |(set, length): &(Vec<usize>, usize)| {
        std::iter::repeat_n(distinct.binary_search(&set).unwrap_or_default(), *length)
    };
    let facet = Facet {
        name: name.to_owned(),
        label: label.to_owned(),
        values: Vec::new(),
        sets: distinct
            .iter()
            .map(|set| set.iter().map(place).collect())
            .collect(),
        of: runs.iter().flat_map(of_run).collect(),
    };
    Numbered { facet, numbers }
}

impl Numbered {
    fn named(self, name: impl Fn(usize) -> Option<(String, String)>) -> Facet {
        let named = |number: &usize| {
            let (key, label) = name(*number).unwrap_or_default();
            Value(key, label, None)
        };
        Facet {
            values: self.numbers.iter().map(named).collect(),
            ..self.facet
        }
    }

    fn with_parents(self, catalogue: &Catalogue) -> Facet {
        let value = |number: &usize| {
            let column = &catalogue[ColumnIx(u32::try_from(*number).unwrap_or(0))];
            let parent = column.parent.map(|parent| parent.0 as usize);
            let parent = parent.and_then(|parent| self.numbers.binary_search(&parent).ok());
            Value(column.id.to_string(), column.name.clone(), parent)
        };
        Facet {
            values: self.numbers.iter().map(value).collect(),
            ..self.facet
        }
    }
}

/// Writes a column as runs: a number, and how many items in a row have it.
pub(super) fn put_runs(out: &mut Vec<u8>, column: &[usize]) {
    let runs: Vec<&[usize]> = column.chunk_by(|one, other| one == other).collect();
    put(out, runs.len());
    for run in runs {
        put(out, run.first().copied().unwrap_or_default());
        put(out, run.len());
    }
}

/// Reads a column of so many numbers, all below `end`.
pub(super) fn read_runs(
    reader: &mut Reader<'_>,
    count: usize,
    end: usize,
) -> anyhow::Result<Vec<usize>> {
    let mut column = Vec::new();
    for _ in 0..reader.number()? {
        let number = reader.below(end)?;
        let length = reader.below(count - column.len() + 1)?;
        column.resize(column.len() + length, number);
    }
    anyhow::ensure!(column.len() == count, "检索索引文件中的栏目表不完整");
    Ok(column)
}
