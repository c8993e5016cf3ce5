//! What the index keeps of one item, and how its text is laid out in slots.
//!
//! # Why
//! A position is a slot of one long row in which every item begins at a multiple of 64: number first,
//! title from slot 32, the rest from slot 128. So a position alone tells the item (by a table of
//! 64-slot blocks) and the zone, a posting list is one rising list, and the blocks of an item are its
//! length for ranking. The builder and both readers lay out by this one rule.

use serde::{Deserialize, Serialize};

use super::tokens::{TokenText, tokens};

/// Slots of a block; every item takes whole blocks.
pub(super) const BLOCK: usize = 64;
/// First slot of the title.
pub(super) const TITLE: usize = 32;
/// First slot of the body.
pub(super) const BODY: usize = 128;
/// No item has so many slots.
pub(super) const MOST_SLOTS: usize = 1 << 26;

/// Where in its item a slot lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    Number,
    Title,
    Body,
}

impl Zone {
    /// The zone of a slot counted from its item's first.
    pub(super) fn of(slot: usize) -> Self {
        if slot < TITLE {
            Self::Number
        } else if slot < BODY {
            Self::Title
        } else {
            Self::Body
        }
    }
}

/// What readers see of one item, and all its text that can be found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Path of its page below the site's root.
    #[serde(rename = "u")]
    pub path: String,
    /// Title.
    #[serde(rename = "t")]
    pub title: String,
    /// Document number as shown, index number, unified number; the first may be empty.
    #[serde(rename = "n")]
    pub numbers: Vec<String>,
    /// Day of publication.
    #[serde(rename = "d")]
    pub date: String,
    /// Whether it takes effect on a day to come.
    #[serde(rename = "f", default, skip_serializing_if = "std::ops::Not::not")]
    pub not_yet: bool,
    /// The rest of its text in order; of a long item, the first part only.
    #[serde(rename = "s")]
    pub sections: Vec<Section>,
    /// First slot of each further part of a long item, in order.
    #[serde(rename = "p", default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<usize>,
}

/// A stretch of text: what it is, and its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section(pub Source, pub String);

/// Where a stretch of text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// 内容概述
    #[serde(rename = "s")]
    Summary,
    /// 关键词
    #[serde(rename = "k")]
    Keywords,
    /// The body.
    #[serde(rename = "b")]
    Body,
    /// The data table.
    #[serde(rename = "d")]
    Table,
    /// An attachment.
    #[serde(rename = "a")]
    Attachment,
}

impl Source {
    /// The slot at which a stretch of it begins behind one of another source, or behind title and numbers, which end
    /// before a slot.
    ///
    /// # Why
    /// Tables and attachments stand behind the body. Some slots stay empty before them, so that a sentence more in it
    /// moves none of their words, which are often most of an item's: the lists of all of them would change.
    pub(super) fn start(self, before: Option<Self>, slot: usize) -> usize {
        let is_apart = matches!(self, Self::Table | Self::Attachment) && before != Some(self);
        match is_apart {
            true => (slot + BLOCK / 2).next_multiple_of(BLOCK),
            false => slot,
        }
    }
}

impl Record {
    /// All its tokens, each in its slot; ends with a break and fills whole blocks.
    pub(super) fn slots(&self) -> Vec<TokenText> {
        let mut slots = self.head();
        let mut before = None;
        for Section(source, text) in &self.sections {
            let start = source.start(before, slots.len());
            slots.resize(start, TokenText::Break);
            lay(text, &mut slots);
            before = Some(*source);
        }
        slots.resize(slots.len().next_multiple_of(BLOCK), TokenText::Break);
        slots
    }

    /// Numbers, title, and those of them that are too long for their zones.
    pub(super) fn head(&self) -> Vec<TokenText> {
        let mut slots = Vec::new();
        let mut late: Vec<&str> = Vec::new();
        for number in &self.numbers {
            let found = texts(number);
            if slots.len() + found.len() < TITLE {
                slots.extend(found);
                slots.push(TokenText::Break);
            } else {
                late.push(number);
            }
        }
        slots.resize(TITLE, TokenText::Break);
        let title = texts(&self.title);
        if title.len() >= BODY - TITLE {
            late.push(&self.title);
        }
        slots.extend(title.into_iter().take(BODY - TITLE - 1));
        slots.resize(BODY, TokenText::Break);
        for text in late {
            lay(text, &mut slots);
        }
        slots
    }
}

/// Appends a text and a break; of breaks side by side one is kept.
fn lay(text: &str, slots: &mut Vec<TokenText>) {
    for token in tokens(text) {
        if token.text != TokenText::Break || slots.last() != Some(&TokenText::Break) {
            slots.push(token.text);
        }
    }
    if slots.last() != Some(&TokenText::Break) {
        slots.push(TokenText::Break);
    }
}

fn texts(text: &str) -> Vec<TokenText> {
    let found = tokens(text).map(|token| token.text);
    found.filter(|token| *token != TokenText::Break).collect()
}

/// How many slots a text takes behind others: its tokens and its breaks.
pub(super) fn slots_of(text: &str) -> usize {
    let mut slots = vec![TokenText::Break];
    lay(text, &mut slots);
    slots.len() - 1
}

#[cfg(test)]
mod tests {
    use super::{BODY, Record, Section, Source, TITLE, slots_of};
    use crate::search::tokens::TokenText;

    #[test]
    fn zones_begin_where_they_always_do() {
        let record = Record {
            title: "关于公开的通知".into(),
            numbers: vec!["天政发〔2020〕1号".into()],
            sections: vec![Section(Source::Body, "正文。\n\n第二段".into())],
            ..Record::default()
        };
        let slots = record.slots();
        assert_eq!(slots.len() % 64, 0);
        assert_eq!(slots[0], TokenText::Char('天'));
        assert_eq!(slots[TITLE], TokenText::Char('关'));
        assert_eq!(slots[BODY], TokenText::Char('正'));
        assert_eq!(slots[BODY + 3], TokenText::Break);
        assert_eq!(slots[BODY + 4], TokenText::Char('第'));
        assert_eq!(slots_of("正文。\n\n第二段"), 8);
    }

    #[test]
    fn a_sentence_more_moves_no_word_of_an_attachment() {
        let attachment = |body: &str| {
            let record = Record {
                sections: vec![
                    Section(Source::Body, body.into()),
                    Section(Source::Attachment, "附\n件".into()),
                    Section(Source::Attachment, "另一个".into()),
                ],
                ..Record::default()
            };
            let slots = record.slots();
            let at = |c| slots.iter().position(|slot| *slot == TokenText::Char(c));
            (at('附'), at('另'))
        };
        let before = attachment("正文。");
        assert_eq!(before, (Some(BODY + 64), Some(BODY + 68)));
        assert_eq!(attachment("正文。\n\n又是一段，说了不少的话。"), before);
    }

    #[test]
    fn a_title_or_number_too_long_for_its_zone_is_found_in_the_body() {
        let record = Record {
            title: "长".repeat(200),
            numbers: vec!["号".repeat(40)],
            ..Record::default()
        };
        let slots = record.slots();
        assert_eq!(slots[0], TokenText::Break);
        assert_eq!(slots[BODY - 1], TokenText::Break);
        let body = &slots[BODY..];
        assert_eq!(body[..40], vec![TokenText::Char('号'); 40]);
        assert_eq!(body[41..241], vec![TokenText::Char('长'); 200]);
    }
}
