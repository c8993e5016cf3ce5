//! The HTML of a body.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};

use super::Target;
use super::anchor::Anchors;
use super::escape::{is_safe, push_address, push_text};
use super::events::{Sourced, events};
use super::survey::destination;

/// What a citizen sees and hears beside a link that leaves the site.
const LEAVES: &str = "（外部链接，将离开本站）";

/// Writes the whole body.
pub(super) fn write(text: &str, resolve: &dyn Fn(&str) -> Target) -> String {
    let events = events(text);
    let mut writer = Writer {
        html: String::with_capacity(text.len() * 5 / 4),
        events: &events,
        at: 0,
        anchors: Anchors::default(),
        links: Vec::new(),
        columns: Vec::new(),
        column: 0,
        in_head: false,
        tables: 0,
        resolve,
    };
    writer.write();
    writer.html
}

struct Writer<'e, 'a> {
    html: String,
    events: &'e [Sourced<'a>],
    at: usize,
    anchors: Anchors,
    /// What closes each link that is open.
    links: Vec<&'static str>,
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
    tables: usize,
    resolve: &'e dyn Fn(&str) -> Target,
}

impl Writer<'_, '_> {
    fn write(&mut self) {
        let events = self.events;
        while let Some((event, _)) = events.get(self.at) {
            self.at += 1;
            match event {
                Event::Start(tag) => self.start(tag),
                Event::End(tag) => self.end(tag),
                Event::Text(words) | Event::Html(words) | Event::InlineHtml(words) => {
                    push_text(&mut self.html, words);
                }
                Event::Code(words) => {
                    self.html.push_str("<code>");
                    push_text(&mut self.html, words);
                    self.html.push_str("</code>");
                }
                Event::SoftBreak => self.html.push('\n'),
                Event::HardBreak => self.html.push_str("<br>\n"),
                Event::Rule => self.html.push_str("<hr>\n"),
                Event::TaskListMarker(done) => self.html.push_str(if *done {
                    "<input type=\"checkbox\" disabled checked aria-label=\"已完成\"> "
                } else {
                    "<input type=\"checkbox\" disabled aria-label=\"未完成\"> "
                }),
                _ => {}
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.html.push_str("<p>"),
            Tag::Heading { level, .. } => {
                let anchor = self
                    .anchors
                    .of(&self.words(|end| matches!(end, TagEnd::Heading(_))));
                let level = (*level as u8 + 1).min(6);
                self.html.push_str(&format!("<h{level} id=\"{anchor}\">"));
            }
            Tag::BlockQuote(_) => self.html.push_str("<blockquote>\n"),
            Tag::CodeBlock(kind) => {
                self.html.push_str("<pre><code");
                if let CodeBlockKind::Fenced(language) = kind
                    && !language.is_empty()
                {
                    self.html.push_str(" class=\"language-");
                    push_text(&mut self.html, language);
                    self.html.push('"');
                }
                self.html.push('>');
            }
            Tag::List(None) => self.html.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.html.push_str("<ol>\n"),
            Tag::List(Some(first)) => self.html.push_str(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.html.push_str("<li>"),
            Tag::Table(columns) => {
                self.tables += 1;
                self.columns.clone_from(columns);
                self.html.push_str(&format!(
                    "<div class=\"gk-table\" role=\"region\" tabindex=\"0\" \
                     aria-label=\"表格 {}\">\n<table>\n",
                    self.tables
                ));
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.html.push_str("<thead>\n<tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.html.push_str("<tr>");
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.html.push_str("<em>"),
            Tag::Strong => self.html.push_str("<strong>"),
            Tag::Strikethrough => self.html.push_str("<del>"),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.link(&destination(*link_type, dest_url)),
            Tag::Image { dest_url, .. } => self.image(dest_url),
            _ => {}
        }
    }

    fn end(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::Paragraph => self.html.push_str("</p>\n"),
            TagEnd::Heading(level) => {
                let level = (*level as u8 + 1).min(6);
                self.html.push_str(&format!("</h{level}>\n"));
            }
            TagEnd::BlockQuote(_) => self.html.push_str("</blockquote>\n"),
            TagEnd::CodeBlock => self.html.push_str("</code></pre>\n"),
            TagEnd::List(false) => self.html.push_str("</ul>\n"),
            TagEnd::List(true) => self.html.push_str("</ol>\n"),
            TagEnd::Item => self.html.push_str("</li>\n"),
            TagEnd::Table => self.html.push_str("</tbody>\n</table>\n</div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.html.push_str("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.html.push_str("</tr>\n"),
            TagEnd::TableCell => {
                let cell = if self.in_head { "</th>" } else { "</td>" };
                self.html.push_str(cell);
                self.column += 1;
            }
            TagEnd::Emphasis => self.html.push_str("</em>"),
            TagEnd::Strong => self.html.push_str("</strong>"),
            TagEnd::Strikethrough => self.html.push_str("</del>"),
            TagEnd::Link => {
                let close = self.links.pop().unwrap_or_default();
                if close == "</a>!" {
                    self.html.push_str(&format!(
                        "<span class=\"gk-external-notice\">{LEAVES}</span></a>"
                    ));
                } else {
                    self.html.push_str(close);
                }
            }
            _ => {}
        }
    }

    fn cell(&mut self) {
        let class = match self.columns.get(self.column) {
            Some(Alignment::Left) => " class=\"gk-align-left\"",
            Some(Alignment::Center) => " class=\"gk-align-center\"",
            Some(Alignment::Right) => " class=\"gk-align-right\"",
            _ => "",
        };
        let open = if self.in_head {
            "<th scope=\"col\""
        } else {
            "<td"
        };
        self.html.push_str(open);
        self.html.push_str(class);
        self.html.push('>');
    }

    fn link(&mut self, written: &str) {
        let target = (self.resolve)(written);
        if target.broken || !is_safe(&target.href) {
            self.html.push_str("<span class=\"gk-broken\">");
            self.links.push("</span>");
            return;
        }
        self.html.push_str("<a href=\"");
        push_address(&mut self.html, &target.href);
        if target.leaves_site {
            self.html
                .push_str("\" class=\"gk-external\" rel=\"noopener external nofollow\">");
            self.links.push("</a>!");
        } else {
            self.html.push_str("\">");
            self.links.push("</a>");
        }
    }

    fn image(&mut self, written: &str) {
        let target = (self.resolve)(written);
        let alternative = self.words(|end| matches!(end, TagEnd::Image));
        self.skip_image();
        if target.broken || !is_safe(&target.href) {
            self.html.push_str("<span class=\"gk-broken\">");
            push_text(&mut self.html, &alternative);
            self.html.push_str("</span>");
            return;
        }
        self.html.push_str("<img src=\"");
        push_address(&mut self.html, &target.href);
        self.html.push_str("\" alt=\"");
        push_text(&mut self.html, &alternative);
        self.html.push('"');
        if let Some((width, height)) = target.dimensions {
            self.html
                .push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        self.html.push_str(" loading=\"lazy\" decoding=\"async\">");
    }

    /// The words from here to the first end that `closes`.
    fn words(&self, closes: impl Fn(&TagEnd) -> bool) -> String {
        let mut words = String::new();
        for (event, _) in self.events.iter().skip(self.at) {
            match event {
                Event::Text(more) | Event::Code(more) => words.push_str(more),
                Event::End(end) if closes(end) => break,
                _ => {}
            }
        }
        words
    }

    /// Goes behind the image's end; images within its alternative text are part of it.
    fn skip_image(&mut self) {
        let mut depth = 1;
        while depth > 0
            && let Some((event, _)) = self.events.get(self.at)
        {
            self.at += 1;
            match event {
                Event::Start(Tag::Image { .. }) => depth += 1,
                Event::End(TagEnd::Image) => depth -= 1,
                _ => {}
            }
        }
    }
}
