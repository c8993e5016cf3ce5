//! The matrix: organ × mandated column, and what stands in each cell.

use chrono::NaiveDate;

use super::{ColumnIx, ColumnStatus, OrganIx, Portal, Totals};

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
    /// Puts rows together; `cells` holds one for each organ and column, row after row.
    #[must_use]
    pub fn new(organs: Vec<OrganIx>, columns: Vec<ColumnIx>, cells: Vec<Cell>) -> Self {
        debug_assert_eq!(cells.len(), organs.len() * columns.len());
        Self {
            organs,
            columns,
            cells,
        }
    }

    /// The part of it that some organs and columns make.
    #[must_use]
    pub fn narrowed(
        &self,
        has_organ: impl Fn(OrganIx) -> bool,
        has_column: impl Fn(ColumnIx) -> bool,
    ) -> Self {
        let organs = self.organs.iter().copied().filter(|ix| has_organ(*ix));
        let columns = self.columns.iter().copied().filter(|ix| has_column(*ix));
        let cells = self.cells.iter().copied();
        Self {
            organs: organs.collect(),
            columns: columns.collect(),
            cells: cells
                .filter(|cell| has_organ(cell.organ) && has_column(cell.column))
                .collect(),
        }
    }

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
        self.cells.iter().filter(|cell| cell.is_gap(portal))
    }
}

impl Cell {
    /// Whether it is empty and no child of its column says so.
    #[must_use]
    pub fn is_gap(&self, portal: &Portal) -> bool {
        let kind = &portal.site.register[self.organ].kind;
        let mut children = portal.site.catalogue.children(self.column);
        self.status == ColumnStatus::Empty
            && !children.any(|(_, child)| child.required_of.contains(kind))
    }
}
