//! How wide a table's columns are laid out, from what their cells say.
//!
//! # Why
//! A browser that lays columns out by their cells moves the headings about for as long as rows come in, and
//! again with each page, sort and filter. The program knows the rows and says the widths beforehand.

use unicode_width::UnicodeWidthStr as _;

/// The widths for which the theme has a class each (`gk-col-4`, `gk-col-6` …), in ems.
const NARROWEST: usize = 4;
const WIDEST: usize = 20;
const STEP: usize = 2;

/// What a cell has at its two sides, and the mark that a heading is sorted by.
const PADDING: usize = 2;
const SORT_MARK: usize = 1;

/// A heading that is longer than this takes a second line.
const HEADING: usize = 6;

/// The columns of a table that is read cell by cell.
#[derive(Debug, Clone, Default)]
pub struct ColumnWidths {
    /// The longest line of each column, in ems.
    longest: Vec<usize>,
}

impl ColumnWidths {
    /// So many columns, in which nothing stands yet.
    #[must_use]
    pub fn new(columns: usize) -> Self {
        Self {
            longest: vec![0; columns],
        }
    }

    /// Makes room for the name of one column, numbered from 0.
    pub fn heading(&mut self, column: usize, name: &str) {
        self.widen(column, ems(name).min(HEADING) + SORT_MARK);
    }

    /// Makes room for a cell of a column, numbered from 0; there is none for cells beyond the last column.
    pub fn cell(&mut self, column: usize, text: &str) {
        self.widen(column, ems(text));
    }

    /// The width of each column in ems: one of those that the theme has.
    pub fn ems(&self) -> impl Iterator<Item = usize> {
        let widths = self.longest.iter().map(|longest| longest + PADDING);
        widths.map(|width| width.next_multiple_of(STEP).clamp(NARROWEST, WIDEST))
    }

    /// Whether a class is that of a width which a column may have.
    #[must_use]
    pub fn is_class(class: &str) -> bool {
        let ems = class.strip_prefix("gk-col-").unwrap_or_default();
        let mut widths = (NARROWEST..=WIDEST).step_by(STEP);
        widths.any(|width| width.to_string() == ems)
    }

    fn widen(&mut self, column: usize, ems: usize) {
        if let Some(longest) = self.longest.get_mut(column) {
            *longest = ems.max(*longest);
        }
    }
}

/// The width of a text on one line: a Chinese character takes one em, a letter or digit half.
fn ems(text: &str) -> usize {
    text.trim().width().div_ceil(2)
}

#[cfg(test)]
mod tests {
    use super::{ColumnWidths, NARROWEST, WIDEST};

    #[test]
    fn a_column_is_as_wide_as_its_longest_cell_or_its_heading() {
        let mut widths = ColumnWidths::new(3);
        widths.heading(0, "序号");
        widths.heading(1, "事项");
        for (column, text) in [
            (0, "1"),
            (1, "2020年11月16日"),
            (1, "批准"),
            (2, &"条".repeat(80)),
        ] {
            widths.cell(column, text);
        }
        assert_eq!(widths.ems().collect::<Vec<_>>(), [6, 10, WIDEST]);
    }

    #[test]
    fn every_column_has_a_width_and_a_cell_too_many_none() {
        let mut widths = ColumnWidths::new(2);
        widths.cell(0, "一");
        widths.cell(2, "一个多出来的单元格");
        assert_eq!(widths.ems().collect::<Vec<_>>(), [NARROWEST; 2]);
    }
}
