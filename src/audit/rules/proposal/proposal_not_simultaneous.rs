//! PRP001: a reply published without the proposal, or on another day.

use std::collections::HashMap;

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, PLAN_2020, PLAN_YEAR, Rule};
use crate::model::{Diagnostic, Item, PLAN_ALONE, Proposal, Severity, join_path};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "PRP001",
    name: "proposal-not-simultaneous",
    severity: Severity::Warning,
    basis: PLAN_ALONE,
    since: Some(PLAN_2020),
    page: include_str!("proposal_not_simultaneous.md"),
    check: Check::Site(check),
};

/// The items that give a proposal's text, by what the proposal is known by.
type Texts<'f> = HashMap<(&'static str, &'f str), &'f Item>;

fn check(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let replies = || {
        let items = facts.of_kind("proposal-reply").iter().map(|ix| &facts[*ix]);
        items.filter_map(|item| {
            item.proposal
                .as_ref()
                .map(|proposal| (item, &proposal.value))
        })
    };
    let texts: Texts<'_> = replies()
        .filter(|(item, proposal)| gives_text(facts, item, proposal))
        .map(|(item, proposal)| (key(proposal), item))
        .collect();
    replies()
        .filter(|(item, _)| !item.absent && item.published_on() >= Some(PLAN_YEAR))
        .filter(|(item, proposal)| !gives_text(facts, item, proposal))
        .filter_map(|(item, proposal)| alone(facts, &texts, item, proposal))
        .collect()
}

fn key(proposal: &Proposal) -> (&'static str, &str) {
    (proposal.kind.label(), proposal.number.trim())
}

/// A reply that does not give the proposal's text: another item of the same day may.
fn alone(
    facts: &Facts<'_>,
    texts: &Texts<'_>,
    item: &Item,
    proposal: &Proposal,
) -> Option<Diagnostic> {
    let word = proposal.kind.label();
    let finding = match texts.get(&key(proposal)) {
        Some(twin) if twin.published_on() == item.published_on() => return None,
        Some(twin) => RULE
            .finding(format!("{word}的内容和办理答复不是同一天公开的"))
            .with_also(twin.place_of("published_at"), "内容的发布日期"),
        None => RULE.finding(format!("只公开了办理答复，没有公开{word}的内容")),
    };
    Some(
        finding
            .with_place(item.place_of("proposal"))
            .with_organ(facts.portal.site.register[item.organ].id.clone())
            .with_help(format!(
                "请在 proposal 里用 text 写出{word}的内容，或者用 file 附上原件，与答复同时发布"
            )),
    )
}

/// The proposal stands in the item: as text, as a file that exists, or under a heading of the body.
fn gives_text(facts: &Facts<'_>, item: &Item, proposal: &Proposal) -> bool {
    let has_text = proposal
        .text
        .as_ref()
        .is_some_and(|text| !text.trim().is_empty());
    let has_file = proposal.file.as_ref().is_some_and(|file| {
        let path = join_path(item.folder(), file.trim());
        path.is_some_and(|path| facts.portal.site.files.contains_key(path.as_str()))
    });
    let names_it = |words: &str| {
        ["建议", "提案"].iter().any(|kind| words.contains(kind))
            && ["内容", "原文", "正文", "全文"]
                .iter()
                .any(|part| words.contains(part))
    };
    has_text
        || has_file
        || item
            .body
            .headings
            .iter()
            .any(|heading| names_it(&heading.text))
        || item.attachments.iter().any(|file| names_it(&file.title))
}
