//! The allow-list that a body with raw HTML passes.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

use super::element::kept;
use super::escape::SCHEMES;
use super::nesting::nested;

/// Built once; it runs for bodies with raw HTML only.
static POLICY: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut policy = Builder::empty();
    policy
        .tags(kept().chain(["section", "input"]).collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .generic_attributes(HashSet::from([
            "id",
            "class",
            "title",
            "lang",
            "role",
            "tabindex",
            "aria-label",
        ]))
        .tag_attributes(attributes())
        .url_schemes(SCHEMES.into_iter().collect())
        .link_rel(None);
    policy
});

/// The HTML with nothing but what the list allows, every element closed and where it may stand.
pub(super) fn sanitised(html: &str) -> String {
    nested(&POLICY.clean(html).to_string())
}

fn attributes() -> HashMap<&'static str, HashSet<&'static str>> {
    let player = ["src", "controls", "preload", "width", "height", "poster"];
    let cell = ["colspan", "rowspan", "scope"];
    HashMap::from([
        ("a", HashSet::from(["href", "rel"])),
        (
            "img",
            HashSet::from(["src", "alt", "width", "height", "loading", "decoding"]),
        ),
        ("audio", HashSet::from(player)),
        ("video", HashSet::from(player)),
        ("source", HashSet::from(["src", "type"])),
        (
            "track",
            HashSet::from(["src", "kind", "srclang", "label", "default"]),
        ),
        ("td", HashSet::from(cell)),
        ("th", HashSet::from(cell)),
        ("ol", HashSet::from(["start"])),
        ("details", HashSet::from(["open"])),
        ("input", HashSet::from(["type", "checked", "disabled"])),
    ])
}
