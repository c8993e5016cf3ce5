//! Comments of raw HTML, which are never published.
//!
//! # Why
//! To the parser a block of HTML ends with an empty line, even within a comment. What stands between
//! that line and `-->` would then be printed, though its author has taken it out.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::parsed::Sourced;

/// The events without what stands in a comment that another event ends; those that end where they
/// begin are left to the reader of raw HTML.
pub(super) fn without(events: Vec<Sourced<'_>>) -> Vec<Sourced<'_>> {
    let begins = |(event, _): &Sourced<'_>| matches!(event, Event::Html(html) if is_open(html));
    if !events.iter().any(begins) {
        return events;
    }
    let mut open = false;
    let mut kept = Vec::with_capacity(events.len());
    for (event, range) in events {
        match event {
            Event::Html(html) | Event::InlineHtml(html) if open || is_open(&html) => {
                let (behind, range) = behind_comment(&html, range, &mut open);
                open = open || is_open(behind);
                let visible = match behind.rsplit_once("<!--") {
                    Some((before, _)) if open => before,
                    _ => behind,
                };
                kept.push((Event::Html(CowStr::from(visible.to_owned())), range));
            }
            Event::Text(text) if open => {
                let (visible, range) = behind_comment(&text, range, &mut open);
                kept.push((Event::Text(CowStr::from(visible.to_owned())), range));
            }
            Event::Code(_)
            | Event::FootnoteReference(_)
            | Event::Start(Tag::Link { .. } | Tag::Image { .. })
            | Event::End(TagEnd::Link | TagEnd::Image)
                if open => {}
            other => kept.push((other, range)),
        }
    }
    kept
}

/// Whether a comment begins here that does not end here.
fn is_open(html: &str) -> bool {
    html.rsplit_once("<!--")
        .is_some_and(|(_, comment)| !comment.contains("-->"))
}

/// What stands behind the comment that is open, if one is; nothing when it goes on.
fn behind_comment<'t>(
    text: &'t str,
    range: Range<usize>,
    open: &mut bool,
) -> (&'t str, Range<usize>) {
    let behind = match text.split_once("-->") {
        _ if !*open => text,
        Some((_, behind)) => {
            *open = false;
            behind
        }
        None => "",
    };
    let start = range.start + text.len() - behind.len();
    (behind, start.min(range.end)..range.end)
}
