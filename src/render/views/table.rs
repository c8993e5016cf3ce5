//! A further page of an item's data table.

use serde::Serialize;

use super::item;
use crate::model::{Item, ItemIx, KeyWriter};
use crate::render::ground::Ground;
use crate::render::head::Head;
use crate::render::json_ld;
use crate::render::page::View;
use crate::render::parts::data_table::TablePage;

/// The second and later pages of a table.
#[derive(Serialize)]
pub(in crate::render) struct TableView<'p> {
    head: Head<'p>,
    title: &'p str,
    item_href: String,
    published: Option<String>,
    page: usize,
    table: Option<TablePage<'p>>,
    #[serde(skip)]
    item: &'p Item,
}

impl<'p> TableView<'p> {
    pub(in crate::render) fn new(ground: &Ground<'p>, ix: ItemIx, page: usize) -> Self {
        let item = &ground.portal[ix];
        let mut head = item::head(ground, ix, item);
        let path = ground.addresses.table(item, page);
        head.class = "gk-table";
        head.json_ld = Some(json_ld::item(ground, ix));
        head.title = format!("第{page}页 - {}", head.title);
        head.stands_at(ground, &path);
        Self {
            head,
            title: &item.title.value,
            item_href: ground.addresses.href(&ground.portal.item_path(item)),
            published: item.published_at.as_ref().map(|moment| moment.minute()),
            page,
            table: TablePage::of(ground, item, page),
            item,
        }
    }
}

impl<'p> View<'p> for TableView<'p> {
    const TEMPLATE: &'static str = "table.html";

    fn head(&self) -> Option<&Head<'p>> {
        Some(&self.head)
    }

    fn source(&self) -> Option<&'p str> {
        Some(&self.item.source)
    }

    fn sources(&self, ground: &Ground<'p>, key: KeyWriter) -> KeyWriter {
        match &self.table {
            Some(table) => table.fingerprint(ground, key),
            None => key,
        }
    }

    fn complete(&mut self, ground: &Ground<'p>) {
        if let Some(table) = &mut self.table {
            table.complete(ground);
        }
    }
}
