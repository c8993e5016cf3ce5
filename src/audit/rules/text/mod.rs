//! TXT: words that should not stand in an official text.

pub(super) mod placeholder_text;
pub(super) mod wording;
