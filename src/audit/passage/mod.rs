//! The texts of an item, one after another, each with the means to point into it.
//!
//! # Why
//! A leak is a leak in a title, a summary, a body or a cell of a spreadsheet. One walk over all of
//! them serves every rule that reads text, and a line of an attachment is one more passage.

mod front_matter;
mod table;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::facts::{Facts, Line};
use super::finder::mask_long_numbers;
use crate::model::{DataTable, Item, Place, Portal, Span, may_hold_long_number};
use front_matter::{Sort, Text, texts};
pub(super) use table::offered;
use table::{cells, lines};

/// A text of an item.
pub(super) struct Passage<'p> {
    /// The text itself.
    pub(super) text: Cow<'p, str>,
    item: &'p Item,
    seat: Seat<'p>,
}

/// Where a passage stands.
enum Seat<'p> {
    /// Below the front matter.
    Body,
    /// A value of the front matter.
    Value(Text<'p>),
    /// A heading of the data table, and the first cell of its row where that is another.
    Heading(Option<&'p Arc<str>>),
    /// A cell of the data table.
    Cell {
        table: &'p DataTable,
        row: usize,
        column: usize,
    },
    /// A line of a file that it offers, and where the item names that file.
    File {
        line: &'p Line,
        title: &'p str,
        named: Span,
    },
}

impl Passage<'_> {
    /// Where a stretch of the text stands; a cell has no place of its own, so its item's `table` answers.
    pub(super) fn place(&self, range: &Range<usize>) -> Place {
        match &self.seat {
            Seat::Body => self.item.at(self.item.body.span(range.start, range.end)),
            Seat::Value(Text {
                span: Some(span), ..
            }) => self.item.at(within(&self.text, *span, range)),
            Seat::Value(value) => self.item.place_of(value.key),
            Seat::Heading(_) | Seat::Cell { .. } => {
                let written = self.item.table.as_ref().map(|table| table.file.span);
                self.item.at(written.unwrap_or(self.item.title.span))
            }
            Seat::File { named, .. } => self.item.at(*named),
        }
    }

    /// Where it stands, in words: 正文, 内容概述, 数据表表头下第3行“卡号”一栏.
    ///
    /// A title or a heading may hold the very number that is complained of: a report goes from hand to hand.
    pub(super) fn whereabouts(&self) -> String {
        let whereabouts = match &self.seat {
            Seat::Body => "正文".to_owned(),
            Seat::Value(value) => value.name.to_owned(),
            Seat::Heading(_) => "数据表的表头".to_owned(),
            Seat::Cell { table, row, column } => {
                let headings = table.headings();
                let heading = headings.get(*column).map_or("", String::as_str);
                format!("数据表表头下第{}行“{heading}”一栏", row + 1)
            }
            Seat::File { line, title, .. } => format!("附件“{title}”{}", line.whereabouts),
        };
        mask_long_numbers(&whereabouts)
    }

    /// What announces the text from outside: the name of its key; a cell's heading and the first cell of its row.
    pub(super) fn label(&self) -> String {
        match &self.seat {
            Seat::Body => String::new(),
            Seat::Value(value) => value.name.to_owned(),
            Seat::Heading(first) => first.map_or(String::new(), |cell| cell.trim().to_owned()),
            Seat::Cell { table, row, column } => {
                let headings = table.headings();
                let heading = headings.get(*column).map_or("", String::as_str);
                let first = table.rows.get(*row).and_then(|cells| cells.first());
                let first = first.filter(|_| *column > 0).map_or("", |cell| cell.trim());
                format!("{first} {heading}").trim().to_owned()
            }
            Seat::File { line, .. } => line.label.clone(),
        }
    }

    /// What announces the text from outside, with the line above a table that has lost its cells.
    pub(super) fn heading(&self) -> String {
        match &self.seat {
            Seat::File { line, .. } => format!("{}{}", line.label, line.heading),
            _ => self.label(),
        }
    }

    /// Whether it is the item's title.
    pub(super) fn is_title(&self) -> bool {
        matches!(self.seat, Seat::Value(Text { key: "title", .. }))
    }

    /// Whether it is the item's body.
    pub(super) fn is_body(&self) -> bool {
        matches!(self.seat, Seat::Body)
    }
}

/// Every text of an item in words that the public sees.
pub(super) fn passages<'p>(
    portal: &'p Portal,
    item: &'p Item,
) -> impl Iterator<Item = Passage<'p>> {
    let words = texts(item).into_iter();
    let words = words.filter(|value| value.sort == Sort::Words);
    let front_matter = words.map(|value| of_value(item, value));
    let body = std::iter::once_with(|| body(item));
    front_matter.chain(body).chain(cells(portal, item))
}

/// Every text of an item that the public sees and that may hold a long number, the lines of its files included.
pub(super) fn passages_with_long_numbers<'f>(
    facts: &'f Facts<'_>,
    item: &'f Item,
) -> impl Iterator<Item = Passage<'f>> {
    let body = item.body.has_long_number.then(|| body(item));
    let front_matter = texts(item).into_iter();
    front_matter
        .map(|value| of_value(item, value))
        .chain(cells(facts.portal, item))
        .filter(|passage| may_hold_long_number(&passage.text))
        .chain(body)
        .chain(lines(facts, item))
}

fn body(item: &Item) -> Passage<'_> {
    Passage {
        text: item.body.text.read(),
        item,
        seat: Seat::Body,
    }
}

fn of_value<'p>(item: &'p Item, value: Text<'p>) -> Passage<'p> {
    Passage {
        text: Cow::Borrowed(value.text),
        item,
        seat: Seat::Value(value),
    }
}

/// The stretch of a value within its file: exact where the value is written plainly or in quotes,
/// else the whole value.
fn within(text: &str, span: Span, range: &Range<usize>) -> Span {
    let length = (span.end - span.start) as usize;
    let quote = match length.checked_sub(text.len()) {
        Some(0) => 0,
        Some(2) => 1,
        _ => return span,
    };
    let skipped = text.get(..range.start).unwrap_or_default().chars().count();
    let start = span.start as usize + quote + range.start;
    Span::new(
        start,
        start + range.len(),
        span.line as usize,
        span.character as usize + quote + skipped,
    )
}

#[cfg(test)]
mod tests {
    use super::within;
    use crate::model::Span;

    #[test]
    fn a_stretch_of_a_plain_or_quoted_value_is_exact() {
        let text = "电话13957654321";
        let range = 6..17;
        let plain = Span::new(100, 100 + text.len(), 4, 8);
        assert_eq!(within(text, plain, &range), Span::new(106, 117, 4, 10));
        let quoted = Span::new(100, 102 + text.len(), 4, 8);
        assert_eq!(within(text, quoted, &range), Span::new(107, 118, 4, 11));
        let folded = Span::new(100, 109 + text.len(), 4, 8);
        assert_eq!(within(text, folded, &range), folded);
    }
}
