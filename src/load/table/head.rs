//! Which rows of a table are headings.
//!
//! - Rows at the top in which only one value stands, however many cells it was merged over, are the table's
//!   title: the item has a title of its own, and they are left out; but what the figures count is kept.
//! - The next row is the heading row.
//! - The row after it is a second heading row when the first has grouped cells (a cell that is empty or says
//!   the same as its left neighbour), every grouped column has a word of its own below, and every other
//!   column has nothing new below: so are the headings of a standard catalogue written, 公开对象 over
//!   全社会 and 特定群体.

use std::sync::Arc;

use super::Rows;
use crate::model::DataTable;

/// Headings and body, every row as wide as the widest; none when there is no row.
pub(super) fn arrange(mut rows: Rows) -> Option<DataTable> {
    let is_empty = |cell: &String| cell.is_empty();
    rows.retain(|row| !row.iter().all(is_empty));
    let filled = |row: &Vec<String>| row.iter().rposition(|cell| !cell.is_empty());
    let width = rows.iter().filter_map(filled).max()? + 1;
    for row in &mut rows {
        row.resize(width, String::new());
    }
    let titles = rows
        .iter()
        .take_while(|row| width > 1 && is_title(row))
        .count();
    // A table of nothing but such rows has no title: they are its rows.
    let titles = if titles == rows.len() { 0 } else { titles };
    let unit = rows.iter().take(titles).find_map(|row| unit(row));
    let mut rows = rows.into_iter().skip(titles);
    let mut head = vec![rows.next()?];
    let second = rows.next();
    let mut body: Rows = Vec::new();
    match (head.first_mut(), second) {
        (Some(first), Some(second)) if is_second_head(first, &second) => {
            fill_groups(first, &second);
            head.push(second);
        }
        (_, Some(second)) => body.push(second),
        (_, None) => {}
    }
    body.extend(rows);
    let shared = |rows: Rows| -> Vec<Vec<Arc<str>>> {
        let row = |row: Vec<String>| row.into_iter().map(Arc::from).collect();
        rows.into_iter().map(row).collect()
    };
    Some(DataTable {
        unit,
        head: shared(head),
        rows: shared(body),
    })
}

/// `单位：万元`, `金额单位:元`; none where a row says anything else.
fn unit(row: &[String]) -> Option<Arc<str>> {
    const LONGEST: usize = 20;
    let text = row.iter().map(|cell| cell.trim());
    let text = text.into_iter().find(|cell| !cell.is_empty())?;
    let is_unit = ["单位：", "单位:"].iter().any(|it| text.contains(it));
    (is_unit && text.chars().count() <= LONGEST).then(|| text.into())
}

fn is_title(row: &[String]) -> bool {
    let mut words: Vec<&str> = row
        .iter()
        .map(String::as_str)
        .filter(|cell| !cell.is_empty())
        .collect();
    words.dedup();
    words.len() == 1
}

/// Whether a cell of the first row belongs to the group of the cell on its left.
fn continues(first: &[String], column: usize) -> bool {
    let left = column.checked_sub(1).and_then(|left| first.get(left));
    match (left, first.get(column)) {
        (Some(left), Some(cell)) => cell.is_empty() || left == cell,
        _ => false,
    }
}

fn is_second_head(first: &[String], second: &[String]) -> bool {
    let grouped = |column| continues(first, column) || continues(first, column + 1);
    let columns = 0..first.len();
    columns.clone().any(|column| continues(first, column))
        && columns.clone().any(|column| !grouped(column))
        && columns
            .zip(first.iter().zip(second))
            .all(|(column, (above, below))| {
                if grouped(column) {
                    !below.is_empty()
                } else {
                    below.is_empty() || above == below
                }
            })
}

fn fill_groups(first: &mut [String], second: &[String]) {
    let mut group = String::new();
    for (cell, below) in first.iter_mut().zip(second) {
        if !cell.is_empty() {
            group.clone_from(cell);
        } else if !below.is_empty() {
            cell.clone_from(&group);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::arrange;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let cells = |line: &str| line.split(',').map(|cell| cell.trim().to_owned()).collect();
        text.lines().map(cells).collect()
    }

    fn heads(text: &str) -> Vec<String> {
        arrange(rows(text)).expect("a table").headings()
    }

    #[test]
    fn a_plain_table_has_one_heading_row() {
        let table = arrange(rows("序号,事项\n1,甲\n2,乙")).expect("a table");
        assert_eq!((table.head.len(), table.rows.len()), (1, 2));
    }

    #[test]
    fn what_the_figures_count_outlives_the_title() {
        let table =
            arrange(rows("某局预算,\n,金额单位：万元\n科目,金额\n工资,1")).expect("a table");
        assert_eq!(table.unit.as_deref(), Some("金额单位：万元"));
        assert_eq!(table.headings(), ["科目", "金额"]);
        let without = arrange(rows("某局预算,\n科目,金额\n工资,1")).expect("a table");
        assert_eq!(without.unit, None);
    }

    #[test]
    fn grouped_headings_are_two_rows() {
        let grouped = ["序号", "公开对象·全社会", "公开对象·特定群体", "层级"];
        assert_eq!(
            heads("序号,公开对象,,层级\n,全社会,特定群体,\n1,√,,县"),
            grouped
        );
        assert_eq!(
            heads("序号,公开对象,公开对象,层级\n序号,全社会,特定群体,层级\n1,√,,县"),
            grouped
        );
    }

    #[test]
    fn an_empty_heading_makes_no_second_row() {
        let table = arrange(rows("序号,事项,\n1,甲,备注")).expect("a table");
        assert_eq!((table.head.len(), table.rows.len()), (1, 1));
    }

    #[test]
    fn a_title_over_the_table_is_left_out() {
        assert_eq!(
            heads("权责清单,,\n序号,事项,依据\n1,甲,乙"),
            ["序号", "事项", "依据"]
        );
        assert_eq!(heads("只有一列\n甲"), ["只有一列"]);
    }

    #[test]
    fn empty_rows_and_columns_at_the_edge_go() {
        let table = arrange(rows("序号,事项,,\n,,,\n1,甲,,\n,,,")).expect("a table");
        assert_eq!((table.width(), table.rows.len()), (2, 1));
        assert!(arrange(rows(",,\n,")).is_none());
    }
}
