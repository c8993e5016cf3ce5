//! LNK: links that lead somewhere, attachments that are there, and nothing unsafe.

pub(super) mod broken_link;
pub(super) mod missing_attachment;
pub(super) mod unsafe_link;
pub(super) mod unused_attachment;
