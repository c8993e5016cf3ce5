//! VAL003: repeals or amends a document that is not on the platform.

use crate::audit::facts::{Facts, Reference};
use crate::audit::rule::{Check, PLAN_2020, Rule};
use crate::model::{Diagnostic, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "VAL003",
    name: "repeals-unknown",
    severity: Severity::Warning,
    basis: "国办发〔2017〕47号（废止文件应在原文上标明）",
    since: Some(PLAN_2020),
    page: include_str!("repeals_unknown.md"),
    check: Check::Item(check),
};

/// The regulation came into force on 1 May 2008: what was issued before that year need not be here.
const FIRST_YEAR: u16 = 2008;

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let repeals = item.repeals.iter().map(|target| (target, "废止"));
    let amends = item.amends.iter().map(|target| (target, "修改"));
    repeals
        .chain(amends)
        .filter_map(|(target, does)| {
            let text = target.trim();
            let (message, help) = match facts.documents.resolve(item, text) {
                Reference::Published => return None,
                Reference::UnknownNumber(number) if number.year < FIRST_YEAR => return None,
                Reference::UnknownNumber(number) if !facts.offices.issued_here(&number) => {
                    return None;
                }
                Reference::Withheld => (
                    format!("{does}的“{text}”没有公开，读者无从知道{does}了什么"),
                    "被废止、修改的文件也应当公开，并标明有效性".to_owned(),
                ),
                Reference::Itself => (
                    format!("{does}的“{text}”就是这份文件自己"),
                    format!("请写被{does}的文件的发文字号，或者它的编号、相对路径"),
                ),
                Reference::Several(items) => (
                    format!("编号“{text}”在几个机构都有，不知道{does}的是哪一个"),
                    facts.documents.by_path(item, &items),
                ),
                Reference::UnknownNumber(_) => (
                    format!("平台上没有被{does}的“{text}”"),
                    "请核对发文字号；原文件还没有发布的，请补发并标明有效性".to_owned(),
                ),
                Reference::Unknown => (
                    format!("平台上没有被{does}的“{text}”"),
                    "请写发文字号，如 天政发〔2016〕5号；也可以写文件的编号或相对路径".to_owned(),
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
