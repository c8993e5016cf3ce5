//! Pictures, sound and film.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Writer;
use crate::markdown::Target;
use crate::markdown::escape::{push_address, push_text};
use crate::markdown::events::words;

/// Pixels that the body of a page has on a narrow phone.
const PHONE: u32 = 320;

/// What kind of file an address names, by its ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Medium {
    Picture,
    Sound,
    Film,
}

impl Medium {
    fn of(address: &str) -> Self {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        match ending.to_ascii_lowercase().as_str() {
            "mp4" | "webm" | "m4v" | "ogv" => Self::Film,
            "mp3" | "ogg" | "oga" | "m4a" | "wav" => Self::Sound,
            _ => Self::Picture,
        }
    }
}

impl Writer<'_, '_> {
    /// Writes a paragraph that holds one image and nothing else as a figure, with the image's title
    /// as its caption; says whether it did.
    pub(super) fn figure(&mut self) -> bool {
        let Some((
            Event::Start(Tag::Image {
                dest_url, title, ..
            }),
            _,
        )) = self.ahead().first()
        else {
            return false;
        };
        let length = image_length(self.ahead());
        let behind = self.ahead().get(length);
        if !matches!(behind, Some((Event::End(TagEnd::Paragraph), _))) {
            return false;
        }
        let Some(target) = self.target(dest_url) else {
            return false;
        };
        let alternative = self.alternative();
        self.at += length + 1;
        self.html.push_str("<figure class=\"gk-figure\">");
        self.medium(&target, &alternative, "");
        if !title.is_empty() {
            self.html.push_str("<figcaption>");
            push_text(&mut self.html, title);
            self.html.push_str("</figcaption>");
        }
        self.html.push_str("</figure>\n");
        true
    }

    /// Writes an image whose start has just been read.
    pub(super) fn image(&mut self, written: &str, title: &str) {
        self.at -= 1;
        let alternative = self.alternative();
        self.at += image_length(self.ahead());
        match self.target(written) {
            Some(target) => self.medium(&target, &alternative, title),
            None => {
                self.html.push_str("<span class=\"gk-broken\">");
                push_text(&mut self.html, &alternative);
                self.html.push_str("</span>");
            }
        }
    }

    /// The alternative text of the image that begins with the next event.
    fn alternative(&self) -> String {
        let image = self.ahead();
        words(image.get(..image_length(image)).unwrap_or_default(), |_| {
            false
        })
    }

    /// Writes what an image's address names: a picture, or a player.
    fn medium(&mut self, target: &Target, alternative: &str, title: &str) {
        let medium = Medium::of(&target.href);
        if medium == Medium::Picture {
            self.picture(target, target.dimensions, alternative, title);
        } else if self.is_in_link() {
            push_text(&mut self.html, alternative);
        } else {
            self.player(medium, target, alternative);
        }
    }

    /// Writes a picture of a size, within a link to the file itself where a phone cannot show it whole: no script is
    /// needed to see it large, and what says what it shows says where the link leads.
    pub(super) fn picture(
        &mut self,
        target: &Target,
        shown: Option<(u32, u32)>,
        alternative: &str,
        title: &str,
    ) {
        let is_narrow = target.dimensions.is_some_and(|(width, _)| width <= PHONE);
        let opens = !is_narrow && !alternative.trim().is_empty() && !target.leaves_site;
        let opens = opens && !self.is_in_link();
        if opens {
            self.html.push_str("<a href=\"");
            push_address(&mut self.html, &target.href);
            self.html.push_str("\" title=\"看大图\">");
        }
        self.img(target, shown, alternative, title);
        if opens {
            self.html.push_str("</a>");
        }
    }

    fn img(&mut self, target: &Target, shown: Option<(u32, u32)>, alternative: &str, title: &str) {
        self.html.push_str("<img src=\"");
        push_address(&mut self.html, &target.href);
        self.html.push_str("\" alt=\"");
        push_text(&mut self.html, alternative);
        self.html.push('"');
        self.attribute("title", title);
        self.dimensions(shown);
        self.html.push_str(" loading=\"lazy\" decoding=\"async\">");
    }

    /// Writes a player, and a link for browsers that have none.
    fn player(&mut self, medium: Medium, target: &Target, alternative: &str) {
        let (name, label) = match medium {
            Medium::Sound => ("audio", "音频"),
            _ => ("video", "视频"),
        };
        let label = if alternative.is_empty() {
            label
        } else {
            alternative
        };
        self.put(format_args!("<{name} controls preload=\"metadata\" src=\""));
        push_address(&mut self.html, &target.href);
        self.html.push('"');
        self.attribute("aria-label", label);
        if medium == Medium::Film {
            self.dimensions(target.dimensions);
        }
        self.html.push_str("><a href=\"");
        push_address(&mut self.html, &target.href);
        self.html.push_str("\">");
        push_text(&mut self.html, label);
        self.put(format_args!("</a></{name}>"));
    }

    fn dimensions(&mut self, size: Option<(u32, u32)>) {
        if let Some((width, height)) = size {
            self.put(format_args!(" width=\"{width}\" height=\"{height}\""));
        }
    }
}

/// How many events the image takes that the first of them starts; images within it are part of it.
fn image_length(events: &[super::Sourced<'_>]) -> usize {
    let mut depth = 0;
    for (index, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Image) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    events.len()
}
