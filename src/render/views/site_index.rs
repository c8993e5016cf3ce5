//! `sitemap.xml` for search engines: one list of addresses, or an index of several.

use serde::Serialize;

use crate::render::ground::Listed;
use crate::render::head::Head;
use crate::render::page::View;

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
