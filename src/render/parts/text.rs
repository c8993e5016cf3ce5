//! The body of an item as HTML, and the contents list of a long one.

use serde::Serialize;

use crate::markdown;
use crate::model::{Item, KeyWriter};
use crate::render::ground::Ground;
use crate::render::targets;

/// A heading of a body, for the contents list.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Entry<'p> {
    text: &'p str,
    anchor: &'p str,
    level: u8,
}

/// The body as HTML.
pub(in crate::render) fn html(ground: &Ground<'_>, item: &Item) -> String {
    markdown::render(&item.body, &|destination| {
        targets::resolve(ground, item, destination)
    })
}

/// Adds all that the HTML depends on.
pub(in crate::render) fn fingerprint(
    ground: &Ground<'_>,
    item: &Item,
    key: KeyWriter,
) -> KeyWriter {
    targets::fingerprint(ground, item, key.part(item.digest))
}

/// The headings of the upper two levels, where there are enough of them to need a list.
pub(in crate::render) fn contents(item: &Item) -> Vec<Entry<'_>> {
    const ENOUGH: usize = 4;
    let headings = &item.body.headings;
    let top = headings.iter().map(|heading| heading.level).min();
    let entries: Vec<Entry<'_>> = headings
        .iter()
        .filter(|heading| top.is_some_and(|top| heading.level <= top + 1))
        .map(|heading| Entry {
            text: &heading.text,
            anchor: &heading.anchor,
            level: top.map_or(1, |top| heading.level - top + 1),
        })
        .collect();
    if entries.len() < ENOUGH {
        Vec::new()
    } else {
        entries
    }
}
