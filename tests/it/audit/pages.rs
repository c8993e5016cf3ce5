//! The page cannot lie: every example of every rule gives exactly that rule's code, or none.

use std::collections::BTreeSet;

use gongkai::audit::rules;

use super::base::blocks;

/// Rules that ask for what the base site does not have: they speak on their own pages alone.
const OF_ABSENCE: [&str; 10] = [
    "COL001", "DAT004", "POL005", "CAT001", "SYS001", "SYS003", "SYS005", "PLN001", "PLN002",
    "PLN003",
];

#[test]
fn every_example_of_every_page_gives_its_code_or_none() {
    let mut wrong = Vec::new();
    for rule in rules() {
        for block in blocks(rule.page) {
            let here = format!("{} {}.md:{}", rule.code, rule.name, block.line);
            let audit = match block.audit(rule.code == "COL001") {
                Ok(audit) => audit,
                Err(error) => {
                    wrong.push(format!("{here}: {error}"));
                    continue;
                }
            };
            let found: BTreeSet<&str> = audit
                .findings
                .iter()
                .map(|finding| finding.code)
                .filter(|code| *code == rule.code || !OF_ABSENCE.contains(code))
                .collect();
            let wanted = BTreeSet::from_iter(block.breaks.then_some(rule.code));
            if found != wanted {
                let messages: Vec<&str> = audit
                    .findings
                    .iter()
                    .filter(|finding| found.contains(finding.code))
                    .map(|finding| finding.message.as_str())
                    .collect();
                wrong.push(format!("{here}: {found:?}, not {wanted:?}: {messages:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
