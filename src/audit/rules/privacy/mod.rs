//! PRV: what must not be published of persons, for it cannot be called back.

pub(super) mod bank_card;
pub(super) mod identity_number;
pub(super) mod mobile_number;
