//! COL005: a statement that there is nothing to publish, beside items that are published.

use crate::audit::facts::Facts;
use crate::audit::matrix::direct_statements;
use crate::audit::rule::{Check, REGULATION, Rule};
use crate::model::{Diagnostic, OrganIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "COL005",
    name: "contradicted-absence",
    severity: Severity::Warning,
    basis: "《政府信息公开条例》第六条（及时、准确公开）",
    since: Some(REGULATION),
    page: include_str!("contradicted_absence.md"),
    check: Check::Organ(check),
};

fn check(facts: &Facts<'_>, organ: OrganIx) -> Vec<Diagnostic> {
    let portal = facts.portal;
    let mut found = Vec::new();
    for (ix, column) in portal.site.catalogue.iter() {
        let items = &portal.shelf(Some(organ), ix).items;
        let Some(newest) = items.iter().find(|ix| portal.is_out(**ix)) else {
            continue;
        };
        let newest = &portal[*newest];
        for statement in direct_statements(portal, organ, ix) {
            let item = &portal[statement];
            found.push(
                RULE.finding(format!(
                    "声明“{}”栏目没有此类信息，但栏目里有已经发布的信息",
                    column.name
                ))
                .with_place(item.place_of("absent"))
                .with_also(newest.at(newest.title.span), "栏目里最近的一条信息")
                .with_column(column.id.clone())
                .with_help("请删去这条声明（或者改为草稿）；信息放错栏目的，改正它的栏目"),
            );
        }
    }
    found
}
