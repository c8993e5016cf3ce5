//! COL003: an item names a column that the catalogue does not have.

use crate::audit::facts::Facts;
use crate::audit::nearest::nearest;
use crate::audit::rule::{Check, PLATFORM, Rule};
use crate::model::{Diagnostic, ItemIx, Severity};

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
            let help = match nearest(name, catalogue.names()) {
                Some(near) => format!("是不是“{near}”？全部栏目见 gongkai list columns"),
                None => "全部栏目见 gongkai list columns".to_owned(),
            };
            RULE.finding(format!("栏目目录里没有“{}”", name.trim()))
                .with_place(item.at(name.span))
                .with_help(help)
        })
        .collect()
}
