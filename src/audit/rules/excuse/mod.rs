//! EXC: excuses and settings of the audit itself that have come to mean nothing.

pub(in crate::audit) mod stale_excuse;
pub(super) mod unknown_rule;
