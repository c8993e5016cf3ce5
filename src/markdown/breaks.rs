//! Line breaks and indentation as Chinese texts use them.
//!
//! # Why
//! A line break between two Chinese characters is no blank. A line that begins with ideographic
//! spaces begins a paragraph, with or without an empty line before it; the spaces themselves go,
//! for indenting is the style sheet's work. Text pasted with four spaces before it is no program
//! code when it is Chinese. Not a word changes by any of this.

use std::ops::Range;
use std::vec::IntoIter;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag, TagEnd};

use super::cjk::{is_cjk, joins};
use super::parsed::{Joined, Sourced, parsed};
use super::prepare::Prepared;

/// Blanks with which a paragraph's first line is set in.
const INDENTS: [char; 4] = ['\u{3000}', '\u{2003}', '\u{2002}', '\u{A0}'];

/// A wider run of blanks than this places a signature or a date, and stays.
const WIDEST_INDENT: usize = 4;

/// Settles every line break and indentation.
pub(super) fn settle(events: Vec<Sourced<'_>>) -> Vec<Sourced<'_>> {
    let mut lines = Lines::default();
    let mut events = events.into_iter();
    while let Some((event, range)) = events.next() {
        if matches!(event, Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))) {
            lines.indented((event, range), &mut events);
        } else {
            lines.add(event, range, events.as_slice());
        }
    }
    lines.settled.finish()
}

#[derive(Default)]
struct Lines<'a> {
    settled: Joined<'a>,
    /// The character seen last.
    last: Option<char>,
    /// Blanks still to be taken off the text that comes.
    blanks: usize,
    /// Whether a paragraph is open, and how many elements within it.
    in_paragraph: bool,
    within: usize,
}

impl<'a> Lines<'a> {
    fn add(&mut self, event: Event<'a>, range: Range<usize>, ahead: &[Sourced<'_>]) {
        match event {
            Event::SoftBreak | Event::HardBreak => self.line_break(event, range, ahead),
            Event::Text(text) => self.text(text, range),
            Event::Start(Tag::Paragraph) => {
                self.in_paragraph = true;
                self.within = 0;
                self.blanks = indent(ahead);
                self.settled.push(event, range);
            }
            Event::End(TagEnd::Paragraph) => {
                self.in_paragraph = false;
                self.settled.end_paragraph(range);
            }
            _ => {
                match &event {
                    Event::Start(_) => self.within += 1,
                    Event::End(_) => self.within = self.within.saturating_sub(1),
                    Event::Code(code) => self.last = code.chars().next_back(),
                    _ => {}
                }
                self.settled.push(event, range);
            }
        }
    }

    fn text(&mut self, text: CowStr<'a>, range: Range<usize>) {
        let mut rest: &str = &text;
        while self.blanks > 0
            && let Some(shorter) = rest.strip_prefix(INDENTS)
        {
            rest = shorter;
            self.blanks -= 1;
        }
        self.last = text.chars().next_back();
        let taken = text.len() - rest.len();
        if taken == 0 {
            self.settled.push(Event::Text(text), range);
        } else if !rest.is_empty() {
            let text = CowStr::from(rest.to_owned());
            self.settled.push(Event::Text(text), range);
        }
    }

    fn line_break(&mut self, event: Event<'a>, range: Range<usize>, ahead: &[Sourced<'_>]) {
        self.blanks = indent(ahead);
        if self.blanks > 0 && self.in_paragraph && self.within == 0 {
            self.settled.end_paragraph(range.start..range.start);
            let start = Event::Start(Tag::Paragraph);
            self.settled.push(start, range.end..range.end);
        } else if self.blanks > 0 {
            self.settled.push(Event::HardBreak, range);
        } else if event == Event::HardBreak || !self.joins(ahead) {
            self.settled.push(event, range);
        }
    }

    /// Whether the last character and the next one stand side by side.
    fn joins(&self, ahead: &[Sourced<'_>]) -> bool {
        let next = ahead.iter().find_map(|(event, _)| match event {
            Event::Text(text) | Event::Code(text) => Some(text.chars().next()),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link,
            ) => None,
            _ => Some(None),
        });
        match (self.last, next.flatten()) {
            (Some(before), Some(after)) => joins(before, after),
            _ => false,
        }
    }

    /// Indented code; as paragraphs, a line each, when it is Chinese.
    fn indented(&mut self, start: Sourced<'a>, events: &mut IntoIter<Sourced<'a>>) {
        let code: Vec<_> = events
            .by_ref()
            .take_while(|(event, _)| !matches!(event, Event::End(_)))
            .collect();
        let is_prose = code
            .iter()
            .any(|(event, _)| matches!(event, Event::Text(text) if text.contains(is_cjk)));
        if !is_prose {
            let end = start.1.end..start.1.end;
            self.settled.push(start.0, start.1);
            for (event, range) in code {
                self.settled.push(event, range);
            }
            self.settled.push(Event::End(TagEnd::CodeBlock), end);
            return;
        }
        for (event, range) in code {
            if let Event::Text(lines) = event {
                let mut at = range.start;
                for line in lines.split_inclusive('\n') {
                    self.paragraph(line, at);
                    at += line.len();
                }
            }
        }
    }

    /// A line of Chinese that stood where code stands, read as Markdown of its own.
    fn paragraph(&mut self, line: &str, at: usize) {
        let at = at + line.len() - line.trim_start().len();
        let prepared = Prepared::new(line.trim());
        let events = parsed(&prepared);
        let mut events = events
            .into_iter()
            .map(|(event, range)| (event.into_static(), range.start + at..range.end + at))
            .collect::<Vec<_>>()
            .into_iter();
        while let Some((event, range)) = events.next() {
            self.add(event, range, events.as_slice());
        }
    }
}

/// How many blanks of the text ahead only set its line in.
fn indent(ahead: &[Sourced<'_>]) -> usize {
    let mut blanks = 0;
    for (event, _) in ahead {
        let Event::Text(text) = event else {
            return blanks;
        };
        let here = text.chars().take_while(|letter| INDENTS.contains(letter));
        let here = here.count();
        blanks += here;
        if here < text.chars().count() {
            break;
        }
    }
    if blanks > WIDEST_INDENT { 0 } else { blanks }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::Event;

    use super::super::parsed::parsed;
    use super::super::prepare::Prepared;
    use super::settle;

    /// Words, `/` for a break and `|` for a paragraph's end.
    fn lines(text: &str) -> String {
        let prepared = Prepared::new(text);
        let events = settle(parsed(&prepared));
        let words = events.iter().map(|(event, _)| match event {
            Event::Text(text) => text.to_string(),
            Event::SoftBreak => "_".to_owned(),
            Event::HardBreak => "/".to_owned(),
            Event::End(pulldown_cmark::TagEnd::Paragraph) => "|".to_owned(),
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => "#".to_owned(),
            _ => String::new(),
        });
        words.collect()
    }

    #[test]
    fn line_breaks_and_indentation_are_settled() {
        for (text, expected) in [
            ("政府\n信息", "政府信息|"),
            ("政府，\n“信息”\n公开", "政府，“信息”公开|"),
            ("政府\n2020\n年", "政府_2020_年|"),
            ("public\nsector", "public_sector|"),
            ("**政府**\n**信息**", "政府信息|"),
            ("政府  \n信息", "政府/信息|"),
            ("　　第一段。\n　　第二段。", "第一段。|第二段。|"),
            ("&emsp;&emsp;第一段。\n\n第二段。", "第一段。|第二段。|"),
            ("正文。\n　　\n　　落款", "正文。|落款|"),
            ("　　　　　　　　天台县", "　　　　　　　　天台县|"),
            ("**甲\n　　乙**", "甲/乙|"),
            ("　　\n\n正文", "正文|"),
            ("正文\n\n　　", "正文|"),
            ("    根据规定，\n    现予公布。", "根据规定，|现予公布。|"),
            ("    let a = 1;\n    b", "let a = 1;\nb#"),
            ("```\n　　代码\n```", "　　代码\n#"),
        ] {
            assert_eq!(lines(text), expected, "{text}");
        }
    }
}
