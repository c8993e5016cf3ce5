//! ACC003: a link whose words do not say where it leads.

use crate::audit::facts::Facts;
use crate::audit::rule::{ACCESSIBILITY, Check, Rule};
use crate::model::{Diagnostic, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "ACC003",
    name: "empty-link-text",
    severity: Severity::Warning,
    basis: "《信息技术 互联网内容无障碍可访问性技术要求与测试方法》（GB/T 37668—2019）",
    since: Some(ACCESSIBILITY),
    page: include_str!("empty_link_text.md"),
    check: Check::Words(check),
};

/// Words that say nothing when they are all that a link says.
const HOLLOW: [&str; 14] = [
    "点击这里",
    "点击此处",
    "点这里",
    "点此",
    "这里",
    "此处",
    "详情",
    "查看详情",
    "点击查看",
    "点击查看详情",
    "点击下载",
    "点击",
    "链接",
    "更多",
];

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    item.body
        .links
        .iter()
        .filter_map(|link| {
            let plain: String = link.text.chars().filter(|c| c.is_alphanumeric()).collect();
            let message = if plain.is_empty() {
                "链接没有文字，读屏软件读不出它通向哪里".to_owned()
            } else if HOLLOW.contains(&plain.as_str()) {
                format!("链接文字“{plain}”没有说明通向哪里")
            } else {
                return None;
            };
            Some(
                RULE.finding(message)
                    .with_place(item.at(link.span))
                    .with_help("请用所指内容的名称作链接文字，如“政府信息公开申请表”"),
            )
        })
        .collect()
}
