//! Names of persons in traditional characters: surnames that the dictionary would take for another word (范 as 範).
//!
//! # Why
//! The dictionary knows words, and a name is none. Who is meant is known from the register and from those who
//! interpret documents; a name that nobody has written there stays with `site.traditional_words`.

use std::collections::BTreeSet;

use crate::model::{Portal, Site};

/// Surnames that are written alike in both characters, and are parts of few other words.
const SURNAMES: &str = "范岳郁涂朴丑";
/// Surnames that are as common as words of their own: 位于建设路 holds no 于建设.
const WORDS: &str = "于余后干种游占咸采";
/// What stands before a name and within no word.
const BEFORE: [char; 10] = ['、', '，', '；', '：', '（', '　', ' ', '\n', '>', '"'];

/// The names of persons on whose surname the dictionary would err.
pub(super) fn persons(portal: &Portal) -> BTreeSet<&str> {
    let Site { register, .. } = &portal.site;
    let in_charge = register
        .iter()
        .flat_map(|(_, organ)| [&organ.leader, &organ.handler]);
    let in_charge = in_charge.flatten().map(|person| person.name.trim());
    let interpreters = portal
        .items
        .iter()
        .filter_map(|item| item.interpreter.as_ref());
    let interpreters = interpreters.map(|interpreter| interpreter.name.trim());
    in_charge
        .chain(interpreters)
        .filter(|name| split(name).is_some())
        .collect()
}

/// How a name is found in a text, and how it is written there; `convert` writes what is no surname.
pub(super) fn known_person(name: &str, convert: impl Fn(&str) -> String) -> Vec<(String, String)> {
    let Some((surname, given)) = split(name) else {
        return Vec::new();
    };
    let written = format!("{surname}{}", convert(given));
    if SURNAMES.contains(surname) {
        return vec![(name.to_owned(), written)];
    }
    let behind = |mark: char| (format!("{mark}{name}"), format!("{mark}{written}"));
    BEFORE.map(behind).into()
}

/// The surname and what follows it, of a name of two to four characters that begins with one of these.
fn split(name: &str) -> Option<(char, &str)> {
    let surname = name.chars().next()?;
    let given = name.strip_prefix(surname)?;
    let is_one = SURNAMES.contains(surname) || WORDS.contains(surname);
    let is_name = (1..=3).contains(&given.chars().count()) && !given.chars().any(|c| c.is_ascii());
    (is_one && is_name).then_some((surname, given))
}

#[cfg(test)]
mod tests {
    use super::known_person;

    #[test]
    fn a_surname_that_is_a_word_too_is_one_only_where_a_name_begins() {
        let written = |given: &str| given.replace('国', "國");
        assert_eq!(
            known_person("范国", written),
            [("范国".to_owned(), "范國".to_owned())]
        );
        let found = known_person("于国", written);
        assert!(found.contains(&("：于国".to_owned(), "：于國".to_owned())));
        assert!(found.iter().all(|(from, _)| from != "于国"));
        assert_eq!(known_person("王国", written), []);
        assert_eq!(known_person("范", written), []);
    }
}
