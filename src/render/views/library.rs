//! A page of the library of normative documents.

use serde::Serialize;

use crate::model::{ItemIx, LIBRARY_ROWS as ROWS, Validity, pages};
use crate::render::ground::Ground;
use crate::render::head::{Head, Link, name_of_page};
use crate::render::library::{LibraryPage, Order};
use crate::render::page::View;
use crate::render::parts::pager::Pager;
use crate::render::parts::row::{ValidityMark, validity};

/// What the library is called.
pub(in crate::render) const NAME: &str = "行政规范性文件库";
/// Where the script finds all rows.
pub(in crate::render) const ROWS_PATH: &str = "normative-documents.json";

/// Everything on a page of the library.
#[derive(Serialize)]
pub(in crate::render) struct LibraryView<'p> {
    head: Head<'p>,
    name: &'static str,
    total: usize,
    orders: Vec<Link>,
    validities: Vec<Link>,
    rows: Vec<Document<'p>>,
    pager: Option<Pager>,
    /// Where all rows are; none where they are all on this page.
    rows_href: Option<String>,
}

/// One document.
#[derive(Serialize)]
pub(in crate::render) struct Document<'p> {
    number: Option<String>,
    title: &'p str,
    href: String,
    organ: &'p str,
    issued: Option<String>,
    effective: Option<String>,
    validity: Option<&'static str>,
    /// How the page marks a document that is no longer in force as it was.
    mark: Option<ValidityMark>,
    /// The mark beside it that the document does not hold yet.
    not_yet: Option<ValidityMark>,
    unified_number: Option<&'p str>,
}

impl<'p> LibraryView<'p> {
    pub(in crate::render) fn new(ground: &Ground<'p>, of: LibraryPage) -> Self {
        let addresses = &ground.addresses;
        let href = |page: LibraryPage| addresses.href(&addresses.library(page));
        let documents: Vec<ItemIx> = ground.library.documents(of.order, of.validity).collect();
        let count = pages(documents.len(), ROWS);
        let on_page = documents.iter().skip((of.page - 1) * ROWS).take(ROWS);
        Self {
            head: head(ground, of),
            name: NAME,
            total: documents.len(),
            orders: orders(of, &href),
            validities: validities(ground, of, &href),
            rows: on_page.map(|ix| Document::new(ground, *ix)).collect(),
            pager: (count > 1).then(|| {
                let page = |page| href(LibraryPage { page, ..of });
                Pager::new(of.page, count, documents.len(), page)
            }),
            rows_href: (count > 1 && of.validity.is_none()).then(|| addresses.own(ROWS_PATH)),
        }
    }
}

impl<'p> View<'p> for LibraryView<'p> {
    const TEMPLATE: &'static str = "library.html";

    fn head(&self) -> Option<&Head<'p>> {
        Some(&self.head)
    }
}

impl<'p> Document<'p> {
    pub(in crate::render) fn new(ground: &Ground<'p>, ix: ItemIx) -> Self {
        let item = &ground.portal[ix];
        let validity = validity(ground, ix);
        let unified = item.unified_number.as_ref();
        Self {
            number: item.number_shown(),
            title: &item.title.value,
            href: ground.addresses.href(&ground.portal.item_path(item)),
            organ: &ground.portal.site.register[item.organ].name,
            issued: item.issued_on.as_ref().map(|day| day.to_string()),
            effective: item.effective_on.as_ref().map(|day| day.to_string()),
            validity: validity.map(Validity::label),
            mark: validity.and_then(ValidityMark::new),
            not_yet: ground
                .portal
                .takes_effect_on(ix)
                .map(|_| ValidityMark::not_yet()),
            unified_number: unified.map(|number| number.value.as_str()),
        }
    }

    /// The cells of its row as the script takes them: texts, and the title with where it leads.
    pub(in crate::render) fn cells(&self) -> serde_json::Value {
        let text = |text: Option<&str>| text.unwrap_or("—").to_owned();
        serde_json::json!([
            text(self.number.as_deref()),
            [self.title, &self.href],
            self.organ,
            text(self.issued.as_deref()),
            text(self.effective.as_deref()),
            self.validity_shown(),
            text(self.unified_number),
        ])
    }

    /// What the page says of its validity, without the frames.
    fn validity_shown(&self) -> String {
        let not_yet = self.not_yet.map(ValidityMark::label);
        let words: Vec<&str> = self.validity.into_iter().chain(not_yet).collect();
        match words.as_slice() {
            [] => "—".to_owned(),
            words => words.join(" "),
        }
    }
}

/// The link to where the library begins; none while there are no such documents.
pub(super) fn href(ground: &Ground<'_>) -> Option<String> {
    let first = ground.library.first()?;
    Some(ground.addresses.href(&ground.addresses.library(first)))
}

fn head<'p>(ground: &Ground<'p>, of: LibraryPage) -> Head<'p> {
    let order = match of.order {
        Order::Number => None,
        Order::Year => Some("按年份"),
    };
    let validity = of.validity.map(Validity::label);
    let narrowed: Vec<&str> = validity.into_iter().chain(order).collect();
    let name = name_of_page(NAME, &narrowed, of.page);
    let mut head = Head::new(ground, "gk-library", &name, &ground.addresses.library(of));
    head.description = format!(
        "{}及其部门、乡镇（街道）的行政规范性文件：发文字号、成文日期、施行日期、有效性。",
        ground.portal.site.settings.name
    );
    head.ending(NAME)
}

fn orders(of: LibraryPage, href: &impl Fn(LibraryPage) -> String) -> Vec<Link> {
    let orders = [(Order::Number, "按发文字号"), (Order::Year, "按年份")];
    let link = |(order, name): (Order, &str)| Link {
        name: name.to_owned(),
        href: (order != of.order).then(|| {
            href(LibraryPage {
                order,
                page: 1,
                ..of
            })
        }),
    };
    orders.map(link).into()
}

fn validities(
    ground: &Ground<'_>,
    of: LibraryPage,
    href: &impl Fn(LibraryPage) -> String,
) -> Vec<Link> {
    let link = |name: String, validity| Link {
        name,
        href: (validity != of.validity).then(|| {
            href(LibraryPage {
                validity,
                page: 1,
                ..of
            })
        }),
    };
    let each = ground.library.by_validity();
    let all = (!each.is_empty()).then(|| link("全部".to_owned(), None));
    let each = each
        .into_iter()
        .map(|(validity, count)| link(format!("{}（{count}）", validity.label()), Some(validity)));
    all.into_iter().chain(each).collect()
}
