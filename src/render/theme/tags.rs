//! Which tag of a template is still open at a place: Tera names the tag that it then cannot make sense of.

use std::ops::Range;

/// Tags that have an end of their own.
const OPENING: &[&str] = &[
    "if",
    "for",
    "block",
    "component",
    "filter",
    "set",
    "set_global",
];

/// A tag that is not closed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Open<'s> {
    /// Its name: `if`.
    pub(super) name: &'s str,
    /// Where that stands, in bytes.
    pub(super) range: Range<usize>,
}

/// The innermost tag that is open at the end of a beginning of a template.
pub(super) fn open(source: &str) -> Option<Open<'_>> {
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find("{%").into_iter().chain(rest.find("{#")).min() {
        let begun = rest.get(at..)?;
        let end = if begun.starts_with("{#") { "#}" } else { "%}" };
        let Some((inner, behind)) = begun.get(2..)?.split_once(end) else {
            break;
        };
        rest = behind;
        if end == "#}" {
            continue;
        }
        let words = inner.trim_start_matches('-').trim_start();
        let name = words
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .next()?;
        if name == "raw" {
            rest = rest.split_once("endraw").map_or("", |(_, behind)| behind);
        } else if let Some(ended) = name.strip_prefix("end") {
            let ends =
                |it: &Open<'_>| it.name == ended || it.name.strip_suffix("_global") == Some(ended);
            if open.last().is_some_and(ends) {
                open.pop();
            }
        } else if OPENING.contains(&name) && (!name.starts_with("set") || !words.contains('=')) {
            let start = source.len() - behind.len() - end.len() - words.len();
            open.push(Open {
                name,
                range: start..start + name.len(),
            });
        }
    }
    open.pop()
}

#[cfg(test)]
mod tests {
    use super::open;

    #[test]
    fn the_innermost_open_tag_is_found() {
        for (source, name, at) in [
            ("{% if a %}\n", "if", 3),
            ("{%- block 甲 -%}{% for x in y %}{% endfor %}\n", "block", 4),
            (
                "{# {% if #}{% raw %}{% if %}{% endraw %}{% for x in y %}{% set a = 1 %}",
                "for",
                43,
            ),
            ("{% if a %}{% set b %}", "set", 13),
            (
                "{% component a() %}{% endcomponent a %}{% if b %}{% elif c %}",
                "if",
                42,
            ),
            ("{% if a %}{% endblock %}", "if", 3),
        ] {
            let found = open(source).expect(source);
            assert_eq!((found.name, found.range.start), (name, at), "{source}");
        }
        for source in [
            "",
            "{% if a %}{% endif %}",
            "{{ a }}{% set_global b %}{% endset %}",
            "{% if",
        ] {
            assert_eq!(open(source), None, "{source}");
        }
    }
}
