//! The page 网站地图: every directory of the county and of every organ.

use serde::Serialize;

use super::library;
use crate::model::{ColumnIx, ColumnKey, OrganIx};
use crate::render::ground::Ground;
use crate::render::head::{Head, Link};
use crate::render::page::View;

/// Everything on the site map page.
#[derive(Serialize)]
pub(in crate::render) struct SitemapView<'p> {
    head: Head<'p>,
    columns: Vec<Branch>,
    pages: Vec<Link>,
    groups: Vec<Group>,
}

/// A column of the county and those below it.
#[derive(Serialize)]
struct Branch {
    name: String,
    href: String,
    children: Vec<Branch>,
}

/// Organs of one kind.
#[derive(Serialize)]
struct Group {
    label: &'static str,
    organs: Vec<OfOrgan>,
}

/// An organ and its first-level directories.
#[derive(Serialize)]
struct OfOrgan {
    name: String,
    href: String,
    directories: Vec<Link>,
}

impl<'p> SitemapView<'p> {
    pub(in crate::render) fn new(ground: &Ground<'p>) -> Self {
        let page = |name: &str, path: &str| Link {
            name: name.to_owned(),
            href: Some(ground.addresses.href(path)),
        };
        let roots = ground
            .outline
            .columns(None)
            .filter(|(_, column)| column.parent.is_none());
        Self {
            head: Head::new(ground, "gk-sitemap", "网站地图", "sitemap.html").ending("网站地图"),
            columns: roots.map(|(ix, _)| branch(ground, ix)).collect(),
            pages: [
                page("首页", "index.html"),
                page("政府信息公开目录", "directory.html"),
                page("行政机关名录", "organs.html"),
                page("检索", "search/index.html"),
                page("订阅最新公开（Atom）", "feed.xml"),
            ]
            .into_iter()
            .chain(library::href(ground).map(|href| Link {
                name: library::NAME.to_owned(),
                href: Some(href),
            }))
            .collect(),
            groups: groups(ground),
        }
    }
}

impl<'p> View<'p> for SitemapView<'p> {
    const TEMPLATE: &'static str = "sitemap.html";

    fn head(&self) -> Option<&Head<'p>> {
        Some(&self.head)
    }
}

fn branch(ground: &Ground<'_>, column: ColumnIx) -> Branch {
    let key = ColumnKey {
        organ: None,
        column,
    };
    let children = ground.outline.children(None, column);
    Branch {
        name: ground.portal.site.catalogue[column].name.clone(),
        href: ground.addresses.href(&ground.addresses.column(key)),
        children: children.map(|(ix, _)| branch(ground, ix)).collect(),
    }
}

fn groups(ground: &Ground<'_>) -> Vec<Group> {
    let register = &ground.portal.site.register;
    let of_organ = |ix: &OrganIx| OfOrgan {
        name: register[*ix].name.clone(),
        href: ground.addresses.href(&ground.addresses.organ(*ix)),
        directories: directories(ground, *ix),
    };
    let groups = ground.outline.organs_by_kind();
    groups
        .map(|(kind, organs)| Group {
            label: kind.label(),
            organs: organs.iter().map(of_organ).collect(),
        })
        .collect()
}

fn directories(ground: &Ground<'_>, ix: OrganIx) -> Vec<Link> {
    let organ = Some(ix);
    let roots = ground
        .outline
        .columns(organ)
        .filter(|(_, column)| column.parent.is_none());
    roots
        .map(|(column, of)| {
            let address = ground.addresses.column(ColumnKey { organ, column });
            Link {
                name: of.name.clone(),
                href: Some(ground.addresses.href(&address)),
            }
        })
        .collect()
}
