//! Where links may lead: the pages that the platform will have and the files beside its items.

use std::collections::HashSet;

use percent_encoding::percent_decode_str;

use super::addresses::Addresses;
use crate::markdown::anchor;
use crate::model::{Item, Portal, join_path, scheme_of};

/// What a link's destination means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::audit) enum Target {
    /// A page, anchor or file of this site that exists.
    Found,
    /// A file of the content folder that exists, by its path.
    File(String),
    /// An item that the public may not see, or a file of one.
    Withheld,
    /// An item that could not be read: what is wrong with it is told there.
    Unread,
    /// The page exists, the anchor does not.
    NoAnchor(String),
    /// Nothing of this site.
    Missing,
    /// Another site, or something that is no address of a page: `mailto:`.
    Elsewhere,
}

/// What the destinations of links mean.
pub(in crate::audit) struct Pages<'p> {
    portal: &'p Portal,
    addresses: Addresses<'p>,
    withheld: HashSet<&'p str>,
}

impl<'p> Pages<'p> {
    pub(super) fn new(portal: &'p Portal) -> Self {
        Self {
            portal,
            addresses: Addresses::new(portal),
            withheld: portal.withheld.iter().map(|item| &*item.source).collect(),
        }
    }

    /// What a destination in an item's body means.
    pub(in crate::audit) fn resolve(&self, item: &Item, destination: &str) -> Target {
        let destination = destination.trim();
        let settings = &self.portal.site.settings;
        if let Some(rest) = destination.strip_prefix(settings.url.as_str()) {
            return self.page(rest);
        }
        if scheme_of(destination).is_some() || destination.starts_with("//") {
            return Target::Elsewhere;
        }
        let (path, fragment) = destination
            .split_once('#')
            .map_or((destination, None), |(path, fragment)| {
                (path, Some(fragment))
            });
        let path = path.split('?').next().unwrap_or_default();
        if path.is_empty() {
            return match fragment {
                Some(fragment) => find_anchor(item, fragment),
                None => Target::Missing,
            };
        }
        if let Some(rest) = destination.strip_prefix('/') {
            let base = settings.base_path().trim_start_matches('/');
            return self.page(rest.strip_prefix(base).unwrap_or(rest));
        }
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        self.beside(item, &decoded, fragment)
    }

    /// A path relative to the item's folder: another item by its file, or a file to offer. That items of an organ
    /// have their pages in one folder is no reason to write them so: their files need not lie in one.
    fn beside(&self, item: &Item, path: &str, fragment: Option<&str>) -> Target {
        let Some(joined) = join_path(item.folder(), path) else {
            return Target::Missing;
        };
        if let Some(ix) = self.portal.by_source.get(joined.as_str()) {
            return fragment.map_or(Target::Found, |fragment| {
                find_anchor(&self.portal[*ix], fragment)
            });
        }
        if self.withheld.contains(joined.as_str()) {
            return Target::Withheld;
        }
        if self.portal.site.unread.contains_key(joined.as_str()) {
            return Target::Unread;
        }
        if self.portal.kept_back.contains(joined.as_str()) {
            return Target::Withheld;
        }
        if self.portal.site.files.contains_key(joined.as_str()) {
            return Target::File(joined);
        }
        Target::Missing
    }

    /// A path below the site's root. Of the anchors of a page that is no item's nothing is known.
    fn page(&self, path: &str) -> Target {
        let (path, fragment) = match path.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (path, None),
        };
        let path = path.split('?').next().unwrap_or_default();
        let path = percent_decode_str(path).decode_utf8_lossy();
        match (self.addresses.item(&path), fragment) {
            (Some(ix), Some(fragment)) => find_anchor(&self.portal[ix], fragment),
            _ if self.addresses.has(&path) => Target::Found,
            _ => Target::Missing,
        }
    }
}

/// An anchor that the body gives, or one of the page itself: its top, its footnotes.
fn find_anchor(item: &Item, fragment: &str) -> Target {
    let is_of_page = matches!(fragment, "" | "top") || fragment.starts_with("gk-");
    if is_of_page || anchor(&item.body, fragment).is_some() {
        Target::Found
    } else {
        let shown = percent_decode_str(fragment).decode_utf8_lossy();
        Target::NoAnchor(shown.into_owned())
    }
}
