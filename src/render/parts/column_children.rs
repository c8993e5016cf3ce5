//! The columns below a column, each with how much of it there is.

use serde::Serialize;

use crate::model::{Column, ColumnIx, ColumnKey, OrganIx};
use crate::render::ground::Ground;

/// A column below another.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Child<'p> {
    name: &'p str,
    href: String,
    count: usize,
    /// `2020-11-02`
    newest: Option<String>,
    children: Vec<Child<'p>>,
}

/// The children of a column that show, and theirs.
pub(in crate::render) fn children<'p>(
    ground: &Ground<'p>,
    organ: Option<OrganIx>,
    parent: ColumnIx,
) -> Vec<Child<'p>> {
    let child = |(column, of): (ColumnIx, &'p Column)| {
        let key = ColumnKey { organ, column };
        let shelf = ground.portal.shelf(organ, column);
        let newest = shelf.items.first();
        Child {
            name: &of.name,
            href: ground.addresses.href(&ground.addresses.column(key)),
            count: shelf.items.len(),
            newest: newest
                .and_then(|ix| ground.portal[*ix].published_on())
                .map(|day| day.to_string()),
            children: children(ground, organ, column),
        }
    };
    ground.outline.children(organ, parent).map(child).collect()
}
