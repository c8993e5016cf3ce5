//! DEC002: a comment period shorter than thirty days, or closed without an outcome.

use crate::audit::facts::Facts;
use crate::audit::limits::{Verdict, outcome};
use crate::audit::rule::{Check, PLAN_YEAR, Rule, day};
use crate::model::{Diagnostic, Item, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "DEC002",
    name: "comment-period",
    severity: Severity::Warning,
    basis: "《重大行政决策程序暂行条例》第十五条",
    since: Some(day(2019, 9, 1)),
    page: include_str!("comment_period.md"),
    check: Check::Item(check),
};

/// 公开征求意见的期限一般不少于30日.
const WANTED: i64 = 30;

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    if facts.kind(item) != "decision-draft" || item.published_on() < Some(PLAN_YEAR) {
        return Vec::new();
    }
    [too_short(item), unanswered(facts, item)]
        .into_iter()
        .flatten()
        .collect()
}

/// Days count from when people could know of the draft. Urgency may shorten the period, when the notice says so.
fn too_short(item: &Item) -> Option<Diagnostic> {
    let (from, until) = (item.comment_from.as_ref()?, item.comment_until.as_ref()?);
    let is_explained = || {
        let text = item.body.text.read();
        let mut words = ["缩短", "情况紧急", "紧急情况"].iter();
        words.any(|words| text.contains(words))
    };
    if until.value < from.value {
        let finding = RULE
            .finding("征求意见的截止日期早于开始日期")
            .with_place(item.at(until.span))
            .with_also(item.at(from.span), "从这一天开始")
            .with_help("请核对征求意见的开始和截止日期，可能写反了，或者写错了年份");
        return Some(finding);
    }
    let published = item.published_at.as_ref();
    let late = published.filter(|published| published.date > from.value);
    let start = late.map_or(from.value, |published| published.date);
    let days = (until.value - start).num_days() + 1;
    if days >= WANTED || (days > 0 && is_explained()) {
        return None;
    }
    let message = match late {
        Some(_) if days < 1 => "草案发布时，征求意见已经截止".to_owned(),
        Some(_) => format!("草案发布以后征求意见只有{days}天，一般不少于{WANTED}天"),
        None => format!("征求意见只有{days}天，一般不少于{WANTED}天"),
    };
    let (since, words) = match late {
        Some(published) => (published.span, "这一天才发布，以前的日子不能算"),
        None => (from.span, "从这一天开始"),
    };
    let finding = RULE.finding(message).with_place(item.at(until.span));
    Some(finding.with_also(item.at(since), words).with_help(
        "请延长征求意见的期限；因情况紧急缩短的，在公告里说明缩短的理由；日期写错的请改正",
    ))
}

/// Worth knowing from the day after the period closed; a fault once the days are over in which the outcome is owed.
fn unanswered(facts: &Facts<'_>, item: &Item) -> Option<Diagnostic> {
    let limit = outcome(facts, item)?;
    let (calendar, as_of) = (&facts.portal.site.calendar, facts.portal.as_of);
    let is_told = || item.body.text.read().contains("采纳情况");
    if as_of <= limit.start || is_told() {
        return None;
    }
    let what = format!("征求意见{}已经截止，还没有公布结果", limit.start);
    let finding = match (limit.verdict(calendar, as_of), limit.last(calendar)) {
        (Verdict::Missed(_) | Verdict::SurelyMissed(_), _) => RULE.finding(what),
        (_, Some(last)) => RULE.milder(Severity::Info, format!("{what}，最迟应在{last}公布")),
        (_, None) => RULE.milder(Severity::Info, what),
    };
    Some(
        finding
            .with_place(limit.place)
            .with_help("请补上“征求意见结果”（outcome），写明收到多少意见、采纳多少、不采纳的理由"),
    )
}
