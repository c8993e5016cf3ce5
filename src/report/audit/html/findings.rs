//! The findings, and what is excused, as the template is given them.

use serde::Serialize;

use crate::model::{AuditReport, Diagnostic};
use crate::report::audit::fold::{self, Remarks};
use crate::report::audit::groups::{self, By, Group, Part, Subject};
use crate::report::audit::words;

#[derive(Serialize)]
pub(super) struct GroupView {
    name: String,
    about: Vec<String>,
    tally: String,
    parts: Vec<PartView>,
    /// Of all parts.
    remarks: RemarksView,
}

#[derive(Serialize)]
struct PartView {
    name: String,
    class: &'static str,
    severity: &'static str,
    /// Whether each message is but the name of a cell.
    is_list: bool,
    findings: Vec<FindingView>,
    /// Of all findings.
    remarks: RemarksView,
}

#[derive(Serialize)]
struct FindingView {
    message: String,
    /// Where it is, and where what explains it is.
    at: Vec<String>,
    /// Its own.
    remarks: RemarksView,
}

#[derive(Serialize, Default)]
struct RemarksView {
    help: String,
    basis: String,
}

#[derive(Serialize)]
pub(super) struct ExcusedView {
    code: &'static str,
    message: String,
    at: Vec<String>,
    reason: String,
}

pub(super) fn groups(report: &AuditReport<'_>, by: By) -> Vec<GroupView> {
    let groups = groups::groups(report, by);
    groups.iter().map(|it| group(report, it, by)).collect()
}

/// Under a rule all parts share their remarks, and the rule's basis stands at the head.
fn group(report: &AuditReport<'_>, group: &Group<'_>, by: By) -> GroupView {
    let (parts, remarks) = match group.subject {
        Subject::Rule(code) => {
            let all = group.parts.iter().flat_map(|part| &part.findings);
            let shared = Remarks::shared(&all.copied().collect::<Vec<_>>());
            let basis = report.rule(code).map_or("", |rule| rule.basis);
            let mut remarks = RemarksView::new(&shared);
            if remarks.basis == basis {
                remarks.basis.clear();
            }
            let parts = group.parts.iter();
            let parts = parts.map(|it| part(report, it, by, &shared)).collect();
            (parts, remarks)
        }
        Subject::Reading | Subject::Organ(_) | Subject::Column(_) | Subject::Rest => {
            let parts = group.parts.iter().map(|it| {
                let shared = Remarks::shared(&it.findings);
                let remarks = RemarksView::new(&shared);
                PartView {
                    remarks,
                    ..part(report, it, by, &shared)
                }
            });
            (parts.collect(), RemarksView::default())
        }
    };
    GroupView {
        name: words::subject(report, group.subject, by),
        about: words::about(report, group.subject),
        tally: words::tally(group.tally),
        parts,
        remarks,
    }
}

/// A part whose findings share what is told elsewhere.
fn part(report: &AuditReport<'_>, part: &Part<'_>, by: By, shared: &Remarks<'_>) -> PartView {
    let is_list = fold::is_list(part);
    let finding = |finding: &&Diagnostic| match is_list {
        // The columns' own articles stand in the table of columns.
        true => FindingView {
            message: fold::cell(report, finding, by),
            at: Vec::new(),
            remarks: RemarksView::default(),
        },
        false => FindingView {
            message: finding.message.clone(),
            at: at(finding),
            remarks: RemarksView::new(&shared.own(finding)),
        },
    };
    PartView {
        name: words::subject(report, part.subject, by),
        class: part.severity.key(),
        severity: part.severity.label(),
        is_list,
        findings: part.findings.iter().map(finding).collect(),
        remarks: RemarksView::default(),
    }
}

impl RemarksView {
    fn new(remarks: &Remarks<'_>) -> Self {
        Self {
            help: remarks.help.to_owned(),
            basis: remarks.basis.to_owned(),
        }
    }
}

fn at(finding: &Diagnostic) -> Vec<String> {
    let place = finding.place.iter().map(words::at);
    let also = finding.also.iter();
    let also = also.map(|(place, what)| format!("{}（{what}）", words::at(place)));
    place.chain(also).collect()
}

pub(super) fn excused(report: &AuditReport<'_>) -> Vec<ExcusedView> {
    let excused = report.excused.iter().map(|excused| ExcusedView {
        code: excused.finding.code,
        message: excused.finding.message.clone(),
        at: at(&excused.finding),
        reason: excused.reason.clone(),
    });
    excused.collect()
}
