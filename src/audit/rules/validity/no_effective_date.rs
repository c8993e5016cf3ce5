//! VAL004: a normative document that does not say from when it applies.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, NORMATIVE_DOCUMENTS, Rule};
use crate::model::{Diagnostic, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "VAL004",
    name: "no-effective-date",
    severity: Severity::Warning,
    basis: "国办发〔2018〕37号（行政规范性文件制定和监督管理）",
    since: Some(NORMATIVE_DOCUMENTS),
    page: include_str!("no_effective_date.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let is_document = facts.kind(item) == "normative-document" && !item.absent;
    if !is_document || item.effective_on.is_some() {
        return Vec::new();
    }
    let text = item.body.text.read();
    let help = if text.contains("起施行") || text.contains("起实施") {
        "正文里已有施行日期的规定，请照样补上“施行日期”（effective_on）；自公布之日起施行的，填公布的日期"
    } else {
        "请补上“施行日期”（effective_on），并核对正文有没有规定从哪一天起施行"
    };
    vec![
        RULE.finding("行政规范性文件没有写明施行日期")
            .with_place(item.at(item.title.span))
            .with_help(help),
    ]
}
