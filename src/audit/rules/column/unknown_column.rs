//! COL003: an item names a column that the catalogue does not have.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, PLATFORM, Rule};
use crate::audit::several::several;
use crate::model::{Catalogue, Diagnostic, ItemIx, Severity, nearest_by_half};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "COL003",
    name: "unknown-column",
    severity: Severity::Error,
    basis: "国办公开办函〔2019〕61号（统一栏目设置）",
    since: Some(PLATFORM),
    page: include_str!("unknown_column.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let catalogue = &facts.portal.site.catalogue;
    item.columns
        .iter()
        .filter(|name| catalogue.find(name).is_none())
        .map(|name| {
            RULE.finding(format!("栏目目录里没有“{}”", name.trim()))
                .with_place(item.at(name.span))
                .with_help(help(name, catalogue))
        })
        .collect()
}

fn help(name: &str, catalogue: &Catalogue) -> String {
    if let Some(columns) = several(name, |word| catalogue.find(word).is_some()) {
        let columns = columns.join(", ");
        return format!("一项只写一个栏目，各项之间用半角逗号，不用顿号：[{columns}]");
    }
    match nearest_by_half(name, catalogue.names()) {
        Some(near) => format!("是不是“{near}”？全部栏目见 gongkai list columns"),
        None => "全部栏目见 gongkai list columns".to_owned(),
    }
}
