//! SYS002: a guide without one of the nine elements of article 12.

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
    let missing: Vec<&str> = ELEMENTS
        .iter()
        .filter(|(_, words)| !words.iter().any(|word| text.contains(word)))
        .map(|(name, _)| *name)
        .collect();
    if missing.is_empty() {
        return Vec::new();
    }
    vec![
        RULE.finding(format!("公开指南缺少：{}", missing.join("、")))
            .with_place(item.at(item.title.span))
            .with_help("条例第十二条规定指南须写明九项内容，请补齐；没有传真的，写“无传真”"),
    ]
}
