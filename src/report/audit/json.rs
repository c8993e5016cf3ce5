//! The audit for programs: version 1 of a shape that does not change under it.

use serde_json::{Value, json};

use crate::model::{AuditReport, Cell, Count, TaskLine, TaskStatus};
use crate::report;

/// The whole audit; keys are English and stand in a fixed order.
#[must_use]
pub fn json(report: &AuditReport<'_>) -> Value {
    let tally = report.tally();
    let catalogue = &report.portal.site.catalogue;
    let inspection = report.inspection;
    let cells = report.matrix.cells().iter();
    let tasks = report.tasks.iter();
    json!({
        "version": 1,
        "as_of": report.portal.as_of.to_string(),
        "site": report.portal.site.settings.name,
        "summary": {
            "errors": tally.errors,
            "warnings": tally.warnings,
            "infos": tally.infos,
            "excused": report.excused.len(),
        },
        "inspection": {
            "verdict": inspection.verdict(),
            "empty_columns": count(inspection.empty_columns),
            "stale_columns": count(inspection.stale_columns),
            "stale_news_and_policy": count(inspection.stale_news_and_policy),
        },
        "matrix": cells.map(|of| cell(report, of)).collect::<Vec<_>>(),
        "tasks": tasks.map(|line| task(report, line)).collect::<Vec<_>>(),
        "findings": report::findings(&report.findings, catalogue, |of| report.columns_of(of)),
    })
}

fn count(count: Count) -> Value {
    json!({"count": count.count, "limit": count.limit})
}

fn cell(report: &AuditReport<'_>, cell: &Cell) -> Value {
    let site = &report.portal.site;
    json!({
        "organ": &*site.register[cell.organ].id,
        "column": &*site.catalogue[cell.column].id,
        "status": cell.status.key(),
        "items": cell.items,
        "newest": cell.newest.map(|day| day.to_string()),
    })
}

fn task(report: &AuditReport<'_>, line: &TaskLine) -> Value {
    let proof = match line.status {
        TaskStatus::Done { item, on } => Some((&*report.portal[item].source, on.to_string())),
        TaskStatus::Open | TaskStatus::Overdue { .. } => None,
    };
    let (item, date) = proof.unzip();
    json!({
        "task": line.task,
        "organ": &*report.portal.site.register[line.organ].id,
        "status": line.status.state().key(),
        "item": item,
        "date": date,
    })
}
