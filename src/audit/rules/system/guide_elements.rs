//! SYS002: a guide without one of the nine elements of article 12.

use std::borrow::Cow;

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, REGULATION, Rule};
use crate::model::{Diagnostic, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "SYS002",
    name: "guide-elements",
    severity: Severity::Error,
    basis: "《政府信息公开条例》第十二条",
    since: Some(REGULATION),
    page: include_str!("guide_elements.md"),
    check: Check::Item(check),
};

/// The nine elements and the words by which guides give them.
const ELEMENTS: [(&str, &[&str]); 9] = [
    ("政府信息的分类", &["分类", "类别", "公开范围"]),
    ("编排体系", &["编排", "编制体系", "目录体系"]),
    ("获取方式", &["获取", "查阅", "公开形式", "公开方式"]),
    (
        "政府信息公开工作机构的名称",
        &["工作机构", "受理机构", "负责机构", "机构名称"],
    ),
    ("办公地址", &["地址", "办公地点"]),
    ("办公时间", &["办公时间", "工作时间", "受理时间"]),
    ("联系电话", &["电话"]),
    ("传真号码", &["传真"]),
    (
        "互联网联系方式",
        &[
            "互联网",
            "邮箱",
            "电子邮件",
            "信箱",
            "@",
            "网上申请",
            "网址",
        ],
    ),
];

/// A shorter text beside an attachment is a cover page: the guide itself is in the file.
const COVER_PAGE: usize = 100;

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    if facts.kind(item) != "guide" || item.absent {
        return Vec::new();
    }
    let text = item.body.text.read();
    let is_cover_page = !item.attachments.is_empty() && text.chars().count() < COVER_PAGE;
    if is_cover_page || text.trim().is_empty() {
        return Vec::new();
    }
    let given = without_empty_labels(&text);
    let names = |is_at_fault: &dyn Fn(&[&str]) -> bool| {
        let at_fault = ELEMENTS.iter().filter(|(_, words)| is_at_fault(words));
        at_fault.map(|(name, _)| *name).collect::<Vec<_>>()
    };
    let missing = names(&|words| !says(&text, words));
    let empty = names(&|words| says(&text, words) && !says(&given, words));
    let faults: Vec<String> = [("缺少", missing), ("没有填写", empty)]
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(what, names)| format!("{what}：{}", names.join("、")))
        .collect();
    if faults.is_empty() {
        return Vec::new();
    }
    vec![
        RULE.finding(format!("公开指南{}", faults.join("；")))
            .with_place(item.at(item.title.span))
            .with_help("条例第十二条规定指南须写明九项内容，请补齐；没有传真的，写“无传真”"),
    ]
}

fn says(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// The end of a clause or section, behind which no label's words stand.
const END: &str = "\n";

/// The words of a guide save labels of a form behind which nothing is filled in: `传真：` before the label of another
/// element, before the end of its clause or section, or in a row of a table whose other cells are blank.
fn without_empty_labels(text: &str) -> String {
    let lines: Vec<Cow<'_, str>> = text.lines().map(as_label).collect();
    let words: Vec<&str> = lines.iter().flat_map(|line| words(line)).collect();
    let mut given = String::with_capacity(text.len());
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).copied().unwrap_or(END);
        let is_empty = word.ends_with(['：', ':']) && (next == END || is_element(next));
        given.push_str(if is_empty { before_label(word) } else { word });
        given.push(' ');
    }
    given
}

/// A row of a table, `| 传真 | |`, as the line of a form: `传真：`; and a line without its marks of emphasis and the lines
/// to write upon.
fn as_label(line: &str) -> Cow<'_, str> {
    let Some(row) = line.trim().strip_prefix('|') else {
        return without_marks(line);
    };
    let mut cells = row
        .split('|')
        .map(str::trim)
        .filter(|cell| !cell.is_empty());
    let first = cells.next().unwrap_or_default();
    let row = format!("{first}：{}", cells.collect::<Vec<_>>().join(" "));
    Cow::Owned(without_marks(&row).into_owned())
}

fn without_marks(line: &str) -> Cow<'_, str> {
    if line.contains(['*', '_']) {
        Cow::Owned(line.replace(['*', '_'], ""))
    } else {
        Cow::Borrowed(line)
    }
}

/// The words of a line, and [`END`] where a clause or a section ends; marks of lists are none.
fn words(line: &str) -> Vec<&str> {
    let is_heading = line.trim_start().starts_with('#');
    let mut words: Vec<&str> = Vec::new();
    for (at, clause) in line.split(['；', ';', '。', '，', ',', '、']).enumerate() {
        if at > 0 || is_heading {
            words.push(END);
        }
        let marks = |c: char| c.is_ascii_punctuation() && c != ':';
        let spoken = clause.split_whitespace();
        words.extend(spoken.filter(|word| !word.trim_matches(marks).is_empty()));
    }
    words
}

/// Whether a word begins with the label of an element, `传真：0576-00000000`.
fn is_element(word: &str) -> bool {
    let label = word.split_once(['：', ':']).map(|(label, _)| label);
    label.is_some_and(|label| ELEMENTS.iter().any(|(_, words)| says(label, words)))
}

/// What stands in a word before the label that ends it: `电话：0576-00000000传真：` gives `电话：0576-00000000`.
fn before_label(word: &str) -> &str {
    let is_of_label = |c: char| c.is_alphanumeric() && !c.is_ascii();
    let before = word.trim_end_matches(['：', ':']);
    let before = before.trim_end_matches(is_of_label);
    if before.ends_with(['：', ':']) {
        return before_label(before);
    }
    before
}
