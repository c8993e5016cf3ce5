//! POL003: a normative document that is not interpreted in charts, audio or video.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, PLAN_2020, Rule};
use crate::model::{Diagnostic, ItemIx, PLAN_ALONE, Severity};

use super::{interpretations, is_covered, must_be_interpreted};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "POL003",
    name: "normative-needs-graphic-or-av",
    severity: Severity::Error,
    basis: PLAN_ALONE,
    since: Some(PLAN_2020),
    page: include_str!("normative_needs_graphic_or_av.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    if facts.kind(item) != "normative-document" || !is_covered(facts, ix) {
        return Vec::new();
    }
    let given = interpretations(facts, ix);
    let is_said_already = given.is_empty() && must_be_interpreted(facts, ix);
    let is_shown = given.iter().any(|ix| {
        let forms = &facts[*ix].forms;
        forms.iter().any(|form| form.is_graphic_or_av())
    });
    if is_shown || is_said_already {
        return Vec::new();
    }
    let what = if given.is_empty() {
        "行政规范性文件没有解读，须有图解、音频或视频形式的解读"
    } else {
        "行政规范性文件只有文字类解读，须有图解、音频或视频形式的解读"
    };
    vec![
        RULE.finding(what)
            .with_place(item.at(item.title.span))
            .with_help("请增加一条解读，“解读形式”写图解、音频或视频"),
    ]
}
