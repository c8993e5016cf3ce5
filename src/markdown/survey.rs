//! What a body holds: its headings, links and images, and where they stand in the file.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::anchor::Anchors;
use super::depth::{Depth, NESTED};
use super::element::heading_level;
use super::events::events;
use super::near_link::near_links;
use super::parsed::Sourced;
use super::prepare::Prepared;
use super::raw::{OpenTag, Piece, pieces, without_entities};
use crate::model::{Body, Heading, Image, Link, Span, may_hide_long_number, may_hold_long_number};

/// Reads the whole body once.
pub(super) fn survey(text: &str, offset: usize, line: usize) -> Body {
    let prepared = Prepared::new(text);
    let mut survey = Survey {
        body: Body {
            text: text.into(),
            offset,
            line,
            has_long_number: may_hold_long_number(text),
            ..Body::default()
        },
        anchors: Anchors::default(),
        places: Places::new(text, offset, line),
        heading: None,
        links: Vec::new(),
        images: Vec::new(),
        in_code: false,
        depth: Depth::default(),
    };
    for (event, range) in events(&prepared) {
        survey.see((event, range));
    }
    survey.end_heading();
    let mut body = survey.body;
    if !body.has_long_number && (body.has_html || text.contains("&#")) {
        body.has_long_number = may_hide_long_number(text);
    }
    body
}

/// Where a link leads, as written; an address of mail in `<>` with its scheme.
pub(super) fn destination(link_type: LinkType, written: &str) -> String {
    match link_type {
        LinkType::Email => format!("mailto:{written}"),
        _ => written.to_owned(),
    }
}

/// The attributes of a raw element that name a file to be shown.
pub(super) fn shown_files(name: &str) -> &'static [&'static str] {
    match name {
        "img" | "audio" | "source" | "track" => &["src"],
        "video" => &["src", "poster"],
        _ => &[],
    }
}

struct Survey<'t> {
    body: Body,
    anchors: Anchors,
    places: Places<'t>,
    /// The heading that is open, and the name that its author gives it.
    heading: Option<(Heading, Option<String>)>,
    /// The links and images that are open, as indices.
    links: Vec<usize>,
    images: Vec<usize>,
    in_code: bool,
    depth: Depth,
}

impl Survey<'_> {
    fn see(&mut self, (event, range): Sourced<'_>) {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                self.heading(level as u8, &range, id.as_deref());
            }
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::End(TagEnd::Paragraph) => self.depth.end_line(),
            Event::Start(Tag::BlockQuote(_) | Tag::List(_)) => self.deepen(NESTED, &range),
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_)) => self.depth.close(NESTED),
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => self.link(destination(link_type, &dest_url), &range),
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.images.push(self.body.images.len());
                self.image(dest_url.into_string(), "", &range);
            }
            Event::End(TagEnd::Link) => {
                self.links.pop();
            }
            Event::End(TagEnd::Image) => {
                self.images.pop();
            }
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::SoftBreak | Event::HardBreak => self.words(" "),
            Event::Code(words) => self.words(&words),
            Event::Text(words) => {
                self.words(&words);
                if !self.in_code {
                    self.near_links(&words, &range);
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw(&html, &range),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if let Some((heading, _)) = &mut self.heading {
            heading.text.push_str(words);
        }
        for index in &self.links {
            if let Some(link) = self.body.links.get_mut(*index) {
                link.text.push_str(words);
            }
        }
        for index in &self.images {
            if let Some(image) = self.body.images.get_mut(*index) {
                image.alternative.push_str(words);
            }
        }
    }

    fn heading(&mut self, level: u8, range: &Range<usize>, name: Option<&str>) {
        self.end_heading();
        let heading = Heading {
            level,
            text: String::new(),
            anchor: String::new(),
            span: self.places.span(range),
        };
        self.heading = Some((heading, name.map(str::to_owned)));
    }

    fn end_heading(&mut self) {
        if let Some((heading, name)) = self.heading.take() {
            let text = heading.text.trim().to_owned();
            if !text.is_empty() {
                self.body.headings.push(Heading {
                    anchor: self.anchors.of(&text, name.as_deref()),
                    text,
                    ..heading
                });
            }
        }
    }

    fn link(&mut self, destination: String, range: &Range<usize>) {
        self.links.push(self.body.links.len());
        self.body.links.push(Link {
            destination,
            text: String::new(),
            span: self.places.span(range),
        });
    }

    fn image(&mut self, destination: String, alternative: &str, range: &Range<usize>) {
        self.body.images.push(Image {
            destination,
            alternative: alternative.to_owned(),
            span: self.places.span(range),
        });
    }

    fn near_links(&mut self, words: &str, range: &Range<usize>) {
        for near in near_links(words) {
            let written = self.places.text.get(range.clone()).unwrap_or_default();
            let found = written.find(near.whole).map(|found| range.start + found);
            let stretch = found.map_or(range.clone(), |found| found..found + near.whole.len());
            self.body.near_links.push(Link {
                destination: near.destination.to_owned(),
                text: near.text.to_owned(),
                span: self.places.span(&stretch),
            });
        }
    }

    fn raw(&mut self, html: &str, range: &Range<usize>) {
        // What stands before each line in a footnote or a quotation is no part of the HTML.
        let mut skipped = range.start;
        for piece in pieces(html) {
            match piece {
                Piece::Text(text) => self.words(&without_entities(text.trim())),
                Piece::Open(tag) => {
                    self.body.has_html = true;
                    let at = self.places.text.floor_char_boundary(skipped + tag.at);
                    let behind = self.places.text.get(at..range.end).unwrap_or_default();
                    let at = at + behind.find(tag.written).unwrap_or(0);
                    skipped = at.saturating_sub(tag.at);
                    self.raw_tag(&tag, at);
                }
                Piece::Close(name) => {
                    self.depth.close(&name);
                    if name == "a" {
                        self.links.pop();
                    } else if heading_level(&name).is_some() {
                        self.end_heading();
                    }
                }
            }
        }
    }

    fn deepen(&mut self, name: &str, range: &Range<usize>) {
        if self.depth.open(name) && self.body.too_deep.is_none() {
            self.body.too_deep = Some(self.places.span(range));
        }
    }

    fn raw_tag(&mut self, tag: &OpenTag<'_>, at: usize) {
        let end = at + tag.written.len();
        let range = at..self.places.text.floor_char_boundary(end);
        self.deepen(&tag.name, &range);
        let name = tag.attribute("id").or_else(|| match tag.name.as_str() {
            "a" => tag.attribute("name"),
            _ => None,
        });
        if let Some(level) = heading_level(&tag.name) {
            self.heading(level, &range, name);
            return;
        }
        if let Some(name) = name
            && self.anchors.take(name)
        {
            self.body.anchors.push(name.to_owned());
        }
        if tag.name == "a"
            && let Some(destination) = tag.attribute("href")
        {
            self.link(destination.to_owned(), &range);
        }
        for attribute in shown_files(&tag.name) {
            if let Some(destination) = tag.attribute(attribute) {
                let alternative = tag.attribute("alt").or(tag.attribute("title"));
                let alternative = alternative.unwrap_or_default();
                self.image(destination.to_owned(), alternative, &range);
                self.words(alternative);
            }
        }
    }
}

/// Counts lines and characters while walking through a text, mostly forward.
struct Places<'t> {
    text: &'t str,
    offset: usize,
    first_line: usize,
    line: usize,
    character: usize,
    at: usize,
}

impl<'t> Places<'t> {
    fn new(text: &'t str, offset: usize, line: usize) -> Self {
        Self {
            text,
            offset,
            first_line: line,
            line,
            character: 1,
            at: 0,
        }
    }

    /// The span, in the file, of a stretch of the text.
    fn span(&mut self, range: &Range<usize>) -> Span {
        if range.start < self.at {
            *self = Self::new(self.text, self.offset, self.first_line);
        }
        let between = self.text.get(self.at..range.start).unwrap_or_default();
        for letter in between.chars() {
            if letter == '\n' {
                self.line += 1;
                self.character = 1;
            } else {
                self.character += 1;
            }
        }
        self.at = range.start;
        let (start, end) = (self.offset + range.start, self.offset + range.end);
        Span::new(start, end, self.line, self.character)
    }
}
