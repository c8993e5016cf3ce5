//! SYS003: no implementation plan of its own by the end of a plan's year.

use chrono::{Datelike, NaiveDate};

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, PLAN_2020, Rule};
use crate::model::{Diagnostic, Item, OrganIx, PLAN_ALONE, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "SYS003",
    name: "annual-plan",
    severity: Severity::Warning,
    basis: PLAN_ALONE,
    since: Some(PLAN_2020),
    page: include_str!("annual_plan.md"),
    check: Check::Organ(check),
};

fn check(facts: &Facts<'_>, ix: OrganIx) -> Vec<Diagnostic> {
    let portal = facts.portal;
    let years = portal
        .site
        .work_plans
        .iter()
        .filter_map(|plan| plan.id.parse::<i32>().ok());
    years
        .filter(|year| NaiveDate::from_ymd_opt(*year, 12, 31).is_some_and(|end| end < portal.as_of))
        .filter(|year| {
            let since = portal.site.register[ix].since;
            since.is_none_or(|since| since.year() <= *year)
        })
        .filter(|year| {
            let plans = facts.of_organ(ix, "work-plan").iter();
            !plans.map(|ix| &portal[*ix]).any(|plan| is_of(plan, *year))
        })
        .map(|year| {
            RULE.finding(format!(
                "{}没有公布{year}年的政务公开实施方案或工作安排",
                facts.short(ix)
            ))
            .with_column("work-plans")
            .with_help(format!("请补发，类型选“工作计划”，期间写 {year}"))
        })
        .collect()
}

/// A plan of the year that is about disclosure; the kind also holds plans of other work.
fn is_of(plan: &Item, year: i32) -> bool {
    let name = year.to_string();
    let is_of_year = match &plan.period {
        Some(period) => period.starts_with(&name),
        None => {
            plan.title.contains(&name) || plan.published_on().is_some_and(|day| day.year() == year)
        }
    };
    is_of_year && plan.title.contains("公开")
}
