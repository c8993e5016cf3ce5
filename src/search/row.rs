//! The tokens of all slots, as numbers, outside memory.
//!
//! # Why
//! The row would be the largest thing that a build keeps in memory, and it is only ever gone through from its
//! beginning. Two bytes a slot do for all tokens but the rarest, which are looked up.

use std::collections::HashMap;
use std::ops::Range;

use super::key::{Key, TOKENS, shifted};
use super::spill::{Spill, Spilled};
use super::tokens::TokenText;

/// The number of a break.
pub(super) const BREAK: u32 = 0;
/// Stands in a slot for all numbers from here on.
pub(super) const RARE: u16 = u16::MAX;
/// Bytes of one piece.
const PIECE: usize = 1 << 16;

/// The row.
pub(super) struct Row {
    spill: Spill,
    pieces: Vec<Spilled>,
    /// What is not put outside yet.
    last: Vec<u8>,
    /// The slots that say `RARE`, in order, each with its token.
    rare: Vec<(u32, u32)>,
    /// How often every token occurs.
    counts: Vec<u32>,
    length: u32,
}

impl Row {
    /// A row without slots.
    pub(super) fn new() -> anyhow::Result<Self> {
        Ok(Self {
            spill: Spill::new()?,
            pieces: Vec::new(),
            last: Vec::with_capacity(PIECE),
            rare: Vec::new(),
            counts: Vec::new(),
            length: 0,
        })
    }

    /// Puts tokens behind all others.
    pub(super) fn extend(&mut self, tokens: impl Iterator<Item = u32>) -> anyhow::Result<()> {
        for token in tokens {
            let short = u16::try_from(token).unwrap_or(RARE);
            if short == RARE {
                self.rare.push((self.length, token));
            }
            self.length += 1;
            match self.counts.get_mut(token as usize) {
                Some(count) => *count += 1,
                None => self.first_of(token),
            }
            self.last.extend_from_slice(&short.to_le_bytes());
            if self.last.len() == PIECE {
                self.pieces.push(self.spill.put(&self.last)?);
                self.last.clear();
            }
        }
        Ok(())
    }

    /// Kept apart from what is done for every slot.
    #[cold]
    fn first_of(&mut self, token: u32) {
        self.counts.resize(token as usize, 0);
        self.counts.push(1);
    }

    /// How often every token occurs.
    pub(super) fn counts(&self) -> &[u32] {
        &self.counts
    }

    /// The token of a slot that says `RARE`.
    pub(super) fn rare(&self, slot: u32) -> u32 {
        let at = self.rare.binary_search_by_key(&slot, |rare| rare.0);
        at.map_or(BREAK, |at| self.rare[at].1)
    }

    /// So many stretches of the row as there are, at most, of about the same length, one behind the other.
    pub(super) fn stretches(&self, most: usize) -> Vec<Range<usize>> {
        let pieces = self.pieces.len() + 1;
        let length = pieces.div_ceil(most.max(1));
        let starts = (0..pieces).step_by(length);
        starts
            .map(|start| start..pieces.min(start + length))
            .collect()
    }

    /// Visits all slots of a stretch in order, each under the tokens from it on.
    pub(super) fn each(
        &self,
        stretch: Range<usize>,
        mut visit: impl FnMut(Key),
    ) -> anyhow::Result<()> {
        const AHEAD: usize = TOKENS - 1;
        let first = u32::try_from(stretch.start * PIECE / 2)?;
        let (mut key, mut read, mut piece) = (0, 0, Vec::new());
        let mut next = |token: u16| {
            key = shifted(key, token);
            if let Some(slot) = u32::checked_sub(read, AHEAD as u32) {
                visit(key | Key::from(first + slot));
            }
            read += 1;
        };
        let mut all = |bytes: &[u8]| {
            let shorts = bytes.as_chunks().0.iter();
            shorts.for_each(|short| next(u16::from_le_bytes(*short)));
        };
        for at in stretch.clone() {
            self.piece(at, &mut piece)?;
            all(&piece);
        }
        // The last slots are under tokens of the next piece; behind the last piece there are breaks.
        self.piece(stretch.end, &mut piece)?;
        piece.resize(2 * AHEAD, 0);
        all(&piece);
        Ok(())
    }

    /// The bytes of a piece; none of one behind the last.
    fn piece(&self, at: usize, bytes: &mut Vec<u8>) -> anyhow::Result<()> {
        bytes.clear();
        match self.pieces.get(at) {
            Some(spilled) => self.spill.read(*spilled, bytes)?,
            None if at == self.pieces.len() => bytes.extend_from_slice(&self.last),
            None => {}
        }
        Ok(())
    }
}

/// The numbers of tokens, in the order in which they came.
pub(super) struct Vocabulary {
    texts: Vec<TokenText>,
    characters: Vec<u32>,
    runs: HashMap<String, u32>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self {
            texts: vec![TokenText::Break],
            characters: vec![BREAK; char::MAX as usize + 1],
            runs: HashMap::new(),
        }
    }
}

impl Vocabulary {
    /// The number of a character, or of a break.
    pub(super) fn character(&mut self, c: u32) -> u32 {
        match self.characters.get(c as usize) {
            Some(&BREAK) if c != BREAK => self.new_character(c),
            number => number.map_or(BREAK, |number| *number),
        }
    }

    /// Kept apart from what is asked for every slot.
    #[cold]
    fn new_character(&mut self, c: u32) -> u32 {
        let next = u32::try_from(self.texts.len()).unwrap_or(BREAK);
        let Some(character) = char::from_u32(c) else {
            return BREAK;
        };
        self.texts.push(TokenText::Char(character));
        self.characters[c as usize] = next;
        next
    }

    /// The number of a run.
    pub(super) fn run(&mut self, run: String) -> u32 {
        let next = u32::try_from(self.texts.len()).unwrap_or(BREAK);
        *self.runs.entry(run).or_insert_with_key(|run| {
            self.texts.push(TokenText::Run(run.clone()));
            next
        })
    }

    /// All tokens that are known.
    pub(super) fn texts(self) -> Vec<TokenText> {
        self.texts
    }
}

#[cfg(test)]
mod tests {
    use super::{BREAK, PIECE, RARE, Row};
    use crate::search::key::{TOKENS, slot, token};

    #[test]
    fn every_slot_is_read_as_it_was_written_the_rare_ones_too() {
        let of_slot = |slot: usize| (slot as u32).wrapping_mul(2_654_435_761) >> 15;
        let mut row = Row::new().expect("a place");
        // Two pieces, and a third with fewer slots than a key has tokens.
        let length = PIECE + 3;
        for share in [
            0..0,
            0..7,
            7..PIECE / 2,
            PIECE / 2..PIECE / 2 + 1,
            PIECE / 2 + 1..length,
        ] {
            row.extend(share.map(of_slot)).expect("room");
        }
        for most in 1..5 {
            let mut next = 0;
            let mut visit = |key| {
                assert_eq!(slot(key) as usize, next);
                for at in 0..TOKENS {
                    let long = match token(key, at) {
                        RARE => row.rare((next + at) as u32),
                        short => u32::from(short),
                    };
                    let is_there = next + at < length;
                    assert_eq!(long, if is_there { of_slot(next + at) } else { BREAK });
                }
                next += 1;
            };
            let stretches = row.stretches(most);
            assert_eq!(stretches.len(), most.min(3));
            for stretch in stretches {
                row.each(stretch, &mut visit).expect("bytes");
            }
            assert_eq!(next, length);
        }
        let counted: u32 = row.counts().iter().sum();
        assert_eq!(counted as usize, length);
        assert!((0..length).any(|slot| of_slot(slot) > 0xffff));
        let none = Row::new().expect("a place");
        for stretch in none.stretches(2) {
            none.each(stretch, |_| panic!("there is no slot"))
                .expect("bytes");
        }
    }
}
