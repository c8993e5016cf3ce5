//! A data table as an accessible HTML table: its first rows with the document, the others on pages of their own.

use std::sync::Arc;

use serde::Serialize;

use super::attachment::{Download, download};
use super::pager::Pager;
use crate::model::{DataTable, Item, KeyWriter};
use crate::render::exports::table::TableForm;
use crate::render::ground::Ground;

/// One page of a table.
#[derive(Debug, Serialize)]
pub(in crate::render) struct TablePage<'p> {
    caption: &'p str,
    /// `单位：万元`
    unit: Option<&'p str>,
    head: Vec<Vec<Heading<'p>>>,
    rows: Vec<&'p [Arc<str>]>,
    width: usize,
    /// The width of each column, in ems.
    columns: Vec<usize>,
    /// Number of the first row on this page, from 1.
    first: usize,
    total: usize,
    pager: Option<Pager>,
    /// As the organ made it.
    file: Download<'p>,
    /// The same in the forms that everyone's programs read.
    files: Vec<TableFile<'p>>,
    /// Where a script finds all rows; none where they are all on this page.
    rows_href: Option<String>,
    #[serde(skip)]
    page: usize,
    #[serde(skip)]
    item: &'p Item,
}

/// A file to save.
#[derive(Debug, Serialize)]
struct TableFile<'p> {
    /// `XLSX`
    sort: String,
    href: String,
    /// The name under which it is saved, without its ending.
    name: &'p str,
}

/// A heading that may stand over several columns or rows.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Heading<'p> {
    text: &'p str,
    columns: usize,
    rows: usize,
    /// Number of the one column that it names, from 0; none of a heading over other headings.
    column: Option<usize>,
}

impl<'p> TablePage<'p> {
    /// A page of an item's table, rows left out; none without a readable table.
    pub(in crate::render) fn of(ground: &Ground<'p>, item: &'p Item, page: usize) -> Option<Self> {
        let file = item.table.as_ref()?;
        let table = ground.table(item)?;
        let addresses = &ground.addresses;
        let total = table.rows.len();
        let count = table_pages(ground, item);
        let pager = (count > 1).then(|| {
            Pager::new(page, count, total, |page| {
                addresses.href(&addresses.table(item, page))
            })
        });
        Some(Self {
            caption: &item.title.value,
            unit: table.unit.as_deref(),
            head: headings(table),
            rows: Vec::new(),
            width: table.width(),
            columns: Vec::new(),
            first: table.rows_of_page(page).start + 1,
            total,
            pager,
            file: download(ground, item, &file.path, ""),
            files: TableForm::ALL
                .map(|form| TableFile::new(ground, item, form))
                .into(),
            rows_href: (count > 1).then(|| {
                let json = TableForm::Json.ending();
                addresses.own(&addresses.table_file(item, json))
            }),
            page,
            item,
        })
    }

    /// Adds what the rows depend on: the file's bytes.
    pub(in crate::render) fn fingerprint(&self, ground: &Ground<'p>, key: KeyWriter) -> KeyWriter {
        let path = self.item.table.as_ref().map(|table| &table.path);
        let facts = path.and_then(|path| ground.portal.site.files.get(path));
        key.part(facts.map_or([0; 32], |facts| facts.digest))
    }

    /// Fills in the rows and what is measured of them.
    pub(in crate::render) fn complete(&mut self, ground: &Ground<'p>) {
        if let Some(table) = ground.table(self.item) {
            let rows = table.rows.get(table.rows_of_page(self.page));
            let rows = rows.unwrap_or_default();
            self.columns = table.column_widths(rows);
            self.rows = rows.iter().map(Vec::as_slice).collect();
        }
    }
}

impl<'p> TableFile<'p> {
    fn new(ground: &Ground<'p>, item: &'p Item, form: TableForm) -> Self {
        let path = ground.addresses.table_file(item, form.ending());
        Self {
            sort: form.ending().to_uppercase(),
            href: ground.addresses.href(&path),
            name: &item.title.value,
        }
    }
}

/// How many pages an item's table takes; one when it has none.
pub(in crate::render) fn table_pages(ground: &Ground<'_>, item: &Item) -> usize {
    ground.table(item).map_or(1, DataTable::pages)
}

/// The heading rows with equal neighbours joined: the reader of spreadsheets filled merged cells out.
fn headings(table: &DataTable) -> Vec<Vec<Heading<'_>>> {
    let width = table.width();
    let depth = table.head.len();
    let cell = |row: usize, column: usize| {
        let cell = table.head.get(row).and_then(|row| row.get(column));
        cell.map_or("", |cell| cell.trim())
    };
    // A cell that says what the one above it says, or nothing, belongs to the one above.
    let from_above = |row: usize, column: usize| {
        let own = cell(row, column);
        row > 0 && (own.is_empty() || own == cell(row - 1, column))
    };
    let reach = |row: usize, column: usize| {
        let below = (row + 1..depth).take_while(|below| from_above(*below, column));
        1 + below.count()
    };
    (0..depth)
        .map(|row| {
            let mut headings: Vec<Heading<'_>> = Vec::new();
            let mut last = None;
            for column in (0..width).filter(|column| !from_above(row, *column)) {
                let (text, rows) = (cell(row, column), reach(row, column));
                let beside = last == Some(column.wrapping_sub(1));
                match headings.last_mut() {
                    Some(before)
                        if beside
                            && rows < depth
                            && !text.is_empty()
                            && (before.text, before.rows) == (text, rows) =>
                    {
                        before.columns += 1;
                        before.column = None;
                    }
                    _ => headings.push(Heading {
                        text,
                        columns: 1,
                        rows,
                        column: (row + rows == depth).then_some(column),
                    }),
                }
                last = Some(column);
            }
            headings
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Heading, headings};
    use crate::model::DataTable;

    fn row(cells: &[&str]) -> Vec<Arc<str>> {
        cells.iter().map(|cell| Arc::from(*cell)).collect()
    }

    #[test]
    fn merged_headings_become_spans_again() {
        let table = DataTable {
            unit: None,
            head: vec![
                row(&["序号", "公开事项", "公开事项", "依据"]),
                row(&["序号", "一级", "二级", "依据"]),
            ],
            rows: vec![],
        };
        let heading = |text, columns, rows, column| Heading {
            text,
            columns,
            rows,
            column,
        };
        assert_eq!(
            headings(&table),
            vec![
                vec![
                    heading("序号", 1, 2, Some(0)),
                    heading("公开事项", 2, 1, None),
                    heading("依据", 1, 2, Some(3))
                ],
                vec![
                    heading("一级", 1, 1, Some(1)),
                    heading("二级", 1, 1, Some(2))
                ],
            ]
        );
    }

    #[test]
    fn equal_headings_of_a_single_row_stay_apart() {
        let table = DataTable {
            unit: None,
            head: vec![row(&["金额", "金额"])],
            rows: vec![],
        };
        assert_eq!(headings(&table).first().map(Vec::len), Some(2));
    }
}
