//! What a site makes of the findings: its severities, its rules switched off, its items' excuses.

use std::collections::{HashMap, HashSet};

use crate::model::{Diagnostic, Excused, Item, Portal, basis_under};

use super::rule::Rule;
use super::rules::{STALE_EXCUSE, rule, rules};

/// The rules that speak: in force on the as-of day, and not switched off by the site.
pub(super) fn speaking(portal: &Portal) -> impl Iterator<Item = &'static Rule> {
    rules().iter().copied().filter(|rule| speaks(rule, portal))
}

/// Re-grades the findings and divides them into those that stand and those that are excused.
pub(super) fn settle(portal: &Portal, found: Vec<Diagnostic>) -> (Vec<Diagnostic>, Vec<Excused>) {
    let excusing: HashMap<&str, &Item> = portal
        .items
        .iter()
        .filter(|item| item.excuse.is_some())
        .map(|item| (&*item.source, &**item))
        .collect();
    let mut used: HashSet<(&str, &'static str)> = HashSet::new();
    let (mut standing, mut excused) = (Vec::new(), Vec::new());
    for finding in found.into_iter().map(|it| graded(portal, it)) {
        match excuse(&excusing, &finding) {
            Some((source, reason)) => {
                used.insert((source, finding.code));
                excused.push(Excused { finding, reason });
            }
            None => standing.push(finding),
        }
    }
    let stale = stale_excuses(portal, &used).into_iter();
    standing.extend(stale.map(|finding| graded(portal, finding)));
    (standing, excused)
}

/// The finding as grave as the site takes it, and on the basis that it has there.
fn graded(portal: &Portal, mut finding: Diagnostic) -> Diagnostic {
    let severities = &portal.site.settings.audit.severity;
    if let Some(severity) = severities.get(finding.code) {
        finding.severity = *severity;
    }
    if let Some(rule) = rule(finding.code).filter(|rule| finding.basis == rule.basis) {
        let plans = &portal.site.work_plans;
        finding.basis = basis_under(plans, rule.code, rule.basis, portal.as_of);
    }
    finding
}

fn speaks(rule: &Rule, portal: &Portal) -> bool {
    rule.since.is_none_or(|since| since <= portal.as_of)
        && !portal.site.settings.audit.off.contains_key(rule.code)
}

fn excuse<'p>(
    excusing: &HashMap<&str, &'p Item>,
    finding: &Diagnostic,
) -> Option<(&'p str, String)> {
    let source = &*finding.place.as_ref()?.source;
    let item = *excusing.get(source)?;
    let excuse = item.excuse.as_ref()?;
    let names_it = excuse
        .codes
        .iter()
        .any(|code| code.trim().eq_ignore_ascii_case(finding.code));
    names_it.then(|| (&*item.source, excuse.reason.clone()))
}

/// Excuses that match no finding; one from a rule that is not speaking may match another day.
fn stale_excuses(portal: &Portal, used: &HashSet<(&str, &'static str)>) -> Vec<Diagnostic> {
    let mut stale = Vec::new();
    if !speaks(&STALE_EXCUSE, portal) {
        return stale;
    }
    for item in &portal.items {
        let codes = item.excuse.iter().flat_map(|excuse| &excuse.codes);
        for code in codes {
            let message = match rule(code.trim()) {
                None => format!("没有代码为「{}」的规则，这条豁免不起作用", code.trim()),
                Some(rule) if used.contains(&(&*item.source, rule.code)) => continue,
                Some(rule) if !speaks(rule, portal) => continue,
                Some(rule) => format!("本条信息没有 {} 的问题，这条豁免已经用不上", rule.code),
            };
            stale.push(
                STALE_EXCUSE
                    .finding(message)
                    .with_place(item.at(code.span))
                    .with_organ(portal.site.register[item.organ].id.clone())
                    .with_help("请从 audit 的 ignore 中删去这个代码"),
            );
        }
    }
    stale
}
