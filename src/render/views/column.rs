//! A page of a column: its list, by pages and years, or the one text of a column that is a single page.

use serde::Serialize;

use super::library;
use super::organ::{Contact, contact};
use crate::model::{Column, ColumnKey, Item, ItemIx, KeyWriter, Validity};
use crate::render::addresses::ListPage;
use crate::render::exports::directory;
use crate::render::ground::Ground;
use crate::render::head::{Head, Link, name_of_page};
use crate::render::library::COLUMN;
use crate::render::page::View;
use crate::render::parts::attachment::{self, Download, downloads};
use crate::render::parts::column_children::{Child, children};
use crate::render::parts::filters::{self, by_validity, by_year, list_pages};
use crate::render::parts::organ_filter::OrganFilter;
use crate::render::parts::organ_grid::{self, OrganGroup};
use crate::render::parts::pager::Pager;
use crate::render::parts::row::Row;
use crate::render::parts::text;

/// Everything on a page of a column.
#[derive(Serialize)]
pub(in crate::render) struct ColumnView<'p> {
    head: Head<'p>,
    name: &'p str,
    description: &'p str,
    basis: &'p str,
    organ: Option<&'p str>,
    /// 依申请公开, with the entrance where applications are made.
    apart: bool,
    apply_url: Option<&'p str>,
    /// On an organ's page of 依申请公开: where it takes applications and answers questions.
    contact: Vec<Contact<'p>>,
    year: Option<i32>,
    years: Vec<Link>,
    /// 有效 of a list of such documents alone.
    validity: Option<&'static str>,
    validities: Vec<Link>,
    by_organ: Option<OrganFilter<'p>>,
    children: Vec<Child<'p>>,
    /// Dated statements that there is no information of this column.
    statements: Vec<Row<'p>>,
    /// Whether the column is one text an organ rather than a list.
    one_text: bool,
    single: Option<Single<'p>>,
    rows: Vec<Row<'p>>,
    pager: Option<Pager>,
    feed: Option<String>,
    /// On lists of normative documents: the library of all of them.
    library: Option<String>,
    /// Where the column is searched; none where nothing stands in it.
    search: Option<Search<'p>>,
    /// On pages of the county: the organs and their own pages of this column.
    organs: Vec<OrganGroup<'p>>,
}

/// A search of one column.
#[derive(Serialize)]
struct Search<'p> {
    href: String,
    column: &'p str,
    organ: Option<&'p str>,
}

/// The one text of the column as it stands, with those it replaced as rows.
#[derive(Serialize)]
struct Single<'p> {
    title: &'p str,
    href: String,
    published: Option<String>,
    body: String,
    attachments: Vec<Download<'p>>,
    #[serde(skip)]
    item: &'p Item,
}

impl<'p> ColumnView<'p> {
    /// Adds to a key all that the page depends on besides site and frame.
    pub(in crate::render) fn cover(
        ground: &Ground<'p>,
        list: ListPage,
        key: KeyWriter,
    ) -> KeyWriter {
        let (portal, outline) = (ground.portal, &ground.outline);
        let column = ground.fingerprints.column(portal, outline, list.key.column);
        let has_library = ground.library.first().is_some();
        let key = key.part(column.0).part([u8::from(has_library)]);
        let key = directory::cover(ground, statements(ground, list), key);
        let key = directory::cover(ground, &on_page(ground, list).0, key.part("rows"));
        match single(ground, list) {
            Some(ix) => {
                let key = directory::cover(ground, [&ix], key.part("single"));
                let key = attachment::cover(ground, &portal[ix], key);
                text::fingerprint(ground, &portal[ix], key)
            }
            None => key,
        }
    }

    pub(in crate::render) fn new(ground: &Ground<'p>, list: ListPage) -> Self {
        let key = list.key;
        let column = &ground.portal.site.catalogue[key.column];
        let shelf = ground.portal.shelf(key.organ, key.column);
        let settings = &ground.portal.site.settings;
        let whole = list.year.is_none() && list.validity.is_none();
        let first = list.page == 1 && whole;
        let single = single(ground, list).map(|ix| Single::new(ground, ix));
        let (rows, pager) = rows(ground, list);
        let organs = match key.organ {
            None if first => organ_grid::columns(ground, key.column),
            _ => Vec::new(),
        };
        Self {
            head: head(ground, list, column),
            name: &column.name,
            description: &column.description,
            basis: &column.basis,
            organ: key
                .organ
                .map(|organ| ground.portal.site.register[organ].name.as_str()),
            apart: column.apart,
            apply_url: settings.apply_url.as_deref().filter(|_| column.apart),
            contact: match key.organ.filter(|_| column.apart) {
                Some(organ) => contact(ground, organ),
                None => Vec::new(),
            },
            year: list.year,
            years: by_year(ground, list),
            validity: list.validity.map(Validity::label),
            validities: by_validity(ground, list),
            // Where all organs stand, those with something in the list need not stand once more.
            by_organ: OrganFilter::of(ground, list).filter(|_| organs.is_empty()),
            children: if first {
                children(ground, key.organ, key.column)
            } else {
                Vec::new()
            },
            statements: statements(ground, list)
                .iter()
                .map(|ix| Row::new(ground, *ix))
                .collect(),
            one_text: column.single,
            single,
            rows,
            pager,
            feed: feed(ground, key),
            library: library::href(ground).filter(|_| &*column.id == COLUMN),
            search: (!shelf.items.is_empty() && !column.single).then(|| Search {
                href: ground.addresses.href("search/index.html"),
                column: &column.id,
                organ: key
                    .organ
                    .map(|organ| &*ground.portal.site.register[organ].id),
            }),
            organs,
        }
    }
}

impl<'p> View<'p> for ColumnView<'p> {
    const TEMPLATE: &'static str = "column.html";

    fn head(&self) -> Option<&Head<'p>> {
        Some(&self.head)
    }

    fn source(&self) -> Option<&'p str> {
        self.single.as_ref().map(|single| &*single.item.source)
    }

    fn complete(&mut self, ground: &Ground<'p>) {
        if let Some(single) = &mut self.single {
            single.body = text::html(ground, single.item);
        }
    }
}

impl<'p> Single<'p> {
    fn new(ground: &Ground<'p>, ix: ItemIx) -> Self {
        let item = &ground.portal[ix];
        Self {
            title: &item.title.value,
            href: ground.addresses.href(&ground.portal.item_path(item)),
            published: item.published_at.as_ref().map(|moment| moment.shown()),
            body: String::new(),
            attachments: downloads(ground, item),
            item,
        }
    }
}

fn head<'p>(ground: &Ground<'p>, list: ListPage, column: &'p Column) -> Head<'p> {
    let path = ground.addresses.list(list);
    let whose = list
        .key
        .organ
        .map_or("", |organ| ground.portal.site.register[organ].name.as_str());
    let year = list.year.map(|year| format!("{year}年"));
    let validity = list.validity.map(Validity::label);
    let narrowed: Vec<&str> = year.as_deref().into_iter().chain(validity).collect();
    let name = name_of_page(&format!("{whose}{}", column.name), &narrowed, list.page);
    let mut head = Head::new(ground, "gk-column", &name, &path)
        .under(ground, list.key.organ)
        .within(ground, list.key, true);
    if let Some(tags) = &head.column {
        head.description.clone_from(&tags.description);
    }
    head.feeds = feed(ground, list.key)
        .map(|href| Link {
            name: format!("{whose}{}", column.name),
            href: Some(href),
        })
        .into_iter()
        .collect();
    match narrowed.as_slice() {
        [] => head.ending_here(),
        narrowed => head.ending(&narrowed.join("，")),
    }
}

/// The feed of a column, which only a column with items has.
fn feed(ground: &Ground<'_>, key: ColumnKey) -> Option<String> {
    let feed = ground.addresses.column_feed(key);
    let has_feed = ground.paths.contains(&feed);
    has_feed.then(|| ground.addresses.href(&feed))
}

/// The text that a page of one text an organ shows whole.
fn single(ground: &Ground<'_>, list: ListPage) -> Option<ItemIx> {
    let is_single = ground.portal.site.catalogue[list.key.column].single;
    list.key.organ.filter(|_| is_single)?;
    let shelf = ground.portal.shelf(list.key.organ, list.key.column);
    shelf.items.first().copied()
}

/// The items of the page's rows, and how many rows and pages the whole list takes.
fn on_page(ground: &Ground<'_>, list: ListPage) -> (Vec<ItemIx>, usize, usize) {
    let narrowed = filters::items(ground, list);
    // The text in force stands above; the list holds those before it.
    let has_single = single(ground, list).is_some();
    let items = narrowed.get(usize::from(has_single)..).unwrap_or_default();
    let count = list_pages(ground, list.key, items.len());
    let size = ground.portal.site.settings.page_size.max(1);
    let on_page = match count {
        1 => items.to_vec(),
        _ => {
            let before = (list.page - 1) * size;
            items.iter().skip(before).take(size).copied().collect()
        }
    };
    (on_page, items.len(), count)
}

fn rows<'p>(ground: &Ground<'p>, list: ListPage) -> (Vec<Row<'p>>, Option<Pager>) {
    let row = |ix: &ItemIx| match list.key.organ {
        Some(_) => Row::new(ground, *ix),
        None => Row::new(ground, *ix).with_organ(ground, *ix),
    };
    let (items, total, count) = on_page(ground, list);
    let pager = (count > 1).then(|| {
        Pager::new(list.page, count, total, |page| {
            let list = ListPage { page, ..list };
            ground.addresses.href(&ground.addresses.list(list))
        })
    });
    (items.iter().map(row).collect(), pager)
}

/// The statements of absence that the first page of an organ's whole list shows.
fn statements<'g>(ground: &'g Ground<'_>, list: ListPage) -> &'g [ItemIx] {
    let narrowed = list.year.is_some() || list.validity.is_some();
    if list.page > 1 || narrowed || list.key.organ.is_none() {
        return &[];
    }
    let shelf = ground.portal.shelf(list.key.organ, list.key.column);
    &shelf.statements
}
