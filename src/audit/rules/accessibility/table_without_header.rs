//! ACC004: a table without headings.

use crate::audit::facts::Facts;
use crate::audit::markup::{html_tables, tables};
use crate::audit::rule::{ACCESSIBILITY, Check, Rule};
use crate::model::{Diagnostic, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "ACC004",
    name: "table-without-header",
    severity: Severity::Warning,
    basis: "《信息技术 互联网内容无障碍可访问性技术要求与测试方法》（GB/T 37668—2019）",
    since: Some(ACCESSIBILITY),
    page: include_str!("table_without_header.md"),
    check: Check::Words(check),
};

const HELP: &str = "请给每一列写上表头；写 HTML 表格的，表头单元格用 <th>";

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let in_html = html_tables(&item.body)
        .into_iter()
        .filter(|table| !table.has_heading)
        .map(|table| item.body.span(table.at, table.at));
    let found = tables(&item.body)
        .into_iter()
        .filter(|table| table.head.iter().all(|cell| cell.trim().is_empty()))
        .map(|table| item.body.span(table.range.start, table.range.start))
        .chain(in_html)
        .map(|span| {
            RULE.finding("表格没有表头")
                .with_place(item.at(span))
                .with_help(HELP)
        });
    found.collect()
}
