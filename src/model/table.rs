//! A data table kept beside an item: a power list, a standard catalogue.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::ColumnWidths;

/// Rows of cells, the first of them headings.
///
/// Merged cells of a spreadsheet are filled out by the reader, so that every row is as wide as the widest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataTable {
    /// What its figures count, as it is written above the headings: `单位：万元`.
    pub unit: Option<Arc<str>>,
    /// Heading rows; two for a standard catalogue whose headings are grouped.
    pub head: Vec<Vec<Arc<str>>>,
    /// Body rows.
    pub rows: Vec<Vec<Arc<str>>>,
}

impl DataTable {
    /// How many columns.
    #[must_use]
    pub fn width(&self) -> usize {
        self.head
            .iter()
            .chain(&self.rows)
            .map(Vec::len)
            .max()
            .unwrap_or(0)
    }

    /// The heading of each column, grouped headings joined: `公开对象·全社会`.
    #[must_use]
    pub fn headings(&self) -> Vec<String> {
        (0..self.width())
            .map(|column| {
                let mut parts: Vec<&str> = Vec::new();
                for row in &self.head {
                    let part = row.get(column).map_or("", |cell| cell.trim());
                    if !part.is_empty() && parts.last() != Some(&part) {
                        parts.push(part);
                    }
                }
                parts.join("·")
            })
            .collect()
    }

    /// The width of each column, in ems, where these of its rows stand under its headings.
    #[must_use]
    pub fn column_widths(&self, rows: &[Vec<Arc<str>>]) -> Vec<usize> {
        let mut widths = ColumnWidths::new(self.width());
        // The last row of headings names single columns.
        for (column, name) in self.head.last().into_iter().flatten().enumerate() {
            widths.heading(column, name);
        }
        for row in rows {
            for (column, cell) in row.iter().enumerate() {
                widths.cell(column, cell);
            }
        }
        widths.ems().collect()
    }
}
