//! What the rules share: indices over the portal, built once, so that no rule compares every item with every other.

mod addresses;
mod attachments;
mod documents;
mod further;
mod offices;
mod pages;
mod wording;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::{ColumnStatus, Item, ItemIx, Matrix, OrganIx, Portal, ReadFile, TaskLine};

use super::matrix::matrix;
use super::tasks::task_table;

pub(super) use attachments::{Attachments, Line};
pub(super) use documents::{Documents, Reference, organ_code};
pub(super) use offices::Offices;
pub(super) use pages::{Pages, Target};
pub(super) use wording::Terms;

/// An index that is built when the first rule asks for it: a build asks for the few that deny.
///
/// What builds one runs on the asking thread alone, as with [`Attachments`].
pub(super) type Lazy<'p, T> = LazyLock<T, Box<dyn FnOnce() -> T + Send + 'p>>;

/// Everything that a rule may look at.
pub(super) struct Facts<'p> {
    /// The platform.
    pub(super) portal: &'p Portal,
    /// Organ × mandated column.
    pub(super) matrix: Lazy<'p, Matrix>,
    /// Task × unit.
    pub(super) tasks: Lazy<'p, Vec<TaskLine>>,
    /// Numbers and ids, and what they name.
    pub(super) documents: Lazy<'p, Documents<'p>>,
    /// The register's letters and telephones, and who the county government's office is.
    pub(super) offices: Lazy<'p, Offices<'p>>,
    /// Where links may lead.
    pub(super) pages: Lazy<'p, Pages<'p>>,
    /// The wording list, ready to search with.
    pub(super) terms: Lazy<'p, Terms<'p>>,
    /// What stands in attachments, read when first asked for.
    pub(super) attachments: Attachments<'p>,
    kinds: Lazy<'p, Kinds<'p>>,
}

/// Items by kind, and by organ and kind.
#[derive(Default)]
struct Kinds<'p> {
    by_kind: HashMap<&'p str, Vec<ItemIx>>,
    by_organ: HashMap<(OrganIx, &'p str), Vec<ItemIx>>,
}

fn lazy<'p, T>(build: impl FnOnce() -> T + Send + 'p) -> Lazy<'p, T> {
    LazyLock::new(Box::new(build))
}

impl<'p> Kinds<'p> {
    fn new(portal: &'p Portal) -> Self {
        let mut kinds = Self::default();
        let there = portal.iter();
        let there = there.filter(|(ix, item)| portal.is_out(*ix) && !item.absent);
        for (ix, item) in there {
            let kind = portal.site.kinds[item.kind.value].id.as_str();
            kinds.by_kind.entry(kind).or_default().push(ix);
            for organ in portal.organs_of(item) {
                kinds.by_organ.entry((organ, kind)).or_default().push(ix);
            }
        }
        kinds
    }
}

impl<'p> Facts<'p> {
    /// The facts of a platform, none of them looked for yet.
    pub(super) fn new(portal: &'p Portal, read: ReadFile<'p>) -> Self {
        Self {
            portal,
            matrix: lazy(|| matrix(portal)),
            tasks: lazy(|| task_table(portal)),
            documents: lazy(|| Documents::new(portal)),
            offices: lazy(|| Offices::new(portal)),
            pages: lazy(|| Pages::new(portal)),
            terms: lazy(|| Terms::new(&portal.site.wording)),
            attachments: Attachments::new(portal, read),
            kinds: lazy(|| Kinds::new(portal)),
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

    /// Whether the item shows a document of an organ that is not on the register, and names where it is taken from.
    pub(super) fn is_repost(&self, item: &Item) -> bool {
        let number = item.document_number.as_ref();
        let is_foreign = number
            .and_then(|number| number.read.as_ref())
            .is_some_and(|(number, _)| !self.offices.issued_here(number));
        let source = item.origin.as_deref().map(str::trim).unwrap_or_default();
        is_foreign && !source.is_empty() && self.portal.site.register.find(source).is_none()
    }

    /// The items of a kind that are out on the as-of day, newest first; no statements of absence.
    pub(super) fn of_kind(&self, kind: &str) -> &[ItemIx] {
        self.kinds.by_kind.get(kind).map_or(&[], Vec::as_slice)
    }

    /// The items of a kind that an organ issued, alone or jointly, and that are out on the as-of day, newest first;
    /// no statements of absence.
    pub(super) fn of_organ<'k>(&'k self, organ: OrganIx, kind: &'k str) -> &'k [ItemIx] {
        self.kinds
            .by_organ
            .get(&(organ, kind))
            .map_or(&[], Vec::as_slice)
    }

    /// Whether an organ states that it has nothing of the column of this kind, and so leaves it not empty.
    pub(super) fn is_stated(&self, organ: OrganIx, kind: &str) -> bool {
        let catalogue = &self.portal.site.catalogue;
        self.matrix.row(organ).iter().any(|cell| {
            let kinds = &catalogue[cell.column].kinds;
            cell.status == ColumnStatus::Stated && kinds.iter().any(|it| it == kind)
        })
    }

    /// Whether an item that could not be read says these words: what it says of them is not known.
    pub(super) fn is_named_by_unread(&self, words: &str) -> bool {
        let mut unread = self.portal.site.unread.values();
        unread.any(|text| text.contains(words))
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
