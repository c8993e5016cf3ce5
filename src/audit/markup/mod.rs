//! What the rules need of a body's Markdown beyond its headings and links: tables and raw HTML, with their places.

mod html_table;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::model::Body;
pub(super) use html_table::html_tables;

/// A table written in the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BodyTable {
    /// Where it stands in the body's text.
    pub(super) range: Range<usize>,
    /// Its heading cells.
    pub(super) head: Vec<String>,
    /// Its rows.
    pub(super) rows: Vec<Vec<String>>,
}

/// Every Markdown table of a body.
pub(super) fn tables(body: &Body) -> Vec<BodyTable> {
    let mut tables: Vec<BodyTable> = Vec::new();
    let text = body.text.read();
    if !text.contains('|') {
        return tables;
    }
    let mut row: Vec<String> = Vec::new();
    let mut inside = false;
    for (event, range) in parse(&text) {
        match event {
            Event::Start(Tag::Table(_)) => tables.push(BodyTable {
                range,
                head: Vec::new(),
                rows: Vec::new(),
            }),
            Event::Start(Tag::TableCell) => {
                inside = true;
                row.push(String::new());
            }
            Event::End(TagEnd::TableCell) => inside = false,
            Event::End(TagEnd::TableHead) => {
                if let Some(table) = tables.last_mut() {
                    table.head = std::mem::take(&mut row);
                }
            }
            Event::End(TagEnd::TableRow) => {
                if let Some(table) = tables.last_mut() {
                    table.rows.push(std::mem::take(&mut row));
                }
            }
            Event::Text(text) | Event::Code(text) if inside => push(&mut row, &text),
            // 各乡镇<街道> is words between brackets, not markup.
            Event::InlineHtml(text) if inside => push(&mut row, &text),
            _ => {}
        }
    }
    tables
}

/// Every stretch of raw HTML of a body.
pub(super) fn raw_html(body: &Body) -> Vec<(Range<usize>, String)> {
    if !body.has_html {
        return Vec::new();
    }
    parse(&body.text.read())
        .filter_map(|(event, range)| match event {
            Event::Html(text) | Event::InlineHtml(text) => Some((range, text.into_string())),
            _ => None,
        })
        .collect()
}

fn parse(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    Parser::new_ext(text, options).into_offset_iter()
}

fn push(row: &mut [String], text: &str) {
    if let Some(cell) = row.last_mut() {
        cell.push_str(text);
    }
}
