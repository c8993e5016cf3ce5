//! Navigation that is rendered once and marked for each page.
//!
//! # Why
//! Each page opens another branch of the navigation and marks another link. Rendering it anew for every
//! page costs more than the rest of the page; keeping a copy for every column of every organ costs
//! megabytes. So the template writes `data-if-open="<column>"` and `data-if-current="<column>"`, and
//! a page copies the text once, with ` open` and ` aria-current` in the places that concern it.

use std::ops::Range;

use serde::Serialize;

/// What navigation marks: the column, then those above it.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Current<'p> {
    pub(in crate::render) lineage: Vec<&'p str>,
    /// Whether the page is the column's own rather than one within it.
    pub(in crate::render) itself: bool,
}

const OPEN: &str = " data-if-open=\"";
const CURRENT: &str = " data-if-current=\"";

/// What stands at a mark.
#[derive(Clone, Copy)]
enum Mark {
    Open,
    Current,
}

/// A text with marks.
pub(super) struct Marked {
    text: String,
    /// The stretch up to each mark, the mark, and the column that it names.
    pieces: Vec<(Range<usize>, Mark, Range<usize>)>,
    rest: Range<usize>,
}

impl Marked {
    /// Finds the marks.
    pub(super) fn read(text: String) -> Self {
        let mut pieces = Vec::new();
        let mut at = 0;
        while let Some((start, mark, column)) = next_mark(&text, at) {
            let end = column.end + 1;
            pieces.push((at..start, mark, column));
            at = end;
        }
        let rest = at..text.len();
        Self { text, pieces, rest }
    }

    /// The text for a page that stands in a column.
    pub(super) fn marked_for(&self, current: &Current<'_>) -> String {
        let mut out = String::with_capacity(self.text.len());
        let slice = |range: &Range<usize>| self.text.get(range.clone()).unwrap_or_default();
        for (before, mark, column) in &self.pieces {
            out.push_str(slice(before));
            let column = slice(column);
            let attribute = match mark {
                Mark::Open if current.lineage.contains(&column) => " open",
                Mark::Current if current.lineage.first() != Some(&column) => "",
                Mark::Current if current.itself => " aria-current=\"page\"",
                Mark::Current => " aria-current=\"true\"",
                Mark::Open => "",
            };
            out.push_str(attribute);
        }
        out.push_str(slice(&self.rest));
        out
    }
}

/// Where the next mark begins, which it is, and where its column's id stands.
fn next_mark(text: &str, from: usize) -> Option<(usize, Mark, Range<usize>)> {
    let rest = text.get(from..)?;
    let find = |token: &str, mark| rest.find(token).map(|at| (at, mark, at + token.len()));
    let (at, mark, id) = [find(OPEN, Mark::Open), find(CURRENT, Mark::Current)]
        .into_iter()
        .flatten()
        .min_by_key(|(at, ..)| *at)?;
    let length = rest.get(id..)?.find('"')?;
    Some((from + at, mark, from + id..from + id + length))
}

#[cfg(test)]
mod tests {
    use super::{Current, Marked};

    #[test]
    fn a_page_opens_its_branch_and_marks_its_link() {
        let text = "<details data-if-open=\"a\"><a data-if-current=\"a\" href=\"a\">甲</a>\
                    <details data-if-open=\"c\"><a data-if-current=\"b\">乙</a>。";
        let marked = Marked::read(text.to_owned());
        let here = |lineage: &[&'static str], itself| {
            let lineage = lineage.to_vec();
            marked.marked_for(&Current { lineage, itself })
        };
        assert_eq!(
            here(&["b", "a"], true),
            "<details open><a href=\"a\">甲</a><details><a aria-current=\"page\">乙</a>。"
        );
        assert_eq!(
            here(&["a"], false),
            "<details open><a aria-current=\"true\" href=\"a\">甲</a><details><a>乙</a>。"
        );
        assert_eq!(
            here(&[], false),
            "<details><a href=\"a\">甲</a><details><a>乙</a>。"
        );
    }
}
