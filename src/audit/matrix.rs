//! Fills the matrix: what stands in each organ's mandated columns.

use chrono::NaiveDate;

use super::annual_report;
use crate::model::{
    Cell, ColumnIx, ColumnKey, ColumnStatus, ItemIx, Matrix, Organ, OrganIx, Portal,
};

/// Fills the matrix from the portal's shelves.
#[must_use]
pub fn matrix(portal: &Portal) -> Matrix {
    let organs: Vec<OrganIx> = portal
        .site
        .register
        .with_platform()
        .filter(|(_, organ)| sits(organ, portal.as_of))
        .map(|(ix, _)| ix)
        .collect();
    let columns: Vec<ColumnIx> = portal
        .site
        .catalogue
        .iter()
        .filter(|(_, column)| !column.required_of.is_empty())
        .map(|(ix, _)| ix)
        .collect();
    let cells = organs
        .iter()
        .flat_map(|organ| columns.iter().map(|column| cell(portal, *organ, *column)))
        .collect();
    Matrix::new(organs, columns, cells)
}

/// Whether the organ is on the register on the day.
pub(super) fn sits(organ: &Organ, day: NaiveDate) -> bool {
    organ.since.is_none_or(|since| since <= day) && organ.until.is_none_or(|until| day <= until)
}

/// The statements that are out and name this very column, not one of its children.
pub(super) fn direct_statements(
    portal: &Portal,
    organ: OrganIx,
    column: ColumnIx,
) -> impl Iterator<Item = ItemIx> {
    portal
        .shelf(Some(organ), column)
        .statements
        .iter()
        .copied()
        .filter(|ix| portal.is_out(*ix))
        .filter(move |ix| {
            portal
                .placements
                .get(ix.0 as usize)
                .is_some_and(|columns| columns.contains(&column))
        })
}

fn cell(portal: &Portal, organ: OrganIx, column: ColumnIx) -> Cell {
    let shelf = portal.shelves.get(&ColumnKey {
        organ: Some(organ),
        column,
    });
    let items: Vec<ItemIx> = shelf.map_or(Vec::new(), |shelf| {
        let out = shelf.items.iter().filter(|ix| portal.is_out(**ix));
        out.copied().collect()
    });
    let newest = items.first().and_then(|ix| portal[*ix].published_on());
    let stated = stated_on(portal, organ, column);
    let required = portal.site.catalogue[column]
        .required_of
        .contains(&portal.site.register[organ].kind);
    let update = portal.site.catalogue[column].update.zip(newest);
    let stale = update.is_some_and(|(update, newest)| update.last_fresh_day(newest) < portal.as_of)
        || annual_report::is_missing(portal, organ, column);
    let status = match (required, newest, stated) {
        (false, ..) => ColumnStatus::NotRequired,
        (true, Some(_), _) if stale => ColumnStatus::Stale,
        (true, Some(_), _) => ColumnStatus::Filled,
        (true, None, Some(_)) => ColumnStatus::Stated,
        (true, None, None) => ColumnStatus::Empty,
    };
    Cell {
        organ,
        column,
        status,
        items: items.len(),
        newest: newest.or(stated),
    }
}

/// The day of the newest statement that covers the column: its own, a child's, or one for a column
/// above it (“no licensing at all” covers the licence catalogue).
fn stated_on(portal: &Portal, organ: OrganIx, column: ColumnIx) -> Option<NaiveDate> {
    let own = portal
        .shelf(Some(organ), column)
        .statements
        .iter()
        .copied()
        .find(|ix| portal.is_out(*ix));
    let above = portal
        .site
        .catalogue
        .lineage(column)
        .skip(1)
        .flat_map(|parent| direct_statements(portal, organ, parent));
    own.into_iter()
        .chain(above)
        .filter_map(|ix| portal[ix].published_on())
        .max()
}
