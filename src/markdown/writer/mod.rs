//! The HTML of a body.
//!
//! # Why
//! The page's only `h1` is the title, and no level may be left out below it. A heading of the body
//! becomes `h2`, or one level below the nearest higher heading before it, whatever levels its author
//! chose; so the order among them is kept.

mod footnote;
mod link;
mod media;
mod preformatted;
mod table;
mod tag;

use std::fmt::Write as _;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Target;
use super::escape::push_text;
use super::events::events;
use super::parsed::Sourced;
use super::prepare::Prepared;
use super::sanitise::sanitised;
use crate::model::Body;
use footnote::Footnotes;
use link::Closing;
use table::Table;
use tag::Raw;

/// Writes the whole body.
pub(super) fn write(body: &Body, resolve: &dyn Fn(&str) -> Target) -> String {
    let text = body.text.read();
    let prepared = Prepared::new(&text);
    let events = events(&prepared);
    let mut writer = Writer {
        html: String::with_capacity(text.len() * 5 / 4),
        body,
        events: &events,
        at: 0,
        above: Vec::new(),
        heading: "</p>\n",
        links: Vec::new(),
        table: Table::default(),
        preformatted: 0,
        footnotes: Footnotes::new(&events),
        raw: Raw::default(),
        resolve,
    };
    writer.write_to(events.len());
    let html = writer.finished();
    writer.write_footnotes();
    html + &writer.finished()
}

struct Writer<'w, 'a> {
    html: String,
    body: &'w Body,
    events: &'w [Sourced<'a>],
    /// Index of the next event.
    at: usize,
    /// Levels, as their author chose them, of the headings above what is written.
    above: Vec<u8>,
    /// What closes the heading that is open.
    heading: &'static str,
    /// What closes each link that is open.
    links: Vec<Closing>,
    table: Table,
    /// How many preformatted texts the page has so far.
    preformatted: usize,
    footnotes: Footnotes,
    raw: Raw,
    resolve: &'w dyn Fn(&str) -> Target,
}

/// The end tags of headings, by level.
const HEADING_ENDS: [&str; 7] = [
    "</p>\n", "</h1>\n", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n",
];

impl<'w, 'a> Writer<'w, 'a> {
    /// Writes the events up to and without this one.
    fn write_to(&mut self, end: usize) {
        while self.at < end
            && let Some((event, range)) = self.next_event()
        {
            match event {
                Event::Start(tag) => self.start(tag, range.start),
                Event::End(end) => self.end(end),
                Event::Text(words) => push_text(&mut self.html, words),
                Event::Code(words) => {
                    self.html.push_str("<code>");
                    push_text(&mut self.html, words);
                    self.html.push_str("</code>");
                }
                Event::Html(html) | Event::InlineHtml(html) => self.raw(html, range.start),
                Event::FootnoteReference(label) => self.footnote_reference(label),
                Event::SoftBreak => self.html.push('\n'),
                Event::HardBreak => self.html.push_str("<br>\n"),
                Event::Rule => self.html.push_str("<hr>\n"),
                Event::TaskListMarker(done) => self.task(*done),
                Event::InlineMath(words) | Event::DisplayMath(words) => {
                    push_text(&mut self.html, words);
                }
            }
        }
    }

    fn next_event(&mut self) -> Option<&'w Sourced<'a>> {
        let event = self.events.get(self.at);
        self.at += 1;
        event
    }

    /// The events that are still to come.
    fn ahead(&self) -> &'w [Sourced<'a>] {
        self.events.get(self.at..).unwrap_or_default()
    }

    fn start(&mut self, tag: &Tag<'_>, at: usize) {
        match tag {
            Tag::Paragraph if self.figure() => {}
            Tag::Paragraph => self.html.push_str("<p>"),
            Tag::Heading { .. } => self.heading(at),
            Tag::BlockQuote(_) => self.html.push_str("<blockquote>\n"),
            Tag::CodeBlock(kind) => self.code_block(kind),
            Tag::List(None) => self.html.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.html.push_str("<ol>\n"),
            Tag::List(Some(first)) => self.put(format_args!("<ol start=\"{first}\">\n")),
            Tag::Item => self.item(),
            Tag::FootnoteDefinition(_) => self.skip_footnote(),
            Tag::Table(columns) => self.table(columns),
            Tag::TableHead => self.table_head(),
            Tag::TableRow => self.table_row(),
            Tag::TableCell => self.table_cell(),
            Tag::Emphasis => self.html.push_str("<em>"),
            Tag::Strong => self.html.push_str("<strong>"),
            Tag::Strikethrough => self.html.push_str("<del>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.link(*link_type, dest_url, title),
            Tag::Image {
                dest_url, title, ..
            } => self.image(dest_url, title),
            _ => {}
        }
    }

    fn end(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.end_inline();
                self.html.push_str("</p>\n");
            }
            TagEnd::Heading(_) => {
                self.end_inline();
                self.html.push_str(self.heading);
            }
            TagEnd::HtmlBlock => {
                self.end_inline();
                self.html.push('\n');
            }
            TagEnd::BlockQuote(_) => self.html.push_str("</blockquote>\n"),
            TagEnd::CodeBlock => self.html.push_str("</code></pre>\n"),
            TagEnd::List(false) => self.html.push_str("</ul>\n"),
            TagEnd::List(true) => self.html.push_str("</ol>\n"),
            TagEnd::Item => {
                self.end_inline();
                self.html.push_str("</li>\n");
            }
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_table_head(),
            TagEnd::TableRow => self.html.push_str("</tr>\n"),
            TagEnd::TableCell => self.end_table_cell(),
            TagEnd::Emphasis => self.html.push_str("</em>"),
            TagEnd::Strong => self.html.push_str("</strong>"),
            TagEnd::Strikethrough => self.html.push_str("</del>"),
            TagEnd::Link => self.end_link(),
            _ => {}
        }
    }

    /// Writes the start of the heading that begins at this byte of the text; one without words is
    /// a paragraph.
    fn heading(&mut self, at: usize) {
        let at = u32::try_from(self.body.offset + at).unwrap_or(u32::MAX);
        let headings = &self.body.headings;
        let index = headings.binary_search_by_key(&at, |heading| heading.span.start);
        let Some(heading) = index.ok().and_then(|index| headings.get(index)) else {
            self.html.push_str("<p>");
            self.heading = "</p>\n";
            return;
        };
        self.above.retain(|higher| *higher < heading.level);
        self.above.push(heading.level);
        let level = (self.above.len() + 1).min(6);
        let anchor = &heading.anchor;
        self.put(format_args!("<h{level} id=\"{anchor}\">"));
        self.heading = HEADING_ENDS.get(level).unwrap_or(&"</p>\n");
    }

    fn item(&mut self) {
        let begin = self.ahead();
        let first = match begin {
            [(Event::Start(Tag::Paragraph), _), rest @ ..] => rest.first(),
            _ => begin.first(),
        };
        self.html.push_str(match first {
            Some((Event::TaskListMarker(_), _)) => "<li class=\"gk-task\">",
            _ => "<li>",
        });
    }

    fn task(&mut self, done: bool) {
        self.html.push_str(if done {
            "<input type=\"checkbox\" disabled checked aria-label=\"已完成\"> "
        } else {
            "<input type=\"checkbox\" disabled aria-label=\"未完成\"> "
        });
    }

    /// Takes what is written so far, sanitised when there was raw HTML; so nothing that is left open
    /// there reaches into what follows.
    fn finished(&mut self) -> String {
        let html = std::mem::take(&mut self.html);
        if self.raw.is_used {
            sanitised(&html)
        } else {
            html
        }
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.html.write_fmt(text);
    }
}
