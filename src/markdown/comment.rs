//! Comments of raw HTML, which are never published.
//!
//! # Why
//! To the parser a block of HTML ends with an empty line, even within a comment. What stands between
//! that line and `-->` would then be printed, though its author has taken it out.

use pulldown_cmark::{CowStr, Event};

use super::events::Sourced;

/// The events without the text of comments.
pub(super) fn without(events: Vec<Sourced<'_>>) -> Vec<Sourced<'_>> {
    let begins = |(event, _): &Sourced<'_>| matches!(event, Event::Html(html) | Event::InlineHtml(html) if html.contains("<!--"));
    if !events.iter().any(begins) {
        return events;
    }
    let mut open = false;
    let mut kept = Vec::with_capacity(events.len());
    for (event, range) in events {
        let event = match event {
            Event::Html(html) => Event::Html(visible(&html, &mut open, true)),
            Event::InlineHtml(html) => Event::InlineHtml(visible(&html, &mut open, true)),
            Event::Text(text) if open => Event::Text(visible(&text, &mut open, false)),
            Event::Code(_) | Event::FootnoteReference(_) if open => continue,
            other => other,
        };
        let is_empty = matches!(&event,
            Event::Html(text) | Event::InlineHtml(text) | Event::Text(text) if text.is_empty());
        if !is_empty {
            kept.push((event, range));
        }
    }
    kept
}

/// What of the text is in no comment; `open` tells whether one is open before, and then behind.
fn visible<'a>(text: &str, open: &mut bool, may_begin: bool) -> CowStr<'a> {
    let mut visible = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        if *open {
            let Some((_, behind)) = rest.split_once("-->") else {
                break;
            };
            *open = false;
            rest = behind;
        }
        match rest.split_once("<!--") {
            Some((before, behind)) if may_begin => {
                visible.push_str(before);
                *open = true;
                rest = behind;
            }
            _ => {
                visible.push_str(rest);
                break;
            }
        }
    }
    CowStr::from(visible)
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::Event;

    use super::super::events::events;
    use super::super::prepare::Prepared;

    #[test]
    fn nothing_of_a_comment_is_left() {
        for (text, expected) in [
            ("前<!-- 密 -->后", "前后"),
            ("<!-- 密\n\n密 -->\n\n后", "后"),
            (
                "<div>\n前<!-- 密\n\n密[密](密.doc)`密` -->后\n\n</div>",
                "<div>\n前后</div>",
            ),
            ("`<!-- 码 -->`后", "<!-- 码 -->后"),
        ] {
            let prepared = Prepared::new(text);
            let shown: String = events(&prepared)
                .iter()
                .map(|(event, _)| match event {
                    Event::Text(text)
                    | Event::Code(text)
                    | Event::Html(text)
                    | Event::InlineHtml(text) => text.to_string(),
                    _ => String::new(),
                })
                .collect();
            assert_eq!(shown.replace("\n\n", "\n").trim(), expected, "{text}");
        }
    }
}
