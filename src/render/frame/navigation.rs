//! The tree of directories beside every page of an organ.

use serde::Serialize;

use crate::model::{ColumnIx, ColumnKey, OrganIx, Portal};
use crate::render::addresses::Addresses;
use crate::render::outline::Outline;

/// What the navigation shows.
#[derive(Serialize)]
pub(super) struct Navigation<'p> {
    /// Whose directories they are.
    name: &'p str,
    href: String,
    /// The four of the first level, in mandated order.
    directories: Vec<Branch<'p>>,
    /// 依申请公开, set apart from the four.
    apart: Vec<Branch<'p>>,
    /// 政府信息公开目录 (条例 第十二条).
    directory_href: String,
    register_href: String,
}

/// A column and those below it.
#[derive(Serialize)]
struct Branch<'p> {
    id: &'p str,
    name: &'p str,
    href: String,
    children: Vec<Branch<'p>>,
}

impl<'p> Navigation<'p> {
    pub(super) fn new(
        portal: &'p Portal,
        addresses: &Addresses<'p>,
        outline: &Outline<'p>,
        organ: Option<OrganIx>,
    ) -> Self {
        let branch = |column| branch(portal, addresses, outline, ColumnKey { organ, column });
        let roots = |apart: bool| {
            outline
                .columns(organ)
                .filter(|(_, column)| column.parent.is_none() && column.apart == apart)
                .map(|(ix, _)| branch(ix))
                .collect()
        };
        let home = addresses.within(organ, "index.html");
        Self {
            name: organ.map_or(&portal.site.settings.name, |organ| {
                &portal.site.register[organ].name
            }),
            href: addresses.href(&home),
            directories: roots(false),
            apart: roots(true),
            directory_href: addresses.href(&addresses.directory(organ, 1)),
            register_href: addresses.href("organs.html"),
        }
    }
}

fn branch<'p>(
    portal: &'p Portal,
    addresses: &Addresses<'p>,
    outline: &Outline<'p>,
    key: ColumnKey,
) -> Branch<'p> {
    let column = &portal.site.catalogue[key.column];
    let below = |column: ColumnIx| {
        let organ = key.organ;
        branch(portal, addresses, outline, ColumnKey { organ, column })
    };
    Branch {
        id: &column.id,
        name: &column.name,
        href: addresses.href(&addresses.column(key)),
        children: outline
            .children(key.organ, key.column)
            .map(|(ix, _)| below(ix))
            .collect(),
    }
}
