//! What workbook and page both list, a row each.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::summary::TaskTally;
use crate::model::{
    AuditReport, Cell, ColumnStatus, Diagnostic, Due, OrganIx, Tally, TaskLine, TaskStatus, Totals,
};

/// An organ with what it owes and what is wrong with it.
pub(super) struct OrganRow {
    pub(super) organ: OrganIx,
    pub(super) columns: Totals,
    pub(super) tally: Tally,
    pub(super) tasks: TaskTally,
}

/// The organs that owe columns or tasks or have findings, in register order.
pub(super) fn organs(report: &AuditReport<'_>) -> Vec<OrganRow> {
    let mut own: BTreeMap<OrganIx, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in &report.findings {
        if let Some(organ) = report.organ_of(finding) {
            own.entry(organ).or_default().push(finding);
        }
    }
    let rows = report
        .portal
        .site
        .register
        .iter()
        .map(|(organ, _)| OrganRow {
            organ,
            columns: report.matrix.by_organ(organ),
            tally: own.get(&organ).into_iter().flatten().copied().collect(),
            tasks: report.tasks.iter().filter(|it| it.organ == organ).collect(),
        });
    rows.filter(|row| {
        report.matrix.organs.contains(&row.organ) || row.tally.total() + row.tasks.total() > 0
    })
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
