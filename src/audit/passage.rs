//! The texts of an item, one after another, each with the means to point into it.
//!
//! # Why
//! A leak is a leak in a title, a summary, a body or a cell of a spreadsheet. One walk over all of
//! them serves every rule that reads text, and a line of an attachment is one more passage.

use std::borrow::Cow;
use std::ops::Range;

use super::facts::{Facts, Line};
use crate::model::{DataTable, Item, Place, Portal, Span, Written, may_hold_long_number};

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
    /// A value of the front matter, by English key, with the stretch of the value where it is known.
    Value(&'static str, &'static str, Option<Span>),
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

impl<'p> Passage<'p> {
    /// Where a stretch of the text stands; a cell has no place of its own, so its item's `table` answers.
    pub(super) fn place(&self, range: &Range<usize>) -> Place {
        match &self.seat {
            Seat::Body => self.item.at(self.item.body.span(range.start, range.end)),
            Seat::Value(_, _, Some(span)) => self.item.at(within(&self.text, *span, range)),
            Seat::Value(key, ..) => self.item.place_of(key),
            Seat::Cell { .. } => {
                let written = self.item.table.as_ref().map(|table| table.file.span);
                self.item.at(written.unwrap_or(self.item.title.span))
            }
            Seat::File { named, .. } => self.item.at(*named),
        }
    }

    /// Where it stands, in words: 正文, 内容概述, 数据表表头下第3行“卡号”一栏.
    pub(super) fn whereabouts(&self) -> String {
        match &self.seat {
            Seat::Body => "正文".to_owned(),
            Seat::Value(_, name, _) => (*name).to_owned(),
            Seat::Cell { table, row, column } => {
                let headings = table.headings();
                let heading = headings.get(*column).map_or("", String::as_str);
                format!("数据表表头下第{}行“{heading}”一栏", row + 1)
            }
            Seat::File { line, title, .. } => format!("附件“{title}”{}", line.whereabouts),
        }
    }

    /// What announces the text from outside: a cell's heading and the first cell of its row.
    pub(super) fn label(&self) -> String {
        let (table, row, column) = match &self.seat {
            Seat::Cell { table, row, column } => (table, row, column),
            Seat::File { line, .. } => return line.label.clone(),
            Seat::Body | Seat::Value(..) => return String::new(),
        };
        let headings = table.headings();
        let heading = headings.get(*column).map_or("", String::as_str);
        let first = table.rows.get(*row).and_then(|cells| cells.first());
        let first = first.filter(|_| *column > 0).map_or("", |cell| cell.trim());
        format!("{first} {heading}").trim().to_owned()
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
        matches!(self.seat, Seat::Value("title", ..))
    }

    /// Whether it is the item's body.
    pub(super) fn is_body(&self) -> bool {
        matches!(self.seat, Seat::Body)
    }
}

/// Every text of an item that the public sees.
pub(super) fn passages<'p>(
    portal: &'p Portal,
    item: &'p Item,
) -> impl Iterator<Item = Passage<'p>> {
    let front_matter = front_matter(item).into_iter();
    let body = std::iter::once_with(|| body(item));
    front_matter.chain(body).chain(cells(portal, item))
}

/// Every text of an item that the public sees and that may hold a long number, the lines of its files included.
pub(super) fn passages_with_long_numbers<'f>(
    facts: &'f Facts<'_>,
    item: &'f Item,
) -> impl Iterator<Item = Passage<'f>> {
    let offered = item.attachments.iter().flat_map(move |file| {
        let shown = item.table.as_ref().is_some_and(|it| it.path == file.path);
        let lines = facts.attachments.lines(&file.path).iter();
        let lines = lines.filter(move |line| !shown || line.part > 0);
        lines.map(move |line| (line, file.title.as_str(), file.file.span))
    });
    // The first sheet of a data table is read as such; the file that holds the others is published too.
    let is_offered = |path: &str| item.attachments.iter().any(|file| &*file.path == path);
    let table = item.table.iter().filter(move |it| !is_offered(&it.path));
    let table = table.flat_map(move |it| {
        let lines = facts.attachments.lines(&it.path).iter();
        let lines = lines.filter(|line| line.part > 0);
        lines.map(move |line| (line, it.file.as_str(), it.file.span))
    });
    let of_files = offered
        .chain(table)
        .map(move |(line, title, named)| Passage {
            text: Cow::Borrowed(&line.text),
            item,
            seat: Seat::File { line, title, named },
        });
    let body = item.body.has_long_number.then(|| body(item));
    front_matter(item)
        .into_iter()
        .chain(cells(facts.portal, item))
        .filter(|passage| may_hold_long_number(&passage.text))
        .chain(body)
        .chain(of_files)
}

fn body(item: &Item) -> Passage<'_> {
    Passage {
        text: item.body.text.read(),
        item,
        seat: Seat::Body,
    }
}

fn front_matter(item: &Item) -> Vec<Passage<'_>> {
    let mut values = vec![value(item, "title", "标题", &item.title)];
    let written = [
        ("summary", "内容概述", &item.summary),
        ("project", "项目", &item.project),
        ("outcome", "征求意见结果", &item.outcome),
    ];
    for (key, name, text) in written {
        values.extend(text.as_ref().map(|text| value(item, key, name, text)));
    }
    values.extend(plain(item).into_iter().map(|(key, name, text)| Passage {
        text: Cow::Borrowed(text),
        item,
        seat: Seat::Value(key, name, None),
    }));
    values
}

/// Values without a place of their own: English key, name, text.
fn plain(item: &Item) -> Vec<(&'static str, &'static str, &str)> {
    let mut plain = Vec::new();
    plain.extend(
        item.keywords
            .iter()
            .map(|it| ("keywords", "关键词", it.as_str())),
    );
    plain.extend(item.origin.iter().map(|it| ("source", "来源", it.as_str())));
    plain.extend(item.author.iter().map(|it| ("author", "作者", it.as_str())));
    if let Some(person) = &item.interpreter {
        let texts = [&person.name, &person.post].into_iter();
        plain.extend(texts.map(|it| ("interpreter", "解读人", it.as_str())));
    }
    if let Some(proposal) = &item.proposal {
        let texts = [Some(&proposal.proposer), proposal.text.as_ref()];
        let texts = texts.into_iter().flatten();
        plain.extend(texts.map(|it| ("proposal", "建议提案", it.as_str())));
    }
    // A reader sees the title, and downloads under the file's own name.
    for file in &item.attachments {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        let own = Some(name).filter(|it| *it != file.title);
        let texts = std::iter::once(file.title.as_str()).chain(own);
        plain.extend(texts.map(|it| ("attachments", "附件名称", it)));
    }
    plain
}

fn value<'p>(
    item: &'p Item,
    key: &'static str,
    name: &'static str,
    written: &'p Written<String>,
) -> Passage<'p> {
    Passage {
        text: Cow::Borrowed(&written.value),
        item,
        seat: Seat::Value(key, name, Some(written.span)),
    }
}

fn cells<'p>(portal: &'p Portal, item: &'p Item) -> impl Iterator<Item = Passage<'p>> {
    let table = item
        .table
        .as_ref()
        .and_then(|table| portal.site.tables.get(&table.path));
    table.into_iter().flat_map(move |table| {
        table.rows.iter().enumerate().flat_map(move |(row, cells)| {
            cells.iter().enumerate().map(move |(column, text)| Passage {
                text: Cow::Borrowed(text),
                item,
                seat: Seat::Cell { table, row, column },
            })
        })
    })
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
