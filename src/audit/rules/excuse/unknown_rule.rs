//! EXC002: the settings or a work plan name a rule that does not exist.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, Rule};
use crate::audit::rules::rules;
use crate::model::{Diagnostic, Place, Severity, within_slips};

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
    let site = &facts.portal.site;
    let named = site.settings.rules_named.iter();
    let named = named.map(|code| (SETTINGS, "设置", code.value.as_str(), code.span));
    let of_plans = site.work_plans.iter().flat_map(|plan| {
        let cited = plan.bases.rules.iter();
        cited.map(|(code, words)| (&*plan.source, "工作要点", code.as_str(), words.span))
    });
    named
        .chain(of_plans)
        .filter(|(.., code, _)| !rules().iter().any(|rule| rule.code == *code))
        .map(|(source, what, code, span)| {
            let help = match meant(code) {
                Some(near) => format!("改成 {near}；全部规则见 gongkai list rules"),
                None => "改正代码，或者删去它；全部规则见 gongkai list rules".to_owned(),
            };
            let message = format!("{what}里的规则代码“{code}”不存在，不起作用");
            RULE.finding(message)
                .with_place(Place::at(source, span))
                .with_help(help)
        })
        .collect()
}

/// The code that is one slip away; of several that are, as of a wrong number, none.
fn meant(code: &str) -> Option<&'static str> {
    let known = rules().iter().map(|rule| rule.code);
    let mut near = within_slips(code, known, 1);
    near.next().filter(|_| near.next().is_none())
}
