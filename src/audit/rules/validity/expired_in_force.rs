//! VAL001: past its last day and still marked 有效.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, Rule, SITE_GUIDE};
use crate::model::{Diagnostic, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "VAL001",
    name: "expired-in-force",
    severity: Severity::Error,
    basis: "国办发〔2017〕47号（失效文件应在原文上标明）",
    since: Some(SITE_GUIDE),
    page: include_str!("expired_in_force.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let (Some(stated), Some(expires)) = (&item.validity, &item.expires_on) else {
        return Vec::new();
    };
    // The last day itself still counts.
    if !stated.binds() || expires.value >= facts.portal.as_of {
        return Vec::new();
    }
    vec![
        RULE.finding(format!(
            "有效期至{}，已经过期，却仍标为“{}”",
            expires.value,
            stated.label()
        ))
        .with_place(item.at(stated.span))
        .with_also(item.at(expires.span), "有效期")
        .with_help(
            "请把“有效性”改为“失效”，或者删去这一行，由系统按有效期推算；已经延期的，改正有效期",
        ),
    ]
}
