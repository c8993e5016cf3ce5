//! Items and catalogue become the portal: who discloses what in which column.
//!
//! # Why
//! What the public may see is decided here, once, by moving an item into one of two lists. Everything
//! downstream holds indices into the public list alone, so that no page, feed or export has to
//! remember to ask; a filter at every use was refused because one forgotten filter is a leak.

mod kept_back;
mod placement;
mod relations;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::{
    ColumnIx, ColumnKey, Item, ItemIx, Moment, Portal, Relations, Shelf, Site, Written,
};

pub use self::placement::of_kind;

/// For whom the platform is grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Audience {
    /// Everybody: what is 主动公开 and no draft. The only audience that a build has.
    #[default]
    Public,
    /// The preview on an editor's own machine: everything, an unpublished draft as of today.
    Editors,
}

/// Groups what was read into the platform as the public sees it on a day.
#[must_use]
pub fn arrange(site: Site, as_of: NaiveDate) -> Portal {
    arrange_for(site, as_of, Audience::Public)
}

/// As [`arrange`], for those who may see more than the public.
#[must_use]
pub fn arrange_for(mut site: Site, as_of: NaiveDate, audience: Audience) -> Portal {
    let mut all = std::mem::take(&mut site.items);
    if audience == Audience::Editors {
        date_drafts(&mut all, as_of);
        mark_titles(&mut all);
    }
    let (mut items, withheld): (Vec<Arc<Item>>, Vec<Arc<Item>>) =
        all.into_iter().partition(|item| {
            (item.is_public() || audience == Audience::Editors) && item.published_at.is_some()
        });
    items.sort_by(|one, other| {
        let moment = |item: &Item| item.published_at.as_ref().map(|moment| moment.value);
        moment(other)
            .cmp(&moment(one))
            .then_with(|| one.source.cmp(&other.source))
    });
    let kept_back = kept_back::keep_back(&mut items, &withheld, &site.links);
    let placements = placement::place(&items, &site);
    let by_source = (0u32..)
        .map(ItemIx)
        .zip(&items)
        .map(|(ix, item)| (Arc::clone(&item.source), ix))
        .collect::<HashMap<_, _>>();
    let mut portal = Portal {
        site,
        as_of,
        items,
        withheld,
        kept_back,
        placements,
        shelves: BTreeMap::new(),
        by_source,
        relations: Relations::default(),
    };
    portal.shelves = shelve(&portal);
    portal.relations = relations::relate(&portal);
    portal
}

/// A draft without a date shows as if published on the day.
fn date_drafts(items: &mut [Arc<Item>], day: NaiveDate) {
    for item in items.iter_mut().filter(|item| item.published_at.is_none()) {
        let today = Moment {
            date: day,
            time: None,
        };
        Arc::make_mut(item).published_at = Some(Written::new(today, item.title.span));
    }
}

/// Says in front of its title what the public never sees, so that no list, directory, link or finding of search
/// shows it as if it were published.
fn mark_titles(items: &mut [Arc<Item>]) {
    for item in items {
        if let Some(mark) = item.mark() {
            let title = &mut Arc::make_mut(item).title.value;
            title.insert_str(0, &format!("【{mark}】"));
        }
    }
}

/// Puts every item on the shelves of its columns and their ancestors, for its organs and the county.
fn shelve(portal: &Portal) -> BTreeMap<ColumnKey, Shelf> {
    let mut shelves: BTreeMap<ColumnKey, Shelf> = BTreeMap::new();
    for ((ix, item), columns) in portal.iter().zip(&portal.placements) {
        let mut reached: Vec<ColumnIx> = columns
            .iter()
            .flat_map(|column| portal.site.catalogue.lineage(*column))
            .collect();
        reached.sort_unstable();
        reached.dedup();
        for organ in portal.organs_of(item).map(Some).chain([None]) {
            for column in &reached {
                let shelf = shelves
                    .entry(ColumnKey {
                        organ,
                        column: *column,
                    })
                    .or_default();
                let list = if item.absent {
                    &mut shelf.statements
                } else {
                    &mut shelf.items
                };
                // An organ may be named twice, as the issuer and among the joint issuers.
                if list.last() != Some(&ix) {
                    list.push(ix);
                }
            }
        }
    }
    shelves
}
