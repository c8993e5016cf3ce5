//! The table of applications of an annual report (第三部分): which cells are figures, and the sums that must hold.
//!
//! # Why
//! The statutory form has three columns of labels before seven of figures, and merges cells; on a page it is a grid
//! with blanks, or a plain table with one label a row. A blank may be a label's place or mean nought. So the columns
//! of labels are told by the headings, or by the furthest label of all rows, and a table in which a figure stands
//! among labels, or a word among figures, is not understood: its sums are not looked at, and a word that stands where
//! other rows have figures is told.

use crate::model::half_width;

/// Columns of labels that the form has at most.
const LABELS: usize = 3;

/// The four rows whose sums the format fixes, and the results.
pub(super) struct Applications {
    received: Vec<i64>,
    carried_in: Vec<i64>,
    results: Vec<Vec<i64>>,
    total: Vec<i64>,
    carried_out: Vec<i64>,
    /// Every row with figures and its label, from the first to the last of the above.
    labelled: Vec<(String, Vec<i64>)>,
}

impl Applications {
    /// Reads a table; none where it is another, or holds what is no number.
    pub(super) fn read(rows: &[Vec<String>]) -> Option<Self> {
        let seats = Seats::find(rows)?;
        let of = |at: usize| rows.get(at).and_then(|row| seats.figures.of(row));
        let filled = |at: &usize| rows.get(*at).is_some_and(|row| has_figure(row));
        let results = (seats.carried_in + 1..seats.total).filter(filled).map(of);
        let labelled = (seats.received..=seats.carried_out).filter(filled);
        let labelled = labelled.map(|at| Some((label(rows.get(at)?), of(at)?)));
        Some(Self {
            received: of(seats.received)?,
            carried_in: of(seats.carried_in)?,
            results: results.collect::<Option<_>>()?,
            total: of(seats.total)?,
            carried_out: of(seats.carried_out)?,
            labelled: labelled.collect::<Option<_>>()?,
        })
    }

    /// The words that stand among the figures of a table of applications, which is not read for their sake.
    pub(super) fn unread(rows: &[Vec<String>]) -> Vec<String> {
        let Some(seats) = Seats::find(rows) else {
            return Vec::new();
        };
        let rows = rows.get(seats.received..=seats.carried_out);
        let filled = || rows.into_iter().flatten().filter(|row| has_figure(row));
        let columns = seats.figures.first..seats.figures.behind;
        let is_figures = |column: &usize| {
            let mut cells = filled().filter_map(|row| row.get(*column));
            cells.any(|cell| number(cell).is_some())
        };
        let columns = columns.filter(is_figures);
        let cells = columns.flat_map(|column| filled().filter_map(move |row| row.get(column)));
        let words = cells.filter(|cell| !is_figure(cell));
        words.map(|cell| cell.trim().to_owned()).collect()
    }

    /// What does not add up, in words; the first fault of each kind.
    pub(super) fn faults(&self) -> Vec<String> {
        let faults = [
            self.below_nought(),
            self.balance(),
            self.results_total(),
            self.row_totals(),
        ];
        faults.into_iter().flatten().collect()
    }

    /// 结转下年度继续办理, all applicants together.
    pub(super) fn handed_on(&self) -> Option<i64> {
        self.carried_out.last().copied()
    }

    /// 上年结转, all applicants together.
    pub(super) fn taken_over(&self) -> Option<i64> {
        self.carried_in.last().copied()
    }

    fn below_nought(&self) -> Option<String> {
        self.labelled.iter().find_map(|(label, row)| {
            let number = row.iter().find(|number| **number < 0)?;
            Some(format!("“{label}”一行有负数{number}"))
        })
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

/// Where a table of applications has its rows and figures.
struct Seats {
    received: usize,
    carried_in: usize,
    total: usize,
    carried_out: usize,
    figures: Figures,
}

impl Seats {
    fn find(rows: &[Vec<String>]) -> Option<Self> {
        let row = |word: &str| rows.iter().position(|row| label(row).contains(word));
        let (received, carried_in) = (row("新收")?, row("上年结转")?);
        let carried_out = row("结转下年度")?;
        let of_results = rows.get(carried_in..carried_out)?;
        let is_total = |row: &Vec<String>| label(row).contains("总计");
        let total = carried_in + of_results.iter().rposition(is_total)?;
        let figures = Figures::find(rows.get(..received)?, rows.get(received..=carried_out)?)?;
        Some(Self {
            received,
            carried_in,
            total,
            carried_out,
            figures,
        })
    }
}

/// Which columns hold the figures.
struct Figures {
    first: usize,
    behind: usize,
}

impl Figures {
    /// By the headings 自然人 and 总计 above the rows, else by the labels in the rows.
    fn find(headings: &[Vec<String>], rows: &[Vec<String>]) -> Option<Self> {
        let column = |word: &str| {
            let mut cells = headings.iter().map(|row| {
                let is_it = |cell: &String| cell.split_whitespace().collect::<String>() == word;
                row.iter().position(is_it)
            });
            cells.find_map(|at| at)
        };
        let furthest = |row: &Vec<String>| row.iter().rposition(|cell| !is_figure(cell));
        let width = rows.iter().map(Vec::len).max()?;
        let behind = column("总计").map_or(width, |at| at + 1);
        let first =
            column("自然人").or_else(|| Some(rows.iter().filter_map(furthest).max()? + 1))?;
        (first <= LABELS && first < behind).then_some(Self { first, behind })
    }

    /// The figures of a row, blanks as nought; none where a figure stands among the labels, or a word among figures.
    fn of(&self, row: &[String]) -> Option<Vec<i64>> {
        let (labels, figures) = row.split_at_checked(self.first)?;
        let is_misplaced = labels.iter().any(|cell| number(cell).is_some());
        let figures = figures.iter().take(self.behind - self.first);
        let figures = figures.map(|cell| {
            if is_blank(cell) {
                Some(0)
            } else {
                number(cell)
            }
        });
        figures.collect::<Option<_>>().filter(|_| !is_misplaced)
    }
}

/// The words of a row.
fn label(row: &[String]) -> String {
    row.iter()
        .filter(|cell| number(cell).is_none())
        .map(|cell| cell.trim())
        .collect()
}

fn has_figure(row: &[String]) -> bool {
    row.iter().any(|cell| number(cell).is_some())
}

fn is_figure(cell: &str) -> bool {
    is_blank(cell) || number(cell).is_some()
}

pub(super) fn is_blank(cell: &str) -> bool {
    matches!(cell.trim(), "" | "/" | "-" | "—" | "／" | "－")
}

/// `5`, `1,024`, `５`, `5件`
pub(super) fn number(cell: &str) -> Option<i64> {
    let plain = half_width(cell).replace(',', "");
    let plain = plain.trim();
    plain
        .strip_suffix('件')
        .unwrap_or(plain)
        .trim()
        .parse()
        .ok()
}
