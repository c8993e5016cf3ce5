//! MET008: an item of the directory without the summary that article 12 wants there.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, REGULATION, Rule};
use crate::model::{Diagnostic, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "MET008",
    name: "missing-summary",
    severity: Severity::Error,
    basis: "《政府信息公开条例》第十二条",
    since: Some(REGULATION),
    page: include_str!("missing_summary.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let kind = &facts.portal.site.kinds[item.kind.value];
    let owes = kind.required.iter().any(|key| key == "summary") && !item.absent;
    let is_given = item
        .summary
        .as_ref()
        .is_some_and(|summary| !summary.trim().is_empty());
    if !owes || is_given {
        return Vec::new();
    }
    vec![
        RULE.finding("没有内容概述：政府信息公开目录须列出索引、名称、内容概述和生成日期")
            .with_place(item.place_of("summary"))
            .with_help("请用一两句话写明“内容概述”（summary）"),
    ]
}
