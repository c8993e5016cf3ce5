//! The anchors of a body's headings.
//!
//! # Why
//! An anchor is a digest of the heading's own words: ASCII, and untouched by whatever happens to
//! other headings. Numbering was refused, for one new section would move every later link; pinyin
//! was refused, for it guesses (重庆). An author who wants a name of his own writes `{#name}`.

use std::collections::HashSet;

/// The anchors given so far on one page.
#[derive(Default)]
pub(super) struct Anchors {
    taken: HashSet<String>,
}

impl Anchors {
    /// The anchor of a heading with these words, unlike any given before.
    pub(super) fn of(&mut self, words: &str) -> String {
        self.unique(format!("h-{:08x}", digest(words)))
    }

    /// `wanted`, or `wanted-2`, `wanted-3` … when it is taken.
    fn unique(&mut self, wanted: String) -> String {
        let mut anchor = wanted.clone();
        let mut count = 1;
        while !self.taken.insert(anchor.clone()) {
            count += 1;
            anchor = format!("{wanted}-{count}");
        }
        anchor
    }
}

/// FNV-1a, 32 bits: short, and the same on every machine and in every version.
fn digest(words: &str) -> u32 {
    words.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::Anchors;

    #[test]
    fn an_anchor_depends_on_its_own_words_and_is_unique() {
        let mut page = Anchors::default();
        let first = page.of("总则");
        assert_eq!(page.of("总则"), format!("{first}-2"));
        assert_eq!(Anchors::default().of("总则"), first);
        assert_ne!(page.of("附则"), first);
        assert!(first.is_ascii());
    }
}
