//! What the keys of the many pages are made of, each part found once for all of them.
//!
//! # Why
//! Items, lists and feeds are thousands; an edit asks for the key of each, and nearly all stand. To make their views
//! only to digest them costs more than all else that an edit does. So their keys cover what their views are made of:
//! the site's own words as a whole, what stands in a column, and of every item that a page names its open data. That
//! is rather more than the page shows, never less; a page made anew for nothing has the bytes that it had, and stays.

use std::sync::OnceLock;

use chrono::Datelike as _;

use super::outline::Outline;
use crate::model::{ColumnIx, ItemIx, Key, KeyWriter, OrganIx, Portal, Shelf, Site};

/// The parts.
pub(super) struct Fingerprints {
    /// Of all that was read but items and their files.
    pub(super) site: Key,
    columns: Vec<OnceLock<Key>>,
}

impl Fingerprints {
    pub(super) fn new(portal: &Portal) -> Self {
        let columns = std::iter::repeat_with(OnceLock::new);
        Self {
            site: of_site(&portal.site),
            columns: columns.take(portal.site.catalogue.len()).collect(),
        }
    }

    /// Of the numbers, years, validities and days of a column and of those below it, for every organ and the county:
    /// whatever leads from one list to another follows from them.
    pub(super) fn column(&self, portal: &Portal, outline: &Outline<'_>, column: ColumnIx) -> Key {
        *self.columns[column.0 as usize].get_or_init(|| {
            let organs = outline.organs().iter().copied().map(Some);
            let key = organs.chain([None]).fold(
                KeyWriter::new("column").part(column.0.to_le_bytes()),
                |key, organ| {
                    let key = key.part(organ.map_or(u32::MAX, |OrganIx(ix)| ix).to_le_bytes());
                    let key = key.part([u8::from(outline.shows(organ, column))]);
                    of_shelf(portal, portal.shelf(organ, column), key)
                },
            );
            let all = portal.site.catalogue.iter();
            let below = all.filter(|(_, child)| child.parent == Some(column));
            below
                .fold(key, |key, (child, _)| {
                    key.part(self.column(portal, outline, child).0)
                })
                .finish()
        })
    }
}

/// The debugging texts cover every field that these have or will have.
fn of_site(site: &Site) -> Key {
    let Site {
        settings,
        register,
        catalogue,
        kinds,
        vocabulary,
        // No page shows a word of these but by what items say of themselves.
        topics: _,
        wording: _,
        calendar: _,
        work_plans: _,
        items: _,
        files: _,
        tables: _,
        links: _,
        unread: _,
        lost: _,
    } = site;
    let mut key = KeyWriter::new("site")
        .part(format!("{settings:?}"))
        .part(format!("{vocabulary:?}"));
    for (_, organ) in register.iter() {
        key = key.part(format!("organ {organ:?}"));
    }
    for (_, column) in catalogue.iter() {
        key = key.part(format!("column {column:?}"));
    }
    for (_, kind) in kinds.iter() {
        key = key.part(format!("kind {kind:?}"));
    }
    key.finish()
}

fn of_shelf(portal: &Portal, shelf: &Shelf, key: KeyWriter) -> KeyWriter {
    let newest = shelf
        .items
        .first()
        .and_then(|ix| portal[*ix].published_on());
    let of_item = |ix: &ItemIx| {
        let year = portal[*ix].published_on().map_or(0, |day| day.year());
        let validity = portal.relations.validity.get(ix.0 as usize).copied();
        let validity = validity.flatten().map_or(0, |validity| 1 + validity as u8);
        let [low, high, ..] = year.to_le_bytes();
        [low, high, validity]
    };
    let items: Vec<u8> = shelf.items.iter().flat_map(of_item).collect();
    key.part(items)
        .part(newest.map_or(0, |day| day.num_days_from_ce()).to_le_bytes())
        .part(shelf.statements.len().to_le_bytes())
}
