//! The words round a hit.

use super::query::words;
use crate::search::record::{Section, Source};
use crate::search::tokens::{Token, TokenText};

/// Characters of an excerpt, and how many of them stand before the hit.
const LENGTH: usize = 110;
const BEFORE: usize = 30;

/// Text with the stretches of it, in characters, that match the query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// Plain text: never markup.
    pub text: String,
    /// From and behind, in order.
    pub marks: Vec<(usize, usize)>,
    /// Whether it comes from an attachment.
    pub attachment: bool,
}

/// The excerpt of the first section that holds any of the phrases; none when no section does.
pub(super) fn excerpt(sections: &[Section], phrases: &[Vec<TokenText>]) -> Option<Excerpt> {
    sections.iter().find_map(|Section(source, text)| {
        let first = first(text, phrases)?;
        let mut excerpt = cut(text, first);
        excerpt.marks = marks(&excerpt.text, phrases);
        excerpt.attachment = *source == Source::Attachment;
        Some(excerpt)
    })
}

/// How a text begins.
pub(super) fn opening(sections: &[Section]) -> Excerpt {
    let first = sections
        .iter()
        .find(|section| section.0 != Source::Keywords);
    first.map_or_else(Excerpt::default, |section| cut(&section.1, 0))
}

/// The character at which the first phrase begins.
fn first(text: &str, phrases: &[Vec<TokenText>]) -> Option<usize> {
    let start = stretches(text, phrases)
        .into_iter()
        .map(|(start, _)| start)
        .min()?;
    Some(text.get(..start)?.chars().count())
}

/// The stretches of a text, in bytes, that match any phrase.
fn stretches(text: &str, phrases: &[Vec<TokenText>]) -> Vec<(usize, usize)> {
    let all: Vec<Token> = crate::search::tokens::tokens(text).collect();
    let mut found = Vec::new();
    for phrase in phrases {
        for window in all.windows(phrase.len().max(1)) {
            let same = window.iter().map(|token| &token.text).eq(phrase.iter());
            if let (true, Some(first), Some(last)) = (same, window.first(), window.last()) {
                found.push((first.start, last.end));
            }
        }
    }
    found.sort_unstable();
    found
}

/// The matches in a text of one line, in characters; those that overlap are one.
pub(super) fn marks(text: &str, phrases: &[Vec<TokenText>]) -> Vec<(usize, usize)> {
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (start, end) in stretches(text, phrases) {
        match joined.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => joined.push((start, end)),
        }
    }
    let characters = |byte: usize| text.get(..byte).map_or(0, |before| before.chars().count());
    joined
        .into_iter()
        .map(|(start, end)| (characters(start), characters(end)))
        .collect()
}

/// A stretch of the text round a character, on one line, with … where it was cut.
fn cut(text: &str, at: usize) -> Excerpt {
    let start = at.saturating_sub(BEFORE);
    let mut rest = text.chars().skip(start);
    let mut line: String = rest
        .by_ref()
        .take(LENGTH)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if rest.next().is_some() {
        line.push('…');
    }
    if start > 0 {
        line.insert(0, '…');
    }
    Excerpt {
        text: line,
        ..Excerpt::default()
    }
}

/// Whether any phrase is made of the words of the text.
pub(super) fn holds(text: &str, phrases: &[Vec<TokenText>]) -> bool {
    let all: Vec<TokenText> = words(text).map(|token| token.text).collect();
    phrases
        .iter()
        .any(|phrase| super::find::places(&all, phrase).next().is_some())
}
