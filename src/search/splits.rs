//! The grams that are split, found again by the tokens from a slot on.

use std::collections::HashSet;

use super::key::{Key, token};
use super::row::RARE;
use super::stream::Stream;

/// Tokens of a pair, the shortest gram that is split.
const PAIR: usize = 2;

/// Bits of the hash of a pair.
const PAIR_BITS: u32 = 16;

/// A gram that is split.
pub(super) struct Split {
    pub(super) name: String,
    pub(super) tokens: Vec<u32>,
    /// How many slots it has.
    pub(super) slots: u32,
}

/// All of them.
///
/// # Why
/// This is asked of every slot of the row, and answered by a table without pointers that a processor's cache
/// holds. To note for every slot what was found there took a byte each, and a write far from the last.
pub(super) struct Splits<'s> {
    stream: &'s Stream,
    /// The grams, each near the place that its hash gives; nothing where none is.
    table: Vec<Key>,
    /// A bit for every hash of a pair: most are not split, and few bytes say so.
    pairs: Vec<u64>,
    /// Those with tokens that keys do not tell apart.
    rare: HashSet<&'s [u32]>,
    longest: usize,
}

impl<'s> Splits<'s> {
    pub(super) fn new(stream: &'s Stream, all: &'s [Split]) -> Self {
        let is_rare = |split: &&Split| split.tokens.iter().any(|token| short(*token) == RARE);
        let rare = all.iter().filter(is_rare);
        let mut splits = Self {
            stream,
            table: vec![0; (all.len() * 8).next_power_of_two()],
            pairs: vec![0; 1 << (PAIR_BITS - 6)],
            rare: rare.map(|split| &*split.tokens).collect(),
            longest: all
                .iter()
                .map(|split| split.tokens.len())
                .max()
                .unwrap_or(0),
        };
        for split in all {
            let gram = key_of(&split.tokens);
            let at = splits.find(gram);
            splits.table[at] = gram;
            let (word, bit) = pair_bit(gram);
            splits.pairs[word] |= bit;
        }
        splits
    }

    /// How long the longest is that begins with the tokens of a key, the slot of which is given; 0 where none does.
    pub(super) fn longest(&self, key: Key, slot: u32) -> usize {
        let (word, bit) = pair_bit(key);
        if self.pairs[word] & bit == 0 {
            return 0;
        }
        let is_one = |length: &usize| {
            let gram = key & Key::MAX << (Key::BITS as usize - 16 * length);
            token(gram, length - 1) != 0
                && self.table[self.find(gram)] == gram
                && self.is_told(gram, slot, *length)
        };
        (PAIR..=self.longest).take_while(is_one).last().unwrap_or(0)
    }

    /// Whether a gram of at least two tokens is one.
    pub(super) fn holds(&self, gram: &[u32]) -> bool {
        let key = key_of(gram);
        let is_short = |token: &u32| short(*token) != RARE;
        self.table[self.find(key)] == key && (gram.iter().all(is_short) || self.rare.contains(gram))
    }

    /// The place of a gram, or the one that it is to be put at.
    fn find(&self, gram: Key) -> usize {
        let last = self.table.len() - 1;
        let folded = gram ^ gram >> 64;
        let mixed = u64::from((folded ^ folded >> 32) as u32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut at = (mixed >> 32) as usize & last;
        while self.table[at] != gram && self.table[at] != 0 {
            at = (at + 1) & last;
        }
        at
    }

    /// Whether the gram of a slot is one indeed, its rare tokens told apart.
    fn is_told(&self, gram: Key, slot: u32, length: usize) -> bool {
        if (0..length).all(|at| token(gram, at) != RARE) {
            return true;
        }
        let key = gram | Key::from(slot);
        let tokens = (0..length).map(|at| self.stream.token(key, at));
        self.rare.contains(&*tokens.collect::<Vec<u32>>())
    }
}

/// Where the pair is noted that a key begins with.
fn pair_bit(key: Key) -> (usize, u64) {
    let pair = (key >> (Key::BITS - 32)) as u32;
    let bit = pair.wrapping_mul(0x9e37_79b1) >> (u32::BITS - PAIR_BITS);
    (bit as usize / 64, 1 << (bit % 64))
}

/// A gram as keys have it, without a slot.
fn key_of(gram: &[u32]) -> Key {
    let tokens = gram.iter();
    let tokens = tokens.fold(0, |key, token| key << 16 | Key::from(short(*token)));
    tokens << (Key::BITS as usize - 16 * gram.len())
}

/// A token as keys have it.
fn short(token: u32) -> u16 {
    u16::try_from(token).unwrap_or(RARE)
}

#[cfg(test)]
mod tests {
    use super::{Split, Splits};
    use crate::search::key::{Key, slot};
    use crate::search::record::{Record, Section, Source};
    use crate::search::spill::Spill;
    use crate::search::stream::Stream;

    #[test]
    fn grams_are_told_apart_where_keys_have_their_tokens_alike() {
        let numbers: Vec<String> = (0..70_000).map(|n| n.to_string()).collect();
        let record = Record {
            sections: vec![Section(Source::Body, numbers.join(" "))],
            ..Record::default()
        };
        let spill = Spill::new().expect("a place");
        let stream = Stream::lay(1, &|_| Some(record.clone()), &spill).expect("room");
        let mut keys: Vec<Key> = Vec::new();
        for stretch in stream.row.stretches(1) {
            let each = stream.row.each(stretch, |key| keys.push(key));
            each.expect("bytes");
        }
        let split = |slot: usize, length: usize| Split {
            name: String::new(),
            tokens: (0..length).map(|at| stream.token(keys[slot], at)).collect(),
            slots: 0,
        };
        let all = [split(200, 2), split(200, 3), split(69_000, 2)];
        assert!(all[2].tokens[0] > u32::from(u16::MAX));
        let splits = Splits::new(&stream, &all);
        let longest = keys
            .iter()
            .map(|key| (slot(*key), splits.longest(*key, slot(*key))));
        let found: Vec<(u32, usize)> = longest.filter(|found| found.1 > 0).collect();
        assert_eq!(found, [(200, 3), (69_000, 2)]);
        assert!(all.iter().all(|split| splits.holds(&split.tokens)));
        let [other, last] = [split(201, 2), split(69_001, 2)];
        assert!(!splits.holds(&other.tokens) && !splits.holds(&last.tokens));
    }
}
