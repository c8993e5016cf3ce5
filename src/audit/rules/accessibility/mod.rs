//! ACC: pages that a screen reader can read.

pub(super) mod empty_link_text;
pub(super) mod heading_order;
pub(super) mod image_without_alternative;
pub(super) mod table_without_header;
