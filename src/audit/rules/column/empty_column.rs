//! COL001: a required column with neither an item nor a dated statement that there is nothing to publish.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, REGISTER, REGULATION, Rule};
use crate::model::{Column, Diagnostic, OrganIx, OrganKind, Place, Severity};

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
        .chain(without_government(facts))
        .collect()
}

/// Columns that the county's government alone owes are owed by nobody where the register has none: no cell of the
/// matrix tells of them.
fn without_government(facts: &Facts<'_>) -> Option<Diagnostic> {
    let site = &facts.portal.site;
    let is_government = |ix: &OrganIx| site.register[*ix].kind == OrganKind::Government;
    let is_owed_alone = |column: &Column| column.required_of == [OrganKind::Government];
    let owed = site
        .catalogue
        .iter()
        .filter(|(_, column)| is_owed_alone(column))
        .count();
    let organs = &facts.matrix.organs;
    if organs.is_empty() || owed == 0 || organs.iter().any(is_government) {
        return None;
    }
    let message =
        format!("机构名录里没有县级人民政府，只由它公开的 {owed} 个栏目没有机关承担，审核也查不到");
    let help = "把县级人民政府登记到 content/organs.yaml，或者改正它的类别：kind: government";
    let finding = RULE.milder(Severity::Warning, message);
    Some(finding.with_place(Place::file(REGISTER)).with_help(help))
}

/// The column's own article, where the catalogue names one.
fn basis(of_column: &str) -> String {
    if of_column.is_empty() {
        RULE.basis.to_owned()
    } else {
        of_column.to_owned()
    }
}
