//! The register of organs (行政机关名录), with the ways of reaching each.

use serde::Serialize;

use super::organ::{Contact, contact};
use crate::model::{ColumnKey, OrganIx, OrganKind};
use crate::render::ground::Ground;
use crate::render::head::Head;
use crate::render::page::View;

/// Everything on the register's page.
#[derive(Serialize)]
pub(in crate::render) struct OrgansView<'p> {
    head: Head<'p>,
    groups: Vec<Group<'p>>,
}

/// Organs of one kind.
#[derive(Serialize)]
struct Group<'p> {
    key: &'static str,
    label: &'static str,
    organs: Vec<Entry<'p>>,
}

/// One organ.
#[derive(Serialize)]
struct Entry<'p> {
    id: &'p str,
    name: &'p str,
    /// Nowhere for an organ that owes no platform and has disclosed nothing here.
    href: Option<String>,
    guide_href: Option<String>,
    uscc: Option<&'p str>,
    contact: Vec<Contact<'p>>,
}

impl<'p> OrgansView<'p> {
    pub(in crate::render) fn new(ground: &Ground<'p>) -> Self {
        let head = Head::new(ground, "gk-organs", "行政机关名录", "organs.html");
        let register = &ground.portal.site.register;
        let group = |kind: OrganKind| Group {
            key: kind.key(),
            label: kind.label(),
            organs: register
                .iter()
                .filter(|(_, organ)| organ.kind == kind)
                .map(|(ix, _)| Entry::new(ground, ix))
                .collect(),
        };
        let groups = OrganKind::ALL.into_iter().map(group);
        Self {
            head: head.ending("行政机关名录"),
            groups: groups.filter(|group| !group.organs.is_empty()).collect(),
        }
    }
}

impl<'p> View<'p> for OrgansView<'p> {
    const TEMPLATE: &'static str = "organs.html";

    fn head(&self) -> Option<&Head<'p>> {
        Some(&self.head)
    }
}

impl<'p> Entry<'p> {
    fn new(ground: &Ground<'p>, ix: OrganIx) -> Self {
        let organ = &ground.portal.site.register[ix];
        let addresses = &ground.addresses;
        let has_pages = ground.outline.has_pages(ix);
        // The first column of the catalogue is the guide, by the national norm on platforms.
        let guide = ground.outline.columns(Some(ix)).next();
        let guide = guide.map(|(column, _)| {
            addresses.column(ColumnKey {
                organ: Some(ix),
                column,
            })
        });
        Self {
            id: &organ.id,
            name: &organ.name,
            href: has_pages.then(|| addresses.href(&addresses.organ(ix))),
            guide_href: guide
                .filter(|_| has_pages)
                .map(|path| addresses.href(&path)),
            uscc: organ.uscc.as_deref(),
            contact: contact(ground, ix),
        }
    }
}
