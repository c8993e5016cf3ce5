//! One group of findings: what it is about, its findings by rule or by organ, and how many are left out.

use crate::model::{AuditReport, ColumnStatus, Diagnostic, Place, Severity};

use super::Layout;
use super::sheet::{BOLD, FAINT, PLAIN, Sheet, colour};
use crate::report::audit::groups::{By, Group, Part, Subject};
use crate::report::audit::words;

/// Entries of a group that are shown unless all are asked for.
const SHOWN: usize = 8;

/// Findings that say no more than their cell of the matrix: one line names many of them.
const OF_CELLS: [&str; 2] = ["COL001", "COL002"];

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
        let remarks = Remarks::shared(&part.findings, self.layout.whole);
        let left_out = if self.is_list(part) {
            let names: Vec<String> = part.findings.iter().map(|of| self.cell(of)).collect();
            self.sheet.text(7, PLAIN, &names.join("、"));
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
        remarks.tell(self.sheet, 7);
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
        let remarks = Remarks::shared(&all, false);
        let mut left_out = all.len();
        for part in &group.parts {
            if self.room > 0 && self.is_list(part) {
                let severity = lead(part.severity);
                let organ = words::subject(self.report, part.subject, self.layout.by);
                let lead = [
                    (colour(part.severity), &*severity),
                    (BOLD, &format!("{organ}：")),
                ];
                let names: Vec<String> = part.findings.iter().map(|of| self.cell(of)).collect();
                self.sheet.hanging([2, 7], &lead, PLAIN, &names.join("、"));
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
        remarks.tell(self.sheet, 2);
        left_out
    }

    fn is_list(&self, part: &Part<'_>) -> bool {
        !self.layout.whole && part.findings.iter().all(|of| OF_CELLS.contains(&of.code))
    }

    /// What a list calls a cell: its column, or in a column's group its organ; of a stale one also how old.
    fn cell(&self, finding: &Diagnostic) -> String {
        let site = &self.report.portal.site;
        let column = self.report.columns_of(finding).first().copied();
        let organ = self.report.organ_of(finding);
        let name = match self.layout.by {
            By::Organ | By::Rule => column.map(|ix| site.catalogue[ix].name.as_str()),
            By::Column => organ.map(|ix| site.register[ix].short.as_str()),
        };
        let row = organ
            .map(|ix| self.report.matrix.row(ix))
            .unwrap_or_default();
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
            self.sheet.whole(7, FAINT, &at(place));
        }
        if let Some((place, words)) = &finding.also {
            self.sheet
                .whole(7, FAINT, &format!("{}（{words}）", at(place)));
        }
        remarks.own(finding).tell(self.sheet, 7);
    }
}

/// Remedy and basis; told once where all findings share them.
struct Remarks<'f> {
    help: &'f str,
    basis: &'f str,
    tells_basis: bool,
}

impl<'f> Remarks<'f> {
    /// What all findings share; empty where they differ.
    fn shared(findings: &[&'f Diagnostic], tells_basis: bool) -> Self {
        let first = findings.first();
        let same = |words: fn(&'f Diagnostic) -> &'f str| {
            let first = first.map(|first| words(first)).unwrap_or_default();
            let all = findings.iter().all(|other| words(other) == first);
            if all { first } else { "" }
        };
        Self {
            help: same(|finding| &finding.help),
            basis: same(|finding| &finding.basis),
            tells_basis,
        }
    }

    /// What a finding has of its own besides.
    fn own<'o>(&self, finding: &'o Diagnostic) -> Remarks<'o> {
        Remarks {
            help: if self.help.is_empty() {
                &finding.help
            } else {
                ""
            },
            basis: if self.basis.is_empty() {
                &finding.basis
            } else {
                ""
            },
            tells_basis: self.tells_basis,
        }
    }

    fn tell(&self, sheet: &mut Sheet, indent: usize) {
        if !self.help.is_empty() {
            sheet.text(indent, PLAIN, &format!("怎么改：{}", self.help));
        }
        if self.tells_basis && !self.basis.is_empty() {
            sheet.text(indent, PLAIN, &format!("依据：{}", self.basis));
        }
    }
}

/// The word of a severity, before what is so grave.
fn lead(severity: Severity) -> String {
    format!("{} ", severity.label())
}

/// `content/czj/a.md:5:18`, as editors and terminals understand it.
pub(super) fn at(place: &Place) -> String {
    match place.span {
        Some(span) => format!("{}:{}:{}", place.source, span.line, span.character),
        None => place.source.to_string(),
    }
}
