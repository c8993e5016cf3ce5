//! Raw HTML, tag by tag: what may stay is written anew with its addresses resolved.
//!
//! # Why
//! The sanitiser behind this knows a list of names, but not the site: which file an address means,
//! whether a link leaves, which level a heading has. So every tag is first written the way that the
//! same thing in Markdown is written, and the sanitiser then closes what is open.

use std::collections::HashSet;

use pulldown_cmark::Event;

use super::Writer;
use super::link::Closing;
use crate::markdown::element::{Fate, fate, heading_level, is_inline, is_void};
use crate::markdown::escape::{push_address, push_text};
use crate::markdown::raw::{OpenTag, Piece, pieces};

/// Languages that a part of a Chinese county's text may be in.
const LANGUAGES: [&str; 8] = [
    "zh", "zh-CN", "zh-Hans", "zh-Hant", "zh-HK", "zh-TW", "en", "ja",
];

/// Raw HTML of the body so far.
#[derive(Default)]
pub(super) struct Raw {
    /// Whether there was any, so that the sanitiser must run.
    pub(super) is_used: bool,
    /// Elements within a line that are open, and what closes each.
    inline: Vec<(&'static str, Closing)>,
    /// How deep tables stand in tables.
    tables: usize,
    /// Anchors that were written.
    ids: HashSet<String>,
}

impl Raw {
    pub(super) fn is_in_link(&self) -> bool {
        self.inline.iter().any(|(name, closing)| {
            *name == "a" && matches!(closing, Closing::Within | Closing::Leaving)
        })
    }
}

impl Writer<'_, '_> {
    /// Writes a stretch of raw HTML that begins at this byte of the text.
    pub(super) fn raw(&mut self, html: &str, at: usize) {
        let pieces = pieces(html);
        let mut pieces = pieces.iter();
        while let Some(piece) = pieces.next() {
            self.raw.is_used = true;
            match piece {
                Piece::Text("<") => self.html.push_str("&lt;"),
                Piece::Text(text) => self.html.push_str(text),
                Piece::Close(name) => self.close_tag(name),
                Piece::Open(tag) => match fate(&tag.name) {
                    Some(Fate::Keep(name)) => self.open_tag(name, tag, at),
                    Some(Fate::Unwrap) => {}
                    Some(Fate::Drop) => {
                        let is_end = |piece: &Piece<'_>| matches!(piece, Piece::Close(name) if *name == tag.name);
                        if pieces.as_slice().iter().any(is_end) {
                            pieces.by_ref().find(|piece| is_end(piece));
                        } else {
                            self.skip_element(&tag.name);
                        }
                    }
                    None => push_text(&mut self.html, tag.written),
                },
            }
        }
    }

    /// Closes what raw HTML left open within the line that ends here.
    pub(super) fn end_inline(&mut self) {
        while let Some((name, closing)) = self.raw.inline.pop() {
            self.close_inline(name, closing);
        }
    }

    /// Goes behind the end tag of an element of one line that is dropped, if there is one.
    fn skip_element(&mut self, name: &str) {
        let line = self.ahead().iter().take_while(|(event, _)| {
            matches!(
                event,
                Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::InlineHtml(_)
            )
        });
        let closes = |event: &Event<'_>| match event {
            Event::InlineHtml(html) => pieces(html)
                .iter()
                .any(|piece| matches!(piece, Piece::Close(closed) if closed == name)),
            _ => false,
        };
        if let Some(length) = line.into_iter().position(|(event, _)| closes(event)) {
            self.at += length + 1;
        }
    }

    fn open_tag(&mut self, name: &'static str, tag: &OpenTag<'_>, at: usize) {
        let closing = match name {
            "a" => self.raw_link(tag),
            "img" => return self.raw_picture(tag),
            "table" => {
                if self.raw.tables == 0 {
                    self.table_region();
                }
                self.raw.tables += 1;
                self.tag(name, tag)
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                return self.heading(at + tag.at);
            }
            _ => self.tag(name, tag),
        };
        if is_inline(name) && !is_void(name) {
            self.raw.inline.push((name, closing));
        }
    }

    fn close_tag(&mut self, name: &str) {
        let Some(Fate::Keep(name)) = fate(name) else {
            return;
        };
        if is_void(name) {
            return;
        }
        if is_inline(name) {
            let open = self.raw.inline.iter().rposition(|(open, _)| *open == name);
            if let Some(index) = open {
                let (name, closing) = self.raw.inline.remove(index);
                self.close_inline(name, closing);
            }
            return;
        }
        if heading_level(name).is_some() {
            self.html.push_str(self.heading);
        } else {
            self.put(format_args!("</{name}>"));
        }
        if name == "table" && self.raw.tables > 0 {
            self.raw.tables -= 1;
            if self.raw.tables == 0 {
                self.html.push_str("</div>");
            }
        }
    }

    fn close_inline(&mut self, name: &str, closing: Closing) {
        if name == "a" {
            self.close_link(closing);
        } else {
            self.put(format_args!("</{name}>"));
        }
    }

    fn raw_link(&mut self, tag: &OpenTag<'_>) -> Closing {
        let id = self.id(tag);
        if self.is_in_link() {
            return Closing::Nothing;
        }
        let title = tag.attribute("title").unwrap_or_default();
        match tag.attribute("href") {
            Some(written) => self.open_link(written, title, &id),
            None => {
                self.html.push_str("<span");
                self.attribute("id", &id);
                self.html.push('>');
                Closing::Broken
            }
        }
    }

    fn raw_picture(&mut self, tag: &OpenTag<'_>) {
        let alternative = tag.attribute("alt").unwrap_or_default();
        let written = tag.attribute("src").unwrap_or_default();
        match self.target(written) {
            Some(target) => {
                let size = |name| tag.attribute(name)?.trim_end_matches("px").parse().ok();
                let written = size("width").zip(size("height"));
                let shown = written.or(target.dimensions);
                let title = tag.attribute("title").unwrap_or_default();
                self.picture(&target, shown, alternative, title);
            }
            None => {
                self.html.push_str("<span class=\"gk-broken\">");
                push_text(&mut self.html, alternative);
                self.html.push_str("</span>");
            }
        }
    }

    /// Writes a start tag with the attributes that may stay.
    fn tag(&mut self, name: &'static str, tag: &OpenTag<'_>) -> Closing {
        self.html.push('<');
        self.html.push_str(name);
        let id = self.id(tag);
        self.attribute("id", &id);
        self.attribute("class", alignment(tag));
        for (attribute, value) in &tag.attributes {
            if is_address(name, attribute) {
                if let Some(target) = self.target(value) {
                    self.put(format_args!(" {attribute}=\""));
                    push_address(&mut self.html, &target.href);
                    self.html.push('"');
                }
            } else if is_allowed(name, attribute, value) {
                self.put(format_args!(" {attribute}=\""));
                push_text(&mut self.html, value);
                self.html.push('"');
            }
        }
        match name {
            "audio" | "video" => self.html.push_str(" controls preload=\"metadata\""),
            "pre" => self.preformatted_region(),
            _ => {}
        }
        self.html.push('>');
        Closing::Within
    }

    /// The anchor that a tag names, if the page has it from nowhere else.
    fn id(&mut self, tag: &OpenTag<'_>) -> String {
        let name = tag.attribute("id").or_else(|| match tag.name.as_str() {
            "a" => tag.attribute("name"),
            _ => None,
        });
        let name = name.filter(|name| self.body.anchors.iter().any(|known| known == name));
        match name {
            Some(name) if self.raw.ids.insert(name.to_owned()) => name.to_owned(),
            _ => String::new(),
        }
    }
}

/// Whether an attribute holds an address of a file to be shown.
fn is_address(element: &str, attribute: &str) -> bool {
    matches!(
        (element, attribute),
        ("audio" | "video" | "source" | "track", "src") | ("video", "poster")
    )
}

/// Whether an attribute may stay with this value.
fn is_allowed(element: &str, attribute: &str, value: &str) -> bool {
    let number = |greatest: u32| value.parse().is_ok_and(|number: u32| number <= greatest);
    match (element, attribute) {
        (_, "title") => !value.is_empty(),
        (_, "lang") | ("track", "srclang") => LANGUAGES.contains(&value),
        ("td" | "th", "colspan") => number(1_000) && value != "0",
        ("td" | "th", "rowspan") => number(65_534),
        ("th", "scope") => matches!(value, "col" | "row" | "colgroup" | "rowgroup"),
        ("ol", "start") => value.parse::<i32>().is_ok(),
        ("details", "open") | ("track", "default") => true,
        ("track", "kind") => matches!(value, "captions" | "subtitles" | "descriptions"),
        ("track", "label") => !value.is_empty(),
        ("source", "type") => value.split_once('/').is_some_and(|(kind, format)| {
            matches!(kind, "audio" | "video")
                && !format.is_empty()
                && format.bytes().all(|byte| byte.is_ascii_alphanumeric())
        }),
        ("video", "width" | "height") => number(10_000),
        _ => false,
    }
}

/// The class for the alignment that a style or an old attribute asks for.
fn alignment(tag: &OpenTag<'_>) -> &'static str {
    if tag.name == "center" {
        return "gk-align-center";
    }
    let style = tag.attribute("style").unwrap_or_default();
    let declared = style.split(';').find_map(|declaration| {
        let (property, value) = declaration.split_once(':')?;
        (property.trim().eq_ignore_ascii_case("text-align")).then(|| value.trim())
    });
    let wanted = declared.or(tag.attribute("align")).unwrap_or_default();
    match wanted.to_ascii_lowercase().as_str() {
        "left" => "gk-align-left",
        "center" => "gk-align-center",
        "right" => "gk-align-right",
        _ => "",
    }
}
