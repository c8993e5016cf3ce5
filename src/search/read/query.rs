//! What was typed, as phrases that must all be found.

use crate::search::tokens::{Token, TokenText, tokens};

/// Tokens that are looked at; a longer query is cut there.
const MOST: usize = 256;

/// A query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// The phrases, each once.
    pub(super) phrases: Vec<Vec<TokenText>>,
    /// Whether any of them stood in straight quotation marks: then it is meant as typed.
    pub(super) quoted: bool,
}

impl Query {
    /// A space parts phrases, save between straight quotation marks that enclose a whole phrase; the
    /// marks of Chinese texts “” are as little to a query as to a text.
    pub(super) fn read(text: &str) -> Self {
        let mut query = Self::default();
        let mut left = MOST;
        let mut phrase = String::new();
        let mut inside = false;
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            let ends = rest.peek().is_none_or(|next| is_space(*next));
            match c {
                '"' | '＂' if !inside && phrase.is_empty() => inside = true,
                '"' | '＂' if inside && ends => {
                    query.quoted |= query.add(&phrase, &mut left);
                    phrase.clear();
                    inside = false;
                }
                c if is_space(c) && !inside => {
                    query.add(&phrase, &mut left);
                    phrase.clear();
                }
                c => phrase.push(c),
            }
        }
        query.add(&phrase, &mut left);
        query
    }

    fn add(&mut self, phrase: &str, left: &mut usize) -> bool {
        let tokens = words(phrase).map(|token| token.text);
        let tokens: Vec<TokenText> = tokens.take(*left).collect();
        if tokens.is_empty() {
            return false;
        }
        *left -= tokens.len();
        if !self.phrases.contains(&tokens) {
            self.phrases.push(tokens);
        }
        true
    }
}

/// Whether there is anything to look for: brackets and quotation marks alone are as little as blanks are.
#[must_use]
pub fn asks(text: &str) -> bool {
    !Query::read(text).phrases.is_empty()
}

/// The tokens of a text that is one line, whatever breaks it has.
pub(super) fn words(text: &str) -> impl Iterator<Item = Token> + '_ {
    tokens(text).filter(|token| token.text != TokenText::Break)
}

fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{3000}' | '\u{2028}' | '\u{2029}'
    )
}

#[cfg(test)]
mod tests {
    use super::{Query, asks};
    use crate::search::tokens::gram;

    fn phrases(text: &str) -> Vec<String> {
        let query = Query::read(text);
        query.phrases.iter().map(|phrase| gram(phrase)).collect()
    }

    #[test]
    fn a_space_parts_phrases() {
        assert_eq!(phrases(" 天台　公开\t2020 天台 "), ["天台", "公开", "2020"]);
        assert_eq!(phrases("（ ） 。"), ["。"]);
    }

    #[test]
    fn signs_that_no_text_is_found_by_ask_nothing() {
        for text in ["", " 　", "((", "《》", "〔〕", "\"", "\0", "“ ” \n"] {
            assert!(!asks(text), "{text:?}");
        }
        for text in ["，", "(a)", "〔2020〕", "\"号"] {
            assert!(asks(text), "{text:?}");
        }
    }

    #[test]
    fn straight_quotation_marks_hold_a_phrase_together() {
        assert_eq!(phrases("\"a b\" c"), ["a b", "c"]);
        assert!(Query::read("\"a b\"").quoted);
        assert_eq!(phrases("推进“放管服”改革"), ["推进放管服改革"]);
        assert!(!Query::read("推进“放管服”改革").quoted);
        assert_eq!(phrases("\"放管服\"改革"), ["放管服改革"]);
    }

    #[test]
    fn a_query_of_ten_kilobytes_is_cut() {
        let tokens: usize = Query::read(&"天台 ".repeat(2000))
            .phrases
            .iter()
            .map(Vec::len)
            .sum();
        assert_eq!(tokens, 2);
        assert_eq!(Query::read(&"公开".repeat(2000)).phrases[0].len(), 256);
    }
}
