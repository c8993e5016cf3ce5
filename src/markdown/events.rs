//! Markdown as a list of events, each with the stretch of the text that it came from.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::anchor::split_name;
use super::bare_url;
use super::breaks;
use super::comment;
use super::parsed::{Sourced, parsed};
use super::prepare::Prepared;

/// Reads a prepared text. Neighbouring pieces of plain text come as one, so do the lines of a block
/// of raw HTML; line breaks are settled, comments gone; bare addresses are links.
pub(super) fn events<'p>(prepared: &'p Prepared<'_>) -> Vec<Sourced<'p>> {
    let mut settled = breaks::settle(parsed(prepared));
    name_headings(&mut settled);
    bare_url::links(comment::without(settled), prepared.written)
}

/// Gives every heading the name that its author wrote behind it, and takes it off the words.
fn name_headings(events: &mut [Sourced<'_>]) {
    let mut start = 0;
    for at in 0..events.len() {
        match events.get(at) {
            Some((Event::Start(Tag::Heading { .. }), _)) => start = at,
            Some((Event::End(TagEnd::Heading(_)), _)) if at > start => {
                let Some((Event::Text(text), _)) = events.get_mut(at - 1) else {
                    continue;
                };
                let (words, Some(name)) = split_name(text) else {
                    continue;
                };
                let name = CowStr::from(name.to_owned());
                *text = CowStr::from(words.to_owned());
                if let Some((Event::Start(Tag::Heading { id, .. }), _)) = events.get_mut(start) {
                    *id = Some(name);
                }
            }
            _ => {}
        }
    }
}

/// The words of the events up to the one that `ends` them.
pub(super) fn words(events: &[Sourced<'_>], ends: impl Fn(&TagEnd) -> bool) -> String {
    let mut words = String::new();
    for (event, _) in events {
        match event {
            Event::Text(more) | Event::Code(more) => words.push_str(more),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::End(end) if ends(end) => break,
            _ => {}
        }
    }
    words
}
