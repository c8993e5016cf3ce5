//! DAT005: a limit that the holiday calendar cannot judge.

use crate::audit::facts::Facts;
use crate::audit::limits::{Verdict, limits};
use crate::audit::rule::{Check, Rule};
use crate::model::{Diagnostic, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "DAT005",
    name: "calendar-gap",
    severity: Severity::Info,
    basis: "国务院办公厅关于节假日安排的通知（每年一次）",
    // It demands nothing: it says what another rule could not judge.
    since: None,
    page: include_str!("calendar_gap.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let portal = facts.portal;
    limits(facts, ix)
        .filter_map(|limit| {
            let Verdict::Unknown(year) = limit.verdict(&portal.site.calendar, portal.as_of) else {
                return None;
            };
            Some(
                RULE.finding(format!(
                    "{}是否超过{}个工作日无法判定：节假日表没有收录{}年",
                    limit.what, limit.days, year.0
                ))
                .with_place(limit.place)
                .with_help(
                    "请把那一年的放假安排补进 seeds/calendar.yaml；以前的旧文件可以不管这一条",
                ),
            )
        })
        .collect()
}
