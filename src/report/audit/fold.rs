//! What findings need not each say: cells of the matrix in one list, and a remedy or a basis that many share.

use crate::model::{AuditReport, ColumnStatus, Diagnostic};

use super::groups::{By, Part};

/// Findings that say no more than their cell of the matrix: a list names many of them.
const OF_CELLS: [&str; 2] = ["COL001", "COL002"];

/// Remedy and basis; told once where all findings share them.
pub(super) struct Remarks<'f> {
    pub(super) help: &'f str,
    pub(super) basis: &'f str,
}

impl<'f> Remarks<'f> {
    /// What all findings share; empty where they differ.
    pub(super) fn shared(findings: &[&'f Diagnostic]) -> Self {
        let first = findings.first();
        let same = |words: fn(&'f Diagnostic) -> &'f str| {
            let first = first.map(|first| words(first)).unwrap_or_default();
            let all = findings.iter().all(|other| words(other) == first);
            if all { first } else { "" }
        };
        Self {
            help: same(|finding| &finding.help),
            basis: same(|finding| &finding.basis),
        }
    }

    /// What a finding has of its own besides.
    pub(super) fn own<'o>(&self, finding: &'o Diagnostic) -> Remarks<'o> {
        let unless = |shared: &str, own: &'o str| if shared.is_empty() { own } else { "" };
        Remarks {
            help: unless(self.help, &finding.help),
            basis: unless(self.basis, &finding.basis),
        }
    }
}

/// Whether a part can be told as a list of [`cell`]s.
pub(super) fn is_list(part: &Part<'_>) -> bool {
    part.findings.iter().all(|of| OF_CELLS.contains(&of.code))
}

/// What a list calls a cell: its column, or in a column's group its organ; of a stale one also how old.
pub(super) fn cell(report: &AuditReport<'_>, finding: &Diagnostic, by: By) -> String {
    let site = &report.portal.site;
    let column = report.columns_of(finding).first().copied();
    let organ = report.organ_of(finding);
    let name = match by {
        By::Organ | By::Rule => column.map(|ix| site.catalogue[ix].name.as_str()),
        By::Column => organ.map(|ix| site.register[ix].short.as_str()),
    };
    let row = organ.map(|ix| report.matrix.row(ix)).unwrap_or_default();
    let newest = row
        .iter()
        .find(|cell| Some(cell.column) == column && cell.status == ColumnStatus::Stale)
        .and_then(|cell| cell.newest);
    match (name, newest) {
        (Some(name), Some(newest)) => format!("{name}（最新 {newest}）"),
        (Some(name), None) => name.to_owned(),
        (None, _) => finding.message.clone(),
    }
}
