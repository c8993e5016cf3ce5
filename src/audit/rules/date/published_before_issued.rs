//! DAT002: published before it was issued.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, INSPECTION, Rule};
use crate::model::{Diagnostic, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "DAT002",
    name: "published-before-issued",
    severity: Severity::Error,
    basis: "《政府信息公开条例》第六条、第二十六条；国办秘函〔2019〕19号（伪造发稿日期）",
    since: Some(INSPECTION),
    page: include_str!("published_before_issued.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let (Some(issued), Some(published)) = (&item.issued_on, &item.published_at) else {
        return Vec::new();
    };
    if published.date >= issued.value {
        return Vec::new();
    }
    vec![
        RULE.finding(format!(
            "发布日期{}早于成文日期{}",
            published.date, issued.value
        ))
        .with_place(item.at(published.span))
        .with_also(item.at(issued.span), "成文日期")
        .with_help("文件成文以后才能发布，请核对两个日期哪一个写错了"),
    ]
}
