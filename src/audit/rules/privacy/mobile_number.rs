//! PRV002: a personal mobile number; office numbers of the register are public.

use super::{Leak, leaks};
use crate::audit::facts::Facts;
use crate::audit::finder::find_mobiles;
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

const HELP: &str = "个人号码请删去或者隐去中间四位；单位对外公布的号码，请登记在机构名录的电话里";

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    leaks(&RULE, facts, ix, |passage, text| {
        let numbers = find_mobiles(text, &passage.label()).into_iter();
        numbers
            .filter(|number| !facts.offices.is_office_telephone(&number.digits))
            .map(|number| Leak::new("手机号码", number, HELP))
            .collect()
    })
}
