//! PRV001: a resident identity number in anything that the public sees.

use super::{Leak, leaks};
use crate::audit::facts::Facts;
use crate::audit::finder::{find_identities, find_rounded_identity};
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
    check: Check::Words(check),
};

const WHAT: &str = "公民身份号码";
const HELP: &str = "请删去，或者隐去中间各位（如 331023********0016）；一旦公开就无法收回";
const HELP_ROUNDED: &str = "请删去，或者隐去中间各位；要保留的长编号，先把单元格设为文本再填";

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let as_of = facts.portal.as_of;
    leaks(&RULE, facts, ix, |passage, text| {
        let label = passage.label();
        let whole = find_identities(text, &label, as_of).into_iter();
        let whole = whole.map(|number| Leak::new(WHAT, number, HELP));
        let rounded = find_rounded_identity(text, &label, as_of).map(|number| {
            let mut leak = Leak::new(WHAT, number, HELP_ROUNDED);
            leak.words += "，末三位被表格软件抹成了 0，其余各位还是真的";
            leak
        });
        whole.chain(rounded).collect()
    })
}
