//! What of an audit is shown: filters narrow the telling, never the reading.

use super::{AuditReport, ColumnIx, Diagnostic, OrganIx};

/// What is shown of an audit; an empty list leaves everything in.
///
/// The inspection's verdict is never narrowed: it is passed on a whole site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Findings, rows of the matrix and tasks of these organs.
    pub organs: Vec<OrganIx>,
    /// Findings and cells of these columns and of those below them.
    pub columns: Vec<ColumnIx>,
    /// Findings of these rules and faults.
    pub codes: Vec<&'static str>,
    /// Findings in these files and folders, as paths from the site's root.
    pub paths: Vec<String>,
}

impl AuditReport<'_> {
    /// Leaves in what the scope names.
    #[must_use]
    pub fn narrowed(mut self, scope: Scope) -> Self {
        let mut findings = std::mem::take(&mut self.findings);
        findings.retain(|finding| self.is_within(finding, &scope));
        let mut excused = std::mem::take(&mut self.excused);
        excused.retain(|excused| self.is_within(&excused.finding, &scope));
        let has_organ = |ix| scope.organs.is_empty() || scope.organs.contains(&ix);
        let matrix = self
            .matrix
            .narrowed(has_organ, |ix| self.has_column(ix, &scope));
        self.tasks.retain(|line| has_organ(line.organ));
        Self {
            findings,
            excused,
            matrix,
            scope,
            ..self
        }
    }

    fn is_within(&self, finding: &Diagnostic, scope: &Scope) -> bool {
        let place = finding.place.as_ref();
        let organ = self.organ_of(finding);
        (scope.codes.is_empty() || scope.codes.contains(&finding.code))
            && (scope.organs.is_empty() || organ.is_some_and(|ix| scope.organs.contains(&ix)))
            && (scope.paths.is_empty() || place.is_some_and(|place| place.lies_in(&scope.paths)))
            && (scope.columns.is_empty()
                || self
                    .portal
                    .columns_of(finding)
                    .into_iter()
                    .any(|ix| self.has_column(ix, scope)))
    }

    pub(super) fn has_column(&self, column: ColumnIx, scope: &Scope) -> bool {
        let mut lineage = self.portal.site.catalogue.lineage(column);
        scope.columns.is_empty() || lineage.any(|ix| scope.columns.contains(&ix))
    }
}
