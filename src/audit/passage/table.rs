//! The texts of an item's data table: its headings, its cells, and what its file holds besides.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use super::{Passage, Seat};
use crate::audit::facts::{Facts, Line};
use crate::model::{DataTable, Item, Portal, Span, may_hold_long_number};

/// A row of the table, with its number below the headings; none of a row of headings.
type Row<'p> = (Option<usize>, &'p [Arc<str>]);

fn shown<'p>(portal: &'p Portal, item: &Item) -> Option<&'p DataTable> {
    let table = portal.site.tables.get(&item.table.as_ref()?.path)?;
    Some(table)
}

fn rows(table: &DataTable) -> impl Iterator<Item = Row<'_>> {
    let head = table.head.iter().map(|row| (None, row.as_slice()));
    let body = (0..).map(Some).zip(table.rows.iter().map(Vec::as_slice));
    head.chain(body)
}

/// Every cell that the page shows; the first row too, which in a table without headings is one like the others.
pub(super) fn cells<'p>(portal: &'p Portal, item: &'p Item) -> impl Iterator<Item = Passage<'p>> {
    shown(portal, item).into_iter().flat_map(move |table| {
        rows(table).flat_map(move |(row, cells)| {
            cells.iter().enumerate().map(move |(column, text)| Passage {
                text: Cow::Borrowed(text),
                item,
                seat: match row {
                    Some(row) => Seat::Cell { table, row, column },
                    None => Seat::Heading(cells.first().filter(|_| column > 0)),
                },
            })
        })
    })
}

/// The files that an item offers, its table among them: path, title and where the item names it.
pub(in crate::audit) fn offered(item: &Item) -> impl Iterator<Item = (&str, &str, Span)> {
    let files = item.attachments.iter().map(|file| {
        let title = file.title.as_str();
        (&*file.path, title, file.file.span)
    });
    let is_offered = |path: &str| item.attachments.iter().any(|file| &*file.path == path);
    let table = item.table.iter().filter(move |it| !is_offered(&it.path));
    files.chain(table.map(|it| (&*it.path, it.file.as_str(), it.file.span)))
}

/// The lines of the item's files that may hold a long number; of the table's own file those that no cell shows:
/// further sheets, and the title above the headings, are published with the file.
pub(super) fn lines<'f>(facts: &'f Facts<'_>, item: &'f Item) -> impl Iterator<Item = Passage<'f>> {
    let seen = seen(facts.portal, item);
    offered(item).flat_map(move |(path, title, named)| {
        let is_table = item.table.as_ref().is_some_and(|it| &*it.path == path);
        let is_new =
            |line: &&Line| !(is_table && line.part == 0 && seen.contains(line.text.trim()));
        let lines = facts.attachments.lines(path).iter().filter(is_new);
        let passage = |line: &'f Line| Passage {
            text: Cow::Borrowed(&line.text),
            item,
            seat: Seat::File { line, title, named },
        };
        lines.map(passage).collect::<Vec<_>>()
    })
}

/// What of the table is read cell by cell, as the lines of its file say it.
fn seen(portal: &Portal, item: &Item) -> HashSet<String> {
    let cells = shown(portal, item).into_iter().flat_map(rows);
    let cells = cells.flat_map(|(_, cells)| cells);
    let cells = cells.filter(|cell| may_hold_long_number(cell));
    let one_line = |cell: &Arc<str>| cell.replace(['\t', '\n', '\r'], " ");
    cells.map(|cell| one_line(cell).trim().to_owned()).collect()
}
