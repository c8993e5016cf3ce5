//! What workbook and page both list, a row each.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::summary::TaskTally;
use crate::model::{
    AuditReport, Cell, ColumnIx, ColumnStatus, Diagnostic, Due, OrganIx, Tally, TaskLine,
    TaskStatus, Totals,
};

/// An organ with what it owes and what is wrong with it.
pub(super) struct OrganRow {
    /// None for what is no organ's, and for the sum of all.
    pub(super) organ: Option<OrganIx>,
    pub(super) columns: Totals,
    pub(super) tally: Tally,
    pub(super) tasks: TaskTally,
}

/// A column with what organs owe in it and what is wrong there.
pub(super) struct ColumnRow {
    /// None for what is in no column, and for the sum of all.
    pub(super) column: Option<ColumnIx>,
    pub(super) organs: Totals,
    pub(super) tally: Tally,
}

/// The organs that owe columns or tasks or have findings, in register order; last what is no organ's, so that
/// the rows add up to [`all_organs`].
pub(super) fn organs(report: &AuditReport<'_>) -> Vec<OrganRow> {
    let own = tallies(report, |finding| report.organ_of(finding));
    let register = report.portal.site.register.iter().map(|(organ, _)| organ);
    let rows = register.map(Some).chain([None]).map(|organ| {
        let tasks = report.tasks.iter();
        OrganRow {
            organ,
            columns: organ.map_or_else(Totals::default, |ix| report.matrix.by_organ(ix)),
            tally: own.get(&organ).copied().unwrap_or_default(),
            tasks: tasks.filter(|it| Some(it.organ) == organ).collect(),
        }
    });
    rows.filter(|row| {
        let has_platform = |ix| report.matrix.organs.contains(&ix);
        row.organ.is_some_and(has_platform) || row.tally.total() + row.tasks.total() > 0
    })
    .collect()
}

/// What the rows of [`organs`] come to.
pub(super) fn all_organs(report: &AuditReport<'_>) -> OrganRow {
    OrganRow {
        organ: None,
        columns: report.matrix.totals(),
        tally: report.tally(),
        tasks: report.tasks.iter().collect(),
    }
}

/// The columns that are owed or have findings, in catalogue order; last what is in none, so that the rows add up
/// to [`all_columns`]. A finding counts under the first of its columns.
pub(super) fn columns(report: &AuditReport<'_>) -> Vec<ColumnRow> {
    let own = tallies(report, |of| report.columns_of(of).first().copied());
    let catalogue = report
        .portal
        .site
        .catalogue
        .iter()
        .map(|(column, _)| column);
    let rows = catalogue.map(Some).chain([None]).map(|column| ColumnRow {
        column,
        organs: column.map_or_else(Totals::default, |ix| report.matrix.by_column(ix)),
        tally: own.get(&column).copied().unwrap_or_default(),
    });
    rows.filter(|row| row.organs.required() + row.tally.total() > 0)
        .collect()
}

/// What the rows of [`columns`] come to.
pub(super) fn all_columns(report: &AuditReport<'_>) -> ColumnRow {
    ColumnRow {
        column: None,
        organs: report.matrix.totals(),
        tally: report.tally(),
    }
}

fn tallies<K: Ord>(
    report: &AuditReport<'_>,
    key: impl Fn(&Diagnostic) -> Option<K>,
) -> BTreeMap<Option<K>, Tally> {
    let mut own: BTreeMap<Option<K>, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in &report.findings {
        own.entry(key(finding)).or_default().push(finding);
    }
    let tallies = own.into_iter();
    tallies
        .map(|(key, findings)| (key, findings.into_iter().collect()))
        .collect()
}

/// The columns that are empty or out of date, row after row of the matrix; parents whose children say it
/// already are left out.
pub(super) fn gaps<'r>(report: &'r AuditReport<'_>) -> Vec<&'r Cell> {
    let cells = report.matrix.cells().iter();
    cells
        .filter(|cell| cell.status == ColumnStatus::Stale || cell.is_gap(report.portal))
        .collect()
}

/// One unit's part of one task.
pub(super) struct TaskRow<'r> {
    pub(super) line: &'r TaskLine,
    /// What is to be done.
    pub(super) summary: &'r str,
    /// The last day; none for a task that goes on.
    pub(super) due: Option<NaiveDate>,
    /// The item that proves it: its title, its file, its address below the site's root, its day.
    pub(super) proof: Option<Proof<'r>>,
}

/// The item that proves a task done.
pub(super) struct Proof<'r> {
    pub(super) title: &'r str,
    pub(super) source: &'r str,
    pub(super) path: String,
    pub(super) on: NaiveDate,
}

/// Every unit's part of every task, in the order of the plans.
pub(super) fn tasks<'r>(report: &'r AuditReport<'_>) -> Vec<TaskRow<'r>> {
    let plans = &report.portal.site.work_plans;
    let row = |line: &'r TaskLine| {
        let task = plans.get(line.plan)?.tasks.get(line.row)?;
        let proof = match line.status {
            TaskStatus::Done { item, on } => {
                let item = &report.portal[item];
                Some(Proof {
                    title: &item.title.value,
                    source: &item.source,
                    path: report.portal.item_path(item),
                    on,
                })
            }
            TaskStatus::Open | TaskStatus::Overdue { .. } => None,
        };
        Some(TaskRow {
            line,
            summary: &task.summary,
            due: match task.due.value {
                Due::By(day) => Some(day),
                Due::Continuous => None,
            },
            proof,
        })
    };
    report.tasks.iter().filter_map(row).collect()
}
