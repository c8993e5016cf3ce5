//! TXT002: text that was meant to be replaced, or none at all.

use std::ops::Range;

use crate::audit::facts::Facts;
use crate::audit::passage::{Passage, passages};
use crate::audit::rule::{Check, INSPECTION, Rule};
use crate::markdown::plain;
use crate::model::{Body, Diagnostic, Item, ItemIx, Severity, is_invisible};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "TXT002",
    name: "placeholder-text",
    severity: Severity::Error,
    basis: "国办秘函〔2019〕19号（内容保障）",
    since: Some(INSPECTION),
    page: include_str!("placeholder_text.md"),
    check: Check::Words(check),
};

/// Clauses of a whole text that is nothing but a trial; numbers behind them count for nothing (测试2).
const TRIALS: [&str; 21] = [
    "测试",
    "测试信息",
    "测试数据",
    "测试页面",
    "测试标题",
    "测试正文",
    "测试内容",
    "测试文章",
    "测试文件",
    "测试文本",
    "测试通知",
    "测试公告",
    "测试一下",
    "这是测试",
    "这是测试信息",
    "这是一个测试",
    "这是一条测试",
    "这是一条测试信息",
    "此为测试信息",
    "仅供测试",
    "test",
];
/// What is said beside it.
const BESIDE_TRIALS: [&str; 5] = ["请忽略", "请勿理会", "请无视", "勿理", "谢谢"];
/// Words that stand for a text to come, when they stand alone between punctuation.
const TO_COME: [&str; 6] = [
    "待补充",
    "待完善",
    "内容待补充",
    "此处填写",
    "暂未填写",
    "待填写",
];

/// What a form asks for: a number or name that is missing right behind it was to be filled in. Persons and homes are
/// not among them, for these are masked with good reason (当事人XXX, 住XXX).
const ASKED: [&str; 6] = ["联系人", "联系方式", "电话", "传真", "邮箱", "网址"];
/// Before a word that says that something is to come.
const SEATS: [&str; 5] = ["此处", "正文", "附件", "地址", "金额"];
/// Behind an organ's name that is to come.
const ORGANS: [&str; 6] = ["局", "政府", "人民政府", "委员会", "办事处", "部门"];
/// Behind a figure that is to come.
const UNITS: [&str; 7] = ["元", "万元", "亿元", "亩", "平方米", "公里", "%"];
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
    if has_other || !is_blank(&item.body) {
        return None;
    }
    let message = if item.body.headings.is_empty() {
        "正文是空的，也没有附件和数据表"
    } else {
        "正文只有小标题，没有内容，也没有附件和数据表"
    };
    Some(
        RULE.finding(message)
            .with_place(item.at(item.title.span))
            .with_help("请写上正文或者附上文件；还没有准备好的，改为草稿（draft: true）"),
    )
}

/// Whether a page would show nothing of it: a comment, blanks that are written as such (`&nbsp;`) or that have no width,
/// and headings above nothing are no text.
fn is_blank(body: &Body) -> bool {
    const SHOWN: [&str; 3] = ["<img", "<audio", "<video"];
    let text = body.text.read();
    // A heading may be a link to what there is to read.
    if body.links.is_empty() && text.lines().all(is_bare) {
        return true;
    }
    if !text.contains(['<', '&']) {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    !SHOWN.iter().any(|tag| lower.contains(tag)) && plain(body).chars().all(is_unseen)
}

/// A line of blanks, or a heading.
fn is_bare(line: &str) -> bool {
    let words = line.trim_start().trim_start_matches('#');
    let is_heading = words.len() < line.trim_start().len() && words.starts_with([' ', '\t']);
    is_heading || line.chars().all(is_unseen)
}

/// Blanks, and what has no width.
fn is_unseen(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

fn placeholders(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let text = &*passage.text;
    let mut found = Vec::new();
    let is_whole = passage.is_title() || passage.is_body();
    if let Some(range) = is_whole.then(|| trial(text)).flatten() {
        found.push(range);
        return found;
    }
    if let Some(start) = text.to_ascii_lowercase().find("lorem ipsum") {
        found.push(start..start + "lorem ipsum".len());
    }
    for word in TO_COME {
        let places = text
            .match_indices(word)
            .map(|(at, word)| at..at + word.len());
        let is_to_come =
            |range: &Range<usize>| stands_alone(text, range) || is_asked(text, range, &SEATS);
        found.extend(places.filter(is_to_come));
    }
    let to_fill_in = text.match_indices(TO_FILL_IN);
    let to_fill_in = to_fill_in.map(|(at, word)| at..at + word.len());
    found.extend(to_fill_in.filter(|range| is_whole_value(text, range)));
    let is_name_to_come = |range: &Range<usize>| {
        passage.is_title()
            || stands_alone(text, range)
            || is_asked(text, range, &[])
            || goes_on(text, range, &ORGANS)
            || goes_on(text, range, &UNITS)
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

/// The first clause of a text that holds nothing but a trial.
fn trial(text: &str) -> Option<Range<usize>> {
    let mut first = None;
    for clause in text.split(|c: char| !c.is_alphanumeric()) {
        let words = clause.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_one_of = |of: &[&str]| of.iter().any(|it| words.eq_ignore_ascii_case(it));
        if is_one_of(&TRIALS) {
            first = first.or(Some(clause));
        } else if !words.is_empty() && !is_one_of(&BESIDE_TRIALS) {
            return None;
        }
    }
    let clause = first?;
    let start = text.find(clause)?;
    Some(start..start + clause.len())
}

/// 联系人XXX, 电话待补充: right behind what a form asks for, and before a border.
fn is_asked(text: &str, range: &Range<usize>, also: &[&str]) -> bool {
    let before = text.get(..range.start).unwrap_or_default().trim_end();
    let right = text.get(range.end..).and_then(|t| t.chars().next());
    let mut asked = ASKED.iter().chain(also);
    right.is_none_or(|c| !c.is_alphanumeric()) && asked.any(|word| before.ends_with(word))
}

/// XXX局, XXX万元: no organ's name and no figure is masked, as the names of persons and firms are.
fn goes_on(text: &str, range: &Range<usize>, with: &[&str]) -> bool {
    let behind = text.get(range.end..).unwrap_or_default();
    with.iter().any(|word| behind.starts_with(word))
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
