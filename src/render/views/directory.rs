//! 政府信息公开目录: index number, name, summary and date of everything disclosed (条例 第十二条).

use serde::Serialize;

use crate::model::{DIRECTORY_ROWS as ROWS, Item, ItemIx, OrganIx, pages};
use crate::render::exports::schema::SchemaOf;
use crate::render::ground::Ground;
use crate::render::head::{Head, name_of_page};
use crate::render::page::View;
use crate::render::parts::pager::Pager;

/// Whose the county's directory is: not that of the county's government, which has one among its organs.
const ALL_ORGANS: &str = "全县各机关";

/// Everything on a page of the directory.
#[derive(Serialize)]
pub(in crate::render) struct DirectoryView<'p> {
    head: Head<'p>,
    name: &'p str,
    total: usize,
    entries: Vec<Entry<'p>>,
    pager: Option<Pager>,
    csv_href: String,
    json_href: String,
    /// What the data of directories and of tables looks like.
    schema_href: String,
    table_schema_href: String,
    /// On the county's page: the directories of its organs.
    groups: Vec<Group<'p>>,
}

/// One row: the four columns that the regulation names.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Entry<'p> {
    pub(in crate::render) index_number: Option<&'p str>,
    pub(in crate::render) title: &'p str,
    pub(in crate::render) href: String,
    pub(in crate::render) summary: Option<&'p str>,
    /// 生成日期: the day of issue, or of publication where none is written.
    pub(in crate::render) date: Option<String>,
}

/// Organs of one kind.
#[derive(Serialize)]
struct Group<'p> {
    label: &'static str,
    organs: Vec<OfOrgan<'p>>,
}

/// One organ's directory.
#[derive(Serialize)]
struct OfOrgan<'p> {
    name: &'p str,
    href: String,
    total: usize,
}

/// How many pages an organ's directory takes; the county's is one, of its organs.
pub(in crate::render) fn directory_pages(ground: &Ground<'_>, organ: Option<OrganIx>) -> usize {
    match organ {
        Some(_) => pages(ground.outline.disclosed(organ).len(), ROWS),
        None => 1,
    }
}

impl<'p> DirectoryView<'p> {
    pub(in crate::render) fn new(ground: &Ground<'p>, organ: Option<OrganIx>, page: usize) -> Self {
        let addresses = &ground.addresses;
        let site = &ground.portal.site;
        let items = ground.outline.disclosed(organ);
        let count = directory_pages(ground, organ);
        let name = organ.map_or(ALL_ORGANS, |organ| &site.register[organ].name);
        let on_page = items.iter().skip((page - 1) * ROWS).take(ROWS);
        let on_page = on_page.filter(|_| organ.is_some());
        Self {
            head: head(ground, organ, page, name),
            name,
            total: items.len(),
            entries: on_page.map(|ix| Entry::new(ground, *ix)).collect(),
            pager: (count > 1).then(|| {
                Pager::new(page, count, items.len(), |page| {
                    addresses.href(&addresses.directory(organ, page))
                })
            }),
            csv_href: addresses.href(&addresses.within(organ, "directory.csv")),
            json_href: addresses.href(&addresses.within(organ, "directory.json")),
            schema_href: addresses.href(SchemaOf::Directory.path()),
            table_schema_href: addresses.href(SchemaOf::Table.path()),
            groups: if organ.is_none() {
                groups(ground)
            } else {
                Vec::new()
            },
        }
    }
}

impl<'p> View<'p> for DirectoryView<'p> {
    const TEMPLATE: &'static str = "directory.html";

    fn head(&self) -> Option<&Head<'p>> {
        Some(&self.head)
    }
}

impl<'p> Entry<'p> {
    pub(in crate::render) fn new(ground: &Ground<'p>, ix: ItemIx) -> Self {
        let item: &'p Item = &ground.portal[ix];
        let issued = item.issued_on.as_ref().map(|day| day.value);
        Self {
            index_number: item
                .index_number
                .as_ref()
                .map(|number| number.value.as_str()),
            title: &item.title.value,
            href: ground.addresses.href(&ground.portal.item_path(item)),
            summary: item.summary.as_ref().map(|summary| summary.value.as_str()),
            date: issued
                .or_else(|| item.published_on())
                .map(|day| day.to_string()),
        }
    }
}

fn head<'p>(ground: &Ground<'p>, organ: Option<OrganIx>, page: usize, name: &str) -> Head<'p> {
    let path = ground.addresses.directory(organ, page);
    let title = name_of_page(&format!("{name}政府信息公开目录"), &[], page);
    let mut head = Head::new(ground, "gk-directory", &title, &path).under(ground, organ);
    head.description = format!("{name}主动公开的全部政府信息：索引号、名称、内容概述、生成日期。");
    head.ending("政府信息公开目录")
}

fn groups<'p>(ground: &Ground<'p>) -> Vec<Group<'p>> {
    let register = &ground.portal.site.register;
    let of_organ = |ix: &OrganIx| OfOrgan {
        name: &register[*ix].name,
        href: ground
            .addresses
            .href(&ground.addresses.directory(Some(*ix), 1)),
        total: ground.outline.disclosed(Some(*ix)).len(),
    };
    let groups = ground.outline.organs_by_kind();
    groups
        .map(|(kind, organs)| Group {
            label: kind.label(),
            organs: organs.iter().map(of_organ).collect(),
        })
        .collect()
}
