//! MET001: a field that the item's kind requires is not written.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, REGULATION, Rule};
use crate::model::{Diagnostic, ItemIx, Severity, find_field};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "MET001",
    name: "missing-field",
    severity: Severity::Error,
    basis: "《政府信息公开条例》第十二条、第二十条",
    since: Some(REGULATION),
    page: include_str!("missing_field.md"),
    check: Check::Item(check),
};

/// Fields whose absence a rule of its own explains: MET007, MET008, VAL004.
const ELSEWHERE: [&str; 3] = ["unified_number", "summary", "effective_on"];

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let kind = &facts.portal.site.kinds[item.kind.value];
    if item.absent {
        return Vec::new();
    }
    kind.required
        .iter()
        .filter(|key| !ELSEWHERE.contains(&key.as_str()) && !item.has(key))
        .map(|key| {
            let field = find_field(key);
            let alias = field.map_or(key.as_str(), |field| field.alias);
            let hint = field.map_or("", |field| field.hint);
            RULE.finding(format!("类型“{}”必须写明“{alias}”（{key}）", kind.name))
                .with_place(item.at(item.title.span))
                .with_help(format!("请在开头的信息栏里补上“{alias}”：{hint}"))
        })
        .collect()
}
