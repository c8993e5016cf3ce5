//! Further pages: which parts of lists, tables, directories and the library of normative documents there are.

use chrono::Datelike;

use super::addresses::Addresses;
use crate::model::{
    ColumnIx, ColumnKey, DIRECTORY_ROWS, ItemIx, LIBRARY_ROWS, OrganIx, Validity, pages,
};

/// The column of normative documents, and how the pages and data of their library begin.
const LIBRARY: &str = "normative-documents";

impl Addresses<'_> {
    /// `normative-documents-by-year-repealed-p2.html`, `normative-documents.json`
    pub(super) fn has_library(&self, path: &str) -> bool {
        let column = self.portal.site.catalogue.find(LIBRARY);
        let (Some(rest), Some(column)) = (path.strip_prefix(LIBRARY), column) else {
            return false;
        };
        let organ = None;
        let all: Vec<Facets> = self.facets(ColumnKey { organ, column }).collect();
        let Some(list) = rest.strip_suffix(".html") else {
            return rest == ".json" && all.len() > LIBRARY_ROWS;
        };
        let (list, page) = numbered(list, "-p").unwrap_or((list, 1));
        let list = list.strip_prefix("-by-year").unwrap_or(list);
        let key = list.strip_prefix('-');
        let validity = key.and_then(|key| Validity::ALL.into_iter().find(|it| it.key() == key));
        let of_validity = |it: &&Facets| validity.is_none() || it.validity == validity;
        let count = all.iter().filter(of_validity).count();
        let divides = list.is_empty() || (validity.is_some() && count < all.len());
        count > 0 && divides && page <= pages(count, LIBRARY_ROWS)
    }

    /// `czj/columns/budgets-y2020-p2`, `czj/a-t2`, `czj/directory-p2`.
    pub(super) fn has_further(&self, stem: &str) -> bool {
        if let Some((folder, list)) = stem.split_once("columns/") {
            return self
                .organ(folder)
                .is_some_and(|organ| self.has_list(organ, list));
        }
        if let Some((item, page)) = numbered(stem, "-t") {
            return self
                .item(&format!("{item}.html"))
                .is_some_and(|ix| page <= self.table_pages(ix));
        }
        let directory = numbered(stem, "-p").and_then(|(directory, page)| {
            let folder = directory.strip_suffix("directory")?;
            let organ = self.organ(folder)??;
            Some(page <= pages(self.disclosed(organ), DIRECTORY_ROWS))
        });
        directory == Some(true)
    }

    /// None within for the platform as a whole, for which the folder is empty.
    fn organ(&self, folder: &str) -> Option<Option<OrganIx>> {
        match folder.strip_suffix('/') {
            Some(id) => Some(Some(*self.organs.get(id)?)),
            None => folder.is_empty().then_some(None),
        }
    }

    /// How many pages an item's table has; none without one.
    fn table_pages(&self, ix: ItemIx) -> usize {
        let table = self.portal[ix].table.as_ref();
        let table = table.and_then(|table| self.portal.site.tables.get(&table.path));
        table.map_or(0, |table| table.pages())
    }

    /// How many items an organ has.
    fn disclosed(&self, organ: OrganIx) -> usize {
        let items = self.portal.items.iter();
        items
            .filter(|item| self.portal.organs_of(item).any(|it| it == organ))
            .count()
    }

    /// `budgets-p2`, `budgets-y2020`, `policies-repealed-y2020-p2`
    fn has_list(&self, organ: Option<OrganIx>, list: &str) -> bool {
        let (list, page) = numbered(list, "-p").unwrap_or((list, 1));
        let (list, year) = match numbered(list, "-y") {
            Some((list, year)) => (list, i32::try_from(year).ok()),
            None => (list, None),
        };
        let Some((column, validity)) = self.column(list) else {
            return false;
        };
        let narrows = year.is_some() || validity.is_some();
        if self.portal.site.catalogue[column].single && (narrows || page > 1) {
            return false;
        }
        let all: Vec<Facets> = self.facets(ColumnKey { organ, column }).collect();
        let others = |it: &Facets| it.validity.is_some() && it.validity != validity;
        let parts = validity.is_none() || all.iter().any(others);
        let of_validity = |it: &&Facets| validity.is_none() || it.validity == validity;
        let within: Vec<&Facets> = all.iter().filter(of_validity).collect();
        let most = self.portal.site.settings.page_size.max(1);
        // What narrows nothing has no page of its own.
        let divides = year.is_none() || all.iter().any(|it| it.year.is_some() && it.year != year);
        let of_year = |it: &&&Facets| year.is_none() || it.year == year;
        let rows = within.iter().filter(of_year).count();
        parts && divides && page <= rows.div_ceil(most)
    }

    /// The column of a list, and the validity by which it is narrowed.
    fn column(&self, list: &str) -> Option<(ColumnIx, Option<Validity>)> {
        let catalogue = &self.portal.site.catalogue;
        let by_id = |id: &str| catalogue.find(id).filter(|ix| &*catalogue[*ix].id == id);
        let narrowed = || {
            Validity::ALL.into_iter().find_map(|validity| {
                let id = list.strip_suffix(validity.key())?.strip_suffix('-')?;
                Some((by_id(id)?, Some(validity)))
            })
        };
        by_id(list).map(|column| (column, None)).or_else(narrowed)
    }

    fn facets(&self, key: ColumnKey) -> impl Iterator<Item = Facets> {
        let items = &self.portal.shelf(key.organ, key.column).items;
        let validity = &self.portal.relations.validity;
        items.iter().map(|ix| Facets {
            year: self.portal[*ix].published_on().map(|day| day.year()),
            validity: validity.get(ix.0 as usize).copied().flatten(),
        })
    }
}

/// By what lists are narrowed.
struct Facets {
    year: Option<i32>,
    validity: Option<Validity>,
}

/// `budgets` and 2 of `budgets-p2`; a number is written without noughts before it.
fn numbered<'s>(stem: &'s str, mark: &str) -> Option<(&'s str, usize)> {
    let (head, tail) = stem.rsplit_once(mark)?;
    let is_number = tail.bytes().all(|byte| byte.is_ascii_digit()) && !tail.starts_with('0');
    let number = tail
        .parse()
        .ok()
        .filter(|number| is_number && *number > 1)?;
    Some((head, number))
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn a_number_behind_a_mark_is_that_of_a_further_page() {
        assert_eq!(
            numbered("budgets-y2020-p2", "-p"),
            Some(("budgets-y2020", 2))
        );
        assert_eq!(numbered("power-list-t3", "-t"), Some(("power-list", 3)));
        for stem in [
            "notice-plan",
            "budgets-p",
            "budgets-p1",
            "budgets-p02",
            "budgets",
        ] {
            assert_eq!(numbered(stem, "-p"), None, "{stem}");
        }
    }
}
