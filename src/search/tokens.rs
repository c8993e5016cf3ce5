//! Cuts text into tokens, the very same way in the index, in the Rust reader and in the browser.
//!
//! # Why
//! No dictionary: a segmenter cuts the index one way and a query another, and a reader who types three
//! characters across a word border finds nothing. A Han character is a token; a run of letters and a
//! run of digits are one token each; brackets, quotation marks and spaces are nothing at all, so that
//! a document number is found in any bracket style. Any other character, punctuation too, is a token
//! of its own: so no phrase passes over a comma, save one that was typed with it.
//! The browser's twin is `tokens` in `themes/default/search/tokens.js`; shared vectors keep them equal.

/// One token: its folded text, and where it stands in the text it was cut from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Folded: half-width, lower case.
    pub text: TokenText,
    /// First byte in the text.
    pub start: usize,
    /// Byte behind it.
    pub end: usize,
}

/// The folded text of a token; runs alone need memory of their own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenText {
    /// The end of a paragraph: no phrase passes over it.
    Break,
    /// One character: Han, punctuation, a symbol.
    Char(char),
    /// A run of letters or of digits.
    Run(String),
}

impl TokenText {
    fn is_run(&self) -> bool {
        matches!(self, Self::Run(_))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Soft,
    Break,
    Digit,
    Letter,
    Single,
}

/// The tokens of a text in order.
pub fn tokens(text: &str) -> impl Iterator<Item = Token> + '_ {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (start, c) = rest.next()?;
            let mut end = start + c.len_utf8();
            let c = fold(c);
            let class = class(c);
            let text = match class {
                Class::Soft => continue,
                Class::Break => TokenText::Break,
                Class::Single => TokenText::Char(c),
                Class::Digit | Class::Letter => {
                    let mut run = String::from(c);
                    while let Some((at, next)) = rest.peek().copied()
                        && self::class(fold(next)) == class
                    {
                        run.push(fold(next));
                        end = at + next.len_utf8();
                        rest.next();
                    }
                    TokenText::Run(run)
                }
            };
            return Some(Token { text, start, end });
        }
    })
}

/// The text of a gram: its tokens side by side, two runs kept apart by a space.
#[must_use]
pub fn gram(tokens: &[TokenText]) -> String {
    let mut gram = String::new();
    let mut after_run = false;
    for token in tokens {
        match token {
            TokenText::Break => gram.push('\n'),
            TokenText::Char(c) => gram.push(*c),
            TokenText::Run(run) => {
                if after_run {
                    gram.push(' ');
                }
                gram.push_str(run);
            }
        }
        after_run = token.is_run();
    }
    gram
}

/// Whether a character is one of the two commonest blocks of Han: most are, and stay as they are.
fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

/// Half-width and lower case.
fn fold(c: char) -> char {
    if is_han(c) {
        return c;
    }
    let c = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    };
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\u{c0}'..='\u{52f}' => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(lower), None) => lower,
                _ => c,
            }
        }
        c => c,
    }
}

fn class(c: char) -> Class {
    if is_han(c) {
        return Class::Single;
    }
    match c {
        '0'..='9' => Class::Digit,
        'a'..='z' => Class::Letter,
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Class::Break,
        '\0'..=' ' | '\u{7f}'..='\u{a0}' | '\u{ad}' => Class::Soft,
        '\u{2000}'..='\u{200f}' | '\u{202a}'..='\u{202f}' | '\u{205f}'..='\u{206f}' => Class::Soft,
        '\u{feff}' | '\u{fe00}'..='\u{fe0f}' => Class::Soft,
        '\u{d7}' | '\u{f7}' => Class::Single,
        '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{52f}' => Class::Letter,
        '"' | '\'' | '(' | ')' | '<' | '>' | '[' | ']' | '`' | '{' | '}' | '«' | '»' => {
            Class::Soft
        }
        '\u{2018}'..='\u{201f}' | '‹' | '›' | '\u{3008}'..='\u{3011}' => Class::Soft,
        '\u{3014}'..='\u{301b}' | '﹝' | '﹞' => Class::Soft,
        _ => Class::Single,
    }
}

#[cfg(test)]
mod tests {
    use super::{TokenText, gram, tokens};

    #[derive(serde::Deserialize)]
    struct Vector {
        text: String,
        tokens: Vec<String>,
    }

    /// Read by the browser's tests too.
    const VECTORS: &str = include_str!("../../tests/browser/search-tokens.json");

    fn texts(text: &str) -> Vec<TokenText> {
        tokens(text).map(|token| token.text).collect()
    }

    #[test]
    fn the_shared_vectors_hold() {
        let vectors: Vec<Vector> = serde_json::from_str(VECTORS).expect("vectors");
        for vector in vectors {
            let found: Vec<String> = texts(&vector.text)
                .iter()
                .map(|token| gram(std::slice::from_ref(token)))
                .collect();
            assert_eq!(found, vector.tokens, "{}", vector.text);
        }
    }

    #[test]
    fn a_document_number_is_one_phrase_in_every_bracket_style() {
        let standard = texts("天政办便函〔2020〕31号");
        for style in ["[2020]", "（2020）", "【2020】", "2020 ", " 〔２０２０〕 "] {
            assert_eq!(
                texts(&format!("天政办便函{style}31号")),
                standard,
                "{style}"
            );
        }
    }

    #[test]
    fn two_runs_do_not_become_one() {
        assert_eq!(gram(&texts("2020 31")), "2020 31");
        assert_eq!(gram(&texts("A2020年")), "a2020年".replace('a', "a "));
    }

    #[test]
    fn a_token_knows_its_place() {
        let text = "据《Ｃovid》19号";
        let places: Vec<&str> = tokens(text)
            .filter_map(|t| text.get(t.start..t.end))
            .collect();
        assert_eq!(places, ["据", "Ｃovid", "19", "号"]);
    }

    proptest::proptest! {
        #[test]
        fn tokens_stand_in_order_and_never_overlap(text in "\\PC*") {
            let mut end = 0;
            for token in tokens(&text) {
                proptest::prop_assert!(token.start >= end && token.end > token.start);
                end = token.end;
            }
        }
    }
}
