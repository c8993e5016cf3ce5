//! The report that each organ owes every year by a day (条例 第四十九条): of which year, and whether it is there.

use chrono::{Datelike, NaiveDate};

use crate::model::{ColumnIx, Item, OrganIx, Portal};

/// The first year of which the revised regulation demands a report by these days.
const FIRST_YEAR: i32 = 2019;

/// A report that is due.
pub(super) struct Owed {
    /// The year that it covers.
    pub(super) year: i32,
    /// The last day on which it was to be published.
    pub(super) due: NaiveDate,
}

/// The last report that is due; none where the column has no such day, or the organ did not exist that year.
pub(super) fn owed(portal: &Portal, organ: OrganIx, column: ColumnIx) -> Option<Owed> {
    let organ = &portal.site.register[organ];
    let column = &portal.site.catalogue[column];
    let day = column.due.iter().find(|day| day.kind == organ.kind)?;
    let due = [portal.as_of.year(), portal.as_of.year() - 1]
        .into_iter()
        .filter_map(|year| NaiveDate::from_ymd_opt(year, day.month, day.day))
        .find(|due| *due < portal.as_of)?;
    let year = due.year() - 1;
    let existed = organ.since.is_none_or(|since| since.year() <= year);
    (existed && year >= FIRST_YEAR).then_some(Owed { year, due })
}

/// The first publication of the report of a year.
pub(super) fn published(
    portal: &Portal,
    organ: OrganIx,
    column: ColumnIx,
    year: i32,
) -> Option<&Item> {
    let shelf = portal.shelf(Some(organ), column);
    let out = shelf.items.iter().filter(|ix| portal.is_out(**ix));
    // Newest first: the last one is the first publication.
    out.rev()
        .map(|ix| &portal[*ix])
        .find(|item| is_of(item, year))
}

/// Whether the last report that is due is neither there nor stated not to exist.
pub(super) fn is_missing(portal: &Portal, organ: OrganIx, column: ColumnIx) -> bool {
    owed(portal, organ, column).is_some_and(|Owed { year, .. }| {
        published(portal, organ, column, year).is_none() && !is_stated(portal, organ, column, year)
    })
}

/// A statement speaks of its own year alone.
fn is_stated(portal: &Portal, organ: OrganIx, column: ColumnIx, year: i32) -> bool {
    let shelf = portal.shelf(Some(organ), column);
    let out = shelf.statements.iter().filter(|ix| portal.is_out(**ix));
    out.map(|ix| &portal[*ix]).any(|item| {
        // One that names no year is of the report that was due when it was made.
        let names_none = item.period.is_none() && !names_year(&item.title);
        let made = item.published_on().map(|day| day.year() - 1);
        is_of(item, year) || (names_none && made == Some(year))
    })
}

fn names_year(title: &str) -> bool {
    let is_digit = |c: &u8| c.is_ascii_digit();
    title
        .as_bytes()
        .windows(4)
        .any(|it| it.iter().all(is_digit))
}

/// By its period, or by its title where the period is left out.
fn is_of(item: &Item, year: i32) -> bool {
    let year = year.to_string();
    item.period.as_ref().map_or_else(
        || item.title.contains(&year),
        |period| period.trim().trim_end_matches('年') == year,
    )
}
