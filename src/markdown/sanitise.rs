//! The allow-list that a body with raw HTML passes.
//!
//! # Why
//! The whole body passes, what the program itself wrote with it: columns of tables must stay, for a
//! table whose columns have no widths is laid out in slivers. An author's own columns were taken out
//! before, and of a column nothing stays but one of the widths that the program writes.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

use super::element::kept;
use super::escape::SCHEMES;
use super::nesting::nested;
use crate::model::ColumnWidths;

/// Elements that the program alone writes.
const OWN: [&str; 4] = ["section", "input", "colgroup", "col"];

/// Built once; it runs for bodies with raw HTML only.
static POLICY: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut policy = Builder::empty();
    policy
        .tags(kept().chain(OWN).collect())
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
        .attribute_filter(|element, attribute, value| {
            let is_column = matches!(element, "colgroup" | "col");
            let stays = !is_column || (attribute == "class" && ColumnWidths::is_class(value));
            stays.then_some(Cow::Borrowed(value))
        })
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

#[cfg(test)]
mod tests {
    use super::sanitised;

    #[test]
    fn of_a_column_nothing_stays_but_a_width_of_the_programs() {
        for (columns, expected) in [
            ("<col class=\"gk-col-8\">", "<col class=\"gk-col-8\">"),
            ("<col class=\"gk-col-9\">", "<col>"),
            ("<col class=\"gk-skip gk-col-8\">", "<col>"),
            (
                "<col id=\"a\" role=\"button\" tabindex=\"0\" onclick=\"x()\">",
                "<col>",
            ),
        ] {
            let table = |columns: &str| {
                format!(
                    "<table><colgroup>{columns}</colgroup><tbody><tr><td>甲</td></tr></tbody></table>"
                )
            };
            assert_eq!(sanitised(&table(columns)), table(expected));
        }
    }

    #[test]
    fn columns_stand_in_tables_alone() {
        assert_eq!(
            sanitised("<div><colgroup><col></colgroup>甲</div>"),
            "<div>甲</div>"
        );
    }
}
