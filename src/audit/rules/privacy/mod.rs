//! PRV: what must not be published of persons, for it cannot be called back.

pub(super) mod bank_card;
pub(super) mod identity_number;
pub(super) mod mobile_number;
pub(super) mod unchecked_attachment;

use crate::audit::facts::Facts;
use crate::audit::finder::{Found, mask_long_numbers};
use crate::audit::passage::{Passage, passages_with_long_numbers};
use crate::audit::rule::Rule;
use crate::model::{Diagnostic, ItemIx, Legible};

/// A number that a rule is about, in words.
struct Leak {
    number: Found,
    /// 公民身份号码 331023********0016: the number with its middle hidden.
    words: String,
    help: &'static str,
}

impl Leak {
    fn new(what: &str, number: Found, help: &'static str) -> Self {
        let words = format!("{what} {}", number.masked());
        Self {
            number,
            words,
            help,
        }
    }
}

/// A finding for each number that `find` sees in a text, as it is read, of the item or of a file that it offers.
fn leaks(
    rule: &Rule,
    facts: &Facts<'_>,
    ix: ItemIx,
    find: impl Fn(&Passage<'_>, &str) -> Vec<Leak>,
) -> Vec<Diagnostic> {
    passages_with_long_numbers(facts, &facts[ix])
        .flat_map(|passage| {
            let legible = Legible::of(&passage.text);
            let leaks = find(&passage, &legible.text).into_iter();
            let finding = |leak: Leak| {
                rule.finding(format!("{}里有{}", passage.whereabouts(), leak.words))
                    .with_place(passage.place(&legible.written(&leak.number.range)))
                    .with_help(leak.help)
            };
            leaks.map(finding).collect::<Vec<_>>()
        })
        .collect()
}
