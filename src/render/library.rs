//! The library of normative documents (行政规范性文件库): all of them, by number and by year, with validity.
//!
//! Art. 20 (1) of the Regulation has them disclosed; the national norm on platforms wants the set whole,
//! current and in one form, those no longer in force marked.

use std::cmp::Reverse;

use chrono::Datelike as _;

use crate::model::{ColumnKey, Item, ItemIx, LIBRARY_ROWS as ROWS, Portal, Validity, pages};

/// The column whose documents these are.
pub(super) const COLUMN: &str = "normative-documents";

/// By which the library is arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// By 机关代字 in order of the register, then newest first.
    Number,
    /// Newest year first, then by 机关代字.
    Year,
}

/// One page of the library, from 1: of every validity or of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LibraryPage {
    pub(super) order: Order,
    pub(super) validity: Option<Validity>,
    pub(super) page: usize,
}

/// The documents in both orders.
#[derive(Debug, Default)]
pub(super) struct Library {
    by_number: Vec<ItemIx>,
    by_year: Vec<ItemIx>,
    validities: Vec<Option<Validity>>,
}

impl Library {
    /// Arranges what the county's column holds; empty under a catalogue without that column.
    pub(super) fn new(portal: &Portal) -> Self {
        let Some(column) = portal.site.catalogue.find(COLUMN) else {
            return Self::default();
        };
        let key = ColumnKey {
            organ: None,
            column,
        };
        let shelf = &portal.shelf(key.organ, key.column).items;
        let (mut by_number, mut by_year) = (shelf.clone(), shelf.clone());
        by_number.sort_by_cached_key(|ix| {
            let item = &portal[*ix];
            let (year, serial) = place(item);
            (prefix(item), Reverse(year), Reverse(serial), *ix)
        });
        by_year.sort_by_cached_key(|ix| {
            let item = &portal[*ix];
            let (year, serial) = place(item);
            (Reverse(year), prefix(item), Reverse(serial), *ix)
        });
        Self {
            by_number,
            by_year,
            validities: portal.relations.validity.clone(),
        }
    }

    /// Where it begins; none of an empty one.
    pub(super) fn first(&self) -> Option<LibraryPage> {
        let first = LibraryPage {
            order: Order::Number,
            validity: None,
            page: 1,
        };
        (!self.by_number.is_empty()).then_some(first)
    }

    /// Whether it takes more than one page.
    pub(super) fn has_further_pages(&self) -> bool {
        self.by_number.len() > ROWS
    }

    /// The validities that its documents have, where they differ, with how many have each.
    pub(super) fn by_validity(&self) -> Vec<(Validity, usize)> {
        let of = |wanted| self.documents(Order::Number, Some(wanted)).count();
        let counts = Validity::ALL.map(|validity| (validity, of(validity)));
        let all = self.by_number.len();
        let differ = counts
            .into_iter()
            .filter(|(_, count)| *count > 0 && *count < all);
        differ.collect()
    }

    /// The documents of a page's list, over all its pages.
    pub(super) fn documents(
        &self,
        order: Order,
        validity: Option<Validity>,
    ) -> impl Iterator<Item = ItemIx> {
        let documents = match order {
            Order::Number => &self.by_number,
            Order::Year => &self.by_year,
        };
        let of = |ix: &ItemIx| self.validities.get(ix.0 as usize).copied().flatten();
        let documents = documents.iter().copied();
        documents.filter(move |ix| validity.is_none() || of(ix) == validity)
    }

    /// Every page there is; none of an empty library.
    pub(super) fn pages(&self) -> Vec<LibraryPage> {
        let mut all = Vec::new();
        if self.first().is_none() {
            return all;
        }
        let each = self.by_validity().into_iter();
        let lists = each.map(|(validity, count)| (Some(validity), count));
        for (validity, count) in lists.chain([(None, self.by_number.len())]) {
            for order in [Order::Number, Order::Year] {
                all.extend((1..=pages(count, ROWS)).map(|page| LibraryPage {
                    order,
                    validity,
                    page,
                }));
            }
        }
        all
    }
}

/// The organ in order of the register and its 机关代字; documents without a number stand last.
fn prefix(item: &Item) -> (bool, u32, &str) {
    let number = number(item);
    let prefix = number.map_or("", |number| &number.prefix);
    (number.is_none(), item.organ.0, prefix)
}

/// Year and serial of the number; the year of issue of a document without one.
fn place(item: &Item) -> (i32, u32) {
    match number(item) {
        Some(number) => {
            let serial = number.serial.split('-').next().unwrap_or_default();
            (number.year.into(), serial.parse().unwrap_or_default())
        }
        None => {
            let issued = item.issued_on.as_ref().map(|day| day.value);
            let day = issued.or_else(|| item.published_on());
            (day.map_or(0, |day| day.year()), 0)
        }
    }
}

fn number(item: &Item) -> Option<&crate::model::DocumentNumber> {
    let written = item.document_number.as_ref()?;
    let (number, _) = written.value.read.as_ref()?;
    Some(number)
}
