//! How much of one file is read, whatever it asks for, and what of it was not.
//!
//! # Why
//! An archive of a few kilobytes can hold a thousand parts that unpack to gigabytes each: a limit for every part is none
//! for the file. Who publishes a file has to know how far it was looked through.

use crate::model::Gap;

/// What is kept of one file's words.
pub(super) const TEXT_LIMIT: usize = 4 << 20;
/// What all parts of one archive may unpack to.
const UNPACKED_LIMIT: u64 = 256 << 20;

/// What is left of the limits of one file.
#[derive(Debug)]
pub(super) struct Budget {
    words: usize,
    unpacked: u64,
    is_spent: bool,
    unread: Vec<String>,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self {
            words: TEXT_LIMIT,
            unpacked: UNPACKED_LIMIT,
            is_spent: false,
            unread: Vec::new(),
        }
    }

    /// Whether so many bytes of words may be kept; from the first that may not on, none may.
    pub(super) fn take(&mut self, size: usize) -> bool {
        let left = self.words.checked_sub(size);
        self.words = left.unwrap_or(0);
        self.is_spent |= left.is_none();
        left.is_some()
    }

    /// What may still be unpacked.
    pub(super) fn unpacked(&self) -> u64 {
        self.unpacked
    }

    /// So many bytes were unpacked.
    pub(super) fn unpack(&mut self, size: u64) {
        self.unpacked = self.unpacked.saturating_sub(size);
    }

    /// Something was left out that a limit does not let in.
    pub(super) fn spend(&mut self) {
        self.is_spent = true;
    }

    /// Whether anything was.
    pub(super) fn is_spent(&self) -> bool {
        self.is_spent
    }

    /// A part cannot be read.
    pub(super) fn miss(&mut self, part: impl Into<String>) {
        self.unread.push(part.into());
    }

    /// What was not read.
    pub(super) fn gap(mut self) -> Option<Gap> {
        self.unread.dedup();
        match (self.unread.is_empty(), self.is_spent) {
            (false, _) => Some(Gap::Parts(self.unread)),
            (true, true) => Some(Gap::CutShort),
            (true, false) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, Gap, TEXT_LIMIT};

    #[test]
    fn what_is_left_out_shows() {
        let mut budget = Budget::new();
        assert!(budget.take(TEXT_LIMIT - 1) && budget.take(1) && !budget.is_spent());
        assert!(!budget.take(1) && budget.is_spent());
        assert_eq!(budget.gap(), Some(Gap::CutShort));
        assert_eq!(Budget::new().gap(), None);
    }
}
