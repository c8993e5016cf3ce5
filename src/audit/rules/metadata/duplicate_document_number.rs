//! MET003: two items with one document number that are not the same text under two organs.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, OFFICIAL_DOCUMENTS, Rule};
use crate::model::{Diagnostic, Item, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "MET003",
    name: "duplicate-document-number",
    severity: Severity::Error,
    basis: "《党政机关公文处理工作条例》第九条；《党政机关公文格式》（GB/T 9704—2012）7.2.5",
    since: Some(OFFICIAL_DOCUMENTS),
    page: include_str!("duplicate_document_number.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let Some(number) = &item.document_number else {
        return Vec::new();
    };
    let shown = number.shown();
    // Newest first: the last one had the number before the others.
    let sharing = facts.documents.with_number(&shown);
    let first = sharing.last().filter(|first| **first != ix);
    let is_interpretation = !sharing.contains(&ix);
    first
        .filter(|_| !is_interpretation)
        .map(|first| &facts[*first])
        .filter(|first| !is_shared_text(facts, item, first))
        .map(|first| {
            RULE.finding(format!("发文字号“{shown}”已经被另一份文件使用"))
                .with_place(item.at(number.span))
                .with_also(first.place_of("document_number"), "先用这个字号的文件")
                .with_help("一个发文字号只给一份文件，请核对两份文件的字号；同一份文件重复发布的，请删去一份")
        })
        .into_iter()
        .collect()
}

/// A document issued jointly may stand under each organ, in the same words; one of a higher organ that several
/// repost is one document, although each may add a sentence of its own.
fn is_shared_text(facts: &Facts<'_>, one: &Item, other: &Item) -> bool {
    let are_reposts = || facts.is_repost(one) && facts.is_repost(other);
    let are_alike = || one.body.text.read().trim() == other.body.text.read().trim();
    one.organ != other.organ && (are_reposts() || are_alike())
}
