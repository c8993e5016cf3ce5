//! The grams of one item that have a list, found by which grams are split: what `grams` finds for all
//! items together, for one alone.

use std::collections::BTreeMap;

use super::grams::DEEPEST;
use super::tokens::{TokenText, gram};

/// Why a gram has a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listing {
    /// A single token: a list of items.
    Single,
    /// A split gram: a list of items.
    Split,
    /// A gram that is split once its list of slots is long.
    Unsplit,
    /// A list of slots however long: the longest grams, and bridges.
    Final,
}

/// A gram of an item, with the slots at which it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ItemGram {
    pub(super) listing: Listing,
    pub(super) slots: Vec<u32>,
}

/// The grams of an item, by name.
pub(super) fn item_grams(
    tokens: &[TokenText],
    is_split: &dyn Fn(&str) -> bool,
) -> BTreeMap<String, ItemGram> {
    let mut grams: BTreeMap<String, ItemGram> = BTreeMap::new();
    let mut add = |tokens: &[TokenText], slot: usize, listing: Listing| {
        let slots = Vec::new();
        let gram = grams
            .entry(gram(tokens))
            .or_insert(ItemGram { listing, slots });
        gram.slots.extend(u32::try_from(slot));
    };
    let mut longest = Vec::with_capacity(tokens.len());
    for slot in 0..tokens.len() {
        let phrase = phrase(tokens, slot);
        if !phrase.is_empty() {
            add(&phrase[..1], slot, Listing::Single);
        }
        let mut reached = Reached::default();
        for length in 2..=phrase.len().min(DEEPEST) {
            let listed = &phrase[..length];
            let listing = if length == DEEPEST {
                Listing::Final
            } else if is_split(&gram(listed)) {
                Listing::Split
            } else {
                Listing::Unsplit
            };
            add(listed, slot, listing);
            reached = Reached {
                listed: length,
                split: length - usize::from(listing != Listing::Split),
            };
            if listing != Listing::Split {
                break;
            }
        }
        longest.push(reached);
    }
    for (before, pair) in longest.windows(2).enumerate() {
        let [from, to] = pair else { continue };
        if tokens[before] == TokenText::Break {
            continue;
        }
        // A split gram with the token before it, where no listed gram from that token reaches as far.
        for length in from.listed.max(2)..=to.split {
            add(&tokens[before..=before + length], before, Listing::Final);
        }
    }
    grams
}

/// The longest gram that is listed from a slot on, and the longest that is split.
#[derive(Debug, Clone, Copy, Default)]
struct Reached {
    listed: usize,
    split: usize,
}

/// The tokens from a slot on, up to a break.
fn phrase(tokens: &[TokenText], slot: usize) -> &[TokenText] {
    let end = tokens.len().min(slot + DEEPEST);
    let all = &tokens[slot..end];
    let length = all.iter().position(|token| *token == TokenText::Break);
    &all[..length.unwrap_or(all.len())]
}
