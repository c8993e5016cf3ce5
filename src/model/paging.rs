//! How lists and tables are divided into pages: the builder makes those pages, and the audit knows by the same count
//! which links lead to none.

use std::ops::Range;

use super::DataTable;

/// Rows on one page of an organ's directory.
pub const DIRECTORY_ROWS: usize = 100;
/// Rows on one page of the library of normative documents.
pub const LIBRARY_ROWS: usize = 100;

/// Rows on a page of their own: enough to search with the browser's own search, few enough to load at once.
const ROWS: usize = 200;
/// Bytes of the rows that stand with the document, which has much to show beside them and shall stay light.
const WITH_THE_DOCUMENT: usize = 4 * 1024;

/// How many pages a list takes; an empty one takes a page that says so.
#[must_use]
pub fn pages(rows: usize, size: usize) -> usize {
    rows.div_ceil(size.max(1)).max(1)
}

impl DataTable {
    /// How many pages it takes, the document's own counted.
    #[must_use]
    pub fn pages(&self) -> usize {
        let others = self.rows.len() - self.rows_with_the_document();
        1 + others.div_ceil(ROWS)
    }

    /// The rows of one page, numbered from 1.
    #[must_use]
    pub fn rows_of_page(&self, page: usize) -> Range<usize> {
        let with = self.rows_with_the_document();
        let start = match page {
            1 => 0,
            page => with + (page - 2) * ROWS,
        };
        let length = if page == 1 { with } else { ROWS };
        start..(start + length).min(self.rows.len())
    }

    /// How many rows stand with the document: those that fit, and at least one.
    fn rows_with_the_document(&self) -> usize {
        // `<tr>`, its end and a line; `<td>` and its end.
        const ROW: usize = 10;
        const CELL: usize = 9;
        let mut bytes = 0;
        let fitting = self.rows.iter().take(ROWS).take_while(|row| {
            bytes += ROW + row.iter().map(|cell| CELL + cell.len()).sum::<usize>();
            bytes <= WITH_THE_DOCUMENT
        });
        fitting.count().max(1).min(self.rows.len())
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;
    use std::sync::Arc;

    use super::{WITH_THE_DOCUMENT, pages};
    use crate::model::DataTable;

    fn row(cells: &[&str]) -> Vec<Arc<str>> {
        cells.iter().map(|cell| Arc::from(*cell)).collect()
    }

    #[test]
    fn an_empty_list_has_one_page() {
        assert_eq!(
            (pages(0, 20), pages(20, 20), pages(21, 20), pages(5, 0)),
            (1, 1, 2, 5)
        );
    }

    #[test]
    fn pages_share_all_rows_and_the_first_has_those_that_are_light() {
        let cell = "字".repeat(100);
        for (count, with, last) in [
            (0, 0, 0..0),
            (3, 3, 0..3),
            (12, 12, 0..12),
            (500, 12, 412..500),
        ] {
            let table = DataTable {
                unit: None,
                head: vec![row(&["名称"])],
                rows: vec![row(&[&cell]); count],
            };
            assert_eq!(table.rows_with_the_document(), with);
            let pages = 1..=table.pages();
            let ranges: Vec<_> = pages.map(|page| table.rows_of_page(page)).collect();
            assert_eq!(ranges.iter().map(Range::len).sum::<usize>(), count);
            assert!(ranges.windows(2).all(|two| two[0].end == two[1].start));
            assert_eq!(ranges.last(), Some(&last));
        }
        let heavy = DataTable {
            unit: None,
            head: vec![],
            rows: vec![row(&[&"字".repeat(WITH_THE_DOCUMENT)]); 2],
        };
        assert_eq!(heavy.rows_with_the_document(), 1);
    }
}
