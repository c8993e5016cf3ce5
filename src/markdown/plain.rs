//! A body's words without its markup, for search and for exports: what a reader of the page can read.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::element::{Fate, fate, is_inline, is_void};
use super::events::events;
use super::prepare::Prepared;
use super::raw::{Piece, pieces, without_entities};

/// One line a paragraph, heading, list entry or row of a table; the cells of a row apart by ` | `.
pub(super) fn plain(text: &str) -> String {
    let prepared = Prepared::new(text);
    let mut words = Words::default();
    for (event, _) in events(&prepared) {
        match event {
            Event::Text(more) | Event::Code(more) => words.push(&more),
            Event::Html(html) | Event::InlineHtml(html) => words.raw(&html),
            Event::SoftBreak => words.push(" "),
            Event::HardBreak | Event::Rule => words.line(),
            Event::End(TagEnd::TableCell) => words.push(CELL),
            Event::Start(tag) if begins_line(&tag) => words.line(),
            Event::End(tag) if ends_line(tag) => words.line(),
            _ => {}
        }
    }
    words.line();
    words.text.truncate(words.text.trim_end().len());
    words.text
}

const CELL: &str = " | ";

/// The words so far.
#[derive(Default)]
struct Words {
    text: String,
    /// The raw element that is open and goes with all that it holds.
    dropped: Option<String>,
}

impl Words {
    fn push(&mut self, more: &str) {
        if self.dropped.is_none() {
            self.text.push_str(more);
        }
    }

    /// Ends the line, unless it holds nothing yet.
    fn line(&mut self) {
        let end = self.text.trim_end_matches([' ', '|']).len();
        self.text.truncate(end);
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// What raw HTML shows; an element that HTML does not know is the author's own words.
    fn raw(&mut self, html: &str) {
        for piece in pieces(html) {
            match piece {
                Piece::Text(text) => self.push(&without_entities(text)),
                Piece::Close(name) if self.dropped.as_deref() == Some(&*name) => {
                    self.dropped = None;
                }
                Piece::Open(tag) => match fate(&tag.name) {
                    None => self.push(tag.written),
                    Some(Fate::Drop) if self.dropped.is_none() && !is_void(&tag.name) => {
                        self.dropped = Some(tag.name);
                    }
                    Some(_) => self.border(&tag.name),
                },
                Piece::Close(name) => self.border(&name),
            }
        }
    }

    fn border(&mut self, name: &str) {
        match name {
            "td" | "th" => self.push(CELL),
            name if is_inline(name) => {}
            _ => self.line(),
        }
    }
}

fn begins_line(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::TableCell
    )
}

fn ends_line(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn words_stay_and_markup_goes() {
        let text = "# 总则\n\n按**规定**[公开](a.html)，\n见`附件`。\n\n- 甲\n- 乙\n\n| 名称 | 数 |\n|-|-|\n| 局 | 1 |\n";
        assert_eq!(
            plain(text),
            "总则\n按规定公开，见附件。\n甲\n乙\n名称 | 数\n局 | 1"
        );
    }

    #[test]
    fn what_the_page_does_not_show_is_not_here() {
        let text = "前\n\n<!-- 内部意见 -->\n\n<script>密</script>\n\n<table><tr><td>甲&amp;乙</td><td>丙</td></tr></table>\n\n见<!-- 批注 -->后<script>密</script>";
        let words = plain(text);
        for hidden in ["内部", "密", "批注", "td"] {
            assert!(!words.contains(hidden), "{words}");
        }
        assert!(words.contains("甲&乙 |"), "{words}");
        assert!(words.ends_with("见后"), "{words}");
    }

    #[test]
    fn angle_brackets_in_prose_are_prose() {
        assert_eq!(plain("县府办<县大数据局>牵头"), "县府办<县大数据局>牵头");
        assert_eq!(plain("**（一）**总则<街道>"), "（一）总则<街道>");
    }
}
