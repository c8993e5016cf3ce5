//! CAT: the standard catalogues of grassroots disclosure.

pub(super) mod catalogue_header;
pub(super) mod field_without_catalogue;
