//! The files of a theme as they were read: the built-in ones, overridden one by one by the site's.

use std::collections::BTreeMap;
use std::sync::Arc;

/// One file of the theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFile {
    /// Where it came from, for messages: `themes/default/templates/item.html`, or `内置主题 …` for a built-in one.
    pub origin: Arc<str>,
    /// Whether it is the site's own and stands in the place of none that is built in.
    pub is_added: bool,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// A theme's files by path within it: `templates/item.html`, `tokens.css`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThemeFiles(pub BTreeMap<String, ThemeFile>);
