//! MET005: two items with one index number.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, REGULATION, Rule};
use crate::model::{Diagnostic, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "MET005",
    name: "duplicate-index-number",
    severity: Severity::Error,
    basis: "《政府信息公开条例》第十二条（索引）",
    since: Some(REGULATION),
    page: include_str!("duplicate_index_number.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let Some(number) = &item.index_number else {
        return Vec::new();
    };
    // Newest first: the last one had the number before the others.
    let first = facts.documents.with_index_number(number).last();
    first
        .filter(|first| **first != ix)
        .map(|first| {
            RULE.finding(format!("索引号“{}”已经被另一条信息使用", number.trim()))
                .with_place(item.at(number.span))
                .with_also(
                    facts[*first].place_of("index_number"),
                    "先用这个索引号的信息",
                )
                .with_help("每条信息的索引号都不能相同，请换用下一个流水号")
        })
        .into_iter()
        .collect()
}
