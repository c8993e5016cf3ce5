//! PRV003: a person's bank card.

use super::{Leak, leaks};
use crate::audit::facts::Facts;
use crate::audit::finder::find_cards;
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
    check: Check::Words(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    leaks(&RULE, facts, ix, |passage, text| {
        let cards = find_cards(text, &passage.heading(), facts.portal.as_of).into_iter();
        cards
            .map(|card| {
                Leak::new(
                    "银行卡号",
                    card,
                    "请删去，或者只留末四位；一旦公开就无法收回",
                )
            })
            .collect()
    })
}
