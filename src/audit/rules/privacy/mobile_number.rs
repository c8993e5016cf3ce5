//! PRV002: a personal mobile number; office numbers of the register are public.

use crate::audit::facts::Facts;
use crate::audit::finder::{find_mobiles, may_hold_numbers};
use crate::audit::passage::passages_and_files;
use crate::audit::rule::{Check, Rule};
use crate::model::{Diagnostic, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "PRV002",
    name: "mobile-number",
    severity: Severity::Warning,
    basis: "《政府信息公开条例》第十五条（个人隐私）",
    // What is published cannot be called back, whatever day the site is built as of.
    since: None,
    page: include_str!("mobile_number.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for passage in passages_and_files(facts, &facts[ix]) {
        if !may_hold_numbers(passage.text) {
            continue;
        }
        let numbers = find_mobiles(passage.text, &passage.label());
        for number in numbers
            .into_iter()
            .filter(|number| !facts.offices.is_office_telephone(&number.digits))
        {
            found.push(
                RULE.finding(format!(
                    "{}里有手机号码 {}",
                    passage.whereabouts(),
                    number.masked()
                ))
                .with_place(passage.place(&number.range))
                .with_help(
                    "个人号码请删去或者隐去中间四位；单位对外公布的号码，请登记在机构名录的电话里",
                ),
            );
        }
    }
    found
}
