//! DEC003: an executive meeting that nothing interprets within three working days.

use crate::audit::facts::Facts;
use crate::audit::limits::{Verdict, interpretation};
use crate::audit::rule::{Check, PLAN_2020, Rule};
use crate::model::{Diagnostic, ItemIx, PLAN_ALONE, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "DEC003",
    name: "meeting-uninterpreted",
    severity: Severity::Warning,
    basis: PLAN_ALONE,
    since: Some(PLAN_2020),
    page: include_str!("meeting_uninterpreted.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let portal = facts.portal;
    let Some(limit) = interpretation(facts, ix) else {
        return Vec::new();
    };
    let due = match limit.verdict(&portal.site.calendar, portal.as_of) {
        Verdict::Missed(last) => format!("最迟应在{last}发布"),
        Verdict::SurelyMissed(_) => format!("超过了{}个工作日", limit.days),
        Verdict::Kept | Verdict::Unknown(_) => return Vec::new(),
    };
    let message = match limit.happened {
        Some(day) => format!("会议公开后{day}才发布解读，{due}"),
        None => format!("会议公开后没有解读，{due}"),
    };
    vec![
        RULE.finding(message)
            .with_place(limit.place)
            .with_help(format!(
                "请在会议公开后{}个工作日内发布解读，“解读对象”写这条会议信息的编号 {}",
                limit.days, facts[ix].id
            )),
    ]
}
