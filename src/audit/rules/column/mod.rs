//! COL: what stands in the mandated columns, and what does not.

pub(super) mod contradicted_absence;
pub(super) mod empty_column;
pub(super) mod stale_column;
pub(super) mod unknown_column;
pub(super) mod unplaced_item;
