//! POL002: no interpretation was published on the same day as its document.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, PLAN_2020, Rule};
use crate::model::{Diagnostic, ItemIx, PLAN_ALONE, Severity};

use super::{interpretations, is_covered, must_be_interpreted};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "POL002",
    name: "interpretation-not-simultaneous",
    severity: Severity::Warning,
    basis: PLAN_ALONE,
    since: Some(PLAN_2020),
    page: include_str!("interpretation_not_simultaneous.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let is_normative = facts.kind(item) == "normative-document" && is_covered(facts, ix);
    let Some(published) = item.published_on() else {
        return Vec::new();
    };
    if !is_normative && !must_be_interpreted(facts, ix) {
        return Vec::new();
    }
    let dated = interpretations(facts, ix)
        .into_iter()
        .filter_map(|ix| Some((facts[ix].published_on()?, ix)));
    // One on the day suffices: later ones deepen it, which the plan welcomes.
    let Some((day, nearest)) = dated.min_by_key(|(day, _)| (*day - published).abs()) else {
        return Vec::new();
    };
    if day == published {
        return Vec::new();
    }
    let interpretation = &facts[nearest];
    let order = if day > published { "晚" } else { "早" };
    let days = (day - published).num_days().abs();
    vec![
        RULE.finding(format!("解读与文件没有同步公开：比文件{order}{days}天"))
            .with_place(interpretation.place_of("published_at"))
            .with_also(item.place_of("published_at"), "文件的发布日期")
            .with_help("解读和文件应当同一天发布；日期写错的请改正"),
    ]
}
