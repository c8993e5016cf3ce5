//! PLN002: a quarter without a progress item thirty days after its end.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, PLAN_2020, Rule};
use crate::model::{
    Diagnostic, Item, OrganIx, PLAN_ALONE, Severity, covers_quarter, names_quarter,
};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "PLN002",
    name: "progress-quarter",
    severity: Severity::Warning,
    basis: PLAN_ALONE,
    since: Some(PLAN_2020),
    page: include_str!("progress_quarter.md"),
    check: Check::Organ(check),
};

/// Days after a quarter's end within which its progress is to be published.
const GRACE: u64 = 30;

fn check(facts: &Facts<'_>, ix: OrganIx) -> Vec<Diagnostic> {
    let portal = facts.portal;
    let kind = portal.site.register[ix].kind;
    let owes = portal.site.catalogue.iter().any(|(_, column)| {
        column.kinds.iter().any(|kind| kind == "progress") && column.required_of.contains(&kind)
    });
    let items: Vec<&Item> = facts
        .of_organ(ix, "progress")
        .iter()
        .map(|ix| &portal[*ix])
        .collect();
    // An organ without any progress item has an empty column, and COL001 says so; a statement is no progress.
    if !owes || (items.is_empty() && !facts.is_stated(ix, "progress")) {
        return Vec::new();
    }
    let years = portal
        .site
        .work_plans
        .iter()
        .filter_map(|plan| plan.id.parse::<i32>().ok());
    years
        .flat_map(|year| (1..=4).map(move |quarter| (year, quarter)))
        .filter(|(year, quarter)| is_due(*year, *quarter, portal.as_of))
        .filter(|(year, quarter)| !items.iter().any(|item| covers(item, *year, *quarter)))
        .map(|(year, quarter)| {
            RULE.finding(format!(
                "{}没有公布{year}年第{quarter}季度的重点工作进展",
                facts.short(ix)
            ))
            .with_column("progress")
            .with_help(format!(
                "请补发，类型选“重点工作进展”，期间写 {year}-Q{quarter}"
            ))
        })
        .collect()
}

fn is_due(year: i32, quarter: u32, as_of: NaiveDate) -> bool {
    NaiveDate::from_ymd_opt(year, quarter * 3, 1)
        .and_then(|month| month.checked_add_months(Months::new(1)))
        .and_then(|after| after.checked_add_days(Days::new(GRACE - 1)))
        .is_some_and(|last| last < as_of)
}

/// By the period; else by the words of the title, cumulative reports (前三季度) included.
fn covers(item: &Item, year: i32, quarter: u32) -> bool {
    if let Some(period) = &item.period {
        return covers_quarter(period, year, quarter);
    }
    let is_of_year = item.title.contains(&year.to_string())
        || item.published_on().is_some_and(|day| day.year() == year);
    is_of_year && names_quarter(&item.title, quarter)
}
