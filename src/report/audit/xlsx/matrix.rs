//! The sheet of the matrix: organs down, columns across, and what each comes to.

use anyhow::Result;

use super::sheet::{Sheet, Value};
use super::style::{Styles, Tone};
use crate::model::{AuditReport, ColumnStatus, Totals};
use crate::report::audit::words;

/// How wide a sign stands, and a sum.
const SIGN: f64 = 3.4;
const SUM: f64 = 6.0;

/// One of the figures that a row or column is summed up in.
type Sum = (&'static str, fn(Totals) -> usize);

/// What a row or column is summed up in.
const SUMS: [Sum; 5] = [
    ("应设", Totals::required),
    ("有内容", |totals| totals.filled),
    ("已声明无", |totals| totals.stated),
    ("超期未更新", |totals| totals.stale),
    ("空白", |totals| totals.empty),
];

/// Signs, so that it reads without colours too; sums at the right and at the foot.
pub(super) fn matrix<'s>(report: &AuditReport<'_>, styles: &'s Styles) -> Result<Sheet<'s>> {
    let mut sheet = Sheet::new("栏目矩阵", styles)?;
    let site = &report.portal.site;
    let columns = report.matrix.columns.iter();
    let names = columns.map(|ix| (site.catalogue[*ix].name.as_str(), SIGN));
    let sums = SUMS.map(|(name, _)| (name, SUM));
    let rows = report.matrix.organs.iter().map(|organ| {
        let signs = report.matrix.row(*organ).iter().map(|cell| {
            let sign = words::sign(cell.status).to_owned();
            Value::Mark(sign, Tone::of_status(cell.status))
        });
        let totals = report.matrix.by_organ(*organ);
        let sums = SUMS.map(|(_, sum)| Value::Number(sum(totals)));
        (
            site.register[*organ].short.as_str(),
            signs.chain(sums).collect(),
        )
    });
    sheet.picture(names.chain(sums), rows.chain(foot(report)))?;
    let signs = ColumnStatus::ALL.map(|status| {
        let sign = words::sign(status);
        format!("{sign} {}", status.label())
    });
    sheet.note(&signs.join("　"))?;
    Ok(sheet)
}

/// A row for each sum: of every column, and of all of them below the sums of organs.
fn foot<'r>(report: &'r AuditReport<'_>) -> impl Iterator<Item = (&'r str, Vec<Value>)> {
    SUMS.into_iter().enumerate().map(|(row, (name, sum))| {
        let columns = report.matrix.columns.iter();
        let of_columns = columns.map(|ix| Value::Number(sum(report.matrix.by_column(*ix))));
        let of_all = (0..SUMS.len()).map(|column| match column == row {
            true => Value::Number(sum(report.matrix.totals())),
            false => Value::text(""),
        });
        (name, of_columns.chain(of_all).collect())
    })
}
