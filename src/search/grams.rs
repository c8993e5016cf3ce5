//! Which grams have a list, so that every phrase is found exactly and no query needs a long list.
//!
//! # Why
//! A pair of tokens has the list of its slots. A pair whose list would be long is *split*: it keeps a
//! list of items only (for the query that is just this pair), and its slots go to its triples, and so
//! on up to [`DEEPEST`]. A phrase is then covered by unsplit grams, each with a short list. One case is
//! left: a phrase that ends in a split gram, as 张三天台 does. For that every split gram is also listed
//! together with the token before it, where no gram from that token reaches as far (a *bridge*). The
//! refused alternative, the positions of split pairs in skippable blocks, was no smaller, and a common
//! pair needed hundreds of kilobytes.

use std::sync::Mutex;

use anyhow::ensure;
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use super::bucket::Kind;
use super::key::{Key, TOKENS, shifted, slot, token};
use super::order::{SHARE, Spread, sort};
use super::postings::{Found, items, write_items, write_slots};
use super::row::{BREAK, RARE};
use super::splits::{Split, Splits};
use super::stream::Stream;
use super::terms::{Terms, Waiting};

/// Tokens of the longest gram; at this length a list may be long.
pub(super) const DEEPEST: usize = TOKENS;

struct Splitter<'s> {
    stream: &'s Stream,
    /// Slots beyond which a list is split.
    long: usize,
    waiting: &'s Waiting,
}

/// Finds every gram of the row that has a list, and gives those that are split.
pub(super) fn grams(stream: &Stream, long: usize, waiting: &Waiting) -> anyhow::Result<Vec<Split>> {
    let splitter = Splitter {
        stream,
        long,
        waiting,
    };
    let splits = splitter.nodes()?;
    splitter.bridges(&Splits::new(stream, &splits))?;
    Ok(splits)
}

/// What one task finds, and what it writes with.
struct Task<'w> {
    terms: Terms<'w>,
    splits: Vec<Split>,
    name: String,
    list: Vec<u8>,
    items: Vec<(u32, Found)>,
    sorting: Vec<Key>,
}

impl<'w> Task<'w> {
    fn new(waiting: &'w Waiting) -> Self {
        Self {
            terms: waiting.terms(),
            splits: Vec::new(),
            name: String::new(),
            list: Vec::new(),
            items: Vec::new(),
            sorting: Vec::new(),
        }
    }

    fn slots(&mut self, stream: &Stream, gram: &[u32], slots: &[Key]) -> anyhow::Result<()> {
        stream.name(gram, &mut self.name);
        self.list.clear();
        write_slots(stream.locate(slots), &mut self.list);
        self.terms.add(&self.name, Kind::Slots, &self.list)
    }

    fn items(&mut self, stream: &Stream, gram: &[u32], slots: &[Key]) -> anyhow::Result<()> {
        stream.name(gram, &mut self.name);
        self.list.clear();
        self.items.clear();
        items(stream.locate(slots), &mut self.items);
        write_items(&self.items, stream.laid.len(), &mut self.list);
        self.terms.add(&self.name, Kind::Items, &self.list)
    }

    /// Lists the split grams below a pair: all that were split since there were so many.
    fn names_below(&mut self, known: usize) -> anyhow::Result<()> {
        let mut below = self.splits.iter().skip(known).map(|split| &split.name);
        let Some(pair) = below.next() else {
            return Ok(());
        };
        let below = below.filter_map(|split| split.strip_prefix(pair.as_str()));
        let below: Vec<&str> = below.collect();
        if below.is_empty() {
            return Ok(());
        }
        let name = format!("{pair}\t");
        self.terms
            .add(&name, Kind::Items, below.join("\n").as_bytes())
    }
}

/// Is given a gram, its slots, and what to write with.
type Visit<'v> = dyn Fn(&[u32], &mut [Key], &mut Task<'_>) -> anyhow::Result<()> + 'v;
/// As [`Visit`], from several threads.
type VisitAll<'v> = dyn Fn(&[u32], &mut [Key], &mut Task<'_>) -> anyhow::Result<()> + Sync + 'v;

impl Splitter<'_> {
    /// Single tokens, pairs, and the longer grams of split pairs.
    fn nodes(&self) -> anyhow::Result<Vec<Split>> {
        let spread = Spread::new(&self.stream.row, || |_| true)?;
        self.by_first(&spread, &|first, slots, task| {
            task.items(self.stream, first, slots)?;
            self.children(first, slots, task, &|pair, slots, task| {
                let known = task.splits.len();
                self.node(pair, slots, task)?;
                task.names_below(known)
            })
        })
    }

    /// Lists a gram, or splits it.
    fn node(&self, gram: &[u32], slots: &mut [Key], task: &mut Task<'_>) -> anyhow::Result<()> {
        if slots.len() <= self.long || gram.len() == DEEPEST {
            return task.slots(self.stream, gram, slots);
        }
        task.items(self.stream, gram, slots)?;
        task.splits.push(Split {
            name: task.name.clone(),
            tokens: gram.to_vec(),
            slots: u32::try_from(slots.len())?,
        });
        self.children(gram, slots, task, &|child, slots, task| {
            self.node(child, slots, task)
        })
    }

    /// Split grams with the token before them, where no listed gram from that token reaches as far.
    fn bridges(&self, splits: &Splits<'_>) -> anyhow::Result<()> {
        let spread = Spread::new(&self.stream.row, || {
            // What is split behind a slot is what is split at the next.
            let mut next = None;
            move |key| {
                let here = next.unwrap_or_else(|| splits.longest(key, slot(key)));
                let behind = splits.longest(shifted(key, 0), slot(key) + 1);
                next = Some(behind);
                behind > here.max(1)
            }
        })?;
        let none = self.by_first(&spread, &|first, slots, task| {
            self.children(first, slots, task, &|pair, slots, task| {
                self.bridge(pair, slots, splits, task)
            })
        })?;
        ensure!(none.is_empty(), "a bridge is never split");
        Ok(())
    }

    /// Lists those among the longer grams that are bridges: what is split behind their first token ends with
    /// them, and nothing that is split from it reaches further than to the token before their last.
    fn bridge(
        &self,
        gram: &[u32],
        slots: &mut [Key],
        splits: &Splits<'_>,
        task: &mut Task<'_>,
    ) -> anyhow::Result<()> {
        let is_split = splits.holds(gram);
        self.children(gram, slots, task, &|child, slots, task| {
            if !splits.holds(&child[1..]) {
                return Ok(());
            }
            if !is_split {
                task.slots(self.stream, child, slots)?;
            }
            match child.len() {
                DEEPEST.. => Ok(()),
                _ => self.bridge(child, slots, splits, task),
            }
        })
    }

    /// Visits every token with its slots.
    fn by_first(&self, spread: &Spread, visit: &VisitAll<'_>) -> anyhow::Result<Vec<Split>> {
        // Room for shares is taken and given back: fresh memory would have to be zeroed for every one of them.
        let rooms = Mutex::new(Vec::new());
        let task = |share: usize| -> anyhow::Result<Vec<Split>> {
            let mut task = Task::new(self.waiting);
            let room = rooms.lock().ok().and_then(|mut rooms| rooms.pop());
            let (mut slots, sorting) = room.unwrap_or_default();
            task.sorting = sorting;
            spread.share(share, &mut slots, &mut task.sorting)?;
            self.alike(&[], &mut slots, &mut task, visit)?;
            task.terms.finish()?;
            if let Ok(mut rooms) = rooms.lock() {
                slots.clear();
                slots.shrink_to(SHARE);
                task.sorting.clear();
                task.sorting.shrink_to(SHARE);
                rooms.push((slots, task.sorting));
            }
            Ok(task.splits)
        };
        let splits = (0..spread.len()).into_par_iter().map(task);
        let splits = splits.collect::<anyhow::Result<Vec<_>>>()?;
        Ok(splits.into_iter().flatten().collect())
    }

    /// Visits the grams that are one token longer, with their slots.
    fn children(
        &self,
        gram: &[u32],
        slots: &mut [Key],
        task: &mut Task<'_>,
        visit: &Visit<'_>,
    ) -> anyhow::Result<()> {
        sort(slots, gram.len(), &mut task.sorting);
        self.alike(gram, slots, task, visit)
    }

    /// Visits the grams that are one token longer, their slots in order of that token.
    fn alike(
        &self,
        gram: &[u32],
        slots: &mut [Key],
        task: &mut Task<'_>,
        visit: &Visit<'_>,
    ) -> anyhow::Result<()> {
        let at = gram.len();
        let mut child = gram.to_vec();
        child.push(BREAK);
        for slots in slots.chunk_by_mut(|one, other| token(*one, at) == token(*other, at)) {
            let long = |key: &Key| self.stream.token(*key, at);
            let is_rare = slots.first().is_some_and(|key| token(*key, at) == RARE);
            if is_rare {
                slots.sort_by_cached_key(|key| (long(key), slot(*key)));
            }
            for slots in slots.chunk_by_mut(|one, other| !is_rare || long(one) == long(other)) {
                child[at] = slots.first().map_or(BREAK, long);
                if child[at] != BREAK {
                    visit(&child, slots, task)?;
                }
            }
        }
        Ok(())
    }
}
