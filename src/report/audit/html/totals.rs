//! What organs and columns come to, as the template is given it.

use serde::Serialize;

use crate::model::{AuditReport, Freshness, Tally, Totals};
use crate::report::audit::rows::{self, ColumnRow, OrganRow};
use crate::report::audit::summary::TaskTally;

#[derive(Serialize)]
pub(super) struct OrganView {
    name: String,
    cells: CellCounts,
    tally: [usize; 3],
    tasks: [usize; 3],
}

#[derive(Serialize)]
pub(super) struct ColumnView {
    name: String,
    cells: CellCounts,
    tally: [usize; 3],
    /// 6个月
    update: String,
    basis: String,
}

#[derive(Serialize)]
struct CellCounts {
    required: usize,
    filled: usize,
    stated: usize,
    empty: usize,
    stale: usize,
}

pub(super) fn organs(report: &AuditReport<'_>) -> Vec<OrganView> {
    let view = |row: OrganRow| {
        let organ = row.organ.map(|ix| &report.portal.site.register[ix]);
        organ_view(organ.map_or("全站", |organ| &organ.name), &row)
    };
    rows::organs(report).into_iter().map(view).collect()
}

pub(super) fn all_organs(report: &AuditReport<'_>) -> OrganView {
    organ_view("合计", &rows::all_organs(report))
}

pub(super) fn columns(report: &AuditReport<'_>) -> Vec<ColumnView> {
    let view = |row: ColumnRow| {
        let column = row.column.map(|ix| &report.portal.site.catalogue[ix]);
        let mut view = column_view(column.map_or("不属于某个栏目", |column| &column.name), &row);
        if let Some(column) = column {
            view.update = column.update.map_or_else(String::new, Freshness::label);
            view.basis.clone_from(&column.basis);
        }
        view
    };
    rows::columns(report).into_iter().map(view).collect()
}

pub(super) fn all_columns(report: &AuditReport<'_>) -> ColumnView {
    column_view("合计", &rows::all_columns(report))
}

fn organ_view(name: &str, row: &OrganRow) -> OrganView {
    let TaskTally {
        done,
        open,
        overdue,
    } = row.tasks;
    OrganView {
        name: name.to_owned(),
        cells: counts(row.columns),
        tally: by_severity(row.tally),
        tasks: [done, open, overdue],
    }
}

fn column_view(name: &str, row: &ColumnRow) -> ColumnView {
    ColumnView {
        name: name.to_owned(),
        cells: counts(row.organs),
        tally: by_severity(row.tally),
        update: String::new(),
        basis: String::new(),
    }
}

fn counts(totals: Totals) -> CellCounts {
    CellCounts {
        required: totals.required(),
        filled: totals.filled,
        stated: totals.stated,
        empty: totals.empty,
        stale: totals.stale,
    }
}

fn by_severity(tally: Tally) -> [usize; 3] {
    [tally.errors, tally.warnings, tally.infos]
}
