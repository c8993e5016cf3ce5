//! CAT001: one of the 26 pilot fields without a standard catalogue.

use std::collections::HashSet;

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, Rule, day};
use crate::model::{Diagnostic, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "CAT001",
    name: "field-without-catalogue",
    severity: Severity::Warning,
    basis: "国办发〔2019〕54号",
    since: Some(day(2021, 1, 1)),
    page: include_str!("field_without_catalogue.md"),
    check: Check::Site(check),
};

fn check(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let published: HashSet<&str> = facts
        .of_kind("standard-catalogue")
        .iter()
        .filter_map(|ix| facts.portal[*ix].field.as_ref())
        .map(|field| field.trim())
        .collect();
    facts
        .portal
        .site
        .vocabulary
        .fields
        .iter()
        .filter(|field| !published.contains(field.as_str()))
        .map(|field| {
            RULE.finding(format!("试点领域“{field}”没有发布基层政务公开标准目录"))
                .with_column("standard-catalogues")
                .with_help(format!(
                    "请由主管部门发布，类型选“基层政务公开标准目录”，“试点领域”写“{field}”"
                ))
        })
        .collect()
}
