//! What stands at an old address: the way to the item that moved.

use serde::Serialize;

use crate::model::ItemIx;
use crate::render::ground::Ground;
use crate::render::head::Head;
use crate::render::page::View;

/// Everything on a page that only leads elsewhere.
#[derive(Serialize)]
pub(in crate::render) struct RedirectView<'p> {
    title: &'p str,
    site_name: &'p str,
    href: String,
    canonical: String,
    lang: &'static str,
    sample: bool,
    #[serde(skip)]
    source: &'p str,
}

impl<'p> RedirectView<'p> {
    pub(in crate::render) fn new(ground: &Ground<'p>, ix: ItemIx) -> Self {
        let item = &ground.portal[ix];
        let path = ground.portal.item_path(item);
        let settings = &ground.portal.site.settings;
        Self {
            title: &item.title.value,
            site_name: &settings.name,
            sample: settings.sample,
            href: ground.addresses.href(&path),
            canonical: ground.addresses.absolute(&path),
            lang: ground.addresses.language(),
            source: &item.source,
        }
    }
}

impl<'p> View<'p> for RedirectView<'p> {
    const TEMPLATE: &'static str = "redirect.html";

    fn head(&self) -> Option<&Head<'p>> {
        None
    }

    fn source(&self) -> Option<&'p str> {
        Some(self.source)
    }
}
