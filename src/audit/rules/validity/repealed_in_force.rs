//! VAL002: repealed, by another document or on a day of its own, and still marked 有效.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, Rule, SITE_GUIDE};
use crate::model::{Diagnostic, Item, ItemIx, Relations, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "VAL002",
    name: "repealed-in-force",
    severity: Severity::Error,
    basis: "国办发〔2017〕47号（废止文件应在原文上标明）",
    since: Some(SITE_GUIDE),
    page: include_str!("repealed_in_force.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let Some(stated) = item.validity.as_ref().filter(|stated| stated.binds()) else {
        return Vec::new();
    };
    let repealing = Relations::of(&facts.portal.relations.repealed_by, ix)
        .iter()
        .map(|ix| &facts[*ix])
        .find(|other| is_in_effect(facts, other));
    let repealed_on = item
        .repealed_on
        .as_ref()
        .filter(|day| day.value <= facts.portal.as_of);
    let (message, place, words) = match (repealing, repealed_on) {
        (Some(other), _) => (
            format!(
                "已经被“{}”废止，却仍标为“{}”",
                other.title.trim(),
                stated.label()
            ),
            other.place_of("repeals"),
            "在这里废止",
        ),
        (None, Some(day)) => (
            format!("{}已经废止，却仍标为“{}”", day.value, stated.label()),
            item.at(day.span),
            "废止日期",
        ),
        (None, None) => return Vec::new(),
    };
    vec![
        RULE.finding(message)
            .with_place(item.at(stated.span))
            .with_also(place, words)
            .with_help("请把“有效性”改为“废止”，或者删去这一行，由系统推算"),
    ]
}

/// A repeal takes effect with the document that pronounces it, not when that is published.
fn is_in_effect(facts: &Facts<'_>, repealing: &Item) -> bool {
    let day = repealing.holds_from();
    day.is_some_and(|day| day <= facts.portal.as_of)
}
