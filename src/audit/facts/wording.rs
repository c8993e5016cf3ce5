//! The wording list, searched for in one pass over a text.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::{Term, Wording};

/// Terms by their first character.
///
/// # Why
/// Searching a text once for every term costs terms × length. Nearly no character of a text begins
/// a wrong term, so a table of first characters lets one pass do; an automaton over all terms would
/// be a dependency for no more speed on a list of this size.
pub(in crate::audit) struct Terms<'p> {
    by_first: HashMap<char, Vec<&'p Term>>,
    /// Whether a character of the basic plane begins a term: asked of every character of every text.
    begins: Vec<bool>,
}

impl<'p> Terms<'p> {
    pub(super) fn new(wording: &'p Wording) -> Self {
        let mut by_first: HashMap<char, Vec<&Term>> = HashMap::new();
        for term in &wording.0 {
            if let Some(first) = term.wrong.chars().next() {
                by_first.entry(first).or_default().push(term);
            }
        }
        for terms in by_first.values_mut() {
            terms.sort_by_key(|term| std::cmp::Reverse(term.wrong.len()));
        }
        let mut begins = vec![false; 0x1_0000];
        for first in by_first.keys() {
            if let Some(slot) = begins.get_mut(*first as usize) {
                *slot = true;
            }
        }
        Self { by_first, begins }
    }

    /// Whether a term may begin with the character; beyond the basic plane the map is asked.
    fn may_begin(&self, first: char) -> bool {
        self.begins.get(first as usize).copied().unwrap_or(true)
    }

    /// Every wrong term of a text with its place; where several begin at one place, the longest.
    pub(in crate::audit) fn find<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = (Range<usize>, &'p Term)> + 't {
        let begins = text.char_indices().filter(|(_, c)| self.may_begin(*c));
        begins.filter_map(|(at, c)| {
            let rest = text.get(at..)?;
            let term = self
                .by_first
                .get(&c)?
                .iter()
                .find(|term| rest.starts_with(&term.wrong))?;
            Some((at..at + term.wrong.len(), *term))
        })
    }
}
