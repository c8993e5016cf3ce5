//! Where links may lead: the pages that the platform will have and the files beside its items.

use std::collections::HashSet;

use percent_encoding::percent_decode_str;

use crate::markdown::anchor;
use crate::model::{Item, Portal, join_path};

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

/// Every page of the platform that content may link to by its address.
pub(in crate::audit) struct Pages<'p> {
    portal: &'p Portal,
    paths: HashSet<String>,
    withheld: HashSet<&'p str>,
}

/// Pages and files that a platform and each organ's part of it have, whatever the content.
const FIXED: [&str; 6] = [
    "",
    "index.html",
    "directory.html",
    "directory.csv",
    "directory.json",
    "feed.xml",
];
/// Pages of the platform as a whole.
const OF_SITE: [&str; 6] = [
    "organs.html",
    "sitemap.html",
    "sitemap.xml",
    "robots.txt",
    "search/",
    "search/index.html",
];

impl<'p> Pages<'p> {
    pub(super) fn new(portal: &'p Portal) -> Self {
        let mut paths: HashSet<String> = HashSet::new();
        let mut folders = vec![String::new()];
        for (_, organ) in portal.site.register.with_platform() {
            folders.push(format!("{}/", organ.id));
            paths.insert(organ.id.to_string());
        }
        for folder in &folders {
            paths.extend(FIXED.iter().map(|page| format!("{folder}{page}")));
            for (_, column) in portal.site.catalogue.iter() {
                paths.insert(format!("{folder}columns/{}.html", column.id));
                paths.insert(format!("{folder}columns/{}.xml", column.id));
            }
        }
        paths.extend(OF_SITE.map(str::to_owned));
        for item in &portal.items {
            paths.insert(portal.item_path(item));
            for alias in &item.aliases {
                paths.insert(alias.trim_start_matches('/').to_owned());
            }
        }
        Self {
            portal,
            paths,
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
        if has_scheme(destination) || destination.starts_with("//") {
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
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        if let Some(rest) = decoded.strip_prefix('/') {
            let base = settings.base_path().trim_start_matches('/');
            return self.page(rest.strip_prefix(base).unwrap_or(rest));
        }
        self.beside(item, &decoded, fragment)
    }

    /// A path relative to the item's folder: another item, a file, or a page beside the item's own.
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
        let organ = &self.portal.site.register[item.organ].id;
        match join_path(organ, path) {
            Some(page) if self.paths.contains(&page) => Target::Found,
            _ => Target::Missing,
        }
    }

    /// A path below the site's root; further pages of a list stand for their first.
    fn page(&self, path: &str) -> Target {
        let path = path.split(['#', '?']).next().unwrap_or_default();
        let first = path.strip_suffix(".html").map(first_page);
        let known = self.paths.contains(path) || first.is_some_and(|it| self.paths.contains(&it));
        if known {
            Target::Found
        } else {
            Target::Missing
        }
    }
}

/// Whether the destination begins with a scheme such as `https:` or `mailto:`.
pub(in crate::audit) fn has_scheme(destination: &str) -> bool {
    destination.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// `columns/budgets-y2020-p2` → `columns/budgets.html`; `a-t2` → `a.html`.
fn first_page(stem: &str) -> String {
    let mut stem = stem;
    for mark in ["-p", "-t", "-y"] {
        if let Some((head, tail)) = stem.rsplit_once(mark)
            && !tail.is_empty()
            && tail.bytes().all(|byte| byte.is_ascii_digit())
        {
            stem = head;
        }
    }
    format!("{stem}.html")
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

#[cfg(test)]
mod tests {
    use super::{first_page, has_scheme};

    #[test]
    fn further_pages_stand_for_their_first() {
        assert_eq!(
            first_page("columns/budgets-y2020-p2"),
            "columns/budgets.html"
        );
        assert_eq!(first_page("czj/power-list-t3"), "czj/power-list.html");
        assert_eq!(first_page("czj/notice-plan"), "czj/notice-plan.html");
    }

    #[test]
    fn a_scheme_is_told_from_a_colon_in_a_file_name() {
        assert!(has_scheme("mailto:a@b.example"));
        assert!(has_scheme("https://www.gov.cn/"));
        assert!(!has_scheme("附件1:名单.xlsx"));
        assert!(!has_scheme("notice.html"));
    }
}
