//! The audit on a terminal: findings in groups, the worst first, and a summary of one screen last, where
//! the eye is when the command ends.

mod closing;
mod group;
mod sheet;
mod wrap;

use crate::model::AuditReport;

use super::groups::{By, groups};
use sheet::{BOLD, Sheet};

/// How the text is set.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// By what findings are grouped.
    pub by: By,
    /// How many columns a line may take.
    pub columns: usize,
    /// Whether every finding is shown, with the article on which it stands.
    pub whole: bool,
}

/// The whole report; styled, for a stream that strips what its reader cannot show.
#[must_use]
pub fn text(report: &AuditReport<'_>, layout: Layout) -> String {
    let mut sheet = Sheet::new(layout.columns);
    let site = &report.portal.site.settings.name;
    let day = report.portal.as_of;
    sheet.text(0, BOLD, &format!("{site}政务公开审核（截至 {day}）"));
    sheet.gap();
    for group in groups(report, layout.by) {
        group::draw(&mut sheet, report, &group, layout);
        sheet.gap();
    }
    closing::clean_organs(&mut sheet, report);
    closing::excuses(&mut sheet, report, layout.whole);
    closing::own_rules(&mut sheet, report);
    closing::summary(&mut sheet, report, layout.columns);
    sheet.finish()
}
