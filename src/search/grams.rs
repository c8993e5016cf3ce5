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

use std::ops::{Range, RangeInclusive};
use std::sync::atomic::{AtomicU8, Ordering};

use anyhow::ensure;
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use super::bucket::Kind;
use super::order::{key, low, order, shares, sort};
use super::postings::{Found, items, write_items, write_slots};
use super::row::BREAK;
use super::stream::Stream;
use super::terms::{Terms, Waiting};

/// Tokens of the longest gram; at this length a list may be long.
pub(super) const DEEPEST: usize = 6;
/// Slots sorted at once, or an eighth of all: bounds memory, and how often all are looked through.
const BATCH: usize = 1 << 20;
/// Tasks of a batch.
const TASKS: usize = 24;

/// The longest gram of every slot that has a list, and whether it is unsplit.
struct Longest(Vec<AtomicU8>);

impl Longest {
    fn note(&self, slots: &[u64], length: usize, unsplit: bool) {
        let noted = u8::try_from(length).unwrap_or(0) << 1 | u8::from(unsplit);
        for slot in slots {
            self.0[low(*slot) as usize].store(noted, Ordering::Relaxed);
        }
    }

    fn listed(&self, slot: usize) -> usize {
        usize::from(self.0[slot].load(Ordering::Relaxed) >> 1)
    }

    /// The longest split gram of the slot; below two, none is.
    fn split(&self, slot: usize) -> usize {
        let noted = self.0[slot].load(Ordering::Relaxed);
        usize::from(noted >> 1) - usize::from(noted & 1).min(usize::from(noted >> 1))
    }
}

struct Splitter<'s> {
    stream: &'s Stream,
    longest: Longest,
    /// Slots beyond which a list is split.
    long: usize,
    waiting: &'s Waiting,
}

/// Split grams with the number of their slots.
pub(super) type Splits = Vec<(String, u32)>;

/// Finds every gram of the row that has a list, and gives those that are split.
pub(super) fn grams(stream: &Stream, long: usize, waiting: &Waiting) -> anyhow::Result<Splits> {
    let splitter = Splitter {
        stream,
        longest: Longest((0..stream.row.len()).map(|_| AtomicU8::new(0)).collect()),
        long,
        waiting,
    };
    let splits = splitter.nodes()?;
    splitter.bridges()?;
    Ok(splits)
}

/// What one task finds, and what it writes with.
struct Task<'w> {
    terms: Terms<'w>,
    splits: Splits,
    name: String,
    list: Vec<u8>,
    items: Vec<(u32, Found)>,
    sorting: Vec<u64>,
}

impl<'w> Task<'w> {
    fn new(waiting: &'w Waiting) -> Self {
        Self {
            terms: waiting.terms(),
            splits: Splits::new(),
            name: String::new(),
            list: Vec::new(),
            items: Vec::new(),
            sorting: Vec::new(),
        }
    }

    fn slots(&mut self, stream: &Stream, gram: &[u32], slots: &[u64]) -> anyhow::Result<()> {
        stream.name(gram, &mut self.name);
        self.list.clear();
        write_slots(stream.locate(slots), &mut self.list);
        self.terms.add(&self.name, Kind::Slots, &self.list)
    }

    fn items(&mut self, stream: &Stream, gram: &[u32], slots: &[u64]) -> anyhow::Result<()> {
        stream.name(gram, &mut self.name);
        self.list.clear();
        self.items.clear();
        items(stream.locate(slots), &mut self.items);
        write_items(&self.items, stream.laid.len(), &mut self.list);
        self.terms.add(&self.name, Kind::Items, &self.list)
    }

    /// Lists the split grams below a pair: all that were split since there were so many.
    fn names_below(&mut self, known: usize) -> anyhow::Result<()> {
        let mut below = self.splits.iter().skip(known).map(|(name, _)| name);
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
type Visit<'v> = dyn Fn(&[u32], &[u64], &mut Task<'_>) -> anyhow::Result<()> + 'v;
/// Is given a token, its slots with the token behind each, and what to write with.
type First<'f> = dyn Fn(u32, &mut [u64], &mut Task<'_>) -> anyhow::Result<()> + Sync + 'f;

impl Splitter<'_> {
    /// Single tokens, pairs, and the longer grams of split pairs.
    fn nodes(&self) -> anyhow::Result<Splits> {
        self.by_first(&|_| true, &|token, keyed, task| {
            task.items(self.stream, &[token], keyed)?;
            self.children(&[token], keyed, task, &|pair, slots, task| {
                let known = task.splits.len();
                self.node(pair, slots, task)?;
                task.names_below(known)
            })
        })
    }

    /// Lists a gram, or splits it.
    fn node(&self, gram: &[u32], slots: &[u64], task: &mut Task<'_>) -> anyhow::Result<()> {
        let unsplit = slots.len() <= self.long || gram.len() == DEEPEST;
        self.longest.note(slots, gram.len(), unsplit);
        if unsplit {
            return task.slots(self.stream, gram, slots);
        }
        task.items(self.stream, gram, slots)?;
        let split = (task.name.clone(), u32::try_from(slots.len())?);
        task.splits.push(split);
        let mut keyed = self.keyed(slots.iter(), gram.len());
        self.children(gram, &mut keyed, task, &|child, slots, task| {
            self.node(child, slots, task)
        })
    }

    /// Split grams with the token before them, where no listed gram from that token reaches as far.
    fn bridges(&self) -> anyhow::Result<()> {
        let begins = |slot: usize| !self.bridges_from(slot).is_empty();
        let none = self.by_first(&begins, &|token, keyed, task| {
            self.children(&[token], keyed, task, &|pair, slots, task| {
                self.bridge(pair, slots, task)
            })
        })?;
        ensure!(none.is_empty(), "a bridge is never split");
        Ok(())
    }

    /// The lengths of the bridges from a slot.
    fn bridges_from(&self, slot: usize) -> RangeInclusive<usize> {
        let behind = match self.stream.row.len() {
            end if slot + 1 < end => self.longest.split(slot + 1),
            _ => 0,
        };
        self.longest.listed(slot).max(2) + 1..=behind + 1
    }

    /// Lists a gram that is a bridge, and those that are longer; all its slots are alike in that.
    fn bridge(&self, gram: &[u32], slots: &[u64], task: &mut Task<'_>) -> anyhow::Result<()> {
        let from = |slot: &u64| self.bridges_from(low(*slot) as usize);
        let is_one = |slot: &u64| from(slot).contains(&gram.len());
        if slots.first().is_some_and(is_one) {
            task.slots(self.stream, gram, slots)?;
        }
        let is_longer = |slot: &&u64| *from(slot).end() > gram.len();
        let mut keyed = self.keyed(slots.iter().filter(is_longer), gram.len());
        self.children(gram, &mut keyed, task, &|child, slots, task| {
            self.bridge(child, slots, task)
        })
    }

    /// Visits every token with those of its slots that are wanted, each slot with the token behind it.
    fn by_first(
        &self,
        wanted: &impl Fn(usize) -> bool,
        visit: &First<'_>,
    ) -> anyhow::Result<Splits> {
        let row = &self.stream.row;
        let wanted = |slot: usize, token: u32| token != BREAK && wanted(slot);
        let mut counts = vec![0_usize; self.stream.vocabulary()];
        row.each(|slot, token, _| counts[token as usize] += usize::from(wanted(slot, token)));
        let (mut splits, mut slots) = (Splits::new(), Vec::new());
        for (tokens_of, _) in shares(&counts, BATCH.max(row.len() / 8)) {
            let batch = (tokens_of.start, &counts[tokens_of]);
            order(row, batch, &wanted, &mut slots);
            splits.extend(self.batch(batch, &mut slots, visit)?);
        }
        Ok(splits)
    }

    /// Visits the tokens of one batch: those from `first`, of which `counts` are wanted.
    fn batch(
        &self,
        (first, counts): (usize, &[usize]),
        order: &mut [u64],
        visit: &First<'_>,
    ) -> anyhow::Result<Splits> {
        let task = |(tokens, mut slots): (Range<usize>, &mut [u64])| -> anyhow::Result<Splits> {
            let mut task = Task::new(self.waiting);
            for token in tokens.filter(|token| counts[*token] > 0) {
                let (own, others) = slots.split_at_mut(counts[token]);
                slots = others;
                visit(u32::try_from(first + token)?, own, &mut task)?;
            }
            task.terms.finish()?;
            Ok(task.splits)
        };
        let mut rest = order;
        let share = rest.len().div_ceil(TASKS);
        let shares = shares(counts, share).into_iter().map(|(tokens, slots)| {
            let (own, others) = std::mem::take(&mut rest).split_at_mut(slots);
            rest = others;
            (tokens, own)
        });
        let shares: Vec<(Range<usize>, &mut [u64])> = shares.collect();
        let splits = shares.into_par_iter().map(task);
        Ok(splits.collect::<anyhow::Result<Vec<_>>>()?.concat())
    }

    /// Slots of a gram that is so long, each with the token behind it.
    fn keyed<'k>(&self, slots: impl Iterator<Item = &'k u64>, length: usize) -> Vec<u64> {
        let keyed = |slot: u32| key(self.stream.row.token(slot as usize + length), slot);
        slots.map(|slot| keyed(low(*slot))).collect()
    }

    /// Visits the grams that are one token longer, with their slots.
    fn children(
        &self,
        gram: &[u32],
        keyed: &mut [u64],
        task: &mut Task<'_>,
        visit: &Visit<'_>,
    ) -> anyhow::Result<()> {
        sort(keyed, self.stream.vocabulary(), &mut task.sorting);
        let mut child = gram.to_vec();
        child.push(BREAK);
        for slots in keyed.chunk_by(|one, other| one >> 32 == other >> 32) {
            if let (Some(last), Some(key)) = (child.last_mut(), slots.first()) {
                *last = low(key >> 32);
            }
            if child.last() != Some(&BREAK) {
                visit(&child, slots, task)?;
            }
        }
        Ok(())
    }
}
