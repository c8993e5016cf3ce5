//! The audit as every format of a report tells it.
//!
//! # Why
//! Six formats show the same things, narrowed the same way and in one order. So narrowing and order are done
//! once, here, and a format only words and draws; what it needs of the rules' pages comes along as cards,
//! because `report` knows neither `audit` nor `load`.

use std::collections::HashMap;

use super::{
    ColumnIx, Diagnostic, Excused, Inspection, Matrix, OrganIx, Portal, RuleCard, Scope, Severity,
    TaskLine,
};

/// How many findings of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// 错误
    pub errors: usize,
    /// 警告
    pub warnings: usize,
    /// 提示
    pub infos: usize,
}

impl Tally {
    /// How many are of a severity.
    #[must_use]
    pub fn of(self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
            Severity::Info => self.infos,
        }
    }

    /// How many in all.
    #[must_use]
    pub fn total(self) -> usize {
        self.errors + self.warnings + self.infos
    }
}

impl<'f> FromIterator<&'f Diagnostic> for Tally {
    fn from_iter<I: IntoIterator<Item = &'f Diagnostic>>(findings: I) -> Self {
        let mut tally = Self::default();
        for finding in findings {
            *match finding.severity {
                Severity::Error => &mut tally.errors,
                Severity::Warning => &mut tally.warnings,
                Severity::Info => &mut tally.infos,
            } += 1;
        }
        tally
    }
}

/// The audit of a site, ready to be told.
#[derive(Debug)]
pub struct AuditReport<'p> {
    /// What was audited.
    pub portal: &'p Portal,
    /// What narrows the rest.
    pub scope: Scope,
    /// Faults of reading first; then by severity, organ, rule, column and place.
    pub findings: Vec<Diagnostic>,
    /// What items are excused from, in the same order.
    pub excused: Vec<Excused>,
    /// Organ × mandated column.
    pub matrix: Matrix,
    /// Of the whole site, whatever is shown.
    pub inspection: Inspection,
    /// Task × responsible unit.
    pub tasks: Vec<TaskLine>,
    /// What findings can be of: faults of reading, then rules in the order of their list.
    pub rules: Vec<RuleCard>,
}

impl AuditReport<'_> {
    /// The card of a code.
    #[must_use]
    pub fn rule(&self, code: &str) -> Option<&RuleCard> {
        self.rules.iter().find(|rule| rule.code == code)
    }

    /// The organ that a finding concerns.
    #[must_use]
    pub fn organ_of(&self, finding: &Diagnostic) -> Option<OrganIx> {
        self.portal.site.register.find(finding.organ.as_deref()?)
    }

    /// The columns that a finding concerns, those that are asked for first: under the first it is counted.
    #[must_use]
    pub fn columns_of(&self, finding: &Diagnostic) -> Vec<ColumnIx> {
        let mut columns = self.portal.columns_of(finding);
        columns.sort_by_key(|ix| !self.has_column(*ix, &self.scope));
        columns
    }

    /// How many findings of each severity are shown.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.findings.iter().collect()
    }

    /// Puts findings and excuses in the order in which people read them.
    pub fn sort(&mut self) {
        let ranks: HashMap<&str, usize> =
            self.rules.iter().map(|rule| rule.code).zip(0..).collect();
        let site = &self.portal.site;
        let key = |finding: &Diagnostic| {
            let organ = finding
                .organ
                .as_deref()
                .and_then(|id| site.register.find(id));
            let rank = ranks.get(finding.code).copied();
            let column = finding
                .column
                .as_deref()
                .and_then(|id| site.catalogue.find(id));
            (
                !finding.is_of_reading(),
                finding.severity,
                organ,
                rank,
                column,
            )
        };
        let order = |one: &Diagnostic, other: &Diagnostic| {
            key(one)
                .cmp(&key(other))
                .then_with(|| one.order().cmp(&other.order()))
        };
        self.findings.sort_by(|one, other| order(one, other));
        self.excused
            .sort_by(|one, other| order(&one.finding, &other.finding));
    }
}
