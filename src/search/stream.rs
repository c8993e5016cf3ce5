//! All items' tokens in one row of slots, as numbers.

use std::collections::{BTreeMap, HashMap};

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use super::key::{Key, slot, token};
use super::laid::Laid;
use super::postings::At;
use super::record::{BLOCK, Record};
use super::results::{self, GROUP};
use super::row::{BREAK, RARE, Row, Vocabulary};
use super::spill::{Spill, Spilled};
use super::tokens::TokenText;

/// A share numbers runs from here; below it a token's number is its character.
const RUNS: u32 = 0x11_0000;
/// Items cut at once; bounds what is in memory twice.
const WAVE: usize = 8 * GROUP;

/// Gives the item of a place.
pub(super) type RecordAt<'r> = dyn Fn(usize) -> Option<Record> + Sync + 'r;

/// Blocks from one mark to the next.
const MARK: usize = 8;

/// The row.
pub(super) struct Stream {
    /// The token of every slot.
    pub(super) row: Row,
    /// What was laid at each place; nothing where no item is.
    pub(super) laid: Vec<Option<Laid>>,
    /// The files of results of every group, made.
    pub(super) results: Vec<Vec<Spilled>>,
    /// The first block of every place, and the one behind the last.
    starts: Vec<u32>,
    /// The place of every so many blocks' first.
    marks: Vec<u32>,
    /// The token of every number.
    texts: Vec<TokenText>,
}

/// A share of the row with runs numbered on its own.
#[derive(Default)]
struct Share {
    tokens: Vec<u32>,
    laid: Vec<Option<Laid>>,
    results: Vec<Spilled>,
    runs: Vec<String>,
}

/// Beyond it there are no characters that texts are made of.
const LAST: char = '\u{2ffff}';

/// The characters among tokens that are counted.
pub(super) fn counted(tokens: &[TokenText]) -> impl Iterator<Item = char> {
    tokens.iter().filter_map(|token| match token {
        TokenText::Char(c) if *c <= LAST => Some(*c),
        _ => None,
    })
}

impl Stream {
    /// Lays out so many places; `record` gives the item of each, `spill` takes the files of results.
    ///
    /// # Why
    /// Results are made here, since what they are made of is at hand: reading Markdown, tables and
    /// attachments again took longer than making the files.
    pub(super) fn lay(count: usize, record: &RecordAt<'_>, spill: &Spill) -> anyhow::Result<Self> {
        let mut stream = Self {
            row: Row::new()?,
            laid: Vec::new(),
            results: Vec::new(),
            starts: vec![0],
            marks: Vec::new(),
            texts: Vec::new(),
        };
        let mut vocabulary = Vocabulary::default();
        for wave in (0..count).step_by(WAVE) {
            let end = count.min(wave + WAVE);
            let shares: Vec<Share> = (wave..end)
                .step_by(GROUP)
                .collect::<Vec<_>>()
                .into_par_iter()
                .map(|first| Share::cut(first..end.min(first + GROUP), record, spill))
                .collect::<anyhow::Result<_>>()?;
            for share in shares {
                stream.append(share, &mut vocabulary)?;
            }
        }
        stream.texts = vocabulary.texts();
        Ok(stream)
    }

    fn append(&mut self, share: Share, vocabulary: &mut Vocabulary) -> anyhow::Result<()> {
        let runs = share.runs.into_iter();
        let runs: Vec<u32> = runs.map(|run| vocabulary.run(run)).collect();
        let tokens = share.tokens.iter();
        let tokens = tokens.map(|token| match token.checked_sub(RUNS) {
            Some(run) => runs[run as usize],
            None => vocabulary.character(*token),
        });
        self.row.extend(tokens)?;
        self.results.push(share.results);
        for laid in share.laid {
            let start = self.starts.last().map_or(0, |start| *start);
            let end = start + laid.map_or(0, |laid| laid.blocks);
            let place = u32::try_from(self.laid.len())?;
            self.marks.resize((end as usize).div_ceil(MARK), place);
            self.starts.push(end);
            self.laid.push(laid);
        }
        Ok(())
    }

    /// How often each character occurs, as [`counted`].
    pub(super) fn characters(&self) -> BTreeMap<char, u32> {
        let counts = self.texts.iter().zip(self.row.counts());
        counts
            .filter_map(|(text, count)| match text {
                TokenText::Char(c) if *c <= LAST => Some((*c, *count)),
                _ => None,
            })
            .collect()
    }

    /// One of the tokens of a key.
    pub(super) fn token(&self, key: Key, at: usize) -> u32 {
        match token(key, at) {
            RARE => self.row.rare(slot(key) + at as u32),
            short => u32::from(short),
        }
    }

    /// Where slots stand, which come in rising order.
    pub(super) fn locate(&self, keys: &[Key]) -> impl Iterator<Item = At> {
        let (mut place, mut start, mut end) = (0, 0, 0);
        keys.iter().map(move |key| {
            let slot = slot(*key);
            if slot >= end {
                place = self.place(slot);
                start = self.starts[place as usize] * BLOCK as u32;
                end = self.starts[place as usize + 1] * BLOCK as u32;
            }
            (place, slot - start)
        })
    }

    /// The place of the item that a slot is of.
    fn place(&self, slot: u32) -> u32 {
        let block = slot / BLOCK as u32;
        let mut place = self.marks[block as usize / MARK];
        while self.starts[place as usize + 1] <= block {
            place += 1;
        }
        place
    }

    /// Writes the text of a gram.
    pub(super) fn name(&self, tokens: &[u32], name: &mut String) {
        name.clear();
        let mut after_run = false;
        for token in tokens {
            match &self.texts[*token as usize] {
                TokenText::Break => (),
                TokenText::Char(c) => name.push(*c),
                TokenText::Run(run) => {
                    name.push_str(if after_run { " " } else { "" });
                    name.push_str(run);
                }
            }
            after_run = matches!(self.texts[*token as usize], TokenText::Run(_));
        }
    }
}

impl Share {
    fn cut(
        places: std::ops::Range<usize>,
        record: &RecordAt<'_>,
        spill: &Spill,
    ) -> anyhow::Result<Self> {
        let mut share = Self::default();
        let mut known: HashMap<String, u32> = HashMap::new();
        let records: Vec<Option<Record>> = places.clone().map(record).collect();
        for record in &records {
            let laid = record.as_ref().map(|record| {
                let slots = record.slots();
                let laid = Laid::new(record, slots.len());
                share.number(slots, &mut known);
                laid
            });
            share.laid.push(laid);
        }
        for file in results::make_all(places.start, &share.laid, records)? {
            share.results.push(spill.put(&file)?);
        }
        Ok(share)
    }

    fn number(&mut self, slots: Vec<TokenText>, known: &mut HashMap<String, u32>) {
        for token in slots {
            let number = match token {
                TokenText::Break => BREAK,
                TokenText::Char(c) => u32::from(c),
                TokenText::Run(run) => {
                    let next = RUNS + u32::try_from(known.len()).unwrap_or(0);
                    *known.entry(run).or_insert_with_key(|run| {
                        self.runs.push(run.clone());
                        next
                    })
                }
            };
            self.tokens.push(number);
        }
    }
}
