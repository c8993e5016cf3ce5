//! POL005: a department whose chief interpreted fewer than twice in the year.

use chrono::Datelike;

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, Rule, day};
use crate::model::{Diagnostic, Item, Organ, OrganIx, OrganKind, PLAN_ALONE, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "POL005",
    name: "first-interpreter",
    severity: Severity::Warning,
    basis: PLAN_ALONE,
    since: Some(day(2020, 12, 2)),
    page: include_str!("first_interpreter.md"),
    check: Check::Organ(check),
};

/// 全年带头解读政策一般不少于2次.
const WANTED: usize = 2;

fn check(facts: &Facts<'_>, ix: OrganIx) -> Vec<Diagnostic> {
    let portal = facts.portal;
    let organ = &portal.site.register[ix];
    let is_year_end = portal.as_of.month() == 12 && portal.as_of.day() > 1;
    if organ.kind != OrganKind::Department || !is_year_end {
        return Vec::new();
    }
    let year = portal.as_of.year();
    let count = facts
        .of_kind("interpretation")
        .iter()
        .map(|ix| &portal[*ix])
        .filter(|item| item.published_on().is_some_and(|day| day.year() == year))
        .filter(|item| is_by_chief(facts, item, ix, organ))
        .count();
    if count >= WANTED {
        return Vec::new();
    }
    let times = if count == 0 {
        "没有解读过政策".to_owned()
    } else {
        format!("只解读过{count}次政策")
    };
    vec![
        RULE.finding(format!(
            "{}主要负责人{year}年{times}，一般不少于{WANTED}次",
            organ.short
        ))
        .with_help("请由主要负责人带头解读，并在“解读人”里写明 head: true"),
    ]
}

/// By the chief of this organ: the organ's own interpretation, or the government's where the
/// interpreter's post names the organ (县经信局局长).
fn is_by_chief(facts: &Facts<'_>, item: &Item, ix: OrganIx, organ: &Organ) -> bool {
    let Some(person) = item.interpreter.as_ref().filter(|person| person.head) else {
        return false;
    };
    let names = [&organ.name, &organ.short]
        .into_iter()
        .chain(&organ.aliases);
    let is_named = names
        .into_iter()
        .any(|name| person.post.contains(name.as_str()));
    is_named || facts.portal.organs_of(item).any(|own| own == ix)
}
