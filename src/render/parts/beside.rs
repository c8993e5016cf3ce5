//! A document beside its interpretations, and an interpretation beside its document: pictures and films in place.

use serde::Serialize;

use super::attachment::{Download, films};
use super::row::Row;
use crate::model::{Item, ItemIx, Relations};
use crate::render::ground::Ground;
use crate::render::targets;

/// Documents that are read together with this one.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Beside<'p> {
    label: &'static str,
    companions: Vec<Companion<'p>>,
}

/// One of them, with what of it can be shown in place.
#[derive(Debug, Serialize)]
struct Companion<'p> {
    row: Row<'p>,
    summary: Option<&'p str>,
    pictures: Vec<Picture<'p>>,
    films: Vec<Download<'p>>,
}

/// A picture of a graphic interpretation.
#[derive(Debug, Serialize)]
struct Picture<'p> {
    href: String,
    alternative: &'p str,
    width: Option<u32>,
    height: Option<u32>,
}

/// What is read beside an item; empty for most.
pub(in crate::render) fn beside<'p>(ground: &Ground<'p>, ix: ItemIx) -> Vec<Beside<'p>> {
    let relations = &ground.portal.relations;
    let groups = [
        ("政策解读", &relations.interpretations),
        ("解读的文件", &relations.interpreted),
    ];
    groups
        .into_iter()
        .map(|(label, map)| (label, Relations::of(map, ix)))
        .filter(|(_, items)| !items.is_empty())
        .map(|(label, items)| Beside {
            label,
            companions: items.iter().map(|ix| companion(ground, *ix)).collect(),
        })
        .collect()
}

fn companion<'p>(ground: &Ground<'p>, ix: ItemIx) -> Companion<'p> {
    let item: &'p Item = &ground.portal[ix];
    let forms: Vec<&str> = item.forms.iter().map(|form| form.label()).collect();
    // Only what interprets is shown in place: a document is read on its own page.
    let interprets = !Relations::of(&ground.portal.relations.interpreted, ix).is_empty();
    Companion {
        row: Row::new(ground, ix).with_note(forms.join("、")),
        summary: item.summary.as_ref().map(|summary| summary.value.as_str()),
        pictures: if interprets {
            pictures(ground, item)
        } else {
            Vec::new()
        },
        films: films(ground, item),
    }
}

/// The first pictures of a body; the rest is a click away.
fn pictures<'p>(ground: &Ground<'p>, item: &'p Item) -> Vec<Picture<'p>> {
    const MOST: usize = 3;
    const KINDS: [&str; 7] = [".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"];
    let images = item.body.images.iter().filter(|image| {
        let name = image.destination.to_ascii_lowercase();
        KINDS.iter().any(|kind| name.ends_with(kind))
    });
    images
        .filter_map(|image| {
            let target = targets::resolve(ground, item, &image.destination);
            (!target.broken && !target.leaves_site).then_some((image, target))
        })
        .take(MOST)
        .map(|(image, target)| Picture {
            href: target.href,
            alternative: &image.alternative,
            width: target.dimensions.map(|(width, _)| width),
            height: target.dimensions.map(|(_, height)| height),
        })
        .collect()
}
