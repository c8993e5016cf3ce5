//! What documents say of each other: interpretation, repeal, amendment.

use std::collections::BTreeMap;

use super::{ItemIx, Validity};

/// Links between published items, both ways; all lists in portal order.
#[derive(Debug, Clone, Default)]
pub struct Relations {
    /// Document → the interpretations of it.
    pub interpretations: BTreeMap<ItemIx, Vec<ItemIx>>,
    /// Interpretation → the documents that it interprets.
    pub interpreted: BTreeMap<ItemIx, Vec<ItemIx>>,
    /// Document → the documents that it repeals.
    pub repeals: BTreeMap<ItemIx, Vec<ItemIx>>,
    /// Document → the documents that repeal it.
    pub repealed_by: BTreeMap<ItemIx, Vec<ItemIx>>,
    /// Document → the documents that it amends.
    pub amends: BTreeMap<ItemIx, Vec<ItemIx>>,
    /// Document → the documents that amend it.
    pub amended_by: BTreeMap<ItemIx, Vec<ItemIx>>,
    /// Documents by number in standard form.
    pub numbers: BTreeMap<String, Vec<ItemIx>>,
    /// What each item's own dates and the other items together make of its validity, on the as-of
    /// day; none for what neither is a document nor is said to end.
    pub validity: Vec<Option<Validity>>,
}

impl Relations {
    /// One of the maps above, at one item.
    #[must_use]
    pub fn of(map: &BTreeMap<ItemIx, Vec<ItemIx>>, ix: ItemIx) -> &[ItemIx] {
        map.get(&ix).map_or(&[], Vec::as_slice)
    }
}
