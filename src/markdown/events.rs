//! Markdown as a list of events, each with the stretch of the text that it came from.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser};

/// An event and the bytes of the text that it came from.
pub(super) type Sourced<'a> = (Event<'a>, Range<usize>);

/// Reads `text`; neighbouring pieces of plain text come as one.
pub(super) fn events(text: &str) -> Vec<Sourced<'_>> {
    let mut events: Vec<Sourced<'_>> = Vec::new();
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        if let Event::Text(more) = &event
            && let Some((Event::Text(before), stretch)) = events.last_mut()
        {
            let mut joined = std::mem::replace(before, CowStr::Borrowed("")).into_string();
            joined.push_str(more);
            *before = CowStr::from(joined);
            stretch.end = range.end;
            continue;
        }
        events.push((event, range));
    }
    events
}

/// Tables, footnotes, task lists and strikethrough. No smart punctuation, for an official text is
/// printed as it was written; no heading attributes, for `# 通知 {试行}` must keep its braces.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
}
