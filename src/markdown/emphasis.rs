//! Where a run of `*` or `~~` beside Chinese punctuation needs a mark on its outer side.
//!
//! # Why
//! A run between punctuation and a letter can only open by CommonMark's rule when the punctuation is
//! before it, and only close when it is behind. In `**（一）**总体` the second run is meant to close.
//! With a mark beside it the run can do both, and the parser pairs it by what stands before. Letting
//! every run beside Chinese do both, as other readers do, was refused: `张*、李*` would lose its
//! asterisks, which mask names.

use super::change::Change;
use super::cjk::{is_cjk, is_han, is_shared_punctuation};

/// Brackets and quotation marks that begin something.
const OPENING: &str = "（《“‘「『【〔〈〖｛［([{<";

/// Brackets and quotation marks that end something.
const CLOSING: &str = "）》”’」』】〕〉〗｝］)]}>";

/// Ends of sentences.
const ENDS: &str = "。！？…";

/// Punctuation that no emphasised words begin with.
const STOPS: &str = "。，、；：？！·％%‰℃°.,;:?!|/";

/// Adds the marks that `text` needs.
pub(super) fn marks(text: &str, changes: &mut Vec<Change>) {
    if !text.contains('*') && !text.contains("~~") {
        return;
    }
    let runs: Vec<_> = runs(text).collect();
    for (index, run) in runs.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| runs.get(before));
        let neighbours = [before, runs.get(index + 1)];
        if run.closes_before_a_letter() {
            changes.push(Change::Mark(run.end));
        } else if run.opens_behind_a_letter() && !run.masks_a_name(neighbours) {
            changes.push(Change::Mark(run.start));
        }
    }
}

/// A run of `*`, or of two and more `~`, that no backslash escapes.
struct Run<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    before: char,
    after: char,
}

impl Run<'_> {
    /// `（一）**总体`: by CommonMark it could only open.
    fn closes_before_a_letter(&self) -> bool {
        let enough = match self.length() {
            1 => CLOSING.contains(self.before) || ENDS.contains(self.before),
            _ => !OPENING.contains(self.before) && self.before != '|',
        };
        enough && is_punctuation(self.before) && self.after.is_alphanumeric() && self.is_chinese()
    }

    /// `与**（二）`: by CommonMark it could only close.
    fn opens_behind_a_letter(&self) -> bool {
        let enough = match self.length() {
            1 => OPENING.contains(self.after),
            _ => !CLOSING.contains(self.after) && !STOPS.contains(self.after),
        };
        enough && self.before.is_alphanumeric() && is_punctuation(self.after) && self.is_chinese()
    }

    /// `李**（甲村）、王**（乙村）`: this run and one beside it each stand behind a lone Han character.
    fn masks_a_name(&self, neighbours: [Option<&Self>; 2]) -> bool {
        let is_near = |other: &&Self| {
            let between = self.end.min(other.end)..self.start.max(other.start);
            let between = self.text.get(between).unwrap_or_default();
            !between.contains("\n\n")
        };
        let mut near = neighbours.into_iter().flatten().filter(is_near);
        self.is_behind_a_surname() && near.any(Self::is_behind_a_surname)
    }

    /// Whether one Han character, and no letter before it, stands before the run.
    fn is_behind_a_surname(&self) -> bool {
        let before = self.text.get(..self.start).unwrap_or_default();
        let mut before = before.chars().rev();
        before.next().is_some_and(is_han)
            && before
                .next()
                .is_none_or(|letter| !letter.is_alphanumeric() && letter != '*')
    }

    fn length(&self) -> usize {
        self.end - self.start
    }

    fn is_chinese(&self) -> bool {
        [self.before, self.after]
            .into_iter()
            .any(|letter| is_cjk(letter) || is_shared_punctuation(letter))
    }
}

/// Every run, with the characters on both its sides; a line's begin and end count as line breaks.
fn runs(text: &str) -> impl Iterator<Item = Run<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let found = rest.find(['*', '~', '\\'])?;
            let start = at + found;
            let rest = rest.get(found..)?;
            let first = rest.chars().next()?;
            if first == '\\' {
                at = start + 1 + rest.chars().nth(1).map_or(0, char::len_utf8);
                continue;
            }
            let length = rest.len() - rest.trim_start_matches(first).len();
            at = start + length;
            if first == '*' || length > 1 {
                return Some(Run {
                    text,
                    start,
                    end: at,
                    before: text.get(..start)?.chars().next_back().unwrap_or('\n'),
                    after: text.get(at..)?.chars().next().unwrap_or('\n'),
                });
            }
        }
    })
}

fn is_punctuation(letter: char) -> bool {
    !letter.is_alphanumeric() && !letter.is_whitespace()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Change, marks};

    fn marked(text: &str) -> String {
        let mut changes = Vec::new();
        marks(text, &mut changes);
        let mut marked = text.to_owned();
        for change in changes.iter().rev() {
            match change {
                Change::Mark(at) => marked.insert(*at, '^'),
                Change::Literal(_) => unreachable!("emphasis knows marks only"),
            }
        }
        marked
    }

    #[test]
    fn marks_go_to_the_outer_side_of_runs_that_need_them() {
        for (text, expected) in [
            ("**注意（试行）**请", "**注意（试行）**^请"),
            ("请**（一）**，", "请^**（一）**，"),
            ("**“放管服”**2020年", "**“放管服”**^2020年"),
            ("《**条例**》", "《**条例**》"),
            ("**重点**，其他", "**重点**，其他"),
            ("（**重点**）", "（**重点**）"),
            ("**一是，**要", "**一是，**^要"),
            ("\\**（一）", "\\**（一）"),
            ("~~（旧）~~新", "~~（旧）~~^新"),
            ("张*、李*", "张*、李*"),
            ("李**（甲村）、王**（乙村）", "李**（甲村）、王**（乙村）"),
            ("按**《条例》**，", "按^**《条例》**，"),
            ("**a)**b", "**a)**b"),
            ("带*的为必填，*号", "带*的为必填，*号"),
        ] {
            assert_eq!(marked(text), expected);
        }
    }

    proptest! {
        #[test]
        fn a_text_without_runs_gets_no_mark(text in "[^*~]*") {
            prop_assert_eq!(marked(&text), text);
        }
    }
}
