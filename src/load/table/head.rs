//! Which rows of a table are headings.
//!
//! - Rows at the top in which only one value stands, however many cells it was merged over, are the table's
//!   title where headings follow them: the item has a title of its own, and they are left out; but what the
//!   figures count is kept. Where data follows at once, the last of them is the heading row, most of it empty.
//! - The next row is the heading row.
//! - The row after it is a second heading row when the first has grouped cells (a cell that is empty or says
//!   the same as its left neighbour), every grouped column has a word of its own below, and every other
//!   column has nothing new below: so are the headings of a standard catalogue written, 公开对象 over
//!   全社会 and 特定群体.

use std::sync::Arc;

use super::Rows;
use crate::model::{DataTable, parse_date};

/// Headings and body, every row as wide as the widest; none when there is no row.
pub(super) fn arrange(mut rows: Rows) -> Option<DataTable> {
    let is_empty = |cell: &String| cell.is_empty();
    rows.retain(|row| !row.iter().all(is_empty));
    let filled = |row: &Vec<String>| row.iter().rposition(|cell| !cell.is_empty());
    let width = rows.iter().filter_map(filled).max()? + 1;
    for row in &mut rows {
        row.resize(width, String::new());
    }
    let titles = titles(&rows, width);
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

/// How many rows at the top are the table's title.
fn titles(rows: &Rows, width: usize) -> usize {
    let alone = rows.iter().take_while(|row| width > 1 && is_alone(row));
    let alone = alone.count();
    match rows.split_at_checked(alone) {
        // A table of nothing but such rows has no title: they are its rows.
        Some((_, [])) | None => 0,
        Some((_, [next, below @ ..])) if is_head(next, below) => alone,
        Some((above, _)) => match above.split_last() {
            Some((last, _)) if unit(last).is_none() => alone - 1,
            _ => alone,
        },
    }
}

/// Whether a row says what stands in the rows below it: it has no figures, and either they have, or it leaves
/// none of their columns without a word.
fn is_head(row: &[String], below: &[Vec<String>]) -> bool {
    let filled = |row: &[String]| row.iter().filter(|cell| !cell.is_empty()).count();
    let has_figure = |row: &[String]| row.iter().any(|cell| is_figure(cell));
    !has_figure(row)
        && (below.iter().any(|row| has_figure(row))
            || below.first().is_none_or(|next| filled(row) >= filled(next)))
}

/// `1,234.5`, `80%`, `120元`, `2020-11-02`; but 2020, 2020年 and 1-9月 head columns.
fn is_figure(cell: &str) -> bool {
    const LONGEST_UNIT: usize = 3;
    let plain = cell.trim_start_matches(['+', '-', '−', '¥', '￥', '约']);
    let digits = |c: char| c.is_ascii_digit() || ".,，-/:".contains(c);
    let unit = plain.trim_start_matches(digits);
    let is_year = plain.len() == 4 && (plain.starts_with("19") || plain.starts_with("20"));
    let is_period = unit.starts_with(['年', '月', '季', '至', '、']);
    let is_number =
        plain.starts_with(|c: char| c.is_ascii_digit()) && unit.chars().count() <= LONGEST_UNIT;
    parse_date(cell).is_ok() || (is_number && !is_period && !is_year)
}

/// `单位：万元`, `金额单位:元`; none where a row says anything else.
fn unit(row: &[String]) -> Option<Arc<str>> {
    const LONGEST: usize = 20;
    let text = row.iter().map(|cell| cell.trim());
    let text = text.into_iter().find(|cell| !cell.is_empty())?;
    let is_unit = ["单位：", "单位:"].iter().any(|it| text.contains(it));
    (is_unit && text.chars().count() <= LONGEST).then(|| text.into())
}

/// Whether only one value stands in the row.
fn is_alone(row: &[String]) -> bool {
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
    fn a_row_of_one_word_over_data_is_no_title() {
        for (text, head) in [
            ("项目,\n水费,1\n电费,2", ["项目", ""]),
            ("项目,\n水费,120元\n电费,2万元", ["项目", ""]),
            ("事项,\n开工,2020年11月2日", ["事项", ""]),
            ("收费目录,\n项目,\n水费,1", ["项目", ""]),
            ("收费目录,\n项目,2020年\n水费,1", ["项目", "2020年"]),
            ("收费目录,\n项目,2020\n水费,1", ["项目", "2020"]),
            ("收费目录,\n项目,1-9月\n水费,1", ["项目", "1-9月"]),
            ("收费目录,\n项目,标准\n水费,免收", ["项目", "标准"]),
            ("收费目录,\n项目,标准", ["项目", "标准"]),
            ("预算,\n单位：万元,\n工资,1\n差旅,2", ["工资", "1"]),
        ] {
            assert_eq!(heads(text), head, "{text}");
        }
        assert_eq!(heads("名称,名称,\n甲,1,2"), ["名称", "名称", ""]);
        assert_eq!(
            heads("权责清单,,\n序号,事项,\n1,甲,备注"),
            ["序号", "事项", ""]
        );
    }

    #[test]
    fn empty_rows_and_columns_at_the_edge_go() {
        let table = arrange(rows("序号,事项,,\n,,,\n1,甲,,\n,,,")).expect("a table");
        assert_eq!((table.width(), table.rows.len()), (2, 1));
        assert!(arrange(rows(",,\n,")).is_none());
    }
}
