//! What the template is given: words and figures, put together.

use serde::Serialize;

use super::findings::{self, ExcusedView, GroupView};
use super::tasks::{TaskView, tasks};
use super::totals::{self, ColumnView, OrganView};
use crate::model::{AuditReport, ColumnStatus, Judgement, Severity};
use crate::report::audit::groups::By;
use crate::report::audit::summary::{self, INSPECTION};
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
    empty: Vec<usize>,
    organs: Vec<OrganView>,
    all_organs: OrganView,
    column_totals: Vec<ColumnView>,
    all_columns: ColumnView,
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

impl View {
    pub(super) fn new(report: &AuditReport<'_>, by: By, base: &str) -> Self {
        let site = &report.portal.site;
        let columns = report.matrix.columns.iter();
        let empty = |column| report.matrix.by_column(column).empty;
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
            empty: report.matrix.columns.iter().map(|ix| empty(*ix)).collect(),
            organs: totals::organs(report),
            all_organs: totals::all_organs(report),
            column_totals: totals::columns(report),
            all_columns: totals::all_columns(report),
            groups: findings::groups(report, by),
            tasks: tasks(report, base),
            excused: findings::excused(report),
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
