//! The 26 pilot fields of grassroots disclosure (基层政务公开标准化), each with its standard catalogues.

use serde::Serialize;

use crate::render::ground::Ground;
use crate::render::head::Head;
use crate::render::page::View;
use crate::render::parts::row::Row;

/// Everything on the page of fields.
#[derive(Serialize)]
pub(in crate::render) struct FieldsView<'p> {
    head: Head<'p>,
    fields: Vec<Field<'p>>,
}

/// One field with the catalogues that organs published for it, newest first.
#[derive(Serialize)]
struct Field<'p> {
    name: &'p str,
    anchor: String,
    rows: Vec<Row<'p>>,
}

/// A field on the home page.
#[derive(Serialize)]
pub(super) struct FieldLink<'p> {
    name: &'p str,
    href: String,
    count: usize,
}

impl<'p> FieldsView<'p> {
    pub(in crate::render) fn new(ground: &Ground<'p>) -> Self {
        let mut head = Head::new(ground, "gk-fields-page", "基层政务公开领域", PATH);
        head.description = "基层政务公开标准化规范化各试点领域的标准目录。".to_owned();
        let names = ground.portal.site.vocabulary.fields.iter().enumerate();
        Self {
            head: head.ending("基层政务公开领域"),
            fields: names
                .map(|(at, name)| Field {
                    name,
                    anchor: anchor(at),
                    rows: rows(ground, name).collect(),
                })
                .collect(),
        }
    }
}

impl<'p> View<'p> for FieldsView<'p> {
    const TEMPLATE: &'static str = "fields.html";

    fn head(&self) -> Option<&Head<'p>> {
        Some(&self.head)
    }
}

/// Where the page is.
pub(in crate::render) const PATH: &str = "fields.html";

/// Every field with the way to its catalogues.
pub(super) fn links<'p>(ground: &Ground<'p>) -> Vec<FieldLink<'p>> {
    let names = ground.portal.site.vocabulary.fields.iter().enumerate();
    names
        .map(|(at, name)| FieldLink {
            name,
            href: format!("{}#{}", ground.addresses.href(PATH), anchor(at)),
            count: rows(ground, name).count(),
        })
        .collect()
}

fn anchor(at: usize) -> String {
    format!("field-{}", at + 1)
}

fn rows<'g, 'p>(ground: &'g Ground<'p>, name: &'g str) -> impl Iterator<Item = Row<'p>> + 'g {
    let items = ground.outline.disclosed(None).iter();
    let of_field = items.filter(move |ix| {
        let field = ground.portal[**ix].field.as_ref();
        field.is_some_and(|field| field.value.trim() == name)
    });
    of_field.map(|ix| Row::new(ground, *ix).with_organ(ground, *ix))
}
