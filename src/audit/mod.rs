//! Rules over the portal: what is empty, late or unlawful, and which tasks of the year are done.
//!
//! # Why
//! A rule is a static value and one function beside the page that explains it, and the registry is a
//! plain slice: a reader sees every rule by opening one file. Indices that rules share are built once
//! in `Facts`, so that no rule compares every item with every other. Findings are collected in any
//! order, on every core, and put in one order at the end: the same content and day give the same bytes.

mod annual_report;
mod facts;
mod finder;
mod inspection;
mod limits;
mod markup;
mod matrix;
mod passage;
mod rule;
mod rules;
mod settle;
mod several;
mod tasks;

use rayon::prelude::*;

use crate::model::{Audit, Diagnostic, Item, ItemIx, OrganIx, Portal, ReadFile};

use facts::Facts;
use finder::mask_identities;
use rule::Check;

pub use finder::conceal;
pub use matrix::matrix;
pub use rule::Rule;
pub use rules::{rule, rules};

/// Audits the platform as of the portal's day; `read` gives the text of attachments.
#[must_use]
pub fn audit(portal: &Portal, read: ReadFile<'_>) -> Audit {
    let facts = Facts::new(portal, read);
    let found = findings(&facts, settle::speaking(portal));
    let (mut findings, mut excused) = settle::settle(portal, found);
    findings.par_sort_by(|one, other| one.order().cmp(&other.order()));
    excused.sort_by(|one, other| one.finding.order().cmp(&other.finding.order()));
    Audit {
        findings,
        excused,
        inspection: inspection::inspect(portal, &facts.matrix),
        matrix: facts.matrix.clone(),
        tasks: facts.tasks.clone(),
    }
}

/// What the rules of these codes find and no excuse covers, in order; the other rules do not run.
#[must_use]
pub fn findings_of(portal: &Portal, read: ReadFile<'_>, codes: &[String]) -> Vec<Diagnostic> {
    let is_asked = |code: &str| codes.iter().any(|asked| asked == code);
    let rules = settle::speaking(portal).filter(|rule| is_asked(rule.code));
    let (mut findings, _) = settle::settle(portal, findings(&Facts::new(portal, read), rules));
    findings.retain(|finding| is_asked(finding.code));
    findings.sort_by(|one, other| one.order().cmp(&other.order()));
    findings
}

/// What the rules find, in no order.
fn findings(facts: &Facts<'_>, rules: impl Iterator<Item = &'static Rule>) -> Vec<Diagnostic> {
    let mut of_items: Vec<fn(&Facts<'_>, ItemIx) -> Vec<Diagnostic>> = Vec::new();
    let mut of_organs: Vec<fn(&Facts<'_>, OrganIx) -> Vec<Diagnostic>> = Vec::new();
    let mut of_site: Vec<fn(&Facts<'_>) -> Vec<Diagnostic>> = Vec::new();
    for rule in rules {
        match rule.check {
            Check::Item(check) | Check::Words(check) => of_items.push(check),
            Check::Organ(check) => of_organs.push(check),
            Check::Site(check) => of_site.push(check),
            Check::Settlement => {}
        }
    }
    let all: Vec<(ItemIx, &Item)> = facts.portal.iter().collect();
    let mut found: Vec<Diagnostic> = all
        .par_iter()
        .flat_map_iter(|(ix, item)| {
            let organ = item.organ;
            of_items
                .iter()
                .flat_map(|check| check(facts, *ix))
                .map(move |finding| of_organ(facts, organ, finding))
        })
        .collect();
    let organs = (!of_organs.is_empty()).then(|| &facts.matrix.organs);
    for organ in organs.into_iter().flatten() {
        let of_this = of_organs.iter().flat_map(|check| check(facts, *organ));
        found.extend(of_this.map(|finding| of_organ(facts, *organ, finding)));
    }
    found.extend(of_site.iter().flat_map(|check| check(facts)));
    // What a rule quotes, a title or the name of a file, may hold what must not be passed on.
    for finding in &mut found {
        mask_identities(&mut finding.message, facts.portal.as_of);
        mask_identities(&mut finding.help, facts.portal.as_of);
    }
    found
}

/// Names the organ that a finding concerns, where its rule did not.
fn of_organ(facts: &Facts<'_>, organ: OrganIx, finding: Diagnostic) -> Diagnostic {
    if finding.organ.is_some() {
        return finding;
    }
    finding.with_organ(facts.portal.site.register[organ].id.clone())
}
