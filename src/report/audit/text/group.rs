//! One group of findings: what it is about, its findings by rule or by organ, and how many are left out.

use crate::model::{AuditReport, Diagnostic, Severity};

use super::Layout;
use super::sheet::{BOLD, FAINT, PLAIN, Sheet, colour};
use crate::report::audit::fold::{self, Remarks};
use crate::report::audit::groups::{By, Group, Part, Subject};
use crate::report::audit::words;

/// Entries of a group that are shown unless all are asked for.
const SHOWN: usize = 8;

/// Draws the group.
pub(super) fn draw(sheet: &mut Sheet, report: &AuditReport<'_>, group: &Group<'_>, layout: Layout) {
    let name = format!("■ {}：", words::subject(report, group.subject, layout.by));
    let worst = group
        .parts
        .first()
        .map_or(PLAIN, |part| colour(part.severity));
    sheet.hanging([0, 2], &[(BOLD, &name)], worst, &words::tally(group.tally));
    for line in words::about(report, group.subject) {
        sheet.text(2, FAINT, &line);
    }
    let mut telling = Telling {
        sheet,
        report,
        layout,
        under_rule: matches!(group.subject, Subject::Rule(_)),
        room: if layout.whole { usize::MAX } else { SHOWN },
    };
    let left_out = if telling.under_rule {
        telling.of_rule(group)
    } else {
        group.parts.iter().map(|part| telling.part(part)).sum()
    };
    if left_out > 0 {
        sheet.text(2, FAINT, &format!("还有 {left_out} 条，加 -v 全部列出"));
    }
}

/// The telling of a group, with room for so many entries more.
struct Telling<'t, 'p> {
    sheet: &'t mut Sheet,
    report: &'t AuditReport<'p>,
    layout: Layout,
    under_rule: bool,
    room: usize,
}

impl Telling<'_, '_> {
    /// Tells as much of a part as there is room for; how many findings are left out.
    fn part(&mut self, part: &Part<'_>) -> usize {
        if self.room == 0 {
            return part.findings.len();
        }
        let how_many = part.findings.len();
        let severity = lead(part.severity);
        let mut name = words::subject(self.report, part.subject, self.layout.by);
        if how_many > 1 {
            name += &format!("（{how_many} 条）");
        }
        let lead = [(colour(part.severity), &*severity)];
        self.sheet.hanging([2, 7], &lead, BOLD, &name);
        let remarks = Remarks::shared(&part.findings);
        let left_out = if self.is_list(part) {
            let cells = self.cells(part);
            self.sheet.text(7, PLAIN, &cells);
            self.room -= 1;
            0
        } else {
            let shown = how_many.min(self.room);
            for finding in part.findings.iter().take(shown) {
                self.finding(finding, &remarks);
            }
            self.room -= shown;
            how_many - shown
        };
        self.remark(7, &remarks);
        left_out
    }

    /// As [`Self::part`], for all parts of a rule's group: an organ each.
    fn of_rule(&mut self, group: &Group<'_>) -> usize {
        let all: Vec<&Diagnostic> = group
            .parts
            .iter()
            .flat_map(|part| &part.findings)
            .copied()
            .collect();
        let remarks = Remarks::shared(&all);
        let mut left_out = all.len();
        for part in &group.parts {
            if self.room > 0 && self.is_list(part) {
                let severity = lead(part.severity);
                let organ = words::subject(self.report, part.subject, self.layout.by);
                let lead = [
                    (colour(part.severity), &*severity),
                    (BOLD, &format!("{organ}：")),
                ];
                let cells = self.cells(part);
                self.sheet.hanging([2, 7], &lead, PLAIN, &cells);
                self.room -= 1;
                left_out -= part.findings.len();
                continue;
            }
            for finding in part.findings.iter().take(self.room) {
                self.finding(finding, &remarks);
                left_out -= 1;
            }
            self.room = self.room.saturating_sub(part.findings.len());
        }
        self.remark(2, &remarks);
        left_out
    }

    fn is_list(&self, part: &Part<'_>) -> bool {
        !self.layout.whole && fold::is_list(part)
    }

    fn cells(&self, part: &Part<'_>) -> String {
        let cells = part.findings.iter();
        let names = cells.map(|of| fold::cell(self.report, of, self.layout.by));
        names.collect::<Vec<_>>().join("、")
    }

    /// A finding with its place and what it alone has to remark.
    fn finding(&mut self, finding: &Diagnostic, remarks: &Remarks<'_>) {
        let of_organ = self.under_rule || self.layout.by == By::Column;
        let organ = self.report.organ_of(finding).filter(|_| of_organ);
        let short = organ.map(|ix| self.report.portal.site.register[ix].short.as_str());
        // Many messages begin with the organ that they are of.
        let organ = short
            .filter(|short| !finding.message.starts_with(short))
            .map_or_else(String::new, |short| format!("{short}："));
        let severity = lead(finding.severity);
        let (indent, mark) = match self.under_rule {
            true => (2, (colour(finding.severity), &*severity)),
            false => (5, (PLAIN, "· ")),
        };
        self.sheet.hanging(
            [indent, 7],
            &[mark, (BOLD, &organ)],
            PLAIN,
            &finding.message,
        );
        if let Some(place) = &finding.place {
            self.sheet.whole(7, FAINT, &words::at(place));
        }
        if let Some((place, what)) = &finding.also {
            self.sheet
                .whole(7, FAINT, &format!("{}（{what}）", words::at(place)));
        }
        self.remark(7, &remarks.own(finding));
    }

    /// The basis of a rule stands at the head of its group.
    fn remark(&mut self, indent: usize, remarks: &Remarks<'_>) {
        if !remarks.help.is_empty() {
            let help = format!("怎么改：{}", remarks.help);
            self.sheet.text(indent, PLAIN, &help);
        }
        if self.layout.whole && !self.under_rule && !remarks.basis.is_empty() {
            let basis = format!("依据：{}", remarks.basis);
            self.sheet.text(indent, PLAIN, &basis);
        }
    }
}

/// The word of a severity, before what is so grave.
fn lead(severity: Severity) -> String {
    format!("{} ", severity.label())
}
