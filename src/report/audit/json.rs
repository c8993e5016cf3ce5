//! The audit for programs: version 1 of a shape that does not change under it.

use serde_json::{Value, json};

use super::rows::{self, ColumnRow, OrganRow};
use crate::model::{
    AuditReport, AuditSettings, Cell, Count, Excused, Tally, TaskLine, TaskStatus, Totals,
};
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
            "since": inspection.since.to_string(),
            "empty_columns": count(inspection.empty_columns),
            "stale_columns": count(inspection.stale_columns),
            "stale_news_and_policy": count(inspection.stale_news_and_policy),
        },
        "totals": totals(report),
        "matrix": cells.map(|of| cell(report, of)).collect::<Vec<_>>(),
        "tasks": tasks.map(|line| task(report, line)).collect::<Vec<_>>(),
        "own_rules": own_rules(report),
        "excused": report.excused.iter().map(|of| excused(report, of)).collect::<Vec<_>>(),
        "findings": report::findings(&report.findings, catalogue, |of| report.columns_of(of)),
    })
}

fn count(count: Count) -> Value {
    json!({"count": count.count, "limit": count.limit})
}

/// What each organ's and each column's cells and findings come to; null is what is of no organ, in no column.
fn totals(report: &AuditReport<'_>) -> Value {
    let site = &report.portal.site;
    let organ = |row: OrganRow| {
        let mut told = json!({"organ": row.organ.map(|ix| &*site.register[ix].id)});
        add(&mut told, row.columns, row.tally);
        told["done"] = row.tasks.done.into();
        told["open"] = row.tasks.open.into();
        told["overdue"] = row.tasks.overdue.into();
        told
    };
    let column = |row: ColumnRow| {
        let mut told = json!({"column": row.column.map(|ix| &*site.catalogue[ix].id)});
        add(&mut told, row.organs, row.tally);
        told
    };
    json!({
        "organs": rows::organs(report).into_iter().map(organ).collect::<Vec<_>>(),
        "columns": rows::columns(report).into_iter().map(column).collect::<Vec<_>>(),
    })
}

/// What the site's settings make of rules: those switched off, and those taken for graver or lighter.
fn own_rules(report: &AuditReport<'_>) -> Value {
    let AuditSettings { severity, off } = &report.portal.site.settings.audit;
    let off = off.iter();
    let graded = severity.iter();
    json!({
        "off": off
            .map(|(code, reason)| json!({"code": code, "reason": reason}))
            .collect::<Vec<_>>(),
        "severity": graded
            .map(|(code, severity)| json!({"code": code, "severity": severity.key()}))
            .collect::<Vec<_>>(),
    })
}

/// A finding, and why its item is excused from it.
fn excused(report: &AuditReport<'_>, excused: &Excused) -> Value {
    let catalogue = &report.portal.site.catalogue;
    let columns = report.columns_of(&excused.finding);
    let mut told = report::finding(&excused.finding, catalogue, &columns);
    told["reason"] = excused.reason.clone().into();
    told
}

fn add(told: &mut Value, cells: Totals, tally: Tally) {
    for (key, figure) in [
        ("required", cells.required()),
        ("filled", cells.filled),
        ("stated", cells.stated),
        ("stale", cells.stale),
        ("empty", cells.empty),
        ("errors", tally.errors),
        ("warnings", tally.warnings),
        ("infos", tally.infos),
    ] {
        told[key] = figure.into();
    }
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
