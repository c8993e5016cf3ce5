//! ACC002: a heading that skips a level.

use crate::audit::facts::Facts;
use crate::audit::rule::{ACCESSIBILITY, Check, Rule};
use crate::model::{Diagnostic, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "ACC002",
    name: "heading-order",
    severity: Severity::Info,
    basis: "《信息技术 互联网内容无障碍可访问性技术要求与测试方法》（GB/T 37668—2019）",
    since: Some(ACCESSIBILITY),
    page: include_str!("heading_order.md"),
    check: Check::Words(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    // The item's title is the page's only heading of the first level.
    let mut above = 1;
    let mut found = Vec::new();
    for heading in &item.body.headings {
        if heading.level > above + 1 {
            found.push(
                RULE.finding(format!(
                    "标题“{}”是{}级，它上面是{above}级，中间跳了级",
                    heading.text.trim(),
                    heading.level
                ))
                .with_place(item.at(heading.span))
                .with_help(format!("请改用{}个 #", above + 1)),
            );
        }
        above = heading.level;
    }
    found
}
