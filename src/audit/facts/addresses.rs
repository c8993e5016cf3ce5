//! The addresses that the site will have, so far as content may link to them.
//!
//! # Why
//! The builder takes the link from whatever leads to no page of it. What it will have follows from the portal alone:
//! single pages are listed, and further pages of a list are counted, for a list of two pages has no ninety-ninth.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::model::{ColumnKey, ItemIx, OrganIx, Portal, Shelf};

/// Pages and data that the platform and each organ's part of it have.
const OF_ALL: [&str; 4] = [
    "index.html",
    "directory.html",
    "directory.csv",
    "directory.json",
];
/// Pages and data of the platform as a whole.
const OF_SITE: [&str; 9] = [
    "feed.xml",
    "organs.html",
    "fields.html",
    "sitemap.html",
    "sitemap.xml",
    "robots.txt",
    "search/index.html",
    "open-data/directory.schema.json",
    "open-data/table.schema.json",
];
/// The folder of the pages in traditional characters.
const TRADITIONAL: &str = "zh-hant/";

/// Every address of the site, without its base.
pub(super) struct Addresses<'p> {
    pub(super) portal: &'p Portal,
    paths: HashSet<String>,
    items: HashMap<String, ItemIx>,
    pub(super) organs: HashMap<&'p str, OrganIx>,
}

impl<'p> Addresses<'p> {
    pub(super) fn new(portal: &'p Portal) -> Self {
        let with_items: BTreeSet<OrganIx> = portal
            .items
            .iter()
            .flat_map(|item| portal.organs_of(item))
            .collect();
        let register = portal.site.register.iter();
        let organs: Vec<(OrganIx, &str)> = register
            .filter(|(ix, organ)| organ.kind.has_platform() || with_items.contains(ix))
            .map(|(ix, organ)| (ix, &*organ.id))
            .collect();
        let mut addresses = Self {
            portal,
            paths: OF_SITE.map(str::to_owned).into(),
            items: HashMap::new(),
            organs: organs.iter().map(|(ix, id)| (*id, *ix)).collect(),
        };
        addresses.add_folder("", None);
        for (ix, id) in &organs {
            addresses.add_folder(&format!("{id}/"), Some(*ix));
            if with_items.contains(ix) {
                addresses.paths.insert(format!("{id}/feed.xml"));
            }
        }
        addresses.add_items();
        let files = portal.published_files().into_keys();
        addresses.paths.extend(files);
        addresses
    }

    fn add_folder(&mut self, folder: &str, organ: Option<OrganIx>) {
        let pages = OF_ALL.iter().map(|page| format!("{folder}{page}"));
        self.paths.extend(pages);
        for (column, it) in self.portal.site.catalogue.iter() {
            if self.shows(ColumnKey { organ, column }) {
                self.paths.insert(format!("{folder}columns/{}.html", it.id));
            }
            if !self.portal.shelf(organ, column).items.is_empty() {
                self.paths.insert(format!("{folder}columns/{}.xml", it.id));
            }
        }
    }

    /// Whether a column has a page: it is owed, or something stands in it, or a column below it has a page.
    fn shows(&self, key: ColumnKey) -> bool {
        let site = &self.portal.site;
        let column = &site.catalogue[key.column];
        let is_owed = match key.organ {
            Some(organ) => column.required_of.contains(&site.register[organ].kind),
            None => !column.required_of.is_empty(),
        };
        let mut children = site.catalogue.children(key.column);
        is_owed
            || *self.portal.shelf(key.organ, key.column) != Shelf::default()
            || children.any(|(column, _)| self.shows(ColumnKey { column, ..key }))
    }

    fn add_items(&mut self) {
        for (ix, item) in self.portal.iter() {
            let path = self.portal.item_path(item);
            let shown = item.table.as_ref();
            if shown.is_some_and(|table| self.portal.site.tables.contains_key(&table.path)) {
                let stem = path.trim_end_matches(".html");
                let forms = ["csv", "xlsx", "json"].map(|ending| format!("{stem}.{ending}"));
                self.paths.extend(forms);
            }
            self.items.insert(path.clone(), ix);
            self.paths.insert(path);
            let aliases = item.aliases.iter();
            self.paths.extend(aliases.map(|alias| alias.value.clone()));
        }
    }

    /// The item whose page this is.
    pub(super) fn item(&self, path: &str) -> Option<ItemIx> {
        self.items.get(self.in_simplified(path)).copied()
    }

    /// Whether there is a page or file of this path; a folder stands for its `index.html`.
    pub(super) fn has(&self, path: &str) -> bool {
        let path = self.in_simplified(path);
        let is_folder = path.is_empty() || path.ends_with('/');
        self.paths.contains(path)
            || (is_folder && self.paths.contains(&format!("{path}index.html")))
            || path
                .strip_suffix(".html")
                .is_some_and(|stem| self.has_further(stem))
            || self.has_library(path)
    }

    /// The page in simplified characters of one in traditional ones; files and data are there once.
    fn in_simplified<'a>(&self, path: &'a str) -> &'a str {
        let is_page =
            |path: &&str| path.is_empty() || path.ends_with('/') || path.ends_with(".html");
        let plain = path.strip_prefix(TRADITIONAL).filter(is_page);
        plain
            .filter(|_| self.portal.site.settings.traditional)
            .unwrap_or(path)
    }
}
