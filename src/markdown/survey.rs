//! What a body holds: its headings, links and images, and where they stand in the file.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::anchor::Anchors;
use super::events::events;
use crate::model::{Body, Heading, Image, Link, Span};

/// Reads the whole body once.
pub(super) fn survey(text: &str, offset: usize, line: usize) -> Body {
    let mut body = Body {
        text: text.into(),
        offset,
        line,
        ..Body::default()
    };
    let mut anchors = Anchors::default();
    let mut lines = Lines::new(text, offset, line);
    let mut links: Vec<usize> = Vec::new();
    let mut images: Vec<usize> = Vec::new();
    let mut in_heading = false;
    for (event, range) in events(text) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                in_heading = true;
                body.headings.push(Heading {
                    level: level as u8,
                    text: String::new(),
                    anchor: String::new(),
                    span: lines.span(range.start, range.end),
                });
            }
            Event::End(TagEnd::Heading(_)) => {
                in_heading = false;
                if let Some(heading) = body.headings.last_mut() {
                    heading.anchor = anchors.of(&heading.text);
                }
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                links.push(body.links.len());
                body.links.push(Link {
                    destination: destination(link_type, &dest_url),
                    text: String::new(),
                    span: lines.span(range.start, range.end),
                });
            }
            Event::End(TagEnd::Link) => {
                links.pop();
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                images.push(body.images.len());
                body.images.push(Image {
                    destination: dest_url.into_string(),
                    alternative: String::new(),
                    span: lines.span(range.start, range.end),
                });
            }
            Event::End(TagEnd::Image) => {
                images.pop();
            }
            Event::Text(words) | Event::Code(words) => {
                if in_heading && let Some(heading) = body.headings.last_mut() {
                    heading.text.push_str(&words);
                }
                for index in &links {
                    if let Some(link) = body.links.get_mut(*index) {
                        link.text.push_str(&words);
                    }
                }
                for index in &images {
                    if let Some(image) = body.images.get_mut(*index) {
                        image.alternative.push_str(&words);
                    }
                }
            }
            Event::Html(_) | Event::InlineHtml(_) => body.has_html = true,
            _ => {}
        }
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

/// Counts lines and characters while walking forward through a text.
struct Lines<'a> {
    text: &'a str,
    offset: usize,
    line: usize,
    character: usize,
    at: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str, offset: usize, line: usize) -> Self {
        Self {
            text,
            offset,
            line,
            character: 1,
            at: 0,
        }
    }

    /// The span in the file of a stretch that begins no earlier than the one asked for before.
    fn span(&mut self, start: usize, end: usize) -> Span {
        for letter in self.text.get(self.at..start).unwrap_or_default().chars() {
            if letter == '\n' {
                self.line += 1;
                self.character = 1;
            } else {
                self.character += 1;
            }
        }
        self.at = self.at.max(start);
        Span::new(
            self.offset + start,
            self.offset + end,
            self.line,
            self.character,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::survey;
    use crate::model::Span;

    #[test]
    fn headings_links_and_images_are_found_where_they_stand() {
        let text = "# 总则\n\n见[附件《目录》](目录.xlsx)。\n\n![地图](图 1.png)![图二](图2.png)\n";
        let body = survey(text, 100, 9);
        assert_eq!(body.headings[0].text, "总则");
        assert_eq!(body.headings[0].level, 1);
        assert_eq!(body.links[0].destination, "目录.xlsx");
        assert_eq!(body.links[0].text, "附件《目录》");
        let start = text.find("[附件").expect("present");
        let end = text.find("。\n").expect("present");
        assert_eq!(body.links[0].span, Span::new(100 + start, 100 + end, 11, 2));
        assert_eq!(body.images.len(), 1);
        assert_eq!(body.images[0].alternative, "图二");
    }
}
