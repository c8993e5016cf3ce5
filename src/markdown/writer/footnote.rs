//! Footnotes: numbered as the text names them, at the page's foot, with ways there and back.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::Writer;
use crate::markdown::escape::push_text;
use crate::markdown::parsed::Sourced;

/// The footnotes of a body.
#[derive(Default)]
pub(super) struct Footnotes {
    /// The events of each footnote, its start and end included, in the order of the text.
    defined: Vec<(String, Range<usize>)>,
    /// Indices of those that were named, in that order: a footnote's number is its place here.
    named: Vec<usize>,
    /// How often each was named.
    times: HashMap<usize, usize>,
}

impl Footnotes {
    /// Finds every footnote; of two with one label the first counts.
    pub(super) fn new(events: &[Sourced<'_>]) -> Self {
        let mut footnotes = Self::default();
        let mut open = Vec::new();
        for (index, (event, _)) in events.iter().enumerate() {
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    open.push(footnotes.defined.len());
                    footnotes.defined.push((label.to_string(), index..index));
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    if let Some(index_of) = open.pop()
                        && let Some((_, range)) = footnotes.defined.get_mut(index_of)
                    {
                        range.end = index;
                    }
                }
                _ => {}
            }
        }
        footnotes
    }

    /// Notes that a footnote is named here; its number and how often it was named, from 1.
    fn name(&mut self, label: &str) -> Option<(usize, usize)> {
        let mut defined = self.defined.iter();
        let index = defined.position(|(known, _)| known == label)?;
        let times = self.times.entry(index).or_default();
        *times += 1;
        Some((number(&mut self.named, index), *times))
    }
}

/// The place of a footnote among those that were named, from 1; at the end when it is new.
fn number(named: &mut Vec<usize>, index: usize) -> usize {
    let place = named.iter().position(|known| *known == index);
    place.unwrap_or_else(|| {
        named.push(index);
        named.len() - 1
    }) + 1
}

impl Writer<'_, '_> {
    pub(super) fn footnote_reference(&mut self, label: &CowStr<'_>) {
        let Some((number, time)) = self.footnotes.name(label) else {
            self.html.push_str("[^");
            push_text(&mut self.html, label);
            self.html.push(']');
            return;
        };
        if self.is_in_link() {
            self.put(format_args!("<sup>{number}</sup>"));
            return;
        }
        let id = reference(number, time);
        self.put(format_args!(
            "<sup class=\"gk-footnote-ref\"><a href=\"#gk-fn-{number}\" id=\"{id}\" \
             aria-label=\"脚注 {number}\">{number}</a></sup>"
        ));
    }

    /// Goes behind a footnote whose start has just been read: it is written at the foot.
    pub(super) fn skip_footnote(&mut self) {
        let start = self.at - 1;
        let mut defined = self.footnotes.defined.iter();
        if let Some((_, range)) = defined.find(|(_, range)| range.start == start) {
            self.at = range.end + 1;
        }
    }

    /// Writes the footnotes; one that the text does not name comes last, so that no word is lost.
    pub(super) fn write_footnotes(&mut self) {
        if self.footnotes.defined.is_empty() {
            return;
        }
        self.html.push_str(
            "<section class=\"gk-footnotes\" role=\"doc-endnotes\" aria-label=\"脚注\">\n<ol>\n",
        );
        let mut place = 0;
        for index in 0..self.footnotes.defined.len() {
            while let Some(named) = self.footnotes.named.get(place).copied() {
                place += 1;
                self.footnote(named, place);
            }
            if !self.footnotes.named.contains(&index) {
                number(&mut self.footnotes.named, index);
            }
        }
        while let Some(named) = self.footnotes.named.get(place).copied() {
            place += 1;
            self.footnote(named, place);
        }
        self.html.push_str("</ol>\n</section>\n");
    }

    fn footnote(&mut self, index: usize, number: usize) {
        let Some((_, range)) = self.footnotes.defined.get(index) else {
            return;
        };
        self.at = range.start + 1;
        let end = range.end;
        self.put(format_args!("<li id=\"gk-fn-{number}\">"));
        self.write_to(end);
        let is_paragraph = self.html.ends_with("</p>\n");
        if is_paragraph {
            self.html.truncate(self.html.len() - "</p>\n".len());
        }
        let times = self
            .footnotes
            .times
            .get(&index)
            .copied()
            .unwrap_or_default();
        for time in 1..=times {
            let back = reference(number, time);
            self.put(format_args!(
                " <a class=\"gk-footnote-back\" href=\"#{back}\" role=\"doc-backlink\" \
                 aria-label=\"返回正文中脚注 {number} 的第 {time} 处\">↩\u{FE0E}</a>"
            ));
        }
        self.html.push_str(if is_paragraph {
            "</p>\n</li>\n"
        } else {
            "</li>\n"
        });
    }
}

/// The anchor of the place that names a footnote.
fn reference(number: usize, time: usize) -> String {
    match time {
        1 => format!("gk-fnref-{number}"),
        _ => format!("gk-fnref-{number}-{time}"),
    }
}
