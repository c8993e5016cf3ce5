//! EXC002: the settings name a rule that does not exist.

use std::collections::BTreeSet;

use crate::audit::facts::Facts;
use crate::audit::nearest::nearest;
use crate::audit::rule::{Check, Rule};
use crate::audit::rules::rules;
use crate::model::{Diagnostic, Place, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "EXC002",
    name: "unknown-rule",
    severity: Severity::Warning,
    basis: "豁免须有理由，并随情况变化清理",
    since: None,
    page: include_str!("unknown_rule.md"),
    check: Check::Site(check),
};

/// Where every site keeps its settings.
const SETTINGS: &str = "gongkai.yaml";

fn check(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let settings = &facts.portal.site.settings;
    let named: BTreeSet<&str> = settings
        .audit
        .severity
        .keys()
        .chain(settings.audit.off.keys())
        .chain(&settings.build.deny)
        .map(String::as_str)
        .collect();
    named
        .into_iter()
        .filter(|code| !rules().iter().any(|rule| rule.code == *code))
        .map(|code| {
            let known = rules().iter().map(|rule| rule.code);
            let help = match nearest(code, known) {
                Some(near) => format!("是不是 {near}？全部规则见 gongkai list rules"),
                None => "全部规则见 gongkai list rules".to_owned(),
            };
            RULE.finding(format!("设置里的规则代码“{code}”不存在，不起作用"))
                .with_place(Place::file(SETTINGS))
                .with_help(help)
        })
        .collect()
}
