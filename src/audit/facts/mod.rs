//! What the rules share: indices over the portal, built once, so that no rule compares every item with every other.

mod attachments;
mod documents;
mod offices;
mod pages;
mod wording;

use std::collections::HashMap;

use crate::model::{Item, ItemIx, Matrix, OrganIx, Portal, ReadFile, TaskLine};

use super::matrix::matrix;
use super::tasks::task_table;

pub(super) use attachments::{Attachments, Line};
pub(super) use documents::{Documents, Reference};
pub(super) use offices::Offices;
pub(super) use pages::{Pages, Target};
pub(super) use wording::Terms;

/// Everything that a rule may look at.
pub(super) struct Facts<'p> {
    /// The platform.
    pub(super) portal: &'p Portal,
    /// Organ × mandated column.
    pub(super) matrix: Matrix,
    /// Task × unit.
    pub(super) tasks: Vec<TaskLine>,
    /// Numbers and ids, and what they name.
    pub(super) documents: Documents<'p>,
    /// The register's letters and telephones, and who the county government's office is.
    pub(super) offices: Offices<'p>,
    /// Where links may lead.
    pub(super) pages: Pages<'p>,
    /// The wording list, ready to search with.
    pub(super) terms: Terms<'p>,
    /// What stands in attachments, read when first asked for.
    pub(super) attachments: Attachments<'p>,
    by_kind: HashMap<&'p str, Vec<ItemIx>>,
    by_organ: HashMap<(OrganIx, &'p str), Vec<ItemIx>>,
}

impl<'p> Facts<'p> {
    /// Builds every index.
    pub(super) fn new(portal: &'p Portal, read: ReadFile<'p>) -> Self {
        let mut by_kind: HashMap<&str, Vec<ItemIx>> = HashMap::new();
        let mut by_organ: HashMap<(OrganIx, &str), Vec<ItemIx>> = HashMap::new();
        for (ix, item) in portal.iter() {
            let kind = portal.site.kinds[item.kind.value].id.as_str();
            by_kind.entry(kind).or_default().push(ix);
            for organ in portal.organs_of(item).filter(|_| !item.absent) {
                by_organ.entry((organ, kind)).or_default().push(ix);
            }
        }
        Self {
            portal,
            matrix: matrix(portal),
            tasks: task_table(portal),
            documents: Documents::new(portal),
            offices: Offices::new(portal),
            pages: Pages::new(portal),
            terms: Terms::new(&portal.site.wording),
            attachments: Attachments::new(portal, read),
            by_kind,
            by_organ,
        }
    }

    /// The id of an item's kind.
    pub(super) fn kind(&self, item: &Item) -> &'p str {
        &self.portal.site.kinds[item.kind.value].id
    }

    /// Whether the item is a policy: a normative document or another policy document.
    pub(super) fn is_policy(&self, item: &Item) -> bool {
        matches!(self.kind(item), "normative-document" | "policy-document")
    }

    /// The published items of a kind, newest first; statements of absence are among them.
    pub(super) fn of_kind(&self, kind: &str) -> &[ItemIx] {
        self.by_kind.get(kind).map_or(&[], Vec::as_slice)
    }

    /// The published items of a kind that an organ issued, alone or jointly, newest first; no
    /// statements of absence.
    pub(super) fn of_organ<'k>(&'k self, organ: OrganIx, kind: &'k str) -> &'k [ItemIx] {
        self.by_organ.get(&(organ, kind)).map_or(&[], Vec::as_slice)
    }

    /// The short name of an organ.
    pub(super) fn short(&self, organ: OrganIx) -> &'p str {
        &self.portal.site.register[organ].short
    }
}

impl std::ops::Index<ItemIx> for Facts<'_> {
    type Output = Item;

    fn index(&self, ix: ItemIx) -> &Item {
        &self.portal[ix]
    }
}
