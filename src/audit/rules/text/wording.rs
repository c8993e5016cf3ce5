//! TXT001: a term of the site's wording list.

use std::ops::Range;

use crate::audit::facts::Facts;
use crate::audit::passage::passages;
use crate::audit::rule::{Check, INSPECTION, Rule};
use crate::model::{Diagnostic, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "TXT001",
    name: "wording",
    severity: Severity::Info,
    basis: "国办秘函〔2019〕19号（表述错误）",
    since: Some(INSPECTION),
    page: include_str!("wording.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for passage in passages(facts.portal, &facts[ix]) {
        for (range, term) in facts.terms.find(&passage.text) {
            if is_quoted(&passage.text, &range) {
                continue;
            }
            found.push(
                RULE.finding(format!("“{}”应为“{}”", term.wrong, term.right))
                    .with_place(passage.place(&range))
                    .with_help(term.why.clone()),
            );
        }
    }
    found
}

/// Inside 《》, where a law keeps the name it was given, or alone between quotation marks, where the
/// text speaks of the word itself.
fn is_quoted(text: &str, range: &Range<usize>) -> bool {
    let head = text.get(..range.start).unwrap_or_default();
    let tail = text.get(range.end..).unwrap_or_default();
    let is_alone = head.ends_with(['“', '「', '\'']) && tail.starts_with(['”', '」', '\'']);
    let line = head.rsplit('\n').next().unwrap_or_default();
    let is_in_title = match (line.rfind('《'), line.rfind('》')) {
        (Some(open), Some(close)) => open > close,
        (open, _) => open.is_some(),
    };
    is_alone || is_in_title
}
