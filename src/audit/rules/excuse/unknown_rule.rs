//! EXC002: the settings name a rule that does not exist.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, Rule};
use crate::audit::rules::rules;
use crate::model::{Diagnostic, Place, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "EXC002",
    name: "unknown-rule",
    severity: Severity::Warning,
    basis: "豁免须有理由，并随情况变化清理",
    // A setting of the audit itself stands on no law.
    since: None,
    page: include_str!("unknown_rule.md"),
    check: Check::Site(check),
};

/// Where every site keeps its settings.
const SETTINGS: &str = "gongkai.yaml";

fn check(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let named = facts.portal.site.settings.rules_named.iter();
    named
        .filter(|code| !rules().iter().any(|rule| *rule.code == *code.value))
        .map(|code| {
            let help = match meant(code) {
                Some(near) => format!("改成 {near}；全部规则见 gongkai list rules"),
                None => "改正代码，或者删去它；全部规则见 gongkai list rules".to_owned(),
            };
            let message = format!("设置里的规则代码“{}”不存在，不起作用", code.value);
            RULE.finding(message)
                .with_place(Place::at(SETTINGS, code.span))
                .with_help(help)
        })
        .collect()
}

/// The code that is one slip away; of several that are, as of a wrong number, none.
fn meant(code: &str) -> Option<&'static str> {
    let known = rules().iter().map(|rule| rule.code);
    let mut near = known.filter(|known| strsim::damerau_levenshtein(code, known) <= 1);
    near.next().filter(|_| near.next().is_none())
}
