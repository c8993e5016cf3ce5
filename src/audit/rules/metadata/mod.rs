//! MET: the fields by which documents are known, numbered and found.

pub(super) mod document_number_form;
pub(super) mod duplicate_document_number;
pub(super) mod duplicate_index_number;
pub(super) mod index_number_form;
pub(super) mod missing_field;
pub(super) mod missing_summary;
pub(super) mod unified_number;
pub(super) mod unknown_topic;
