//! The anchors of a body's headings, and those that its author names.
//!
//! # Why
//! An anchor is a digest of the heading's own words: ASCII, and untouched by whatever happens to
//! other headings. Numbering was refused, for one new section would move every later link; pinyin
//! was refused, for it guesses (重庆). An author who wants a name of his own writes `{#name}`.

use std::collections::HashSet;

use percent_encoding::percent_decode_str;

use crate::model::Body;

/// What a name of the theme's and of footnotes begins with; no author's anchor does.
const RESERVED: &str = "gk-";

/// The anchors given so far on one page.
#[derive(Default)]
pub(super) struct Anchors {
    taken: HashSet<String>,
}

impl Anchors {
    /// The anchor of a heading, unlike any given before: by the name its author gave, by its words
    /// otherwise.
    pub(super) fn of(&mut self, words: &str, name: Option<&str>) -> String {
        match name {
            Some(name) if is_fit(name) => self.unique(name.to_owned()),
            Some(name) => self.unique(digest(name)),
            None => self.unique(digest(words)),
        }
    }

    /// Whether a name that raw HTML gives may be an anchor; it is taken from then on.
    pub(super) fn take(&mut self, name: &str) -> bool {
        is_fit(name) && self.taken.insert(name.to_owned())
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

/// The anchor of the body that a link's fragment means: an anchor itself, the name that a heading
/// was given, or a heading's words, with hyphens for their blanks or without, as other programs
/// make anchors of them.
pub(super) fn meant<'b>(body: &'b Body, fragment: &str) -> Option<&'b str> {
    let fragment = percent_decode_str(fragment).decode_utf8_lossy();
    let digest = digest(&fragment);
    let words = letters(&fragment);
    let named = body.headings.iter().map(|heading| &heading.anchor);
    let mut anchors = named.chain(&body.anchors);
    if let Some(anchor) = anchors.find(|anchor| **anchor == *fragment || **anchor == digest) {
        return Some(anchor);
    }
    let mut headings = body.headings.iter();
    let heading = headings.find(|heading| !words.is_empty() && letters(&heading.text) == words)?;
    Some(&heading.anchor)
}

/// The letters and digits of a heading or of a fragment that means one.
fn letters(words: &str) -> String {
    let letters = words.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// A heading's words without the `{#name}` behind them, and that name.
pub(super) fn split_name(words: &str) -> (&str, Option<&str>) {
    let named = words
        .trim_end()
        .strip_suffix('}')
        .and_then(|words| words.rsplit_once("{#"));
    match named {
        Some((words, name)) if !name.is_empty() && !name.contains([' ', '{', '}', '#']) => {
            (words.trim_end(), Some(name))
        }
        _ => (words, None),
    }
}

/// Whether a name can stand in an address as it is and is not the theme's.
fn is_fit(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && !name.starts_with(RESERVED)
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.'))
}

/// FNV-1a, 32 bits: short, and the same on every machine and in every version.
fn digest(words: &str) -> String {
    let digest = words.trim().bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("h-{digest:08x}")
}

#[cfg(test)]
mod tests {
    use super::{Anchors, meant, split_name};
    use crate::markdown::read;

    #[test]
    fn an_anchor_depends_on_its_own_words_and_is_unique() {
        let mut page = Anchors::default();
        let first = page.of("总则", None);
        assert_eq!(page.of("总则", None), format!("{first}-2"));
        assert_eq!(Anchors::default().of("总则", None), first);
        assert_ne!(page.of("附则", None), first);
        assert!(first.is_ascii());
    }

    #[test]
    fn a_name_is_honoured_when_it_is_fit_to_be_an_anchor() {
        let mut page = Anchors::default();
        assert_eq!(page.of("总则", Some("zong-ze")), "zong-ze");
        assert_eq!(page.of("附则", Some("zong-ze")), "zong-ze-2");
        assert!(page.of("附则", Some("附则")).starts_with("h-"));
        assert!(page.of("附则", Some("gk-main")).starts_with("h-"));
        assert!(!page.take("zong-ze"));
        assert!(page.take("fu-ze"));
    }

    #[test]
    fn a_fragment_means_an_anchor_a_name_or_a_headings_words() {
        let body = read("# 第一章 总则\n\n# 附则 {#附}\n\n<a id=\"biao\"></a>", 0, 1);
        let first = body.headings[0].anchor.as_str();
        for (fragment, expected) in [
            (first, Some(first)),
            ("第一章 总则", Some(first)),
            ("第一章-总则", Some(first)),
            (
                "%E7%AC%AC%E4%B8%80%E7%AB%A0%20%E6%80%BB%E5%88%99",
                Some(first),
            ),
            ("附", Some(body.headings[1].anchor.as_str())),
            ("biao", Some("biao")),
            ("第二章", None),
            ("", None),
        ] {
            assert_eq!(meant(&body, fragment), expected, "{fragment}");
        }
    }

    #[test]
    fn only_a_name_behind_the_words_is_split_off() {
        for (words, expected) in [
            ("总则 {#zong-ze}", ("总则", Some("zong-ze"))),
            ("总则{#总则}", ("总则", Some("总则"))),
            ("通知 {试行}", ("通知 {试行}", None)),
            ("总则 {#a b}", ("总则 {#a b}", None)),
            ("{#a} 总则", ("{#a} 总则", None)),
        ] {
            assert_eq!(split_name(words), expected);
        }
    }
}
