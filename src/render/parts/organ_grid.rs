//! Organs under the headings of their kinds, each with a link.

use serde::Serialize;

use crate::model::{ColumnIx, ColumnKey, OrganIx};
use crate::render::ground::Ground;

/// Organs of one kind.
#[derive(Debug, Serialize)]
pub(in crate::render) struct OrganGroup<'p> {
    label: &'static str,
    organs: Vec<Entry<'p>>,
}

/// One organ and where its link leads.
#[derive(Debug, Serialize)]
struct Entry<'p> {
    name: &'p str,
    href: String,
    /// Whether there is anything there.
    filled: bool,
}

/// Every organ, its link leading to its home page.
pub(in crate::render) fn homes<'p>(ground: &Ground<'p>) -> Vec<OrganGroup<'p>> {
    grouped(ground, |ix| {
        Some(Entry {
            name: &ground.portal.site.register[ix].short,
            href: ground.addresses.href(&ground.addresses.organ(ix)),
            filled: true,
        })
    })
}

/// The organs that have a page of a column, their links leading there.
pub(in crate::render) fn columns<'p>(ground: &Ground<'p>, column: ColumnIx) -> Vec<OrganGroup<'p>> {
    let mut groups = grouped(ground, |ix| {
        let organ = Some(ix);
        let shelf = ground.portal.shelf(organ, column);
        let address = ground.addresses.column(ColumnKey { organ, column });
        let entry = Entry {
            name: &ground.portal.site.register[ix].short,
            href: ground.addresses.href(&address),
            filled: !shelf.items.is_empty() || !shelf.statements.is_empty(),
        };
        ground.outline.shows(organ, column).then_some(entry)
    });
    groups.retain(|group| !group.organs.is_empty());
    groups
}

fn grouped<'p, E: IntoIterator<Item = Entry<'p>>>(
    ground: &Ground<'p>,
    entry: impl Fn(OrganIx) -> E,
) -> Vec<OrganGroup<'p>> {
    let groups = ground.outline.organs_by_kind();
    groups
        .map(|(kind, organs)| OrganGroup {
            label: kind.label(),
            organs: organs.into_iter().flat_map(&entry).collect(),
        })
        .collect()
}
