//! The page that a server shows for an address that does not exist.

use serde::Serialize;

use super::home::{Directory, directories};
use crate::render::ground::Ground;
use crate::render::head::Head;
use crate::render::page::View;

/// Everything on the page 404.html.
#[derive(Serialize)]
pub(in crate::render) struct NotFoundView<'p> {
    head: Head<'p>,
    directories: Vec<Directory<'p>>,
    search_href: String,
    sitemap_href: String,
    register_href: String,
    find_error_url: Option<&'p str>,
}

impl<'p> NotFoundView<'p> {
    pub(in crate::render) fn new(ground: &Ground<'p>) -> Self {
        let mut head = Head::new(ground, "gk-not-found", "找不到网页", "404.html");
        head.hidden = true;
        Self {
            head: head.ending("找不到网页"),
            directories: directories(ground, None),
            search_href: ground.addresses.href("search/index.html"),
            sitemap_href: ground.addresses.href("sitemap.html"),
            register_href: ground.addresses.href("organs.html"),
            find_error_url: ground.portal.site.settings.find_error_url.as_deref(),
        }
    }
}

impl<'p> View<'p> for NotFoundView<'p> {
    const TEMPLATE: &'static str = "not_found.html";

    fn head(&self) -> Option<&Head<'p>> {
        Some(&self.head)
    }
}
