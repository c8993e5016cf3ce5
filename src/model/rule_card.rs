//! What is said of a rule wherever rules are listed, explained or cited.

use chrono::NaiveDate;

use super::Severity;

/// What a report says of a rule, or of a kind of fault of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleCard {
    /// `COL001`, `SRC004` …
    pub code: &'static str,
    /// `empty-column`
    pub name: &'static str,
    /// 空白栏目
    pub title: &'static str,
    /// What it finds, in a sentence.
    pub statement: &'static str,
    /// The article that it enforces; empty for faults of reading.
    pub basis: &'static str,
    /// The day from which the basis is in force: on an earlier as-of day nothing is found; none where there is no such day.
    pub since: Option<NaiveDate>,
    /// How grave a finding is unless the site re-grades it.
    pub severity: Severity,
    /// The page that explains it, in Markdown.
    pub page: &'static str,
}
