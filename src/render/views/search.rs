//! The search page: the target of every search box.

use serde::Serialize;

use super::home::{Directory, directories};
use super::library;
use crate::model::{ColumnKey, OrganIx};
use crate::render::exports::characters;
use crate::render::ground::Ground;
use crate::render::head::{Head, Link};
use crate::render::page::View;

/// Everything on the search page.
#[derive(Serialize)]
pub(in crate::render) struct SearchView<'p> {
    head: Head<'p>,
    directories: Vec<Directory<'p>>,
    /// Lists in which a document is found by its number.
    documents: Vec<Link>,
    organs: Vec<Organ<'p>>,
    directory_href: String,
    register_href: String,
    /// The root of the pages that results lead to.
    pages: String,
    /// Where the script of a page in traditional characters finds which are simplified to which.
    characters: Option<String>,
    /// The same for a page in simplified ones, which needs it only when nothing is found as it was typed.
    typed: Option<String>,
}

/// An organ to choose.
#[derive(Serialize)]
struct Organ<'p> {
    id: &'p str,
    name: &'p str,
    directory_href: String,
}

impl<'p> SearchView<'p> {
    pub(in crate::render) fn new(ground: &Ground<'p>) -> Self {
        let addresses = &ground.addresses;
        let head = Head::new(ground, "gk-search", "检索", "search/index.html");
        let register = &ground.portal.site.register;
        let characters = || addresses.href(characters::PATH);
        let has_both = ground.portal.site.settings.traditional;
        let organ = |ix: &OrganIx| Organ {
            id: &register[*ix].id,
            name: &register[*ix].name,
            directory_href: addresses.href(&addresses.directory(Some(*ix), 1)),
        };
        Self {
            head: head.ending("检索"),
            directories: directories(ground, None),
            documents: documents(ground),
            organs: ground.outline.organs().iter().map(organ).collect(),
            directory_href: addresses.href("directory.html"),
            register_href: addresses.href("organs.html"),
            pages: addresses.href("index.html"),
            characters: addresses.traditional().then(characters),
            typed: (has_both && !addresses.traditional()).then(characters),
        }
    }
}

impl<'p> View<'p> for SearchView<'p> {
    const TEMPLATE: &'static str = "search.html";

    fn head(&self) -> Option<&Head<'p>> {
        Some(&self.head)
    }
}

/// The columns whose items have document numbers, as far as the catalogue knows them.
fn documents(ground: &Ground<'_>) -> Vec<Link> {
    const NUMBERED: [&str; 2] = ["normative-documents", "policy-documents"];
    let library = library::href(ground).map(|href| Link {
        name: library::NAME.to_owned(),
        href: Some(href),
    });
    let catalogue = &ground.portal.site.catalogue;
    let columns = NUMBERED
        .iter()
        .filter_map(|id| catalogue.find(id))
        .filter(|column| ground.outline.shows(None, *column))
        .map(|column| {
            let key = ColumnKey {
                organ: None,
                column,
            };
            Link {
                name: catalogue[column].name.clone(),
                href: Some(ground.addresses.href(&ground.addresses.column(key))),
            }
        });
    library.into_iter().chain(columns).collect()
}
