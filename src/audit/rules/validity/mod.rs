//! VAL: whether documents are marked as what they are: in force, expired, repealed.

pub(super) mod expired_in_force;
pub(super) mod no_effective_date;
pub(super) mod repealed_in_force;
pub(super) mod repeals_unknown;
