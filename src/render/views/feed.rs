//! An Atom feed of the newest items of the site, an organ or a column.

use serde::Serialize;

use crate::model::{ColumnKey, ItemIx, KeyWriter, OrganIx};
use crate::render::exports::directory;
use crate::render::ground::Ground;
use crate::render::head::Head;
use crate::render::page::View;

/// Items that a feed holds at most.
const ENTRIES: usize = 20;

/// Whose newest items a feed holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum FeedOf {
    /// The site's, or one organ's.
    All(Option<OrganIx>),
    /// A column's.
    Column(ColumnKey),
}

/// Everything in a feed.
#[derive(Serialize)]
pub(in crate::render) struct FeedView {
    title: String,
    /// The feed's own address.
    address: String,
    /// The page that it follows.
    page: String,
    updated: String,
    author: String,
    entries: Vec<Entry>,
}

/// One item.
#[derive(Serialize)]
struct Entry {
    title: String,
    address: String,
    moment: String,
    author: String,
    summary: Option<String>,
}

impl FeedOf {
    /// The items that it holds.
    pub(in crate::render) fn items<'g>(self, ground: &'g Ground<'_>) -> &'g [ItemIx] {
        match self {
            Self::All(organ) => ground.outline.disclosed(organ),
            Self::Column(key) => &ground.portal.shelf(key.organ, key.column).items,
        }
    }

    /// Its path, and the path of the page that it follows.
    pub(in crate::render) fn paths(self, ground: &Ground<'_>) -> (String, String) {
        let addresses = &ground.addresses;
        match self {
            Self::All(organ) => (
                addresses.within(organ, "feed.xml"),
                addresses.within(organ, "index.html"),
            ),
            Self::Column(key) => (addresses.column_feed(key), addresses.column(key)),
        }
    }

    /// Whose it is; none of the county's.
    pub(in crate::render) fn organ(self) -> Option<OrganIx> {
        match self {
            Self::All(organ) => organ,
            Self::Column(key) => key.organ,
        }
    }
}

impl FeedView {
    /// Adds to a key all that the feed depends on besides the site.
    pub(in crate::render) fn cover(ground: &Ground<'_>, of: FeedOf, key: KeyWriter) -> KeyWriter {
        directory::cover(ground, of.items(ground).iter().take(ENTRIES), key)
    }

    pub(in crate::render) fn new(ground: &Ground<'_>, of: FeedOf) -> Self {
        let site = &ground.portal.site;
        let whose = of
            .organ()
            .map_or(&site.settings.name, |organ| &site.register[organ].name);
        let title = match of {
            FeedOf::All(_) => format!("{whose}政府信息公开"),
            FeedOf::Column(key) => format!("{whose}{}", site.catalogue[key.column].name),
        };
        let items = of.items(ground).iter().take(ENTRIES);
        let entries: Vec<Entry> = items.filter_map(|ix| Entry::new(ground, *ix)).collect();
        let (feed, page) = of.paths(ground);
        Self {
            title: clean(&title),
            address: ground.addresses.absolute(&feed),
            page: ground.addresses.absolute(&page),
            // A feed without entries was never updated; Atom wants a moment all the same.
            updated: entries
                .first()
                .map_or("1970-01-01T00:00:00+08:00".to_owned(), |entry| {
                    entry.moment.clone()
                }),
            author: clean(whose),
            entries,
        }
    }
}

impl<'p> View<'p> for FeedView {
    const TEMPLATE: &'static str = "feed.xml";

    fn head(&self) -> Option<&Head<'p>> {
        None
    }
}

impl Entry {
    fn new(ground: &Ground<'_>, ix: ItemIx) -> Option<Self> {
        let item = &ground.portal[ix];
        let moment = item.published_at.as_ref()?;
        Some(Self {
            title: clean(&item.title),
            address: ground.addresses.absolute(&ground.portal.item_path(item)),
            moment: moment.rfc3339(),
            author: clean(&ground.portal.site.register[item.organ].name),
            summary: item.summary.as_ref().map(|summary| clean(summary)),
        })
    }
}

/// The text without the control characters that XML forbids even as references.
fn clean(text: &str) -> String {
    let allowed = |c: &char| !c.is_control() || "\t\n\r".contains(*c);
    text.chars()
        .filter(allowed)
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn characters_that_xml_forbids_are_left_out() {
        assert_eq!(
            clean("关于\u{b}公开\u{0}的\n通知\u{ffff}"),
            "关于公开的\n通知"
        );
    }
}
