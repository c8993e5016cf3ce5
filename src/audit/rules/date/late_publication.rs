//! DAT001: published later after 成文 than the law allows.

use crate::audit::facts::Facts;
use crate::audit::limits::{Verdict, publication};
use crate::audit::rule::{Check, REGULATION, Rule};
use crate::model::{Diagnostic, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "DAT001",
    name: "late-publication",
    severity: Severity::Warning,
    basis: "《政府信息公开条例》第二十六条；行政许可、行政处罚另依发改办财金〔2018〕424号",
    since: Some(REGULATION),
    page: include_str!("late_publication.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let portal = facts.portal;
    let Some(limit) = publication(facts, item) else {
        return Vec::new();
    };
    let due = match limit.verdict(&portal.site.calendar, portal.as_of) {
        Verdict::Missed(last) => format!("最迟应在{last}发布"),
        Verdict::SurelyMissed(year) => {
            format!("节假日表没有收录{}年，但不论怎样放假都已经超过", year.0)
        }
        Verdict::Kept | Verdict::Unknown(_) => return Vec::new(),
    };
    let also = item.issued_on.as_ref().map(|day| item.at(day.span));
    let finding = RULE
        .finding(format!(
            "{}超过了{}个工作日：{due}",
            limit.what, limit.days
        ))
        .with_place(limit.place)
        .with_help("以后请在期限内发布；日期写错的请改正；后来才转为主动公开的，可以在 audit 里写明理由予以豁免");
    vec![match also {
        Some(place) => finding.with_also(place, "从这一天的第二天起算"),
        None => finding,
    }]
}
