//! POL001: a policy of the county government or its office that nothing interprets.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, PLAN_2020, Rule};
use crate::model::{Diagnostic, ItemIx, Severity};

use super::{interpretations, must_be_interpreted};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "POL001",
    name: "policy-without-interpretation",
    severity: Severity::Error,
    basis: "国办秘函〔2019〕19号（政策解读）",
    since: Some(PLAN_2020),
    page: include_str!("policy_without_interpretation.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    if !must_be_interpreted(facts, ix) || !interpretations(facts, ix).is_empty() {
        return Vec::new();
    }
    let number = item.number_shown().unwrap_or_else(|| item.id.to_string());
    let file = item.source.rsplit('/').next().unwrap_or_default();
    if facts.is_named_by_unread(&number) || facts.is_named_by_unread(file) {
        return Vec::new();
    }
    vec![
        RULE.finding("以县政府或县政府办公室名义发布的政策性文件没有政策解读")
            .with_place(item.at(item.title.span))
            .with_help(format!(
                "请由起草单位发布解读，类型选“政策解读”，“解读对象”写 {number}"
            )),
    ]
}
