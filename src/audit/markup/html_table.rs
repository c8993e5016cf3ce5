//! Tables that are written as raw HTML, their merged cells taken apart.

use pulldown_cmark::Event;

use super::parse;
use crate::markdown::{OpenTag, Piece, pieces, without_entities};
use crate::model::Body;

/// Cells over which one may be merged: more are a slip.
const WIDEST: usize = 100;
/// Rows over which one may be merged.
const HIGHEST: usize = 1000;

/// A table written as HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::audit) struct HtmlTable {
    /// The byte of the body's text at which it begins.
    pub(in crate::audit) at: usize,
    /// Its rows; of a merged cell the first part has the words, and the others are blank.
    pub(in crate::audit) rows: Vec<Vec<String>>,
    /// Whether a cell of it is a heading.
    pub(in crate::audit) has_heading: bool,
}

/// A cell as it is written.
#[derive(Debug, Default)]
struct Cell {
    words: String,
    columns: usize,
    rows: usize,
}

/// A table that is being read.
#[derive(Debug, Default)]
struct Open {
    table: HtmlTable,
    rows: Vec<Vec<Cell>>,
}

/// Every HTML table of a body, those within others too.
pub(in crate::audit) fn html_tables(body: &Body) -> Vec<HtmlTable> {
    let text = body.text.read();
    if !body.has_html || !text.to_ascii_lowercase().contains("<table") {
        return Vec::new();
    }
    let raw = Raw::new(&text);
    let (mut open, mut found): (Vec<Open>, Vec<HtmlTable>) = (Vec::new(), Vec::new());
    for piece in pieces(&raw.html) {
        match piece {
            Piece::Open(tag) if tag.name == "table" => open.push(Open {
                table: HtmlTable {
                    at: raw.origin(tag.at),
                    ..HtmlTable::default()
                },
                rows: Vec::new(),
            }),
            Piece::Close(name) if name == "table" => {
                let closed = open.pop().map(Open::close);
                // A table that only lays out others has their headings.
                if let (Some(inner), Some(outer)) = (&closed, open.last_mut()) {
                    outer.table.has_heading |= inner.has_heading;
                }
                found.extend(closed);
            }
            piece => {
                if let Some(table) = open.last_mut() {
                    table.add(&piece);
                }
            }
        }
    }
    // A browser closes at the end what the author left open.
    found.extend(open.into_iter().map(Open::close));
    found.sort_by_key(|table| table.at);
    found
}

/// The raw HTML of a text in one piece, for a tag may be broken over lines; words between are kept as words.
struct Raw {
    html: String,
    /// Where each piece begins, here and in the text.
    begins: Vec<(usize, usize)>,
}

impl Raw {
    fn new(text: &str) -> Self {
        let mut raw = Self {
            html: String::new(),
            begins: Vec::new(),
        };
        for (event, range) in parse(text) {
            raw.begins.push((raw.html.len(), range.start));
            match event {
                Event::Html(html) | Event::InlineHtml(html) => raw.html.push_str(&html),
                Event::Text(words) | Event::Code(words) => {
                    let words = words.replace('&', "&amp;").replace('<', "&lt;");
                    raw.html.push_str(&words);
                }
                Event::SoftBreak | Event::HardBreak => raw.html.push('\n'),
                _ => {}
            }
        }
        raw
    }

    fn origin(&self, at: usize) -> usize {
        let after = self.begins.partition_point(|(here, _)| *here <= at);
        let begins = after.checked_sub(1).and_then(|last| self.begins.get(last));
        begins.map_or(at, |(here, there)| there + (at - here))
    }
}

impl Open {
    fn add(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Open(tag) if tag.name == "tr" => self.rows.push(Vec::new()),
            Piece::Open(tag) if matches!(tag.name.as_str(), "td" | "th") => {
                self.table.has_heading |= tag.name == "th";
                if self.rows.is_empty() {
                    self.rows.push(Vec::new());
                }
                if let Some(row) = self.rows.last_mut() {
                    row.push(Cell::of(tag));
                }
            }
            Piece::Text(words) => {
                if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
                    cell.words.push_str(&without_entities(words));
                }
            }
            _ => {}
        }
    }

    fn close(self) -> HtmlTable {
        let mut table = self.table;
        table.rows = laid_out(self.rows);
        table
    }
}

impl Cell {
    fn of(tag: &OpenTag<'_>) -> Self {
        let number = |name, greatest: usize| {
            let written = tag.attribute(name).and_then(|it| it.trim().parse().ok());
            written.unwrap_or(1).clamp(1, greatest)
        };
        Self {
            words: String::new(),
            columns: number("colspan", WIDEST),
            rows: number("rowspan", HIGHEST),
        }
    }
}

/// Rows of one width, with a blank wherever a merged cell reaches.
fn laid_out(written: Vec<Vec<Cell>>) -> Vec<Vec<String>> {
    let height = written.len();
    let mut rows: Vec<Vec<Option<String>>> = vec![Vec::new(); height];
    for (at, cells) in written.into_iter().enumerate() {
        let mut column = 0;
        for cell in cells {
            let taken = |column| {
                let row = rows.get(at).and_then(|row| row.get(column));
                row.is_some_and(Option::is_some)
            };
            column = (column..).find(|column| !taken(*column)).unwrap_or(column);
            for row in rows.iter_mut().skip(at).take(cell.rows) {
                row.resize(row.len().max(column + cell.columns), None);
                row.iter_mut()
                    .skip(column)
                    .take(cell.columns)
                    .for_each(|it| *it = Some(String::new()));
            }
            let first = rows.get_mut(at).and_then(|row| row.get_mut(column));
            if let Some(first) = first {
                *first = Some(cell.words.trim().to_owned());
            }
            column += cell.columns;
        }
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let filled = rows.into_iter().map(|mut row| {
        row.resize(width, None);
        row.into_iter().map(Option::unwrap_or_default).collect()
    });
    filled.collect()
}

#[cfg(test)]
mod tests {
    use super::html_tables;
    use crate::markdown::read;

    #[test]
    fn merged_cells_leave_blanks_and_a_tag_may_be_broken_over_lines() {
        let text = "文\n\n<table><tr><td rowspan=2>甲</td><td colspan=\"2\">乙&nbsp;</td></tr>\n\
            <tr><td>1</td><td>2 < 3</td></tr></table><table>\n<tr><th\n scope=\"col\">丙</th>\n\n丁</table>\n";
        let tables = html_tables(&read(text, 0, 1));
        let rows: Vec<_> = tables.iter().map(|table| table.rows.clone()).collect();
        assert_eq!(rows[0], [["甲", "乙", ""], ["", "1", "2 < 3"]]);
        assert_eq!(rows[1], [["丙\n丁"]]);
        let headed: Vec<_> = tables.iter().map(|table| table.has_heading).collect();
        assert_eq!(headed, [false, true]);
        let begins = text.get(tables[1].at..).expect("a boundary");
        assert!(begins.starts_with("<table>\n<tr><th"));
    }
}
