//! The tables of the statutory annual report, and the sums that must hold in them.

use crate::audit::facts::Facts;
use crate::audit::markup::tables;
use crate::model::{Item, Place};

/// A table of a report, headings included, and where it stands.
pub(super) struct ReportTable {
    /// Rows of cells.
    rows: Vec<Vec<String>>,
    /// Where it stands.
    pub(super) place: Place,
}

/// The table of applications (第三部分): the four rows whose sums the format fixes, and the results.
pub(super) struct Applications {
    received: Vec<i64>,
    carried_in: Vec<i64>,
    results: Vec<Vec<i64>>,
    total: Vec<i64>,
    carried_out: Vec<i64>,
    /// Every row with figures and its label, from the first to the last of the above.
    labelled: Vec<(String, Vec<i64>)>,
}

/// Every table of a report: those of its body and its data table.
pub(super) fn report_tables(facts: &Facts<'_>, item: &Item) -> Vec<ReportTable> {
    let mut found: Vec<ReportTable> = tables(&item.body)
        .into_iter()
        .map(|table| ReportTable {
            place: item.at(item.body.span(table.range.start, table.range.start)),
            rows: std::iter::once(table.head).chain(table.rows).collect(),
        })
        .collect();
    let data = item
        .table
        .as_ref()
        .and_then(|table| facts.portal.site.tables.get(&table.path));
    found.extend(data.map(|table| {
        ReportTable {
            place: item.place_of("table"),
            rows: table
                .head
                .iter()
                .chain(&table.rows)
                .map(|row| row.iter().map(ToString::to_string).collect())
                .collect(),
        }
    }));
    found
}

impl ReportTable {
    /// Reads the table as that of applications; none where it is another, or holds what is no number.
    pub(super) fn applications(&self) -> Option<Applications> {
        let row = |word: &str| self.rows.iter().position(|row| label(row).contains(word));
        let (received, carried_in) = (row("新收")?, row("上年结转")?);
        let carried_out = row("结转下年度")?;
        let total = (carried_in..carried_out).rev().find(|at| {
            self.rows
                .get(*at)
                .is_some_and(|row| label(row).contains("总计"))
        })?;
        let width = self
            .rows
            .get(received)?
            .iter()
            .rev()
            .take_while(|cell| is_figure(cell))
            .count();
        let row = |at: usize| self.rows.get(at).map_or(&[][..], Vec::as_slice);
        let has_figure = |at: &usize| row(*at).iter().any(|cell| number(cell).is_some());
        let figures = |at: usize| figures(row(at), width);
        let results: Option<Vec<Vec<i64>>> = (carried_in + 1..total)
            .filter(has_figure)
            .map(figures)
            .collect();
        let labelled = (received..=carried_out).filter(has_figure);
        Some(Applications {
            received: figures(received)?,
            carried_in: figures(carried_in)?,
            results: results?,
            total: figures(total)?,
            carried_out: figures(carried_out)?,
            labelled: labelled
                .filter_map(|at| Some((label(row(at)), figures(at)?)))
                .collect(),
        })
    }

    /// Faults of the table of reviews and suits (第四部分): fifteen figures, every fifth the sum of
    /// the four before it.
    pub(super) fn review_faults(&self) -> Vec<String> {
        let rows = self.rows.iter().filter_map(|row| {
            let numbers: Option<Vec<i64>> = row.iter().map(|cell| number(cell)).collect();
            numbers.filter(|numbers| numbers.len() == 15)
        });
        rows.flat_map(|numbers| {
            numbers
                .chunks(5)
                .zip(["行政复议", "未经复议直接起诉", "复议后起诉"])
                .filter_map(|(group, name)| {
                    let (total, parts) = group.split_last()?;
                    let sum: i64 = parts.iter().sum();
                    (sum != *total).then(|| format!("“{name}”的总计是{total}，各项之和是{sum}"))
                })
                .collect::<Vec<_>>()
        })
        .collect()
    }
}

impl Applications {
    /// What does not add up, in words; the first fault of each kind.
    pub(super) fn faults(&self) -> Vec<String> {
        [self.balance(), self.results_total(), self.row_totals()]
            .into_iter()
            .flatten()
            .collect()
    }

    /// 结转下年度继续办理, all applicants together.
    pub(super) fn handed_on(&self) -> Option<i64> {
        self.carried_out.last().copied()
    }

    /// 上年结转, all applicants together.
    pub(super) fn taken_over(&self) -> Option<i64> {
        self.carried_in.last().copied()
    }

    /// 第一项加第二项之和，等于第三项加第四项之和.
    fn balance(&self) -> Option<String> {
        let columns = self.received.iter().zip(&self.carried_in);
        let results = self.total.iter().zip(&self.carried_out);
        columns
            .zip(results)
            .enumerate()
            .find_map(|(at, ((new, old), (done, left)))| {
                (new + old != done + left).then(|| {
                    format!(
                        "第{}列：新收{new}＋上年结转{old}，不等于总计{done}＋结转下年度{left}",
                        at + 1
                    )
                })
            })
    }

    fn results_total(&self) -> Option<String> {
        self.total.iter().enumerate().find_map(|(at, total)| {
            let sum: i64 = self.results.iter().filter_map(|row| row.get(at)).sum();
            (sum != *total)
                .then(|| format!("第{}列：办理结果总计是{total}，各项之和是{sum}", at + 1))
        })
    }

    /// The last column is the sum of the others, in each row.
    fn row_totals(&self) -> Option<String> {
        self.labelled.iter().find_map(|(label, row)| {
            let (total, parts) = row.split_last().filter(|(_, parts)| parts.len() > 1)?;
            let sum: i64 = parts.iter().sum();
            (sum != *total).then(|| format!("“{label}”一行的总计是{total}，各类申请人之和是{sum}"))
        })
    }
}

/// The words of a row, before its figures.
fn label(row: &[String]) -> String {
    row.iter()
        .filter(|cell| number(cell).is_none())
        .map(|cell| cell.trim())
        .collect()
}

/// The last cells of a row as figures, blanks as nothing; none where a cell is neither.
fn figures(row: &[String], width: usize) -> Option<Vec<i64>> {
    let start = row.len().checked_sub(width).filter(|_| width > 0)?;
    let cells = row.get(start..)?;
    cells
        .iter()
        .map(|cell| {
            if is_blank(cell) {
                Some(0)
            } else {
                number(cell)
            }
        })
        .collect()
}

fn is_figure(cell: &str) -> bool {
    is_blank(cell) || number(cell).is_some()
}

fn is_blank(cell: &str) -> bool {
    matches!(cell.trim(), "" | "/" | "-" | "—" | "／")
}

fn number(cell: &str) -> Option<i64> {
    cell.trim().replace([',', '，'], "").parse().ok()
}
