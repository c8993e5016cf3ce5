//! PRV001: a resident identity number in anything that the public sees.

use crate::audit::facts::Facts;
use crate::audit::finder::{find_identities, find_rounded_identity, may_hold_numbers};
use crate::audit::passage::passages_and_files;
use crate::audit::rule::{Check, Rule};
use crate::model::{Diagnostic, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "PRV001",
    name: "identity-number",
    severity: Severity::Error,
    basis: "《政府信息公开条例》第十五条（个人隐私）",
    // What is published cannot be called back, whatever day the site is built as of.
    since: None,
    page: include_str!("identity_number.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let as_of = facts.portal.as_of;
    let mut found = Vec::new();
    for passage in passages_and_files(facts, &facts[ix]) {
        if !may_hold_numbers(passage.text) {
            continue;
        }
        let label = passage.label();
        for number in find_identities(passage.text, &label, as_of) {
            found.push(
                RULE.finding(format!(
                    "{}里有公民身份号码 {}",
                    passage.whereabouts(),
                    number.masked()
                ))
                .with_place(passage.place(&number.range))
                .with_help("请删去，或者隐去中间各位（如 331023********0016）；一旦公开就无法收回"),
            );
        }
        if let Some(number) = find_rounded_identity(passage.text, &label, as_of) {
            found.push(
                RULE.finding(format!(
                    "{}里有公民身份号码 {}，末三位被表格软件抹成了 0，其余各位还是真的",
                    passage.whereabouts(),
                    number.masked()
                ))
                .with_place(passage.place(&number.range))
                .with_help("请删去，或者隐去中间各位；要保留的长编号，先把单元格设为文本再填"),
            );
        }
    }
    found
}
