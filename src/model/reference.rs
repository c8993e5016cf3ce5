//! Whom an item means when it names another by its id.

use super::{Item, ItemIx, Portal};

/// What a reference comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// No item.
    Nothing,
    /// The item that refers, and no other.
    Itself,
    /// One other item.
    One(ItemIx),
    /// Several organs have an item of this id, and the organ that refers has none.
    Several(Vec<ItemIx>),
}

impl Portal {
    /// Those of the items found that are not the one that refers: nothing relates to itself.
    #[must_use]
    pub fn others(&self, item: &Item, found: &[ItemIx]) -> Vec<ItemIx> {
        let is_other = |ix: &&ItemIx| self[**ix].source != item.source;
        found.iter().filter(is_other).copied().collect()
    }

    /// Which of the items that have an id is meant: the organ's own first, another's when it alone has it.
    #[must_use]
    pub fn meant_by_id(&self, item: &Item, found: &[ItemIx]) -> Meant {
        let others = self.others(item, found);
        let own = others.iter().find(|ix| self[**ix].organ == item.organ);
        match (own, others.as_slice(), found) {
            (Some(ix), _, _) | (None, [ix], _) => Meant::One(*ix),
            (None, [], []) => Meant::Nothing,
            (None, [], _) => Meant::Itself,
            (None, _, _) => Meant::Several(others),
        }
    }
}
