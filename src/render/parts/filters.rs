//! By which a column's list is narrowed: year and validity, every combination a page of its own.
//!
//! # Why
//! A year narrows a list of several years, a validity one of several validities, and both together a list of which
//! both are true: there what is chosen first stays chosen. Of the combinations only those have a page that hold
//! something, so that they are few: most lists are of one year, or of documents that are all in force.

use std::borrow::Cow;

use chrono::Datelike as _;

use crate::model::{ColumnKey, ItemIx, Validity, pages};
use crate::render::addresses::ListPage;
use crate::render::ground::Ground;
use crate::render::head::Link;

/// A list of a column: of which year and validity, and how many rows it has.
pub(in crate::render) struct Narrowed {
    pub(in crate::render) year: Option<i32>,
    pub(in crate::render) validity: Option<Validity>,
    pub(in crate::render) rows: usize,
}

/// Every list of a column that has pages, that of everything first.
pub(in crate::render) fn lists(ground: &Ground<'_>, key: ColumnKey) -> Vec<Narrowed> {
    let of = |year, validity, rows| Narrowed {
        year,
        validity,
        rows,
    };
    let all = ground.portal.shelf(key.organ, key.column).items.len();
    let mut lists = vec![of(None, None, all)];
    for (year, range) in years(ground, key) {
        lists.push(of(Some(*year), None, range.len()));
    }
    for (validity, items) in validities(ground, key) {
        lists.push(of(None, Some(*validity), items.len()));
        for year in years_within(ground, key, items) {
            let rows = of_year(ground, items, year).count();
            lists.push(of(Some(year), Some(*validity), rows));
        }
    }
    lists
}

/// What stands in a list, newest first.
pub(in crate::render) fn items<'g>(ground: &'g Ground<'_>, list: ListPage) -> Cow<'g, [ItemIx]> {
    let shelf = &ground.portal.shelf(list.key.organ, list.key.column).items;
    let valid = list.validity.and_then(|validity| {
        let mut of = validities(ground, list.key).iter();
        of.find(|(other, _)| *other == validity)
    });
    match (valid, list.year) {
        (Some((_, items)), Some(year)) => of_year(ground, items, year).collect(),
        (Some((_, items)), None) => items.as_slice().into(),
        (None, Some(year)) => {
            let mut years = ground.outline.years(list.key).iter();
            let range = years
                .find(|(other, _)| *other == year)
                .map(|(_, range)| range);
            let items = range.and_then(|range| shelf.get(range.clone()));
            items.unwrap_or_default().into()
        }
        (None, None) => shelf.as_slice().into(),
    }
}

/// How many pages a list of so many rows takes.
pub(in crate::render) fn list_pages(ground: &Ground<'_>, key: ColumnKey, rows: usize) -> usize {
    if ground.portal.site.catalogue[key.column].single {
        1
    } else {
        pages(rows, ground.portal.site.settings.page_size)
    }
}

/// Links to all years and to each, within the validity shown; none where that would narrow nothing.
pub(in crate::render) fn by_year(ground: &Ground<'_>, list: ListPage) -> Vec<Link> {
    let choices: Vec<i32> = match list.validity {
        None => years(ground, list.key)
            .iter()
            .map(|(year, _)| *year)
            .collect(),
        Some(validity) => {
            let mut of = validities(ground, list.key).iter();
            let items = of.find(|(other, _)| *other == validity);
            items.map_or_else(Vec::new, |(_, items)| years_within(ground, list.key, items))
        }
    };
    let link = |name: String, year| {
        choice(
            ground,
            list,
            name,
            ListPage {
                year,
                page: 1,
                ..list
            },
        )
    };
    let each = choices
        .iter()
        .map(|year| link(format!("{year}年"), Some(*year)));
    let all = (!choices.is_empty()).then(|| link("全部".to_owned(), None));
    all.into_iter().chain(each).collect()
}

/// Links to documents of every validity and to those of each, within the year shown; none where there are none.
pub(in crate::render) fn by_validity(ground: &Ground<'_>, list: ListPage) -> Vec<Link> {
    let count = |items: &[ItemIx]| match list.year {
        Some(year) => of_year(ground, items, year).count(),
        None => items.len(),
    };
    let link = |name: String, validity| {
        let page = 1;
        choice(
            ground,
            list,
            name,
            ListPage {
                validity,
                page,
                ..list
            },
        )
    };
    let each: Vec<Link> = validities(ground, list.key)
        .iter()
        .map(|(validity, items)| (*validity, count(items)))
        .filter(|(_, count)| *count > 0)
        .map(|(validity, count)| link(format!("{}（{count}）", validity.label()), Some(validity)))
        .collect();
    let all = (!each.is_empty()).then(|| link("全部".to_owned(), None));
    all.into_iter().chain(each).collect()
}

/// A link, or the bare name where it would lead to the list that is shown.
fn choice(ground: &Ground<'_>, shown: ListPage, name: String, to: ListPage) -> Link {
    let elsewhere = (to.year, to.validity) != (shown.year, shown.validity);
    Link {
        name,
        href: elsewhere.then(|| ground.addresses.href(&ground.addresses.list(to))),
    }
}

fn years<'g>(ground: &'g Ground<'_>, key: ColumnKey) -> &'g [(i32, std::ops::Range<usize>)] {
    let years = ground.outline.years(key);
    let single = ground.portal.site.catalogue[key.column].single;
    if years.len() < 2 || single {
        &[]
    } else {
        years
    }
}

fn validities<'g>(ground: &'g Ground<'_>, key: ColumnKey) -> &'g [(Validity, Vec<ItemIx>)] {
    let single = ground.portal.site.catalogue[key.column].single;
    if single {
        &[]
    } else {
        ground.outline.validities(key)
    }
}

/// The years of a list of one validity, where a year narrows the whole list.
fn years_within(ground: &Ground<'_>, key: ColumnKey, items: &[ItemIx]) -> Vec<i32> {
    let mut within: Vec<i32> = items.iter().filter_map(|ix| year(ground, *ix)).collect();
    within.dedup();
    if years(ground, key).is_empty() {
        within.clear();
    }
    within
}

fn of_year(ground: &Ground<'_>, items: &[ItemIx], wanted: i32) -> impl Iterator<Item = ItemIx> {
    let items = items.iter().copied();
    items.filter(move |ix| year(ground, *ix) == Some(wanted))
}

fn year(ground: &Ground<'_>, ix: ItemIx) -> Option<i32> {
    ground.portal[ix].published_on().map(|day| day.year())
}
