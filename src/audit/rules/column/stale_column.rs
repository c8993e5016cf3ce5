//! COL002: a required column whose newest item is older than the column allows.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, REGULATION, Rule};
use crate::model::{ColumnStatus, Diagnostic, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "COL002",
    name: "stale-column",
    severity: Severity::Warning,
    basis: "国办秘函〔2019〕19号（栏目不更新）",
    since: Some(REGULATION),
    page: include_str!("stale_column.md"),
    check: Check::Site(check),
};

fn check(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let site = &facts.portal.site;
    let mut found = Vec::new();
    for cell in facts.matrix.cells() {
        let column = &site.catalogue[cell.column];
        let (ColumnStatus::Stale, Some(newest), Some(update)) =
            (cell.status, cell.newest, column.update)
        else {
            continue;
        };
        let organ = &site.register[cell.organ];
        let until = update.last_fresh_day(newest);
        found.push(
            RULE.finding(format!(
                "{}的“{}”栏目最近一条信息是{newest}发布的，按{}更新一次，最迟应在{until}前更新",
                organ.short,
                column.name,
                update.label()
            ))
            .with_organ(organ.id.clone())
            .with_column(column.id.clone())
            .with_help("请发布新的信息；内容仍然有效、只需确认的，修改后更新发布日期"),
        );
    }
    found
}
