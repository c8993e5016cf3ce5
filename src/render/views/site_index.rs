//! `sitemap.xml` for search engines: one list of addresses, or an index of several.

use serde::Serialize;

use crate::render::ground::Listed;
use crate::render::head::Head;
use crate::render::page::View;

/// Addresses in one file, by the protocol's limit.
pub(in crate::render) const MOST: usize = 50_000;

/// A list of pages.
#[derive(Serialize)]
pub(in crate::render) struct SitemapPart {
    pub(in crate::render) pages: Vec<Listed>,
}

/// An index of lists.
#[derive(Serialize)]
pub(in crate::render) struct SitemapIndex {
    pub(in crate::render) parts: Vec<String>,
}

impl<'p> View<'p> for SitemapPart {
    const TEMPLATE: &'static str = "sitemap_part.xml";

    fn head(&self) -> Option<&Head<'p>> {
        None
    }
}

impl<'p> View<'p> for SitemapIndex {
    const TEMPLATE: &'static str = "sitemap_index.xml";

    fn head(&self) -> Option<&Head<'p>> {
        None
    }
}
