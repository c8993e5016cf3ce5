//! The tokens of all slots, as numbers.
//!
//! # Why
//! The row is the largest thing that a build keeps in memory. Two bytes a slot do for all tokens but the
//! rarest, which are looked up; and a row in pieces never grows by being copied.

use std::collections::HashMap;

use super::tokens::TokenText;

/// The number of a break.
pub(super) const BREAK: u32 = 0;
/// Slots of one piece.
const PIECE: usize = 1 << 18;
/// Stands for the numbers from here on.
const RARE: u16 = u16::MAX;

/// The row.
#[derive(Default)]
pub(super) struct Row {
    pieces: Vec<Vec<u16>>,
    /// The tokens of the slots that say `RARE`.
    rare: HashMap<usize, u32>,
    length: usize,
}

impl Row {
    /// Puts tokens behind all others.
    pub(super) fn extend(&mut self, tokens: impl ExactSizeIterator<Item = u32>) {
        let mut tokens = tokens;
        while tokens.len() > 0 {
            if self.length.is_multiple_of(PIECE) {
                self.pieces.push(Vec::with_capacity(PIECE));
            }
            let Some(piece) = self.pieces.last_mut() else {
                return;
            };
            let (first, begun) = (self.length, piece.len());
            let shorts = tokens.by_ref().take(PIECE - begun).zip(first..);
            piece.extend(shorts.map(|(token, slot)| {
                let short = u16::try_from(token).unwrap_or(RARE);
                if short == RARE {
                    self.rare.insert(slot, token);
                }
                short
            }));
            self.length += piece.len() - begun;
        }
    }

    /// How many slots there are.
    pub(super) fn len(&self) -> usize {
        self.length
    }

    /// The token of a slot; a break behind the last.
    pub(super) fn token(&self, slot: usize) -> u32 {
        let piece = self.pieces.get(slot / PIECE);
        let short = piece.and_then(|piece| piece.get(slot % PIECE));
        short.map_or(BREAK, |short| self.long(slot, *short))
    }

    fn long(&self, slot: usize, short: u16) -> u32 {
        match short {
            RARE => self.rare.get(&slot).copied().unwrap_or(BREAK),
            short => u32::from(short),
        }
    }

    /// Visits all slots in order, each with its token and the one behind it.
    pub(super) fn each(&self, mut visit: impl FnMut(usize, u32, u32)) {
        let mut slot = 0;
        let mut before = None;
        for piece in &self.pieces {
            for short in piece {
                let token = self.long(slot, *short);
                if let Some(before) = before.replace(token) {
                    visit(slot - 1, before, token);
                }
                slot += 1;
            }
        }
        if let Some(last) = before {
            visit(slot - 1, last, BREAK);
        }
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
    use super::{BREAK, PIECE, Row};

    #[test]
    fn every_slot_is_read_as_it_was_written_the_rare_ones_too() {
        let token = |slot: usize| (slot as u32).wrapping_mul(2_654_435_761) >> 15;
        let mut row = Row::default();
        let length = PIECE * 2 + 3;
        for share in [0..0, 0..7, 7..PIECE, PIECE..PIECE + 1, PIECE + 1..length] {
            row.extend(share.map(token));
        }
        assert_eq!(row.len(), length);
        let of = |slot: usize| if slot < length { token(slot) } else { BREAK };
        assert!((0..length + 2).all(|slot| row.token(slot) == of(slot)));
        let mut next = 0;
        row.each(|slot, token, behind| {
            assert_eq!((slot, token, behind), (next, of(next), of(next + 1)));
            next += 1;
        });
        assert_eq!(next, length);
        assert!((0..length).any(|slot| token(slot) > 0xffff));
        Row::default().each(|_, _, _| panic!("there is no slot"));
    }
}
