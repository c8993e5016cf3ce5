//! MET006: a topic that is not on the national list.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, Rule};
use crate::model::{Diagnostic, ItemIx, Severity, nearest_by_half};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "MET006",
    name: "unknown-topic",
    severity: Severity::Warning,
    basis: "国务院办公厅政府信息公开目录的主题分类",
    // The list is older than any day that is audited, and its basis bears no date.
    since: None,
    page: include_str!("unknown_topic.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let topics = &facts.portal.site.topics;
    item.topics
        .iter()
        .filter(|topic| !topics.contains(topic))
        .map(|topic| {
            let known: Vec<String> = topics.paths().collect();
            let help = match nearest_by_half(topic, known.iter().map(String::as_str)) {
                Some(near) => format!("是不是“{near}”？写法是“大类/小类”，或者只写大类"),
                None => {
                    "请从主题分类表（seeds/topics.yaml）中选一个，写成“大类/小类”，或者只写大类"
                        .to_owned()
                }
            };
            RULE.finding(format!("主题分类表里没有“{}”", topic.trim()))
                .with_place(item.at(topic.span))
                .with_help(help)
        })
        .collect()
}
