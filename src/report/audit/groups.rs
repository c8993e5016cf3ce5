//! Findings put together as people go through them: by organ, by rule or by column, the worst first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{AuditReport, ColumnIx, Diagnostic, OrganIx, Severity, Tally};

/// What findings are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// Who has to mend them.
    #[default]
    Organ,
    /// What is wrong.
    Rule,
    /// Where citizens miss them.
    Column,
}

/// What the findings of a group, or of a part of one, have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// Files that could not be read, and so were not audited.
    Reading,
    /// An organ's.
    Organ(OrganIx),
    /// Of one rule, by its code.
    Rule(&'static str),
    /// In one column.
    Column(ColumnIx),
    /// No organ's, or in no column.
    Rest,
}

/// Findings with one subject.
pub(super) struct Group<'r> {
    pub(super) subject: Subject,
    pub(super) tally: Tally,
    /// By rule within an organ or a column, by organ within a rule; gravest first.
    pub(super) parts: Vec<Part<'r>>,
}

/// Findings of a group with a second subject and one severity.
pub(super) struct Part<'r> {
    pub(super) subject: Subject,
    pub(super) severity: Severity,
    pub(super) findings: Vec<&'r Diagnostic>,
}

/// Faults of reading first; then the groups with most errors, warnings, infos.
pub(super) fn groups<'r>(report: &'r AuditReport<'_>, by: By) -> Vec<Group<'r>> {
    let mut found: BTreeMap<Subject, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in &report.findings {
        found
            .entry(subject(report, finding, by))
            .or_default()
            .push(finding);
    }
    let mut groups: Vec<Group<'_>> = found
        .into_iter()
        .map(|(subject, findings)| Group {
            subject,
            tally: findings.iter().copied().collect(),
            parts: parts(report, &findings, by),
        })
        .collect();
    groups.sort_by_key(|group| {
        let Tally {
            errors,
            warnings,
            infos,
        } = group.tally;
        (
            group.subject != Subject::Reading,
            Reverse((errors, warnings, infos)),
        )
    });
    groups
}

fn parts<'r>(report: &AuditReport<'_>, findings: &[&'r Diagnostic], by: By) -> Vec<Part<'r>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for finding in findings {
        let subject = match by {
            By::Rule => report
                .organ_of(finding)
                .map_or(Subject::Rest, Subject::Organ),
            By::Organ | By::Column => Subject::Rule(finding.code),
        };
        let same =
            |part: &&mut Part<'_>| part.subject == subject && part.severity == finding.severity;
        match parts.iter_mut().rev().find(same) {
            Some(part) => part.findings.push(finding),
            None => parts.push(Part {
                subject,
                severity: finding.severity,
                findings: vec![finding],
            }),
        }
    }
    parts
}

/// A finding stands in one group alone, so that the groups' numbers add up: its item's first column.
fn subject(report: &AuditReport<'_>, finding: &Diagnostic, by: By) -> Subject {
    if finding.is_of_reading() {
        return Subject::Reading;
    }
    match by {
        By::Organ => report
            .organ_of(finding)
            .map_or(Subject::Rest, Subject::Organ),
        By::Rule => Subject::Rule(finding.code),
        By::Column => {
            let columns = report.columns_of(finding);
            columns
                .first()
                .map_or(Subject::Rest, |ix| Subject::Column(*ix))
        }
    }
}
