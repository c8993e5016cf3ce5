//! DAT004: last year's annual report is missing after its day, or came after it.

use chrono::NaiveDate;

use crate::audit::annual_report::{Owed, is_missing, owed, published};
use crate::audit::facts::Facts;
use crate::audit::rule::{Check, REGULATION, Rule};
use crate::model::{Column, ColumnIx, Diagnostic, Item, Organ, OrganIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "DAT004",
    name: "annual-report-due",
    severity: Severity::Error,
    basis: "《政府信息公开条例》第四十九条",
    since: Some(REGULATION),
    page: include_str!("annual_report_due.md"),
    check: Check::Organ(check),
};

fn check(facts: &Facts<'_>, ix: OrganIx) -> Vec<Diagnostic> {
    let portal = facts.portal;
    let organ = &portal.site.register[ix];
    let of_column = |(column_ix, column): (ColumnIx, &Column)| {
        let Owed { year, due } = owed(portal, ix, column_ix)?;
        let finding = match published(portal, ix, column_ix, year) {
            Some(report) => late(report, year, due)?,
            None if is_missing(portal, ix, column_ix) => missing(organ, year, due),
            None => return None,
        };
        Some(finding.with_column(column.id.clone()))
    };
    portal.site.catalogue.iter().filter_map(of_column).collect()
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
