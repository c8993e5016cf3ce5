//! Where everything is: paths below the site's root, and the links that lead to them.

use super::library::{LibraryPage, Order};
use crate::model::{ColumnKey, Item, OrganIx, Portal, Validity};

/// The folder of the pages in traditional characters.
pub const TRADITIONAL: &str = "zh-hant/";

/// One page of a list: whose column, of all years or of one, and which page of it from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ListPage {
    pub(super) key: ColumnKey,
    pub(super) year: Option<i32>,
    /// Documents of one validity alone.
    pub(super) validity: Option<Validity>,
    pub(super) page: usize,
}

/// Makes paths and links for one portal, in simplified characters or in traditional ones.
///
/// Paths are those of the pages in simplified characters; links lead to the pages of one's own set, and to
/// files, feeds and data, which both share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Addresses<'p> {
    portal: &'p Portal,
    traditional: bool,
}

impl<'p> Addresses<'p> {
    pub(super) fn new(portal: &'p Portal) -> Self {
        Self {
            portal,
            traditional: false,
        }
    }

    /// The same for the other set of pages.
    pub(super) fn in_characters(self, traditional: bool) -> Self {
        Self {
            traditional,
            ..self
        }
    }

    /// The language of the pages, as BCP 47 writes it.
    pub(super) fn language(&self) -> &'static str {
        if self.traditional { "zh-Hant" } else { "zh-CN" }
    }

    /// Whether links lead to pages in traditional characters.
    pub(super) fn traditional(&self) -> bool {
        self.traditional
    }

    /// The path of the site's root in links: `/` or `/tiantai/`.
    pub(super) fn base(&self) -> &'p str {
        self.portal.site.settings.base_path()
    }

    /// The root-relative link to a path; a folder's `index.html` goes without its name.
    pub(super) fn href(&self, path: &str) -> String {
        [self.base(), self.set(path), short(path)].concat()
    }

    /// The link with scheme and host, for feeds, site maps and canonical addresses.
    pub(super) fn absolute(&self, path: &str) -> String {
        let root = &self.portal.site.settings.url;
        [root, self.set(path), short(path)].concat()
    }

    /// The link to data that each set of pages has in its own characters.
    pub(super) fn own(&self, path: &str) -> String {
        let set = if self.traditional { TRADITIONAL } else { "" };
        format!("{}{set}{path}", self.base())
    }

    /// `zh-hant/` before a page in traditional characters.
    fn set(&self, path: &str) -> &'static str {
        // What items offer is no page, even where it ends in `.html`.
        let is_page = (path.is_empty() || path.ends_with('/') || path.ends_with(".html"))
            && !path.contains("/files/");
        if self.traditional && is_page {
            TRADITIONAL
        } else {
            ""
        }
    }

    /// `czj/index.html`
    pub(super) fn organ(&self, organ: OrganIx) -> String {
        self.within(Some(organ), "index.html")
    }

    /// `czj/` or, for the county, nothing, before the rest of a path.
    pub(super) fn within(&self, organ: Option<OrganIx>, rest: &str) -> String {
        match organ {
            Some(organ) => [&*self.portal.site.register[organ].id, "/", rest].concat(),
            None => rest.to_owned(),
        }
    }

    /// `czj/columns/budgets-y2020-p2.html`, `czj/columns/policies-repealed-y2020.html`
    pub(super) fn list(&self, list: ListPage) -> String {
        let validity = list
            .validity
            .map_or(String::new(), |v| format!("-{}", v.key()));
        let year = list.year.map_or(String::new(), |year| format!("-y{year}"));
        self.in_columns(
            list.key,
            &format!("{validity}{year}{}.html", numbered(list.page, 'p')),
        )
    }

    /// `czj/columns/budgets.html`
    pub(super) fn column(&self, key: ColumnKey) -> String {
        self.in_columns(key, ".html")
    }

    /// `czj/columns/budgets.xml`
    pub(super) fn column_feed(&self, key: ColumnKey) -> String {
        self.in_columns(key, ".xml")
    }

    fn in_columns(&self, key: ColumnKey, rest: &str) -> String {
        let id = &self.portal.site.catalogue[key.column].id;
        let organ = key.organ.map(|organ| &*self.portal.site.register[organ].id);
        let slash = if organ.is_some() { "/" } else { "" };
        [organ.unwrap_or_default(), slash, "columns/", id, rest].concat()
    }

    /// `czj/directory-p2.html`
    pub(super) fn directory(&self, organ: Option<OrganIx>, page: usize) -> String {
        self.within(organ, &format!("directory{}.html", numbered(page, 'p')))
    }

    /// `normative-documents-by-year-repealed-p2.html`
    pub(super) fn library(&self, of: LibraryPage) -> String {
        let order = match of.order {
            Order::Number => "",
            Order::Year => "-by-year",
        };
        let validity = of
            .validity
            .map_or(String::new(), |v| format!("-{}", v.key()));
        let page = numbered(of.page, 'p');
        format!("normative-documents{order}{validity}{page}.html")
    }

    /// `czj/power-list-t2.html`; the first page of a table is the item's own.
    pub(super) fn table(&self, item: &Item, page: usize) -> String {
        let organ = Some(item.organ);
        self.within(organ, &format!("{}{}.html", item.id, numbered(page, 't')))
    }

    /// `czj/power-list.csv`
    pub(super) fn table_file(&self, item: &Item, ending: &str) -> String {
        self.within(Some(item.organ), &format!("{}.{ending}", item.id))
    }
}

fn short(path: &str) -> &str {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    }
}

/// Nothing for the first page, `-p2` for the second.
fn numbered(page: usize, letter: char) -> String {
    if page > 1 {
        format!("-{letter}{page}")
    } else {
        String::new()
    }
}
