//! PRV003: a person's bank card.

use crate::audit::facts::Facts;
use crate::audit::finder::{find_cards, may_hold_numbers};
use crate::audit::passage::passages_and_files;
use crate::audit::rule::{Check, Rule};
use crate::model::{Diagnostic, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "PRV003",
    name: "bank-card",
    severity: Severity::Error,
    basis: "《政府信息公开条例》第十五条（个人隐私）",
    // What is published cannot be called back, whatever day the site is built as of.
    since: None,
    page: include_str!("bank_card.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let as_of = facts.portal.as_of;
    let mut found = Vec::new();
    for passage in passages_and_files(facts, &facts[ix]) {
        if !may_hold_numbers(passage.text) {
            continue;
        }
        for number in find_cards(passage.text, &passage.heading(), as_of) {
            found.push(
                RULE.finding(format!(
                    "{}里有银行卡号 {}",
                    passage.whereabouts(),
                    number.masked()
                ))
                .with_place(passage.place(&number.range))
                .with_help("请删去，或者只留末四位；一旦公开就无法收回"),
            );
        }
    }
    found
}
