//! HTML whose elements stand only where HTML lets them stand.
//!
//! # Why
//! The sanitiser closes what is open and moves what a table cannot hold, as browsers do, but it lets
//! a `li` stand in a paragraph and a table in a `span`, as pages pasted from elsewhere have them. A
//! validator refuses those, and screen readers stumble. Only tags come and go here, and the words
//! that `details` must show; nothing of the author's is lost.

use std::collections::HashSet;

use super::element::is_void;
use super::well_formed::{Token, tokens};

/// Elements that hold text and elements within a line, and that go when they hold more.
const LINES: &str = "abbr b bdi cite code dfn em i kbd mark q ruby s samp small span strong sub \
    sup u";

/// Elements that hold a line and that stay; what is more than a line goes from within them.
const TITLES: &str = "h1 h2 h3 h4 h5 h6 pre summary";

/// Elements that are more than a line.
const BLOCKS: &str = "blockquote details div figure h1 h2 h3 h4 h5 h6 hr li ol p pre section \
    table ul";

/// What a reader presses to open `details` that name nothing.
const SUMMARY: &str = "<summary>详细内容</summary>";

/// The HTML, well-formed as the sanitiser gives it, with every element where it may stand.
pub(super) fn nested(html: &str) -> String {
    let tokens = tokens(html);
    let broken = lines_with_blocks(&tokens);
    let mut nesting = Nesting {
        html: String::with_capacity(html.len()),
        open: Vec::new(),
    };
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Text(text) => nesting.text(text),
            Token::Close(name) => nesting.close(name),
            Token::Open(name, tag) => {
                let ahead = tokens.get(index + 1..).unwrap_or_default();
                nesting.open(name, tag, ahead, broken.contains(&index));
            }
        }
    }
    nesting.html
}

/// An element that is open.
struct Opened<'h> {
    name: &'h str,
    /// Whether its tags are written.
    stays: bool,
    /// Whether it was put in here, to end with its parent or the next of its kind.
    is_added: bool,
    /// Whether there is anything in it so far.
    is_filled: bool,
}

struct Nesting<'h> {
    html: String,
    open: Vec<Opened<'h>>,
}

impl<'h> Nesting<'h> {
    fn text(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.fill(false);
        }
        self.html.push_str(text);
    }

    fn open(&mut self, name: &'h str, tag: &str, ahead: &[Token<'_>], is_broken: bool) {
        if name == "li" {
            self.end_added();
        }
        let stays = !is_broken && self.may_open(name, tag, ahead);
        if stays {
            self.fill(name == "li");
            self.html.push('<');
            self.html.push_str(tag);
            self.html.push('>');
        }
        if is_void(name) {
            return;
        }
        self.open.push(Opened {
            name,
            stays,
            is_added: false,
            is_filled: false,
        });
        let next = ahead.iter().find(|token| !token.is_blank());
        if stays && name == "details" && !matches!(next, Some(Token::Open("summary", _))) {
            self.html.push_str(SUMMARY);
            self.fill(false);
        }
    }

    fn close(&mut self, name: &str) {
        self.end_added();
        if self.open.last().is_some_and(|opened| opened.name == name) {
            self.end();
        }
    }

    /// Notes that something comes into the element that is open; into a list only items come, so
    /// that anything else is put into one.
    fn fill(&mut self, is_item: bool) {
        let parent = self.open.iter_mut().rev().find(|opened| opened.stays);
        let Some(parent) = parent else {
            return;
        };
        parent.is_filled = true;
        if matches!(parent.name, "ul" | "ol") && !is_item {
            self.html.push_str("<li>");
            self.open.push(Opened {
                name: "li",
                stays: true,
                is_added: true,
                is_filled: true,
            });
        }
    }

    fn end_added(&mut self) {
        while self.open.last().is_some_and(|opened| opened.is_added) {
            self.end();
        }
    }

    fn end(&mut self) {
        if let Some(opened) = self.open.pop()
            && opened.stays
        {
            self.html.push_str("</");
            self.html.push_str(opened.name);
            self.html.push('>');
        }
    }

    /// Whether an element may stand here.
    fn may_open(&self, name: &str, tag: &str, ahead: &[Token<'_>]) -> bool {
        let parent = self.open.iter().rev().find(|opened| opened.stays);
        let (parent, is_filled) = parent.map_or(("", false), |open| (open.name, open.is_filled));
        let is_heading = |name: &str| matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let fits_its_parent = match name {
            "li" => matches!(parent, "ul" | "ol"),
            "summary" => parent == "details" && !is_filled,
            "caption" | "colgroup" | "thead" | "tbody" | "tfoot" => parent == "table",
            "tr" => matches!(parent, "table" | "thead" | "tbody" | "tfoot") && has_cell(ahead),
            "td" | "th" => parent == "tr",
            "col" => parent == "colgroup",
            "figcaption" => parent == "figure",
            "rt" | "rp" => parent == "ruby",
            "source" | "track" => matches!(parent, "audio" | "video") && tag.contains(" src=\""),
            "ruby" => has_reading(ahead),
            "p" => !matches!(
                ahead.iter().find(|token| !token.is_blank()),
                Some(Token::Close("p"))
            ),
            _ => true,
        };
        let is_title_in_summary = is_heading(name) && parent == "summary";
        fits_its_parent
            && (!is_one_of(name, BLOCKS) || is_title_in_summary || !self.is_within(TITLES))
            && !(matches!(name, "a" | "audio" | "details" | "video") && self.is_within("a"))
            && !(is_heading(name) && self.is_within("th"))
            && !(name == "table" && self.is_within("caption"))
    }

    fn is_within(&self, names: &str) -> bool {
        let mut open = self.open.iter();
        open.any(|opened| opened.stays && is_one_of(opened.name, names))
    }
}

fn is_one_of(name: &str, names: &str) -> bool {
    names.split(' ').any(|known| known == name)
}

/// Whether the row that has just begun has a cell.
fn has_cell(ahead: &[Token<'_>]) -> bool {
    let next = ahead.iter().find(|token| !token.is_blank());
    matches!(next, Some(Token::Open("td" | "th", _)))
}

/// Whether the annotated text that has just begun has its annotation.
fn has_reading(ahead: &[Token<'_>]) -> bool {
    let next = ahead
        .iter()
        .find(|token| matches!(token, Token::Open("rt", _) | Token::Close("ruby")));
    matches!(next, Some(Token::Open(..)))
}

/// Which start tags of lines have something that is more than a line within them.
fn lines_with_blocks(tokens: &[Token<'_>]) -> HashSet<usize> {
    let mut broken = HashSet::new();
    let mut open = Vec::new();
    let mut lines: Vec<usize> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Text(_) => {}
            Token::Open(name, _) => {
                if is_one_of(name, BLOCKS) {
                    broken.extend(lines.drain(..));
                }
                if is_one_of(name, LINES) {
                    lines.push(index);
                }
                if !is_void(name) {
                    open.push(index);
                }
            }
            Token::Close(_) => {
                let closed = open.pop();
                if closed.is_some() && lines.last().copied() == closed {
                    lines.pop();
                }
            }
        }
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::nested;

    #[test]
    fn elements_stand_where_they_may() {
        for (html, expected) in [
            ("<p>甲<b>乙</b></p>", "<p>甲<b>乙</b></p>"),
            ("<li>甲</li>", "甲"),
            (
                "<ul>甲<li>乙</li><b>丙</b>丁</ul>",
                "<ul><li>甲</li><li>乙</li><li><b>丙</b>丁</li></ul>",
            ),
            ("<span a=\">\"><b><div>甲</div></b></span>", "<div>甲</div>"),
            ("<h2><div>甲</div></h2>", "<h2>甲</h2>"),
            (
                "<details>甲</details>",
                "<details><summary>详细内容</summary>甲</details>",
            ),
            (
                "<details><summary>甲</summary>乙</details>",
                "<details><summary>甲</summary>乙</details>",
            ),
            (
                "<details>甲<summary>乙</summary></details>",
                "<details><summary>详细内容</summary>甲乙</details>",
            ),
            ("<summary>甲</summary>", "甲"),
            (
                "<a href=\"x\"><video controls=\"\"></video>甲</a>",
                "<a href=\"x\">甲</a>",
            ),
            (
                "<video><source><source src=\"a\"></video>",
                "<video><source src=\"a\"></video>",
            ),
            (
                "<table><tbody><tr></tr><tr><td>甲</td></tr></tbody></table>",
                "<table><tbody><tr><td>甲</td></tr></tbody></table>",
            ),
            (
                "<ruby>甲</ruby><ruby>甲<rt>a</rt></ruby><rt>b</rt>",
                "甲<ruby>甲<rt>a</rt></ruby>b",
            ),
            ("<p></p><p> </p>甲<br>", " 甲<br>"),
            (
                "<ul><li>甲<ul><li>乙</li></ul></li></ul>",
                "<ul><li>甲<ul><li>乙</li></ul></li></ul>",
            ),
        ] {
            assert_eq!(nested(html), expected, "{html}");
        }
    }
}
