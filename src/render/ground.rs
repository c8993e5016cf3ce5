//! What every page stands on: portal, theme, and what was found or rendered once for all.

use std::collections::HashSet;

use serde::Serialize;

use super::addresses::Addresses;
use super::frame::Frames;
use super::outline::Outline;
use super::theme::Theme;
use crate::model::{DataTable, Item, Portal};

/// Shared by all artifacts of a build; immutable.
pub(super) struct Ground<'p> {
    pub(super) portal: &'p Portal,
    pub(super) theme: &'p Theme,
    pub(super) addresses: Addresses<'p>,
    pub(super) outline: Outline<'p>,
    pub(super) frames: Frames,
    /// Every path that the site will have, so that no link leads to nowhere.
    pub(super) paths: HashSet<String>,
    /// The pages that search engines are told of.
    pub(super) listed: Vec<Listed>,
}

/// A page that search engines are told of.
#[derive(Clone, Serialize)]
pub(super) struct Listed {
    pub(super) address: String,
    /// The day on which an item was published.
    pub(super) date: Option<String>,
}

impl<'p> Ground<'p> {
    pub(super) fn new(portal: &'p Portal, theme: &'p Theme) -> anyhow::Result<Self> {
        let outline = Outline::new(portal);
        Ok(Self {
            portal,
            theme,
            addresses: Addresses::new(portal),
            frames: Frames::render(portal, theme, &outline)?,
            outline,
            paths: HashSet::new(),
            listed: Vec::new(),
        })
    }

    /// The data table of an item; none where it has none that could be read.
    pub(super) fn table(&self, item: &Item) -> Option<&'p DataTable> {
        let path = &item.table.as_ref()?.path;
        let table = self.portal.site.tables.get(path)?;
        Some(table.as_ref())
    }
}
