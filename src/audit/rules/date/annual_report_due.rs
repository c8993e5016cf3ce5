//! DAT004: last year's annual report is missing after its day, or came after it.

use chrono::{Datelike, NaiveDate};

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, REGULATION, Rule};
use crate::model::{Column, Diagnostic, Item, Organ, OrganIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "DAT004",
    name: "annual-report-due",
    severity: Severity::Error,
    basis: "《政府信息公开条例》第四十九条",
    since: Some(REGULATION),
    page: include_str!("annual_report_due.md"),
    check: Check::Organ(check),
};

/// The first year of which the revised regulation demands a report by these days.
const FIRST_YEAR: i32 = 2019;

fn check(facts: &Facts<'_>, ix: OrganIx) -> Vec<Diagnostic> {
    let portal = facts.portal;
    let organ = &portal.site.register[ix];
    let mut found = Vec::new();
    for (column_ix, column) in portal.site.catalogue.iter() {
        let Some((year, due)) = owed(column, organ, portal.as_of) else {
            continue;
        };
        let shelf = portal.shelf(Some(ix), column_ix);
        let reports = shelf.items.iter().map(|ix| &portal[*ix]);
        // Newest first: the last one is the first publication.
        match reports.rev().find(|item| is_of(item, year)) {
            None if shelf.statements.is_empty() => found.push(missing(organ, year, due)),
            None => {}
            Some(report) => found.extend(late(report, year, due)),
        }
        for finding in &mut found {
            finding.column.get_or_insert_with(|| column.id.clone());
        }
    }
    found
}

/// The last year whose report is due, and its day; none where the organ did not exist then.
fn owed(column: &Column, organ: &Organ, as_of: NaiveDate) -> Option<(i32, NaiveDate)> {
    let day = column.due.iter().find(|day| day.kind == organ.kind)?;
    let due = [as_of.year(), as_of.year() - 1]
        .into_iter()
        .filter_map(|year| NaiveDate::from_ymd_opt(year, day.month, day.day))
        .find(|due| *due < as_of)?;
    let year = due.year() - 1;
    let existed = organ.since.is_none_or(|since| since.year() <= year);
    (existed && year >= FIRST_YEAR).then_some((year, due))
}

/// By its period, or by its title where the period is left out.
fn is_of(item: &Item, year: i32) -> bool {
    let year = year.to_string();
    item.period.as_ref().map_or_else(
        || item.title.contains(&year),
        |period| period.trim().trim_end_matches('年') == year,
    )
}

fn missing(organ: &Organ, year: i32, due: NaiveDate) -> Diagnostic {
    RULE.finding(format!(
        "{}没有公布{year}年的政府信息公开工作年度报告，期限是{due}",
        organ.short
    ))
    .with_help(format!(
        "请尽快公布，类型选“政府信息公开工作年度报告”，期间写 {year}"
    ))
}

fn late(report: &Item, year: i32, due: NaiveDate) -> Option<Diagnostic> {
    let published = report.published_at.as_ref()?;
    (published.date > due).then(|| {
        RULE.milder(
            Severity::Warning,
            format!("{year}年的年度报告迟于期限{due}公布"),
        )
        .with_place(report.at(published.span))
        .with_help("明年请在期限内公布；日期写错的请改正")
    })
}
