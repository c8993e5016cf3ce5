//! All items' tokens in one row of slots, as numbers.

use std::collections::HashMap;

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use super::record::{BLOCK, BODY, Record, TITLE};
use super::tokens::{TokenText, gram};

/// The number of a break; no character of any text has it.
pub(super) const BREAK: u32 = 0;
/// Runs are numbered from here; below it a token's number is its character.
const RUNS: u32 = 0x11_0000;
/// Items cut at once; bounds what is in memory twice.
const WAVE: usize = 2048;
const SHARE: usize = 64;

/// The row.
#[derive(Default)]
pub(super) struct Stream {
    /// The token of every slot.
    pub(super) tokens: Vec<u32>,
    /// How many blocks each item takes, in index order.
    pub(super) blocks: Vec<u32>,
    /// The item of every block.
    items: Vec<u32>,
    /// The first block of every item.
    starts: Vec<u32>,
    runs: Vec<String>,
    numbers: HashMap<String, u32>,
}

/// A share of the row with runs numbered on its own.
#[derive(Default)]
struct Share {
    tokens: Vec<u32>,
    blocks: Vec<u32>,
    runs: Vec<String>,
}

/// Where in its item a slot lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    Number,
    Title,
    Body,
}

impl Zone {
    /// The zone of a slot counted from its item's first.
    pub(super) fn of(slot: usize) -> Self {
        if slot < TITLE {
            Self::Number
        } else if slot < BODY {
            Self::Title
        } else {
            Self::Body
        }
    }
}

impl Stream {
    /// Lays out so many items; `record` gives each in index order.
    pub(super) fn lay(count: usize, record: &(dyn Fn(usize) -> Record + Sync)) -> Self {
        let mut stream = Self::default();
        for wave in (0..count).step_by(WAVE) {
            let end = count.min(wave + WAVE);
            let shares: Vec<Share> = (wave..end)
                .step_by(SHARE)
                .collect::<Vec<_>>()
                .into_par_iter()
                .map(|first| Share::cut(first..end.min(first + SHARE), record))
                .collect();
            shares.into_iter().for_each(|share| stream.append(share));
        }
        stream.numbers = HashMap::new();
        stream
    }

    fn append(&mut self, share: Share) {
        let numbers: Vec<u32> = share.runs.into_iter().map(|run| self.number(run)).collect();
        let number = |token: u32| match token.checked_sub(RUNS) {
            Some(run) => numbers[run as usize],
            None => token,
        };
        self.tokens.extend(share.tokens.into_iter().map(number));
        for blocks in share.blocks {
            let item = u32::try_from(self.blocks.len()).unwrap_or(u32::MAX);
            self.starts
                .push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
            self.blocks.push(blocks);
            self.items.extend((0..blocks).map(|_| item));
        }
    }

    fn number(&mut self, run: String) -> u32 {
        if let Some(number) = self.numbers.get(&run) {
            return *number;
        }
        let number = RUNS + u32::try_from(self.runs.len()).unwrap_or(0);
        self.runs.push(run.clone());
        self.numbers.insert(run, number);
        number
    }

    /// One more than the largest token number.
    pub(super) fn vocabulary(&self) -> usize {
        RUNS as usize + self.runs.len()
    }

    /// The item of a slot, and the slot counted from the item's first.
    pub(super) fn locate(&self, slot: u32) -> (u32, usize) {
        let item = self.items[slot as usize / BLOCK];
        let start = self.starts[item as usize] as usize * BLOCK;
        (item, slot as usize - start)
    }

    /// The text of a gram.
    pub(super) fn text(&self, tokens: &[u32]) -> String {
        let texts: Vec<TokenText> = tokens.iter().map(|token| self.token(*token)).collect();
        gram(&texts)
    }

    fn token(&self, token: u32) -> TokenText {
        match token.checked_sub(RUNS) {
            Some(run) => TokenText::Run(self.runs[run as usize].clone()),
            None => char::from_u32(token)
                .filter(|_| token != BREAK)
                .map_or(TokenText::Break, TokenText::Char),
        }
    }
}

impl Share {
    fn cut(items: std::ops::Range<usize>, record: &(dyn Fn(usize) -> Record + Sync)) -> Self {
        let mut share = Self::default();
        let mut known: HashMap<String, u32> = HashMap::new();
        for item in items {
            let slots = record(item).slots();
            share
                .blocks
                .push(u32::try_from(slots.len() / BLOCK).unwrap_or(u32::MAX));
            for token in slots {
                let number = match token {
                    TokenText::Break => BREAK,
                    TokenText::Char(c) => u32::from(c),
                    TokenText::Run(run) => {
                        let next = RUNS + u32::try_from(known.len()).unwrap_or(0);
                        *known.entry(run).or_insert_with_key(|run| {
                            share.runs.push(run.clone());
                            next
                        })
                    }
                };
                share.tokens.push(number);
            }
        }
        share
    }
}
