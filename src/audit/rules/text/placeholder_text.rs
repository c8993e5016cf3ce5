//! TXT002: text that was meant to be replaced, or none at all.

use std::ops::Range;

use crate::audit::facts::Facts;
use crate::audit::passage::{Passage, passages};
use crate::audit::rule::{Check, INSPECTION, Rule};
use crate::markdown::plain;
use crate::model::{Body, Diagnostic, Item, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "TXT002",
    name: "placeholder-text",
    severity: Severity::Error,
    basis: "国办秘函〔2019〕19号（内容保障）",
    since: Some(INSPECTION),
    page: include_str!("placeholder_text.md"),
    check: Check::Item(check),
};

/// Whole texts that are nothing but a trial.
const TRIALS: [&str; 7] = [
    "测试",
    "测试信息",
    "测试数据",
    "测试页面",
    "这是测试",
    "这是一条测试信息",
    "test",
];
/// Words that stand for a text to come, when they stand alone between punctuation.
const TO_COME: [&str; 6] = [
    "待补充",
    "待完善",
    "内容待补充",
    "此处填写",
    "暂未填写",
    "待填写",
];

/// What `gongkai init` leaves for the county to fill in.
const TO_FILL_IN: &str = "请填写";

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let mut found: Vec<Diagnostic> = passages(facts.portal, item)
        .flat_map(|passage| {
            let words = placeholders(&passage);
            words
                .into_iter()
                .map(|range| {
                    let word = passage.text.get(range.clone()).unwrap_or_default().trim();
                    // A site that says of itself that it is a sample may still have its blanks to fill in.
                    let is_sample = facts.portal.site.settings.sample && word == TO_FILL_IN;
                    let severity = match is_sample {
                        true => Severity::Warning,
                        false => RULE.severity,
                    };
                    let message = format!("{}里有没写完的内容“{word}”", passage.whereabouts());
                    RULE.milder(severity, message)
                        .with_place(passage.place(&range))
                        .with_help("请补上真正的内容；还不能公开的，改为草稿（draft: true）")
                })
                .collect::<Vec<_>>()
        })
        .collect();
    found.extend(empty(item));
    found
}

/// A body with nothing in it, unless the item gives its content otherwise.
fn empty(item: &Item) -> Option<Diagnostic> {
    let has_other = item.table.is_some()
        || !item.attachments.is_empty()
        || !item.body.images.is_empty()
        || item.absent
        || item
            .proposal
            .as_ref()
            .is_some_and(|it| it.text.is_some() || it.file.is_some());
    (!has_other && is_blank(&item.body)).then(|| {
        RULE.finding("正文是空的，也没有附件和数据表")
            .with_place(item.at(item.title.span))
            .with_help("请写上正文或者附上文件；还没有准备好的，改为草稿（draft: true）")
    })
}

/// Whether a page would show nothing of it: a comment, or blanks that are written as such (`&nbsp;`), are no text.
fn is_blank(body: &Body) -> bool {
    const SHOWN: [&str; 3] = ["<img", "<audio", "<video"];
    let text = body.text.read();
    let says_something = |text: &str| text.chars().any(|c| !c.is_whitespace());
    if !text.contains(['<', '&']) {
        return !says_something(&text);
    }
    let lower = text.to_ascii_lowercase();
    !SHOWN.iter().any(|tag| lower.contains(tag)) && !says_something(&plain(body))
}

fn placeholders(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let text = &*passage.text;
    let mut found = Vec::new();
    let plain = text.trim().trim_end_matches(['。', '.', '！']);
    let is_whole = passage.is_title() || passage.is_body();
    if is_whole && TRIALS.iter().any(|trial| plain.eq_ignore_ascii_case(trial)) {
        let start = text.find(plain).unwrap_or_default();
        found.push(start..start + plain.len());
        return found;
    }
    if let Some(start) = text.to_ascii_lowercase().find("lorem ipsum") {
        found.push(start..start + "lorem ipsum".len());
    }
    for word in TO_COME {
        let places = text
            .match_indices(word)
            .map(|(at, word)| at..at + word.len());
        found.extend(places.filter(|range| stands_alone(text, range)));
    }
    let to_fill_in = text.match_indices(TO_FILL_IN);
    let to_fill_in = to_fill_in.map(|(at, word)| at..at + word.len());
    found.extend(to_fill_in.filter(|range| is_whole_value(text, range)));
    let is_name_to_come = |range: &Range<usize>| {
        passage.is_title() || stands_alone(text, range) || names_organ(text, range)
    };
    found.extend(crosses(text).filter(is_name_to_come));
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    found.dedup_by(|later, earlier| later.start < earlier.end);
    found
}

/// Runs of three or more X: XXX. Two (李XX) or × (李××) mask a name, which is lawful.
fn crosses(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let is_cross = |c: char| matches!(c, 'X' | 'x' | 'Ｘ');
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text.get(rest..)?.find(is_cross)?;
        let run = text.get(start..)?;
        let end = start + run.find(|c| !is_cross(c)).unwrap_or(run.len());
        rest = end;
        Some(start..end)
    })
    .filter(|range| {
        text.get(range.clone())
            .is_some_and(|run| run.chars().count() >= 3)
    })
    .filter(|range| {
        let touches = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let left = text.get(..range.start).and_then(|t| t.chars().next_back());
        let right = text.get(range.end..).and_then(|t| t.chars().next());
        !left.is_some_and(touches) && !right.is_some_and(touches)
    })
}

/// XXX局, XXX人民政府: no organ's name is masked, as persons' and firms' are.
fn names_organ(text: &str, range: &Range<usize>) -> bool {
    const ORGANS: [&str; 6] = ["局", "政府", "人民政府", "委员会", "办事处", "部门"];
    let behind = text.get(range.end..).unwrap_or_default();
    ORGANS.iter().any(|organ| behind.starts_with(organ))
}

/// All that stands behind a colon or in a cell: 办公地址：请填写. A form's own words go on: 请填写：姓名.
fn is_whole_value(text: &str, range: &Range<usize>) -> bool {
    let is_blank = |c: char| c.is_whitespace() && c != '\n';
    let left = text.get(..range.start).unwrap_or_default();
    let right = text.get(range.end..).unwrap_or_default();
    let left = left.trim_end_matches(is_blank).chars().next_back();
    let right = right.trim_start_matches(is_blank).chars().next();
    matches!(left, None | Some('：' | ':' | '|')) && matches!(right, None | Some('|' | '\n'))
}

/// Only punctuation, brackets, a cell's border or the end of the line on both sides.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let is_border = |c: char| !c.is_alphanumeric();
    let left = text.get(..range.start).and_then(|t| t.chars().next_back());
    let right = text.get(range.end..).and_then(|t| t.chars().next());
    left.is_none_or(is_border) && right.is_none_or(is_border)
}
