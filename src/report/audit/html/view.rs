//! What the template is given: words and figures, put together.

use serde::Serialize;

use super::tasks::{TaskView, tasks};
use crate::model::{AuditReport, ColumnStatus, Diagnostic, Judgement, Severity, Tally, Totals};
use crate::report::audit::groups::{By, Group, Part, groups};
use crate::report::audit::rows::{self, OrganRow};
use crate::report::audit::summary::{self, INSPECTION, TaskTally};
use crate::report::audit::words;

/// The whole page.
#[derive(Serialize)]
pub(super) struct View {
    site: String,
    as_of: String,
    scope: Option<String>,
    figures: Vec<Figure>,
    inspection: InspectionView,
    totals: String,
    legend: Vec<Sign>,
    columns: Vec<String>,
    matrix: Vec<MatrixRow>,
    organs: Vec<OrganView>,
    groups: Vec<GroupView>,
    tasks: Vec<TaskView>,
    excused: Vec<ExcusedView>,
    own_rules: Vec<String>,
}

#[derive(Serialize)]
struct Figure {
    class: &'static str,
    label: &'static str,
    count: usize,
}

#[derive(Serialize)]
struct InspectionView {
    class: &'static str,
    verdict: &'static str,
    paper: &'static str,
    checks: Vec<CheckView>,
}

#[derive(Serialize)]
struct CheckView {
    name: &'static str,
    count: usize,
    limit: usize,
    class: &'static str,
    mark: &'static str,
    verdict: &'static str,
}

#[derive(Serialize)]
struct Sign {
    class: &'static str,
    sign: &'static str,
    label: &'static str,
}

#[derive(Serialize)]
struct MatrixRow {
    name: String,
    cells: Vec<Sign>,
    empty: usize,
}

#[derive(Serialize)]
struct OrganView {
    name: String,
    required: usize,
    columns: ColumnCounts,
    tally: [usize; 3],
    tasks: [usize; 3],
}

#[derive(Serialize)]
struct ColumnCounts {
    filled: usize,
    stated: usize,
    empty: usize,
    stale: usize,
}

#[derive(Serialize)]
struct GroupView {
    name: String,
    about: Vec<String>,
    tally: String,
    parts: Vec<PartView>,
}

#[derive(Serialize)]
struct PartView {
    name: String,
    class: &'static str,
    severity: &'static str,
    findings: Vec<FindingView>,
}

#[derive(Serialize)]
struct FindingView {
    message: String,
    help: String,
    basis: String,
    at: String,
}

#[derive(Serialize)]
struct ExcusedView {
    code: &'static str,
    message: String,
    at: String,
    reason: String,
}

impl View {
    pub(super) fn new(report: &AuditReport<'_>, by: By, base: &str) -> Self {
        let site = &report.portal.site;
        let columns = report.matrix.columns.iter();
        Self {
            site: site.settings.name.clone(),
            as_of: report.portal.as_of.to_string(),
            scope: summary::scope(report),
            figures: figures(report),
            inspection: inspection(report),
            totals: words::totals(report.matrix.totals(), words::above(report, |_| true)),
            legend: ColumnStatus::ALL.map(sign).into(),
            columns: columns.map(|ix| site.catalogue[*ix].name.clone()).collect(),
            matrix: matrix(report),
            organs: rows::organs(report)
                .iter()
                .map(|row| organ(report, row))
                .collect(),
            groups: groups(report, by)
                .iter()
                .map(|it| group(report, it, by))
                .collect(),
            tasks: tasks(report, base),
            excused: excused(report),
            own_rules: words::own_rules(report),
        }
    }
}

fn figures(report: &AuditReport<'_>) -> Vec<Figure> {
    let tally = report.tally();
    let severities = [Severity::Error, Severity::Warning, Severity::Info].map(|it| Figure {
        class: it.key(),
        label: it.label(),
        count: tally.of(it),
    });
    let excused = Figure {
        class: "excused",
        label: "已豁免",
        count: report.excused.len(),
    };
    severities.into_iter().chain([excused]).collect()
}

fn inspection(report: &AuditReport<'_>) -> InspectionView {
    let checks = summary::checks(report).map(|check| CheckView {
        name: check.name,
        count: check.count.count,
        limit: check.count.limit,
        class: class(check.judgement),
        mark: check.mark(),
        verdict: check.verdict(),
    });
    InspectionView {
        class: class(report.inspection.judgement()),
        verdict: report.inspection.verdict(),
        paper: INSPECTION,
        checks: checks.into(),
    }
}

fn class(judgement: Judgement) -> &'static str {
    match judgement {
        Judgement::Passes => "is-good",
        Judgement::Fails => "is-error",
        Judgement::NotYet => "",
    }
}

fn sign(status: ColumnStatus) -> Sign {
    Sign {
        class: status.key(),
        sign: words::sign(status),
        label: status.label(),
    }
}

fn matrix(report: &AuditReport<'_>) -> Vec<MatrixRow> {
    let organs = report.matrix.organs.iter();
    organs
        .map(|ix| MatrixRow {
            name: report.portal.site.register[*ix].short.clone(),
            cells: report
                .matrix
                .row(*ix)
                .iter()
                .map(|cell| sign(cell.status))
                .collect(),
            empty: report.matrix.by_organ(*ix).empty,
        })
        .collect()
}

fn organ(report: &AuditReport<'_>, row: &OrganRow) -> OrganView {
    let Tally {
        errors,
        warnings,
        infos,
    } = row.tally;
    let TaskTally {
        done,
        open,
        overdue,
    } = row.tasks;
    let Totals {
        filled,
        stated,
        empty,
        stale,
        ..
    } = row.columns;
    OrganView {
        name: report.portal.site.register[row.organ].name.clone(),
        required: row.columns.required(),
        columns: ColumnCounts {
            filled,
            stated,
            empty,
            stale,
        },
        tally: [errors, warnings, infos],
        tasks: [done, open, overdue],
    }
}

fn group(report: &AuditReport<'_>, group: &Group<'_>, by: By) -> GroupView {
    let part = |part: &Part<'_>| PartView {
        name: words::subject(report, part.subject, by),
        class: part.severity.key(),
        severity: part.severity.label(),
        findings: part.findings.iter().map(|it| finding(it)).collect(),
    };
    GroupView {
        name: words::subject(report, group.subject, by),
        about: words::about(report, group.subject),
        tally: words::tally(group.tally),
        parts: group.parts.iter().map(part).collect(),
    }
}

fn finding(finding: &Diagnostic) -> FindingView {
    FindingView {
        message: finding.message.clone(),
        help: finding.help.clone(),
        basis: finding.basis.to_string(),
        at: at(finding),
    }
}

/// `content/czj/a.md:3:8`
fn at(finding: &Diagnostic) -> String {
    finding.place.as_ref().map_or_else(String::new, |place| {
        let span = place.span.map_or_else(String::new, |span| {
            format!(":{}:{}", span.line, span.character)
        });
        format!("{}{span}", place.source)
    })
}

fn excused(report: &AuditReport<'_>) -> Vec<ExcusedView> {
    let excused = report.excused.iter().map(|excused| ExcusedView {
        code: excused.finding.code,
        message: excused.finding.message.clone(),
        at: at(&excused.finding),
        reason: excused.reason.clone(),
    });
    excused.collect()
}
