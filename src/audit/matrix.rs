//! The matrix: organ × mandated column, and what stands in each cell.

use chrono::NaiveDate;

use crate::model::{ColumnIx, ColumnKey, ColumnStatus, ItemIx, Organ, OrganIx, Portal, Totals};

/// One organ's column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Whose.
    pub organ: OrganIx,
    /// Which.
    pub column: ColumnIx,
    /// What it holds.
    pub status: ColumnStatus,
    /// How many items, also where none is required.
    pub items: usize,
    /// The newest item's day of publication; of a statement where there is no item.
    pub newest: Option<NaiveDate>,
}

/// Every organ's every mandated column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matrix {
    /// Rows: the organs that owe a platform, in register order.
    pub organs: Vec<OrganIx>,
    /// Columns that somebody owes, in catalogue order.
    pub columns: Vec<ColumnIx>,
    /// Row after row.
    cells: Vec<Cell>,
}

impl Matrix {
    /// Every cell, row after row.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The cells of one organ, in column order; none where it owes no platform.
    #[must_use]
    pub fn row(&self, organ: OrganIx) -> &[Cell] {
        let width = self.columns.len();
        self.organs
            .iter()
            .position(|ix| *ix == organ)
            .and_then(|row| self.cells.get(row * width..(row + 1) * width))
            .unwrap_or(&[])
    }

    /// The totals of one organ.
    #[must_use]
    pub fn by_organ(&self, organ: OrganIx) -> Totals {
        self.row(organ).iter().map(|cell| cell.status).collect()
    }

    /// The totals of one column.
    #[must_use]
    pub fn by_column(&self, column: ColumnIx) -> Totals {
        let cells = self.cells.iter().filter(|cell| cell.column == column);
        cells.map(|cell| cell.status).collect()
    }

    /// The totals of all.
    #[must_use]
    pub fn totals(&self) -> Totals {
        self.cells.iter().map(|cell| cell.status).collect()
    }

    /// The empty cells, without parents whose children already say it.
    pub fn gaps<'m>(&'m self, portal: &'m Portal) -> impl Iterator<Item = &'m Cell> {
        self.cells.iter().filter(|cell| {
            cell.status == ColumnStatus::Empty
                && !portal
                    .site
                    .catalogue
                    .children(cell.column)
                    .any(|(_, child)| {
                        child
                            .required_of
                            .contains(&portal.site.register[cell.organ].kind)
                    })
        })
    }
}

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
    Matrix {
        organs,
        columns,
        cells,
    }
}

/// Whether the organ is on the register on the day.
pub(super) fn sits(organ: &Organ, day: NaiveDate) -> bool {
    organ.since.is_none_or(|since| since <= day) && organ.until.is_none_or(|until| day <= until)
}

/// The statements that name this very column, not one of its children.
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
    let items = shelf.map_or(&[][..], |shelf| &shelf.items);
    let newest = items.first().and_then(|ix| portal[*ix].published_on());
    let stated = stated_on(portal, organ, column);
    let required = portal.site.catalogue[column]
        .required_of
        .contains(&portal.site.register[organ].kind);
    let stale = portal.site.catalogue[column]
        .update
        .zip(newest)
        .is_some_and(|(update, newest)| update.last_fresh_day(newest) < portal.as_of);
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
        .first()
        .copied();
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
