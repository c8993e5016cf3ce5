//! Where the links of a body lead: to items, files and anchors of the site, or away from it.

use percent_encoding::percent_decode_str;

use super::addresses::TRADITIONAL;
use super::ground::Ground;
use crate::markdown::{self, Target};
use crate::model::{Item, KeyWriter, join_path, scheme_of};

/// Resolves a destination as it is written in an item's body.
///
/// What is withheld, missing or unsafe is broken: the reader gets its words without a link.
pub(super) fn resolve(ground: &Ground<'_>, item: &Item, destination: &str) -> Target {
    let destination = destination.trim();
    if let Some(anchor) = destination.strip_prefix('#') {
        return own_anchor(item, anchor);
    }
    if let Some(rest) = destination.strip_prefix("//") {
        return away(ground, rest, format!("https://{rest}"));
    }
    if let Some((scheme, rest)) = scheme_of(destination) {
        return match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => away(ground, rest.trim_start_matches('/'), destination.to_owned()),
            "mailto" | "tel" => at(destination.to_owned()),
            _ => broken(),
        };
    }
    if let Some(path) = destination.strip_prefix('/') {
        return from_root(ground, path);
    }
    beside(ground, item, destination)
}

/// Adds where each link and image of the body leads, as far as that is not written in the item itself.
pub(super) fn fingerprint(ground: &Ground<'_>, item: &Item, mut key: KeyWriter) -> KeyWriter {
    let links = item.body.links.iter().map(|link| &link.destination);
    let images = item.body.images.iter().map(|image| &image.destination);
    for destination in links.chain(images) {
        let target = resolve(ground, item, destination);
        let (width, height) = target.dimensions.unwrap_or_default();
        key = key
            .part(&target.href)
            .part([u8::from(target.leaves_site), u8::from(target.broken)])
            .part(width.to_le_bytes())
            .part(height.to_le_bytes());
    }
    key
}

fn own_anchor(item: &Item, anchor: &str) -> Target {
    markdown::anchor(&item.body, anchor).map_or_else(broken, |anchor| at(format!("#{anchor}")))
}

fn away(ground: &Ground<'_>, rest: &str, href: String) -> Target {
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    Target {
        leaves_site: !host.eq_ignore_ascii_case(ground.portal.site.settings.domain()),
        ..at(href)
    }
}

/// `/czj/budget.html`, with or without the site's own path before it.
fn from_root(ground: &Ground<'_>, path: &str) -> Target {
    let rooted = format!("/{path}");
    let path = rooted.strip_prefix(ground.addresses.base()).unwrap_or(path);
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let (page, rest) = path.split_at(end);
    let in_other = page.strip_prefix(TRADITIONAL);
    if let Some(page) = in_other.filter(|_| ground.portal.site.settings.traditional) {
        return in_traditional(ground, page, rest);
    }
    let index = format!("{page}index.html");
    let is_folder = page.is_empty() || page.ends_with('/');
    if ground.paths.contains(page) || (is_folder && ground.paths.contains(&index)) {
        at(format!("{}{rest}", ground.addresses.href(page)))
    } else {
        broken()
    }
}

/// A page in traditional characters, named as such: from either set of pages the link leads there.
fn in_traditional(ground: &Ground<'_>, page: &str, rest: &str) -> Target {
    let is_page = page.is_empty() || page.ends_with('/') || page.ends_with(".html");
    let index = format!("{page}index.html");
    if is_page && (ground.paths.contains(page) || ground.paths.contains(&index)) {
        let addresses = ground.addresses.in_characters(true);
        at(format!("{}{rest}", addresses.href(page)))
    } else {
        broken()
    }
}

/// A path relative to the item's folder: another item's file, or a file to download or show.
///
/// A file keeps what is behind its name, `#page=2`; another item has the anchors of its own page.
fn beside(ground: &Ground<'_>, item: &Item, destination: &str) -> Target {
    let end = destination.find(['?', '#']).unwrap_or(destination.len());
    let (path, rest) = destination.split_at(end);
    let Some(path) = join_path(item.folder(), &decoded(path)) else {
        return broken();
    };
    if let Some(ix) = ground.portal.by_source.get(path.as_str()) {
        let other = &ground.portal[*ix];
        let href = ground.addresses.href(&ground.portal.item_path(other));
        let (query, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        return match markdown::anchor(&other.body, fragment) {
            Some(anchor) => at(format!("{href}{query}#{anchor}")),
            None => at(format!("{href}{query}")),
        };
    }
    let published = ground.portal.file_path(item, &path);
    let facts = ground.portal.site.files.get(path.as_str());
    match facts.filter(|_| ground.paths.contains(&published)) {
        Some(facts) => Target {
            dimensions: facts.dimensions,
            ..at(format!("{}{rest}", ground.addresses.href(&published)))
        },
        None => broken(),
    }
}

fn at(href: String) -> Target {
    Target {
        href,
        leaves_site: false,
        dimensions: None,
        broken: false,
    }
}

fn broken() -> Target {
    Target {
        broken: true,
        ..at(String::new())
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
