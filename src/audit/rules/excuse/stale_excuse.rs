//! EXC001: an excuse that matches nothing.

use crate::audit::rule::{Check, Rule};
use crate::model::Severity;

pub(in crate::audit) static RULE: Rule = Rule {
    code: "EXC001",
    name: "stale-excuse",
    severity: Severity::Info,
    basis: "豁免须有理由，并随情况变化清理",
    // A setting of the audit itself stands on no law.
    since: None,
    page: include_str!("stale_excuse.md"),
    check: Check::Settlement,
};
