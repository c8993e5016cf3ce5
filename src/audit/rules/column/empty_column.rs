//! COL001: a required column with neither an item nor a dated statement that there is nothing to publish.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, REGULATION, Rule};
use crate::model::{Diagnostic, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "COL001",
    name: "empty-column",
    severity: Severity::Error,
    basis: "《政府信息公开条例》第十九条至第二十一条；国办秘函〔2019〕19号（空白栏目）",
    since: Some(REGULATION),
    page: include_str!("empty_column.md"),
    check: Check::Site(check),
};

fn check(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let site = &facts.portal.site;
    facts
        .matrix
        .gaps(facts.portal)
        .map(|cell| {
            let column = &site.catalogue[cell.column];
            let organ = &site.register[cell.organ];
            RULE.finding(format!(
                "{}的“{}”栏目是空白的：没有信息，也没有“无此类信息”的声明",
                organ.short, column.name
            ))
            .with_basis(basis(&column.basis))
            .with_organ(organ.id.clone())
            .with_column(column.id.clone())
            .with_help(
                "请发布这个栏目的信息；本机关确实没有这类信息的，发布一条写明“无此类信息: true”和日期的声明",
            )
        })
        .collect()
}

/// The column's own article, where the catalogue names one.
fn basis(of_column: &str) -> String {
    if of_column.is_empty() {
        RULE.basis.to_owned()
    } else {
        of_column.to_owned()
    }
}
