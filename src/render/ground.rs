//! What every page stands on: portal, theme, and what was found or rendered once for all.

use std::collections::HashSet;

use serde::Serialize;

use super::addresses::Addresses;
use super::fingerprints::Fingerprints;
use super::frame::Frames;
use super::library::Library;
use super::line::Lines;
use super::outline::Outline;
use super::theme::Theme;
use super::traditional::Traditional;
use crate::model::{DataTable, Item, Portal};

/// Shared by all artifacts of a build; immutable.
pub(super) struct Ground<'p> {
    pub(super) portal: &'p Portal,
    pub(super) theme: &'p Theme,
    pub(super) addresses: Addresses<'p>,
    pub(super) outline: Outline<'p>,
    pub(super) library: Library,
    pub(super) frames: Frames<'p>,
    /// What lists say of each item.
    pub(super) lines: Lines<'p>,
    pub(super) fingerprints: Fingerprints,
    /// Every path that the site will have, so that no link leads to nowhere.
    pub(super) paths: HashSet<String>,
    /// The pages that search engines are told of.
    pub(super) listed: Vec<Listed>,
    /// How many of them one list of the site map may have.
    pub(super) addresses_of_a_list: usize,
    /// Converts what is rendered on this ground; none where pages stay as they are.
    pub(super) traditional: Option<Traditional>,
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
            frames: Frames::new(portal, theme, &outline, Addresses::new(portal))?,
            lines: Lines::new(portal, Addresses::new(portal)),
            fingerprints: Fingerprints::new(portal),
            outline,
            library: Library::new(portal),
            paths: HashSet::new(),
            listed: Vec::new(),
            addresses_of_a_list: super::ADDRESSES_OF_A_LIST,
            traditional: None,
        })
    }

    /// The ground of the same pages in traditional characters, once they are planned.
    pub(super) fn in_traditional(&self) -> anyhow::Result<Self> {
        let (portal, theme) = (self.portal, self.theme);
        let addresses = self.addresses.in_characters(true);
        let outline = Outline::new(portal);
        Ok(Self {
            addresses,
            frames: Frames::new(portal, theme, &outline, addresses)?,
            lines: Lines::new(portal, addresses),
            fingerprints: Fingerprints::new(portal),
            outline,
            library: Library::new(portal),
            portal,
            theme,
            paths: self.paths.clone(),
            listed: Vec::new(),
            addresses_of_a_list: self.addresses_of_a_list,
            traditional: Some(Traditional::of(portal)?.with_scripts(theme.assets())?),
        })
    }

    /// What is rendered or written on this ground, in its characters.
    pub(super) fn in_its_characters(&self, text: String) -> String {
        match &self.traditional {
            Some(traditional) => traditional.convert(&text),
            None => text,
        }
    }

    /// The data table of an item; none where it has none that could be read.
    pub(super) fn table(&self, item: &Item) -> Option<&'p DataTable> {
        let path = &item.table.as_ref()?.path;
        let table = self.portal.site.tables.get(path)?;
        Some(table.as_ref())
    }
}
