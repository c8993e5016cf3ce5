//! COL004: an item that lands in no column, or in a column of article 21 that is meant for other organs.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, REGULATION, Rule};
use crate::model::{Column, ColumnIx, Diagnostic, Item, ItemIx, OrganKind, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "COL004",
    name: "unplaced-item",
    severity: Severity::Warning,
    basis: "《政府信息公开条例》第二十一条；国办公开办函〔2019〕61号",
    since: Some(REGULATION),
    page: include_str!("unplaced_item.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    if is_said_elsewhere(facts, item) {
        return Vec::new();
    }
    let placed = facts.portal.placements.get(ix.0 as usize);
    let placed: &[ColumnIx] = placed.map_or(&[], Vec::as_slice);
    if placed.is_empty() {
        return vec![nowhere(facts, item)];
    }
    let organ = &facts.portal.site.register[item.organ];
    placed
        .iter()
        .map(|ix| &facts.portal.site.catalogue[*ix])
        .filter(|column| column.is_of_other_level(organ.kind))
        .map(|column| {
            RULE.finding(format!(
                "“{}”是{}的栏目，{}不应把信息放在这里",
                column.name,
                owner(column),
                organ.short
            ))
            .with_place(item.place_of("columns"))
            .with_column(column.id.clone())
            .with_help("请改用本机关的栏目；同名的栏目，写栏目名称时会自动选用本机关的那一个")
        })
        .collect()
}

/// A misspelt column is COL003's, and a kind that must name its column and does not is MET001's.
fn is_said_elsewhere(facts: &Facts<'_>, item: &Item) -> bool {
    let site = &facts.portal.site;
    let kind = &site.kinds[item.kind.value];
    let is_misspelt = item
        .columns
        .iter()
        .any(|name| site.catalogue.find(name).is_none());
    let owes_column = item.columns.is_empty() && kind.required.iter().any(|key| key == "columns");
    is_misspelt || owes_column
}

fn nowhere(facts: &Facts<'_>, item: &Item) -> Diagnostic {
    let kind = &facts.portal.site.kinds[item.kind.value];
    RULE.finding(format!(
        "类型“{}”没有对应的栏目，这条信息在任何栏目里都看不到",
        kind.name
    ))
    .with_place(item.at(item.kind.span))
    .with_help("请改选合适的类型，或者在“栏目”（columns）里写明放在哪个栏目")
}

fn owner(column: &Column) -> &'static str {
    let is_of_county = column.is_of_other_level(OrganKind::Township);
    if is_of_county { "县级" } else { "乡镇" }
}
