//! DAT003: issued, published or answered on a day that has not come.

use chrono::NaiveDate;

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, INSPECTION, Rule};
use crate::model::{Diagnostic, ItemIx, Place, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "DAT003",
    name: "future-date",
    severity: Severity::Error,
    basis: "国办秘函〔2019〕19号（伪造发稿日期）",
    since: Some(INSPECTION),
    page: include_str!("future_date.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let as_of = facts.portal.as_of;
    let issued = item.issued_on.as_ref();
    let published = item.published_at.as_ref();
    let answered = item
        .proposal
        .as_ref()
        .and_then(|proposal| proposal.answered_on);
    // 施行、截止、到期 may lie ahead; what is said to have happened may not.
    let happened: [(&str, Option<NaiveDate>, Option<Place>); 3] = [
        (
            "成文日期",
            issued.map(|day| day.value),
            issued.map(|day| item.at(day.span)),
        ),
        (
            "发布日期",
            published.map(|at| at.date),
            published.map(|at| item.at(at.span)),
        ),
        ("答复日期", answered, Some(item.place_of("proposal"))),
    ];
    happened
        .into_iter()
        .filter_map(|(what, day, place)| {
            let day = day.filter(|day| *day > as_of)?;
            Some(
                RULE.finding(format!("{what}{day}在今天（{as_of}）之后"))
                    .with_place(place?)
                    .with_help("请核对年份和日期；要定时发布的，到了那一天再去掉草稿标记"),
            )
        })
        .collect()
}
