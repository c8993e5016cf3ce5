//! How deep elements stand in one another: those of raw HTML, and the quotations and lists of Markdown.
//!
//! # Why
//! For every start tag, whoever reads HTML looks through the elements that are open: ten thousand of them take
//! seconds, and a browser gives up long before. No page is so deep but by mistake. Its author is told where:
//! to drop the tags would lose tables and links without a word.

use super::element::{Fate, fate, heading_level, is_inline, is_void};

/// More than any page has, and few enough to be looked through.
pub(super) const DEEPEST: usize = 512;

/// The element for which a quotation or a list of Markdown counts.
pub(super) const NESTED: &str = "blockquote";

/// Elements that end where the next of their kind begins; an author may leave out their end tags.
const END_THEMSELVES: &str = "p li td th tr thead tbody rt rp caption";

/// The elements that are open.
#[derive(Debug, Default)]
pub(super) struct Depth {
    open: Vec<&'static str>,
}

impl Depth {
    /// Notes a start tag; true when it stands deeper than any may.
    pub(super) fn open(&mut self, name: &str) -> bool {
        let Some(Fate::Keep(name)) = fate(name) else {
            return false;
        };
        let is_counted = !is_void(name)
            && heading_level(name).is_none()
            && !END_THEMSELVES.split(' ').any(|known| known == name);
        if is_counted && self.open.len() <= DEEPEST {
            self.open.push(name);
        }
        self.open.len() > DEEPEST
    }

    /// Notes an end tag.
    pub(super) fn close(&mut self, name: &str) {
        let Some(Fate::Keep(name)) = fate(name) else {
            return;
        };
        let Some(index) = self.open.iter().rposition(|open| *open == name) else {
            return;
        };
        match is_inline(name) {
            true => drop(self.open.remove(index)),
            false => self.open.truncate(index),
        }
    }

    /// Notes the end of a paragraph, in which elements of a line end too.
    pub(super) fn end_line(&mut self) {
        self.open.retain(|name| !is_inline(name));
    }
}

#[cfg(test)]
mod tests {
    use super::DEEPEST;
    use crate::markdown::read;

    #[test]
    fn the_first_tag_that_stands_too_deep_is_found() {
        let deep =
            |tag: &str| read(&format!("正文。\n\n{}", tag.repeat(DEEPEST + 1)), 100, 7).too_deep;
        for tag in ["<div>\n", "<dd>\n", "<div>\n<p>甲\n"] {
            let span = deep(tag).expect("too deep");
            let lines = tag.matches('\n').count();
            assert_eq!(span.line as usize, 9 + DEEPEST * lines, "{tag}");
        }
        for tag in ["<b>", "> "] {
            assert!(deep(tag).is_some(), "{tag}");
        }
    }

    #[test]
    fn what_ends_by_itself_or_by_its_tag_is_not_deep() {
        for text in [
            "<p>甲\n",
            "<ul>\n<li>甲\n<li>乙\n</ul>\n",
            "<br>\n",
            "<h2>甲\n",
            "<div><b>甲</div>\n\n",
            "甲<span>乙\n\n",
            "<zwxx>",
            "> 甲\n\n- 乙\n\n",
        ] {
            assert_eq!(
                read(&text.repeat(2 * DEEPEST), 0, 1).too_deep,
                None,
                "{text}"
            );
        }
    }
}
