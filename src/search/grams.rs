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

use std::sync::atomic::{AtomicU8, Ordering};

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use rayon::slice::ParallelSliceMut as _;

use super::bucket::Kind;
use super::postings::{items, write_items, write_slots};
use super::stream::{BREAK, Stream};
use super::terms::Terms;

/// Tokens of the longest gram; at this length a list may be long.
pub(super) const DEEPEST: usize = 6;
/// Slots sorted at once: bounds memory.
const BATCH: usize = 1 << 23;
/// Bridges sorted at once: bounds memory.
const BRIDGES: usize = 1 << 22;

/// The longest gram of every slot that has a list, and whether it is unsplit.
struct Longest(Vec<AtomicU8>);

impl Longest {
    fn note(&self, slots: &[u32], length: usize, unsplit: bool) {
        let noted = u8::try_from(length).unwrap_or(0) << 1 | u8::from(unsplit);
        for slot in slots {
            self.0[*slot as usize].store(noted, Ordering::Relaxed);
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
}

/// Every gram of the row that has a list.
pub(super) fn grams(stream: &Stream, long: usize) -> Vec<Terms> {
    let splitter = Splitter {
        stream,
        longest: Longest(stream.tokens.iter().map(|_| AtomicU8::new(0)).collect()),
        long,
    };
    let mut terms = splitter.nodes();
    terms.extend(splitter.bridges());
    terms
}

impl Splitter<'_> {
    /// Single tokens, pairs, and the longer grams of split pairs.
    fn nodes(&self) -> Vec<Terms> {
        let mut counts = vec![0_usize; self.stream.vocabulary()];
        for token in &self.stream.tokens {
            counts[*token as usize] += 1;
        }
        let mut terms = Vec::new();
        let mut first = BREAK as usize + 1;
        while first < counts.len() {
            let mut slots = 0;
            let mut end = first;
            while end < counts.len() && (end == first || slots + counts[end] <= BATCH) {
                slots += counts[end];
                end += 1;
            }
            terms.extend(self.batch(first, &counts[first..end]));
            first = end;
        }
        terms
    }

    /// The grams that begin with any of the tokens from `first`, of which there are `counts`.
    fn batch(&self, first: usize, counts: &[usize]) -> Vec<Terms> {
        let mut next: Vec<usize> = Vec::with_capacity(counts.len());
        let mut total = 0;
        for count in counts {
            next.push(total);
            total += count;
        }
        let mut order = vec![0_u32; total];
        for (slot, token) in (0_u32..).zip(&self.stream.tokens) {
            if let Some(place) = (*token as usize)
                .checked_sub(first)
                .and_then(|token| next.get_mut(token))
            {
                order[*place] = slot;
                *place += 1;
            }
        }
        let present = (0..counts.len()).filter(|token| counts[*token] > 0);
        let shares: Vec<usize> = present.collect();
        shares
            .chunks(shares.len().div_ceil(64).max(1))
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|tokens| {
                let mut terms = Terms::default();
                for token in tokens {
                    let end = next[*token];
                    let slots = &order[end - counts[*token]..end];
                    self.single(u32::try_from(first + token).unwrap_or(0), slots, &mut terms);
                }
                terms.complete();
                terms
            })
            .collect()
    }

    fn single(&self, token: u32, slots: &[u32], terms: &mut Terms) {
        let items = self.item_list(slots);
        terms.add(&self.stream.text(&[token]), Kind::Items, &items);
        self.children(&[token], slots, &mut |pair, slots| {
            let mut splits = Vec::new();
            self.node(pair, slots, terms, &mut splits);
            if splits.len() > 1 {
                let name = splits.remove(0);
                let suffix = |split: &String| split.strip_prefix(&name).map(str::to_owned);
                let suffixes: Vec<String> = splits.iter().filter_map(suffix).collect();
                terms.add(
                    &format!("{name}\t"),
                    Kind::Items,
                    suffixes.join("\n").as_bytes(),
                );
            }
        });
    }

    /// Lists a gram, or splits it; the names of split grams go to `splits`.
    fn node(&self, gram: &[u32], slots: &[u32], terms: &mut Terms, splits: &mut Vec<String>) {
        let name = self.stream.text(gram);
        let unsplit = slots.len() <= self.long || gram.len() == DEEPEST;
        self.longest.note(slots, gram.len(), unsplit);
        if unsplit {
            terms.add(&name, Kind::Slots, &self.slot_list(slots));
            return;
        }
        terms.add(&name, Kind::Items, &self.item_list(slots));
        terms.note_split(&name, slots.len());
        splits.push(name);
        self.children(gram, slots, &mut |child, slots| {
            self.node(child, slots, terms, splits);
        });
    }

    fn item_list(&self, slots: &[u32]) -> Vec<u8> {
        write_items(&items(&self.stream.locate(slots)), self.stream.laid.len())
    }

    fn slot_list(&self, slots: &[u32]) -> Vec<u8> {
        write_slots(&self.stream.locate(slots))
    }

    /// The grams that are one token longer, with their slots.
    fn children(&self, gram: &[u32], slots: &[u32], visit: &mut dyn FnMut(&[u32], &[u32])) {
        let next = |slot: &u32| self.stream.tokens.get(*slot as usize + gram.len()).copied();
        let mut keyed: Vec<u64> = slots
            .iter()
            .filter_map(|slot| Some((next(slot)?, *slot)))
            .filter(|(next, _)| *next != BREAK)
            .map(|(next, slot)| u64::from(next) << 32 | u64::from(slot))
            .collect();
        keyed.sort_unstable();
        let mut child = gram.to_vec();
        for group in keyed.chunk_by(|one, other| one >> 32 == other >> 32) {
            let low = |key: &u64| u32::try_from(key & 0xffff_ffff).unwrap_or(0);
            let slots: Vec<u32> = group.iter().map(low).collect();
            child.truncate(gram.len());
            child.extend(slots.first().and_then(next));
            visit(&child, &slots);
        }
    }

    /// Split grams with the token before them, where no listed gram from that token reaches as far.
    fn bridges(&self) -> Vec<Terms> {
        let tokens = &self.stream.tokens;
        let lengths = |slot: usize| {
            let before = tokens[slot - 1];
            let first = self.longest.listed(slot - 1).max(2);
            let none = before == BREAK;
            (first..=if none { 0 } else { self.longest.split(slot) }).map(|length| length + 1)
        };
        let total: usize = (1..tokens.len())
            .into_par_iter()
            .map(|slot| lengths(slot).count())
            .sum();
        let passes = total.div_ceil(BRIDGES).max(1) as u64;
        (0..passes)
            .map(|pass| {
                let mut keyed: Vec<(u64, u32, u8)> = (1..tokens.len())
                    .into_par_iter()
                    .flat_map_iter(|slot| {
                        lengths(slot).filter_map(move |length| {
                            let key = key(&tokens[slot - 1..slot - 1 + length]);
                            let slot = u32::try_from(slot - 1).ok()?;
                            (key % passes == pass).then_some((key, slot, length as u8))
                        })
                    })
                    .collect();
                keyed.par_sort_unstable();
                self.bridge_terms(&keyed)
            })
            .collect()
    }

    fn bridge_terms(&self, keyed: &[(u64, u32, u8)]) -> Terms {
        let mut terms = Terms::default();
        for group in keyed.chunk_by(|one, other| one.0 == other.0) {
            let gram = |entry: &(u64, u32, u8)| {
                let start = entry.1 as usize;
                &self.stream.tokens[start..start + usize::from(entry.2)]
            };
            // Two grams of one 64-bit key have never been seen; should they be, each gets its list.
            let mut left: Vec<&(u64, u32, u8)> = group.iter().collect();
            while let Some(first) = left.first().map(|entry| gram(entry)) {
                type Entries<'e> = Vec<&'e (u64, u32, u8)>;
                let (same, other): (Entries<'_>, Entries<'_>) =
                    left.into_iter().partition(|entry| gram(entry) == first);
                let slots: Vec<u32> = same.iter().map(|entry| entry.1).collect();
                terms.add(
                    &self.stream.text(first),
                    Kind::Slots,
                    &self.slot_list(&slots),
                );
                left = other;
            }
        }
        terms.complete();
        terms
    }
}

/// A gram as one number.
fn key(gram: &[u32]) -> u64 {
    gram.iter().fold(0xcbf2_9ce4_8422_2325, |key, token| {
        (key ^ u64::from(*token))
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29)
    })
}
