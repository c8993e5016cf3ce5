//! The parser's events as the text was written, before anything about them is settled.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::prepare::Prepared;

/// An event and the bytes of the text, as written, that it came from.
pub(super) type Sourced<'a> = (Event<'a>, Range<usize>);

/// The parser's events, restored, with their stretches of the text as written.
pub(super) fn parsed<'p>(prepared: &'p Prepared<'_>) -> Vec<Sourced<'p>> {
    Parser::new_ext(prepared.text(), options())
        .into_offset_iter()
        .map(|(event, range)| (restored(event, prepared), prepared.origin(&range)))
        .collect()
}

/// Tables, footnotes, task lists and strikethrough. No smart punctuation, for an official text is
/// printed as it was written; no heading attributes, for `# 通知 {试行}` must keep its braces.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
}

/// Events to which more are added; neighbouring plain text becomes one piece.
#[derive(Default)]
pub(super) struct Joined<'a> {
    events: Vec<Sourced<'a>>,
    /// Text of the last event to which more text came.
    grown: Option<String>,
}

impl<'a> Joined<'a> {
    /// Adds an event.
    pub(super) fn push(&mut self, event: Event<'a>, range: Range<usize>) {
        let more = match (&event, self.events.last_mut()) {
            (Event::Text(more), Some((Event::Text(whole), stretch)))
            | (Event::Html(more), Some((Event::Html(whole), stretch))) => {
                stretch.end = range.end;
                Some((more, whole))
            }
            _ => None,
        };
        if let Some((more, whole)) = more {
            self.grown
                .get_or_insert_with(|| whole.to_string())
                .push_str(more);
            return;
        }
        self.settle();
        self.events.push((event, range));
    }

    /// Ends a paragraph, or takes it back when there is nothing in it.
    pub(super) fn end_paragraph(&mut self, range: Range<usize>) {
        if let Some((Event::Start(Tag::Paragraph), _)) = self.events.last() {
            self.events.pop();
        } else {
            self.push(Event::End(TagEnd::Paragraph), range);
        }
    }

    /// All events.
    pub(super) fn finish(mut self) -> Vec<Sourced<'a>> {
        self.settle();
        self.events
    }

    fn settle(&mut self) {
        if let Some(grown) = self.grown.take()
            && let Some((Event::Text(whole) | Event::Html(whole), _)) = self.events.last_mut()
        {
            *whole = CowStr::from(grown);
        }
    }
}

/// The event without the stand-ins that made its text ready for the parser.
fn restored<'p>(event: Event<'p>, prepared: &Prepared<'_>) -> Event<'p> {
    let restore = |text| prepared.restore(text);
    match event {
        Event::Text(text) => Event::Text(restore(text)),
        Event::Code(text) => Event::Code(restore(text)),
        Event::Html(text) => Event::Html(restore(text)),
        Event::InlineHtml(text) => Event::InlineHtml(restore(text)),
        Event::FootnoteReference(label) => Event::FootnoteReference(restore(label)),
        Event::Start(tag) => Event::Start(restored_tag(tag, prepared)),
        other => other,
    }
}

fn restored_tag<'p>(tag: Tag<'p>, prepared: &Prepared<'_>) -> Tag<'p> {
    let restore = |text| prepared.restore(text);
    match tag {
        Tag::CodeBlock(CodeBlockKind::Fenced(language)) => {
            Tag::CodeBlock(CodeBlockKind::Fenced(restore(language)))
        }
        Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(restore(label)),
        Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        } => Tag::Link {
            link_type,
            dest_url: restore(dest_url),
            title: restore(title),
            id,
        },
        Tag::Image {
            link_type,
            dest_url,
            title,
            id,
        } => Tag::Image {
            link_type,
            dest_url: restore(dest_url),
            title: restore(title),
            id,
        },
        other => other,
    }
}
