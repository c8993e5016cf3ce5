//! HTML whose elements stand only where HTML lets them stand.
//!
//! # Why
//! The sanitiser closes what is open and moves what a table cannot hold, as browsers do, but it lets
//! a `li` stand in a paragraph and a table in a `span`, as pages pasted from elsewhere have them. A
//! validator refuses those, and screen readers stumble. Only tags come and go here, and the words
//! that `details` must show; nothing of the author's is lost.

use super::element::{heading_level, is_void};
use super::spans::mended;
use super::standing::{NOTHING, Parent, TEXT, lines_with_blocks, may_stand};
use super::well_formed::{Token, tokens};

/// What a reader presses to open `details` that name nothing.
const SUMMARY: &str = "<summary>详细内容</summary>";

/// The HTML, well-formed as the sanitiser gives it, with every element where it may stand.
pub(super) fn nested(html: &str) -> String {
    let tokens = tokens(html);
    let broken = lines_with_blocks(&tokens);
    let spans = mended(&tokens);
    let mut nesting = Nesting {
        html: String::with_capacity(html.len()),
        open: Vec::new(),
        level: 1,
    };
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Text(text) => nesting.text(text),
            Token::Close(name) => nesting.close(name),
            Token::Open(name, tag) => {
                let ahead = tokens.get(index + 1..).unwrap_or_default();
                let tag = spans.get(&index).map_or(*tag, String::as_str);
                nesting.open(name, tag, ahead, broken.contains(&index));
            }
        }
    }
    nesting.html
}

/// An element that is open.
struct Opened<'h> {
    parent: Parent<'h>,
    /// How its end is written; none when its tags go.
    end: Option<String>,
    /// Whether it was put in here, to end with its parent or the next of its kind.
    is_added: bool,
}

struct Nesting<'h> {
    html: String,
    open: Vec<Opened<'h>>,
    /// Level of the heading written last; the page's title is above.
    level: u8,
}

impl<'h> Nesting<'h> {
    fn text(&mut self, text: &str) {
        if !text.trim_ascii().is_empty() {
            self.fill(TEXT);
        }
        self.html.push_str(text);
    }

    fn open(&mut self, name: &'h str, tag: &'h str, ahead: &[Token<'_>], is_broken: bool) {
        if name == "li" {
            self.end_added();
        }
        let written = match is_broken {
            true => None,
            false => self.written(name, tag, ahead),
        };
        let end = written.map(|(start, end, counts_as)| {
            self.fill(counts_as);
            self.html.push_str(&start);
            end
        });
        if is_void(name) {
            return;
        }
        let needs_summary = end.is_some() && name == "details";
        self.push(name, tag, end, false);
        let next = ahead.iter().find(|token| !token.is_blank());
        if needs_summary && !matches!(next, Some(Token::Open("summary", _))) {
            self.html.push_str(SUMMARY);
            self.fill("summary");
        }
    }

    fn push(&mut self, name: &'h str, tag: &'h str, end: Option<String>, is_added: bool) {
        let last = NOTHING;
        self.open.push(Opened {
            parent: Parent { name, tag, last },
            end,
            is_added,
        });
    }

    fn close(&mut self, name: &str) {
        self.end_added();
        if self
            .open
            .last()
            .is_some_and(|opened| opened.parent.name == name)
        {
            self.end();
        }
    }

    /// Notes that an element, or text, comes into the one that is open; into a list only items come,
    /// so that anything else is put into one.
    fn fill(&mut self, name: &'h str) {
        let mut open = self.open.iter_mut().rev();
        let Some(Opened { parent, .. }) = open.find(|opened| opened.end.is_some()) else {
            return;
        };
        parent.last = name;
        if matches!(parent.name, "ul" | "ol") && name != "li" {
            self.html.push_str("<li>");
            self.push("li", "li", Some("</li>".to_owned()), true);
        }
    }

    fn end_added(&mut self) {
        while self.open.last().is_some_and(|opened| opened.is_added) {
            self.end();
        }
    }

    fn end(&mut self) {
        if let Some(end) = self.open.pop().and_then(|opened| opened.end) {
            self.html.push_str(&end);
        }
    }

    /// The element that is open, the nearest whose tags are written.
    fn parent(&self) -> Parent<'h> {
        let mut open = self.open.iter().rev();
        let parent = open.find(|opened| opened.end.is_some());
        parent.map_or(
            Parent {
                name: "",
                tag: "",
                last: NOTHING,
            },
            |opened| opened.parent,
        )
    }

    /// How an element is written here: its start, its end, and what it counts as in its parent;
    /// none when its tags go.
    fn written(
        &mut self,
        name: &'h str,
        tag: &str,
        ahead: &[Token<'_>],
    ) -> Option<(String, String, &'h str)> {
        let parent = self.parent();
        let open = self.open.iter().filter(|opened| opened.end.is_some());
        if !may_stand(name, parent.name, open.map(|opened| opened.parent.name)) {
            return None;
        }
        if let Some(level) = heading_level(name) {
            self.level = level.min(self.level + 1);
            let level = self.level;
            let tag = tag.strip_prefix(name).unwrap_or_default();
            return Some((format!("<h{level}{tag}>"), format!("</h{level}>"), name));
        }
        if parent.may_hold(name, tag, ahead) {
            return Some((format!("<{tag}>"), format!("</{name}>"), name));
        }
        // What would stand between rows otherwise, as text may not.
        let (start, end) = match (parent.name, name) {
            ("table", "caption") => ("<tbody><tr><td>", "</td></tr></tbody>"),
            ("table", "thead") => ("<tbody>", "</tbody>"),
            _ => return None,
        };
        Some((start.to_owned(), end.to_owned(), "tbody"))
    }
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
            ("<h4 id=\"a\">甲</h4>", "<h2 id=\"a\">甲</h2>"),
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
