//! The tasks of the plans as the template is given them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{AuditReport, TaskState};
use crate::report::audit::rows::{self, TaskRow};

#[derive(Serialize)]
pub(super) struct TaskView {
    name: String,
    summary: String,
    due: String,
    states: Vec<StateView>,
}

#[derive(Serialize)]
struct StateView {
    class: &'static str,
    label: &'static str,
    units: Vec<UnitView>,
}

#[derive(Serialize)]
struct UnitView {
    name: String,
    leads: bool,
    title: String,
    url: String,
    on: String,
}

/// One entry a task; its units by how far they are.
pub(super) fn tasks(report: &AuditReport<'_>, base: &str) -> Vec<TaskView> {
    let mut lines: BTreeMap<(usize, usize), Vec<TaskRow<'_>>> = BTreeMap::new();
    for row in rows::tasks(report) {
        lines
            .entry((row.line.plan, row.line.row))
            .or_default()
            .push(row);
    }
    let task = |rows: Vec<TaskRow<'_>>| {
        let first = rows.first()?;
        Some(TaskView {
            name: first.line.task.clone(),
            summary: first.summary.to_owned(),
            due: first
                .due
                .map_or_else(|| "持续".to_owned(), |day| day.to_string()),
            states: states(report, &rows, base),
        })
    };
    lines.into_values().filter_map(task).collect()
}

fn states(report: &AuditReport<'_>, rows: &[TaskRow<'_>], base: &str) -> Vec<StateView> {
    let unit = |row: &TaskRow<'_>| {
        let proof = row.proof.as_ref();
        UnitView {
            name: report.portal.site.register[row.line.organ].short.clone(),
            leads: row.line.leads,
            title: proof.map_or_else(String::new, |proof| proof.title.to_owned()),
            url: proof.map_or_else(String::new, |proof| format!("{base}{}", proof.path)),
            on: proof.map_or_else(String::new, |proof| proof.on.to_string()),
        }
    };
    let of = |state: TaskState| StateView {
        class: state.key(),
        label: state.label(),
        units: rows
            .iter()
            .filter(|row| row.line.status.state() == state)
            .map(unit)
            .collect(),
    };
    let states = [TaskState::Overdue, TaskState::Open, TaskState::Done].map(of);
    states
        .into_iter()
        .filter(|state| !state.units.is_empty())
        .collect()
}
