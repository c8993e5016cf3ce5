//! The page cannot lie: every example of every rule gives exactly that rule's code, or none.

use std::collections::BTreeSet;

use gongkai::audit::{Rule, rules};
use rayon::prelude::*;

use super::base::{Block, blocks};

/// Rules that ask for what the base site does not have: they speak on their own pages alone.
pub const OF_ABSENCE: [&str; 10] = [
    "COL001", "DAT004", "POL005", "CAT001", "SYS001", "SYS003", "SYS005", "PLN001", "PLN002",
    "PLN003",
];

#[test]
fn every_example_of_every_page_gives_its_code_or_none() {
    let wrong: Vec<String> = rules()
        .par_iter()
        .flat_map_iter(|rule| {
            let blocks = blocks(rule.page).into_iter();
            blocks.filter_map(|block| {
                let fault = fault(rule, &block)?;
                Some(format!(
                    "{} {}.md:{}: {fault}",
                    rule.code, rule.name, block.line
                ))
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What an example gives beside, or instead of, what it should.
fn fault(rule: &Rule, block: &Block) -> Option<String> {
    let audit = match block.audit(rule.code == "COL001") {
        Ok(audit) => audit,
        Err(error) => return Some(error),
    };
    let mut findings = audit.findings;
    findings.retain(|it| it.code == rule.code || !OF_ABSENCE.contains(&it.code));
    let found: BTreeSet<&str> = findings.iter().map(|finding| finding.code).collect();
    let wanted = BTreeSet::from_iter(block.breaks.then_some(rule.code));
    let messages: Vec<&str> = findings.iter().map(|it| it.message.as_str()).collect();
    (found != wanted).then(|| format!("{found:?}, not {wanted:?}: {messages:?}"))
}

#[test]
fn every_page_has_two_examples_that_break_and_three_that_keep_its_rule() {
    for rule in rules() {
        let (breaking, keeping): (Vec<_>, Vec<_>) = blocks(rule.page)
            .into_iter()
            .partition(|block| block.breaks);
        assert!(
            breaking.len() >= 2,
            "{} breaks {} times",
            rule.code,
            breaking.len()
        );
        assert!(
            keeping.len() >= 3,
            "{} is kept {} times",
            rule.code,
            keeping.len()
        );
    }
}
