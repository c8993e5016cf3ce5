//! Slots under the tokens from them on, put in order without looking any token up.
//!
//! # Why
//! A slot lies far from the next of its gram: to look up the tokens behind it waits for memory, once for
//! every slot and token. Where the row is gone through from its beginning those tokens are at hand; so a
//! slot goes with all of them. Slots are spread by their first tokens into shares that wait outside
//! memory, each so small that a processor's cache holds it while it is put in order.

use std::ops::Range;

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use super::key::{Key, slot, token};
use super::row::{BREAK, RARE, Row};
use super::spill::{Spill, Spilled};

/// Bytes of a key.
const KEY: usize = size_of::<Key>();
/// Slots of a share, but for the shares of one token.
pub(super) const SHARE: usize = 1 << 18;
/// Bytes of a share that wait in memory.
const WAITING: usize = 16 << 10;

/// Slots of a stretch that begin with tokens side by side, in order of the row.
#[derive(Default)]
struct Share {
    last: Vec<u8>,
    spilled: Vec<Spilled>,
}

impl Share {
    fn put(&mut self, key: Key, spill: &Spill) -> anyhow::Result<()> {
        self.last.extend_from_slice(&key.to_le_bytes());
        if self.last.len() >= WAITING {
            self.spilled.push(spill.put(&self.last)?);
            self.last.clear();
        }
        Ok(())
    }

    /// How many slots there are.
    fn len(&self) -> usize {
        self.spilled.len() * WAITING / KEY + self.last.len() / KEY
    }
}

/// Slots spread into shares.
pub(super) struct Spread {
    count: usize,
    stretches: Vec<Stretch>,
}

/// The shares of a stretch of the row, and where what is large of them waits.
struct Stretch {
    spill: Spill,
    shares: Vec<Share>,
}

impl Spread {
    /// Spreads the slots that are wanted, stretches of the row side by side; breaks never are. `wanted` begins to
    /// answer for a stretch, and is then asked of all its slots in order.
    pub(super) fn new<W: FnMut(Key) -> bool>(
        row: &Row,
        wanted: impl Fn() -> W + Sync,
    ) -> anyhow::Result<Self> {
        let (of_token, count) = shares(row.counts());
        let of_stretch = |stretch: Range<usize>| -> anyhow::Result<Stretch> {
            let spill = Spill::new()?;
            let (mut shares, mut wanted) = (Vec::new(), wanted());
            shares.resize_with(count, Share::default);
            let mut done = Ok(());
            row.each(stretch, |key| {
                let first = token(key, 0);
                if done.is_ok() && wanted(key) && u32::from(first) != BREAK {
                    let share = of_token[usize::from(first)];
                    done = shares[usize::from(share)].put(key, &spill);
                }
            })?;
            done.map(|()| Stretch { spill, shares })
        };
        let stretches = row.stretches(rayon::current_num_threads()).into_par_iter();
        let stretches = stretches.map(of_stretch).collect::<anyhow::Result<_>>()?;
        Ok(Self { count, stretches })
    }

    /// How many shares there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// All of one share into `keys`, by first token and in order of the row; `other` is room that is used again.
    pub(super) fn share(
        &self,
        at: usize,
        keys: &mut Vec<Key>,
        other: &mut Vec<Key>,
    ) -> anyhow::Result<()> {
        let of_stretch = |it: &'_ Stretch| it.shares.get(at).map_or(0, Share::len);
        let mut bytes = Vec::new();
        other.clear();
        other.reserve_exact(self.stretches.iter().map(of_stretch).sum());
        let mut add = |bytes: &[u8]| {
            let all = bytes.as_chunks().0.iter();
            other.extend(all.map(|key| Key::from_le_bytes(*key)));
        };
        for Stretch { spill, shares } in &self.stretches {
            for spilled in shares.get(at).iter().flat_map(|share| &share.spilled) {
                bytes.clear();
                spill.read(*spilled, &mut bytes)?;
                add(&bytes);
            }
            add(shares.get(at).map_or(&[], |share| &share.last));
        }
        let span = Span::of(other, 0);
        if span.length == 1 {
            std::mem::swap(keys, other);
        } else {
            keys.resize(other.len(), 0);
            place(other, keys, &span);
        }
        Ok(())
    }
}

/// The share of every token as slots hold it, and how many shares there are.
fn shares(counts: &[u32]) -> (Vec<u16>, usize) {
    let (mut of_token, mut share, mut filled) = (Vec::new(), 0_u16, 0_usize);
    for token in 0..=usize::from(RARE) {
        let alike = match token < usize::from(RARE) {
            true => counts.get(token..=token),
            false => counts.get(token..),
        };
        let count: usize = alike
            .unwrap_or_default()
            .iter()
            .map(|count| *count as usize)
            .sum();
        if filled > 0 && filled + count > SHARE {
            (share, filled) = (share.saturating_add(1), 0);
        }
        filled += count;
        of_token.push(share);
    }
    (of_token, usize::from(share) + 1)
}

/// The tokens at one place of some keys, from the least to the greatest.
struct Span {
    at: usize,
    least: u16,
    length: usize,
}

impl Span {
    fn of(keys: &[Key], at: usize) -> Self {
        let (mut least, mut most) = (u16::MAX, 0);
        for key in keys {
            let token = token(*key, at);
            (least, most) = (least.min(token), most.max(token));
        }
        let length = usize::from(most.saturating_sub(least)) + 1;
        Self { at, least, length }
    }

    fn place(&self, key: Key) -> usize {
        usize::from(token(key, self.at).wrapping_sub(self.least))
    }
}

/// Puts every key where its token has it among all; what is alike there stays in its order.
fn place(from: &[Key], to: &mut [Key], span: &Span) {
    let mut next = vec![0_u32; span.length];
    for key in from {
        next[span.place(*key)] += 1;
    }
    let mut total = 0;
    for count in &mut next {
        (*count, total) = (total, total + *count);
    }
    for key in from {
        let next = &mut next[span.place(*key)];
        to[*next as usize] = *key;
        *next += 1;
    }
}

/// Sorts by one of the tokens; what is alike there comes in order of slots, as it was before.
///
/// # Why
/// Slots rise already, and there are few tokens for so many of them: they are counted once and put in their places,
/// where comparing takes eighteen passes. `other` is room that is used again; rows for which it would be too large,
/// and those with fewer slots than there are counts to keep, are compared.
pub(super) fn sort(keys: &mut [Key], at: usize, other: &mut Vec<Key>) {
    let span = Span::of(keys, at);
    if span.length == 1 {
        return;
    }
    if keys.len() < 512.max(span.length / 8) || keys.len() >= 2 * SHARE {
        return keys
            .sort_unstable_by_key(|key| u64::from(token(*key, at)) << 32 | u64::from(slot(*key)));
    }
    other.clear();
    other.extend_from_slice(keys);
    place(other, keys, &span);
}

#[cfg(test)]
mod tests {
    use super::{Key, shares, slot, sort, token};

    #[test]
    fn long_rows_and_short_are_sorted_alike() {
        let (mut number, mut other) = (1_u64, Vec::new());
        for length in [0_u32, 1, 511, 512, 50_000, 600_000] {
            let mut keys: Vec<Key> = Vec::new();
            for slot in 0..length {
                number = number
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                keys.push(Key::from(number) << 64 | Key::from(slot));
            }
            for at in [0, 3] {
                let mut sorted = keys.clone();
                sorted.sort_by_key(|key| (token(*key, at), slot(*key)));
                let mut own = keys.clone();
                sort(&mut own, at, &mut other);
                assert!(own == sorted, "{length}");
            }
        }
    }

    #[test]
    fn no_share_is_large_but_for_one_token() {
        let counts = [7, 300_000, 5, 200_000, 62_000, 200_000];
        let (of_token, count) = shares(&counts);
        assert_eq!(of_token[..8], [0, 1, 2, 2, 2, 3, 3, 3]);
        assert_eq!((of_token.len(), count), (0x1_0000, 4));
    }
}
