//! What is kept of each item beside its text.

use super::record::{BLOCK, Record, Section};
use crate::model::KeyWriter;

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
            path,
            title,
            date,
            not_yet,
            ..
        } = record;
        let mut key = KeyWriter::new("search words")
            .part(path)
            .part(title)
            .part(date)
            .part([u8::from(*not_yet)])
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
