//! SYS001: one of the four mechanisms is not published.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, PLAN_2020, Rule};
use crate::audit::several::several;
use crate::model::{Diagnostic, Item, OrganIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "SYS001",
    name: "missing-mechanism",
    severity: Severity::Warning,
    basis: "《政府信息公开条例》第十一条、第十七条、第十八条、第二十三条",
    since: Some(PLAN_2020),
    page: include_str!("missing_mechanism.md"),
    check: Check::Organ(check),
};

fn check(facts: &Facts<'_>, ix: OrganIx) -> Vec<Diagnostic> {
    let rules: Vec<&Item> = facts
        .of_organ(ix, "rule")
        .iter()
        .map(|ix| &facts.portal[*ix])
        .collect();
    let missing: Vec<&str> = facts
        .portal
        .site
        .vocabulary
        .mechanisms
        .iter()
        .map(String::as_str)
        .filter(|name| !rules.iter().any(|rule| is_of(rule, name)))
        .collect();
    // An organ without any rule has an empty column, and COL001 says so; but to state that it has none is no lawful way.
    let is_empty = rules.is_empty() && !facts.is_stated(ix, "rule");
    if is_empty || missing.is_empty() {
        return Vec::new();
    }
    vec![
        RULE.finding(format!(
            "{}的公开制度里没有{}机制",
            facts.short(ix),
            missing.join("、")
        ))
        .with_column("rules")
        .with_help("请发布缺少的制度，类型选“政府信息公开制度”，“工作机制”写明是哪一项"),
    ]
}

/// By its field, of which MET001 tells when it names several; or by its title, which may name those of one document.
fn is_of(rule: &Item, mechanism: &str) -> bool {
    let is_stated = rule.mechanism.as_ref().is_some_and(|stated| {
        let several = several(stated, |_| true).unwrap_or_default();
        stated.trim() == mechanism || several.contains(&mechanism)
    });
    let title = &rule.title;
    let is_titled = title.contains(mechanism) && (title.contains("机制") || title.contains("制度"));
    is_stated || is_titled
}
