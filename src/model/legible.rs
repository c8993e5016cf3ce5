//! A text as it is read where digits stand: without what no reader sees between them.
//!
//! # Why
//! What was pasted from a word processor holds characters of no width, a long number goes on in the next line of the
//! source, markup makes part of it bold. Citizens read and copy the number all the same, so whoever looks for one
//! must not be led astray by what stands inside it.

use std::borrow::Cow;
use std::ops::Range;

use super::invisible::is_invisible;
use super::mark::{Mark, digit, mark};

/// Marks of emphasis in a row; more of them hide digits, as in 139****4321.
const EMPHASIS: usize = 3;

/// A text as it is read, and the way back to the text as it is written.
#[derive(Debug, Clone)]
pub struct Legible<'t> {
    /// Between digits a line break is one `\n`; blanks and dashes there are those of ASCII.
    pub text: Cow<'t, str>,
    changes: Vec<Change>,
}

/// A stretch that reads otherwise than it is written.
#[derive(Debug, Clone, Copy)]
struct Change {
    /// Where it begins and ends in the text as it is read.
    start: usize,
    end: usize,
    /// Where it ends in the text as it is written.
    written: usize,
}

impl<'t> Legible<'t> {
    /// Reads a text: plain, Markdown or with raw HTML.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        let (mut read, mut copied, mut changes) = (String::new(), 0, Vec::new());
        for (stretch, into) in Reader::new(text) {
            read.push_str(text.get(copied..stretch.start).unwrap_or_default());
            let start = read.len();
            read.extend(into);
            copied = stretch.end;
            changes.push(Change {
                start,
                end: read.len(),
                written: copied,
            });
        }
        let text = if changes.is_empty() {
            Cow::Borrowed(text)
        } else {
            read.push_str(text.get(copied..).unwrap_or_default());
            Cow::Owned(read)
        };
        Self { text, changes }
    }

    /// Where a stretch of it stands in the text as it is written, in bytes.
    #[must_use]
    pub fn written(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.back(range.start, |change| change.end <= range.start);
        // What is not seen behind the last character is no part of the stretch.
        let end = self.back(range.end, |change| {
            change.end < range.end || (change.end == range.end && change.start < change.end)
        });
        start..end.max(start)
    }

    fn back(&self, at: usize, is_before: impl Fn(&Change) -> bool) -> usize {
        let past = self.changes.partition_point(is_before);
        let last = past.checked_sub(1).and_then(|it| self.changes.get(it));
        last.map_or(at, |change| at - change.end + change.written)
    }
}

/// Walks through a text and gives each stretch that reads otherwise, with what it reads as.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// Whether a digit was read last.
    behind_digit: bool,
    /// Which lengths of emphasis are open.
    open: [bool; EMPHASIS + 1],
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            behind_digit: false,
            open: [false; EMPHASIS + 1],
        }
    }

    /// Goes on to the next character that may read otherwise, or may be a digit.
    fn skip(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let may_matter =
            |byte: &u8| matches!(byte, b'0'..=b'9' | b'*' | b'\n' | b'&' | 0xc2 | 0xe2 | 0xef);
        if !self.behind_digit {
            self.at += rest.iter().position(may_matter).unwrap_or(rest.len());
        }
    }

    /// What the text at this place, which begins with a character, reads as where it reads otherwise; and its bytes.
    fn change(&mut self, c: char, rest: &str) -> Option<(usize, Option<char>)> {
        match c {
            '*' => return self.closes_or_opens(rest).then(|| (asterisks(rest), None)),
            '\n' if rest.starts_with("\n\n") => self.open = [false; EMPHASIS + 1],
            '&' => {
                if let Some((Mark::Digit(digit), length)) = mark(rest) {
                    return Some((length, Some(digit)));
                }
            }
            _ if is_invisible(c) => return Some((c.len_utf8(), None)),
            _ => {}
        }
        self.behind_digit.then(|| joint(rest)).flatten()
    }

    /// Whether asterisks are one of a pair within the paragraph; those that hide digits are not.
    fn closes_or_opens(&mut self, rest: &str) -> bool {
        let length = asterisks(rest);
        let Some(open) = self.open.get_mut(length) else {
            return false;
        };
        let was_open = *open;
        *open = !was_open && has_closing(rest.get(length..).unwrap_or_default(), length);
        was_open || *open
    }
}

impl Iterator for Reader<'_> {
    type Item = (Range<usize>, Option<char>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.skip();
            let rest = self.text.get(self.at..)?;
            let c = rest.chars().next()?;
            let start = self.at;
            if let Some((length, into)) = self.change(c, rest) {
                self.at += length;
                if let Some(into) = into {
                    self.behind_digit = digit(into).is_some();
                }
                return Some((start..self.at, into));
            }
            self.behind_digit = digit(c).is_some();
            self.at += match c {
                '*' => asterisks(rest),
                _ => c.len_utf8(),
            };
        }
    }
}

fn asterisks(text: &str) -> usize {
    text.len() - text.trim_start_matches('*').len()
}

/// Whether so many asterisks, no fewer and no more, stand in what is left of the paragraph.
fn has_closing(rest: &str, length: usize) -> bool {
    let mut left = rest;
    while let Some((before, _)) = left.split_once('*') {
        if before.contains("\n\n") {
            return false;
        }
        let found = left.get(before.len()..).unwrap_or_default();
        let count = asterisks(found);
        if count == length {
            return true;
        }
        left = found.get(count..).unwrap_or_default();
    }
    false
}

/// What stands between the digit before and one that follows, and what it reads as; none where it reads as written,
/// or parts two numbers.
fn joint(text: &str) -> Option<(usize, Option<char>)> {
    let (mut at, mut breaks, mut joints) = (0, 0, Vec::new());
    let digit_follows = loop {
        let rest = text.get(at..)?;
        match mark(rest) {
            Some((Mark::Digit(_), _)) => break true,
            Some((mark, length)) => {
                at += length;
                match mark {
                    Mark::Joint(joint) => joints.push(joint),
                    Mark::Break => breaks += 1,
                    Mark::Digit(_) | Mark::Unseen => {}
                }
            }
            None => break rest.chars().next().and_then(digit).is_some(),
        }
        if asterisks(rest) > EMPHASIS || joints.len() > LONGEST_BLANK {
            return None;
        }
    };
    let into = match (breaks, joints.as_slice()) {
        (0, []) => None,
        (0, [joint]) => Some(*joint),
        (1, blanks) if blanks.iter().all(|joint| *joint == ' ') => Some('\n'),
        _ => return None,
    };
    let ends = digit_follows || (into.is_none() && text.get(at..)?.starts_with(['x', 'X', 'Ｘ']));
    let is_same = into.is_some_and(|into| text.get(..at) == Some(into.encode_utf8(&mut [0; 4])));
    (ends && at > 0 && !is_same).then_some((at, into))
}

/// Blanks at the end of a line; more than these are a layout.
const LONGEST_BLANK: usize = 8;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Legible;

    #[test]
    fn what_no_reader_sees_is_left_out() {
        for (written, read) in [
            ("号331023\u{200b}1978\u{feff}。", "号3310231978。"),
            ("\u{200b}", ""),
            ("331023\n1978", "331023\n1978"),
            ("331023  \r\n> 1978", "331023\n1978"),
            ("331023<br>1978", "331023\n1978"),
            ("331023**1978**05", "331023197805"),
            ("**号331023**", "号331023"),
            ("331023&#49;978", "3310231978"),
            ("331023<span>1978</span>X", "3310231978X"),
            (
                "<td>331023</td><td>1978</td>",
                "<td>331023</td><td>1978</td>",
            ),
            ("331023\u{a0}1978", "331023 1978"),
            ("139\\-0576", "139-0576"),
        ] {
            assert_eq!(Legible::of(written).text, read, "{written}");
        }
    }

    #[test]
    fn what_parts_numbers_and_what_hides_digits_stays() {
        for text in [
            "139****4321",
            "*139，139",
            "331023********0016",
            "王**139",
            "**139\n\n321**",
            "2020  1978",
            "2020\n\n1978",
            "2020\n- 15",
            "2020、1978",
            "1 < 2",
        ] {
            assert_eq!(Legible::of(text).text, text);
        }
    }

    #[test]
    fn a_stretch_leads_back_to_what_was_written() {
        let text = "号**3310\u{200b}&#50;3<b>19</b>**\u{200b}。";
        let legible = Legible::of(text);
        assert_eq!(legible.text, "号33102319</b>。");
        let written = legible.written(&(3..11));
        assert_eq!(text.get(written), Some("3310\u{200b}&#50;3<b>19"));
    }

    proptest! {
        #[test]
        fn every_stretch_leads_back(text in "([0-9甲 *\n.<>&;-]|\u{200b}|&#49;|<b>|</b>|<br>|\\*\\*){0,40}") {
            let legible = Legible::of(&text);
            for (at, c) in legible.text.char_indices() {
                let written = legible.written(&(at..at + c.len_utf8()));
                let found = text.get(written).expect("a stretch");
                prop_assert!(!found.is_empty());
            }
            let whole = legible.written(&(0..legible.text.len()));
            prop_assert!(text.get(whole).is_some());
        }
    }
}
