//! What a search page in traditional characters needs to know of them: how a word typed in them is looked up in the
//! one index, and how what is found is shown.
//!
//! # Why
//! An index in traditional characters would double what is published and looked up. So the browser converts the few
//! lines that it shows: by character, and by those words of two characters in the site's items that the phrase
//! dictionary writes otherwise than character by character (头发 頭髮). Titles of the sample come out as on its
//! pages to the last character; words of a table or an attachment may, rarely, be written as they mostly are.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use anyhow::Context as _;
use serde_json::json;

use super::small;
use crate::model::{Artifact, SitePath};
use crate::render::ground::Ground;
use crate::render::traditional::{Traditional, simplified_characters};

/// Where it stands.
pub(in crate::render) const PATH: &str = "zh-hant/characters.json";

/// The file, on the ground of the pages in traditional characters.
pub(in crate::render) fn artifact<'p>(ground: &Arc<Ground<'p>>, path: SitePath) -> Artifact<'p> {
    small(ground, path, "characters", make)
}

fn make(ground: &Ground<'_>) -> anyhow::Result<Vec<u8>> {
    let traditional = ground.traditional.as_ref();
    let traditional = traditional.context("没有繁体字的网页，也就没有字表")?;
    let (typed_from, typed_to) = simplified_characters()?;
    let (from, to) = traditional.characters();
    let shown = json!({ "from": from, "to": to, "words": words(ground, traditional) });
    let all = json!({ "from": typed_from, "to": typed_to, "shown": shown });
    let mut bytes = serde_json::to_vec(&all)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The words that are known whole, and the pairs that are written otherwise than their characters alone; of either
/// those that stay as long as they are.
fn words(ground: &Ground<'_>, traditional: &Traditional) -> BTreeMap<String, String> {
    let mut all = HashSet::new();
    for (_, item) in ground.portal.iter() {
        all.extend(pairs(&item.title));
        all.extend(pairs(&item.body.text.read()));
        all.extend(item.summary.iter().flat_map(|summary| pairs(summary)));
    }
    let alone = |c: char| traditional.convert(c.encode_utf8(&mut [0; 4]));
    let otherwise = all.into_iter().filter_map(|(one, other)| {
        let pair = String::from_iter([one, other]);
        let written = traditional.convert(&pair);
        (written != alone(one) + &alone(other)).then_some((pair, written))
    });
    let known = traditional.known();
    let known = known.map(|(word, written)| (word.to_owned(), written.to_owned()));
    let is_as_long =
        |(from, to): &(String, String)| from.encode_utf16().count() == to.encode_utf16().count();
    otherwise.chain(known).filter(is_as_long).collect()
}

/// Any two characters of a text that stand beside each other, none of them ASCII.
fn pairs(text: &str) -> impl Iterator<Item = (char, char)> {
    let pairs = text.chars().zip(text.chars().skip(1));
    pairs.filter(|(one, other)| !one.is_ascii() && !other.is_ascii())
}
