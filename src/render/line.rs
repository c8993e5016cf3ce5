//! What every list says of an item, put into words once: an item stands in a dozen lists.

use std::sync::{Arc, OnceLock};

use super::addresses::Addresses;
use crate::model::{ItemIx, Key, Portal};

/// The words of one item.
pub(super) struct Line {
    pub(super) href: Arc<str>,
    /// `2020-11-02`
    pub(super) date: Option<Arc<str>>,
    /// Its document number in standard form.
    pub(super) number: Option<Arc<str>>,
}

/// The words of all items, found when first asked for.
pub(super) struct Lines<'p> {
    portal: &'p Portal,
    addresses: Addresses<'p>,
    lines: Vec<OnceLock<Line>>,
    records: Vec<OnceLock<Key>>,
}

impl<'p> Lines<'p> {
    pub(super) fn new(portal: &'p Portal, addresses: Addresses<'p>) -> Self {
        let count = portal.items.len();
        Self {
            portal,
            addresses,
            lines: std::iter::repeat_with(OnceLock::new).take(count).collect(),
            records: std::iter::repeat_with(OnceLock::new).take(count).collect(),
        }
    }

    /// The fingerprint of what open data says of an item, found when first asked for: many files say it.
    pub(super) fn record(&self, ix: ItemIx, find: impl FnOnce() -> Key) -> Key {
        *self.records[ix.0 as usize].get_or_init(find)
    }

    /// The words of an item.
    pub(super) fn of(&self, ix: ItemIx) -> &Line {
        self.lines[ix.0 as usize].get_or_init(|| {
            let item = &self.portal[ix];
            let path = self.portal.item_path(item);
            Line {
                href: self.addresses.href(&path).into(),
                date: item.published_on().map(|day| day.to_string().into()),
                number: item.number_shown().map(Into::into),
            }
        })
    }
}
