//! All items' tokens in one row of slots, as numbers.

use std::collections::{BTreeMap, HashMap};

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use super::order::low;
use super::postings::At;
use super::record::{BLOCK, BODY, Record, Section, TITLE};
use super::results::{self, GROUP};
use super::row::{BREAK, Row, Vocabulary};
use super::spill::{Spill, Spilled};
use super::tokens::TokenText;
use crate::model::KeyWriter;

/// A share numbers runs from here; below it a token's number is its character.
const RUNS: u32 = 0x11_0000;
/// Items cut at once; bounds what is in memory twice.
const WAVE: usize = 8 * GROUP;

/// Gives the item of a place.
pub(super) type RecordAt<'r> = dyn Fn(usize) -> Option<Record> + Sync + 'r;

/// The row.
#[derive(Default)]
pub(super) struct Stream {
    /// The token of every slot.
    pub(super) row: Row,
    /// What was laid at each place; nothing where no item is.
    pub(super) laid: Vec<Option<Laid>>,
    /// The files of results of every group, made.
    pub(super) results: Vec<Vec<Spilled>>,
    /// The place of every block.
    places: Vec<u32>,
    /// The first block of every place.
    starts: Vec<u32>,
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

/// What is kept of an item's words once they are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Laid {
    /// Fingerprint of all that readers see of it.
    pub(super) words: [u8; 16],
    /// Bytes of its text.
    pub(super) size: u32,
    /// Blocks that it takes.
    pub(super) blocks: u32,
}

impl Laid {
    /// Of a record and its slots.
    pub(super) fn new(record: &Record, slots: usize) -> Self {
        let mut words = [0; 16];
        let Record {
            path, title, date, ..
        } = record;
        let mut key = KeyWriter::new("search words")
            .part(path)
            .part(title)
            .part(date)
            .part(record.numbers.len().to_le_bytes());
        for number in &record.numbers {
            key = key.part(number);
        }
        for Section(source, text) in &record.sections {
            key = key.part([*source as u8]).part(text);
        }
        words.copy_from_slice(key.finish().0.split_at(16).0);
        let size: usize = record.sections.iter().map(|section| section.1.len()).sum();
        Self {
            words,
            size: u32::try_from(size).unwrap_or(u32::MAX),
            blocks: Self::blocks(slots),
        }
    }

    /// How many blocks so many slots are.
    pub(super) fn blocks(slots: usize) -> u32 {
        u32::try_from(slots / BLOCK).unwrap_or(u32::MAX)
    }
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
    /// Lays out so many places; `record` gives the item of each, `spill` takes the files of results.
    ///
    /// # Why
    /// Results are made here, since what they are made of is at hand: reading Markdown, tables and
    /// attachments again took longer than making the files.
    pub(super) fn lay(count: usize, record: &RecordAt<'_>, spill: &Spill) -> anyhow::Result<Self> {
        let mut stream = Self::default();
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
                stream.append(share, &mut vocabulary);
            }
        }
        stream.texts = vocabulary.texts();
        Ok(stream)
    }

    fn append(&mut self, share: Share, vocabulary: &mut Vocabulary) {
        let runs = share.runs.into_iter();
        let runs: Vec<u32> = runs.map(|run| vocabulary.run(run)).collect();
        for token in share.tokens {
            self.row.push(match token.checked_sub(RUNS) {
                Some(run) => runs[run as usize],
                None => char::from_u32(token)
                    .filter(|_| token != BREAK)
                    .map_or(BREAK, |c| vocabulary.character(c)),
            });
        }
        self.results.push(share.results);
        for laid in share.laid {
            let place = u32::try_from(self.laid.len()).unwrap_or(u32::MAX);
            self.starts
                .push(u32::try_from(self.places.len()).unwrap_or(u32::MAX));
            let blocks = laid.map_or(0, |laid| laid.blocks);
            self.laid.push(laid);
            self.places.extend((0..blocks).map(|_| place));
        }
    }

    /// How often each character occurs, as [`counted`].
    pub(super) fn characters(&self) -> BTreeMap<char, u32> {
        let mut counts = vec![0_u32; self.texts.len()];
        self.row.each(|_, token, _| counts[token as usize] += 1);
        let counts = self.texts.iter().zip(counts);
        counts
            .filter_map(|(text, count)| match text {
                TokenText::Char(c) if *c <= LAST => Some((*c, count)),
                _ => None,
            })
            .collect()
    }

    /// One more than the largest token number.
    pub(super) fn vocabulary(&self) -> usize {
        self.texts.len()
    }

    /// Where slots of the row stand, which are in the lower halves of the numbers.
    pub(super) fn locate(&self, slots: &[u64]) -> impl Iterator<Item = At> {
        let block = BLOCK as u32;
        slots.iter().map(move |slot| {
            let slot = low(*slot);
            let place = self.places[(slot / block) as usize];
            (place, slot - self.starts[place as usize] * block)
        })
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
