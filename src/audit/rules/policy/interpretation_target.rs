//! POL004: an interpretation of a document that is not on the platform.

use crate::audit::facts::{Facts, Reference};
use crate::audit::rule::{Check, Rule, SITE_GUIDE};
use crate::model::{Diagnostic, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "POL004",
    name: "interpretation-target",
    severity: Severity::Error,
    basis: "国办发〔2017〕47号（文件与解读相互关联）",
    since: Some(SITE_GUIDE),
    page: include_str!("interpretation_target.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    item.interprets
        .iter()
        .filter_map(|target| {
            let target_text = target.trim();
            let (message, help) = match facts.documents.resolve(item, target_text) {
                Reference::Published => return None,
                // To interpret a higher organ's document is lawful; it is not on this platform.
                Reference::UnknownNumber(number) if !facts.offices.issued_here(&number) => {
                    return None;
                }
                Reference::Unknown if is_other_form(target_text) => return None,
                Reference::Withheld => (
                    format!("解读的“{target_text}”没有公开，读者看不到原文"),
                    "请先公开原文；原文不公开的，解读也不要发布".to_owned(),
                ),
                Reference::Itself => (
                    format!("解读对象“{target_text}”就是这条信息自己"),
                    "请写被解读的文件的发文字号，或者它的编号、相对路径".to_owned(),
                ),
                Reference::Several(items) => (
                    format!("编号“{target_text}”在几个机构都有，不知道解读的是哪一个"),
                    facts.documents.by_path(item, &items),
                ),
                Reference::UnknownNumber(_) => (
                    format!("平台上找不到被解读的“{target_text}”"),
                    "请核对发文字号；原文还没有发布的，请同步发布".to_owned(),
                ),
                Reference::Unknown => (
                    format!("平台上找不到被解读的“{target_text}”"),
                    format!(
                        "请写原文的发文字号、编号或相对路径；法律法规和上级文件写名称的，加上书名号，如 《{target_text}》"
                    ),
                ),
            };
            Some(
                RULE.finding(message)
                    .with_place(item.at(target.span))
                    .with_help(help),
            )
        })
        .collect()
}

/// 令第711号, 公告2020年第5号, or a law by its name: lawful names of what is published elsewhere.
fn is_other_form(target: &str) -> bool {
    let is_numbered = target.contains(['令', '告']) && target.contains('号');
    let is_title = target.starts_with('《') && target.ends_with('》');
    is_numbered || is_title
}
