//! In which columns an item stands: those that its kind implies and those that it names.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{ColumnIx, Item, KindIx, OrganIx, Site};

/// The columns of every item, in catalogue order; a column is left out where a child of it is named.
pub(super) fn place(items: &[Arc<Item>], site: &Site) -> Vec<Vec<ColumnIx>> {
    let implied = implied_by_kind(site);
    items
        .iter()
        .map(|item| {
            let mut columns = named(item, site);
            let implied = implied.get(&item.kind.value).map_or(&[][..], Vec::as_slice);
            let organs: Vec<OrganIx> = item.organs().collect();
            columns.extend(by_kind(&organs, site, implied, &columns));
            columns.sort_unstable();
            columns.dedup();
            without_ancestors(&columns, site)
        })
        .collect()
}

/// The columns in which an item of a kind from an organ stands where it names none.
#[must_use]
pub fn of_kind(site: &Site, kind: KindIx, organ: OrganIx) -> Vec<ColumnIx> {
    let implied = implied_by_kind(site).remove(&kind).unwrap_or_default();
    by_kind(&[organ], site, &implied, &[])
}

/// The columns into which each kind's items go.
fn implied_by_kind(site: &Site) -> HashMap<KindIx, Vec<ColumnIx>> {
    let mut implied: HashMap<KindIx, Vec<ColumnIx>> = HashMap::new();
    for (ix, column) in site.catalogue.iter() {
        for kind in column.kinds.iter().filter_map(|id| site.kinds.find(id)) {
            implied.entry(kind).or_default().push(ix);
        }
    }
    implied
}

/// The columns that the item names and the catalogue knows.
fn named(item: &Item, site: &Site) -> Vec<ColumnIx> {
    let kind = site.register[item.organ].kind;
    item.columns
        .iter()
        .filter_map(|name| site.catalogue.find_for(name, kind))
        .collect()
}

/// The columns that the kind implies for the organs of an item, its own first, where the item does not name one of them and so says where it belongs: of
/// the mandated ones those that are owed by the organ's kind, and the site's own that are meant for it. The site's
/// own take no item from a mandated column, named or not.
///
/// `local` is the kind of 条例 21's lists for the county and for townships alike: each organ's items
/// belong to its own list. A kind that no column of the organ claims still goes where the catalogue
/// has it, and the audit says that it does not belong there.
fn by_kind(
    organs: &[OrganIx],
    site: &Site,
    implied: &[ColumnIx],
    named: &[ColumnIx],
) -> Vec<ColumnIx> {
    let owes = |organ: OrganIx, ix: ColumnIx| {
        let kind = site.register[organ].kind;
        site.catalogue[ix].required_of.contains(&kind)
    };
    let is_named = |columns: &[ColumnIx]| columns.iter().any(|ix| named.contains(ix));
    let candidates = implied
        .iter()
        .copied()
        .filter(|ix| !site.catalogue[*ix].by_columns || named.contains(ix));
    let (mandated, own): (Vec<ColumnIx>, Vec<ColumnIx>) =
        candidates.partition(|ix| site.catalogue[*ix].mandated);
    if is_named(&mandated) {
        return Vec::new();
    }
    let mut columns = or_all(&mandated, |ix| {
        organs.first().is_some_and(|organ| owes(*organ, *ix))
    });
    let is_meant = |ix: &ColumnIx| {
        let is_for_all = site.catalogue[*ix].required_of.is_empty();
        is_for_all || mandated.is_empty() || organs.iter().any(|organ| owes(*organ, *ix))
    };
    if !is_named(&own) {
        columns.extend(own.iter().copied().filter(is_meant));
    }
    columns
}

/// Those of the columns that are chosen; all where none is.
fn or_all(columns: &[ColumnIx], is_chosen: impl Fn(&ColumnIx) -> bool) -> Vec<ColumnIx> {
    let chosen: Vec<ColumnIx> = columns.iter().copied().filter(&is_chosen).collect();
    if chosen.is_empty() {
        columns.to_vec()
    } else {
        chosen
    }
}

/// A child's content is its parent's too, so that naming both adds nothing.
fn without_ancestors(columns: &[ColumnIx], site: &Site) -> Vec<ColumnIx> {
    let is_ancestor = |ix: &ColumnIx| {
        columns
            .iter()
            .any(|other| other != ix && site.catalogue.lineage(*other).any(|up| up == *ix))
    };
    columns
        .iter()
        .copied()
        .filter(|ix| !is_ancestor(ix))
        .collect()
}
