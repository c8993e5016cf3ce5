//! SYS005: an organ without 分管 and 经办 on the register.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, REGISTER, Rule, day};
use crate::model::{Diagnostic, OrganIx, PLAN_ALONE, Place, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "SYS005",
    name: "responsible-persons",
    severity: Severity::Warning,
    basis: PLAN_ALONE,
    since: Some(day(2020, 12, 1)),
    page: include_str!("responsible_persons.md"),
    check: Check::Organ(check),
};

fn check(facts: &Facts<'_>, ix: OrganIx) -> Vec<Diagnostic> {
    let organ = &facts.portal.site.register[ix];
    let missing: Vec<&str> = [
        ("分管负责同志（leader）", organ.leader.is_none()),
        ("经办同志（handler）", organ.handler.is_none()),
    ]
    .into_iter()
    .filter_map(|(who, is_missing)| is_missing.then_some(who))
    .collect();
    if missing.is_empty() {
        return Vec::new();
    }
    vec![
        RULE.finding(format!("{}没有登记{}", organ.short, missing.join("和")))
            .with_place(Place::at(REGISTER, organ.written.span))
            .with_help("请在机构名录里补上姓名和职务，并报县政府办公室备案"),
    ]
}
