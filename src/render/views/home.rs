//! The home page of the platform.

use serde::Serialize;

use super::fields::{self, FieldLink};
use super::library;
use crate::model::{ColumnKey, OrganIx};
use crate::render::ground::Ground;
use crate::render::head::{Head, Link};
use crate::render::json_ld;
use crate::render::page::View;
use crate::render::parts::organ_grid::{self, OrganGroup};
use crate::render::parts::row::Row;

/// Everything on the home page.
#[derive(Serialize)]
pub(in crate::render) struct HomeView<'p> {
    head: Head<'p>,
    site_name: &'p str,
    search_href: String,
    register_href: String,
    directory_href: String,
    /// The library of normative documents; none while there are no such documents.
    library_href: Option<String>,
    feed_href: String,
    directories: Vec<Directory<'p>>,
    newest: Vec<Row<'p>>,
    /// A few columns that most visitors come for, with their newest items.
    shelves: Vec<NewShelf<'p>>,
    /// The 26 pilot fields.
    fields: Vec<FieldLink<'p>>,
    organs: Vec<OrganGroup<'p>>,
}

/// One of the first-level directories, or 依申请公开.
#[derive(Serialize)]
pub(super) struct Directory<'p> {
    name: &'p str,
    description: &'p str,
    href: String,
    apart: bool,
}

/// A column with its newest items.
#[derive(Serialize)]
struct NewShelf<'p> {
    name: &'p str,
    href: String,
    rows: Vec<Row<'p>>,
}

impl<'p> HomeView<'p> {
    pub(in crate::render) fn new(ground: &Ground<'p>) -> Self {
        const NEWEST: usize = 14;
        let addresses = &ground.addresses;
        let settings = &ground.portal.site.settings;
        let mut head = Head::new(ground, "gk-home", "", "index.html").ending_here();
        head.json_ld = Some(json_ld::site(ground));
        head.feeds = vec![Link {
            name: format!("{}最新公开", settings.name),
            href: Some(addresses.href("feed.xml")),
        }];
        let newest = ground.outline.disclosed(None).iter().take(NEWEST);
        Self {
            head,
            site_name: &settings.name,
            search_href: addresses.href("search/index.html"),
            register_href: addresses.href("organs.html"),
            directory_href: addresses.href("directory.html"),
            library_href: library::href(ground),
            feed_href: addresses.href("feed.xml"),
            directories: directories(ground, None),
            newest: newest
                .map(|ix| Row::new(ground, *ix).with_organ(ground, *ix))
                .collect(),
            shelves: shelves(ground),
            fields: fields::links(ground),
            organs: organ_grid::homes(ground),
        }
    }
}

impl<'p> View<'p> for HomeView<'p> {
    const TEMPLATE: &'static str = "home.html";

    fn head(&self) -> Option<&Head<'p>> {
        Some(&self.head)
    }
}

/// The first-level directories in mandated order, 依申请公开 last.
pub(super) fn directories<'p>(ground: &Ground<'p>, organ: Option<OrganIx>) -> Vec<Directory<'p>> {
    let roots = ground
        .outline
        .columns(organ)
        .filter(|(_, column)| column.parent.is_none());
    roots
        .map(|(ix, column)| {
            let address = ground.addresses.column(ColumnKey { organ, column: ix });
            Directory {
                name: &column.name,
                description: &column.description,
                href: ground.addresses.href(&address),
                apart: column.apart,
            }
        })
        .collect()
}

/// The shelves of the home page; a catalogue that lacks one of these columns goes without it.
fn shelves<'p>(ground: &Ground<'p>) -> Vec<NewShelf<'p>> {
    const SHOWN: [&str; 2] = ["policies", "interpretations"];
    const ROWS: usize = 6;
    let catalogue = &ground.portal.site.catalogue;
    let columns = SHOWN.iter().filter_map(|id| catalogue.find(id));
    columns
        .map(|column| {
            let key = ColumnKey {
                organ: None,
                column,
            };
            let items = ground.portal.shelf(None, column).items.iter().take(ROWS);
            NewShelf {
                name: &catalogue[column].name,
                href: ground.addresses.href(&ground.addresses.column(key)),
                rows: items
                    .map(|ix| Row::new(ground, *ix).with_organ(ground, *ix))
                    .collect(),
            }
        })
        .filter(|shelf| !shelf.rows.is_empty())
        .collect()
}
