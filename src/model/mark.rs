//! What may stand between the digits of a number without making two numbers of it.

use super::invisible::is_invisible;

/// Bytes of a tag or a comment at most: what is longer is something else.
const TAG: usize = 300;
/// Bytes of an entity at most.
const ENTITY: usize = 32;
/// Elements that stand within a line.
const INLINE: [&str; 22] = [
    "a", "b", "bdi", "big", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "s", "small",
    "span", "strike", "strong", "sub", "sup", "tt", "u", "wbr",
];

/// What stands at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// A digit, written as an entity.
    Digit(char),
    /// Nothing that a reader sees.
    Unseen,
    /// What divides a number into groups: a blank, a hyphen or a full stop.
    Joint(char),
    /// The end of a line, with what stands before the next.
    Break,
}

/// The mark at the beginning of a text, and its bytes; none where a digit or a word stands.
pub(super) fn mark(text: &str) -> Option<(Mark, usize)> {
    let first = text.chars().next()?;
    let behind = text.get(first.len_utf8()..)?;
    match first {
        '\n' => {
            let next = behind.trim_start_matches([' ', '\t', '>']);
            Some((Mark::Break, text.len() - next.len()))
        }
        '<' => tag(text),
        '&' => entity(text),
        '\\' if !behind.starts_with(|c: char| c == '\n' || c.is_ascii_punctuation()) => None,
        '*' | '~' | '`' | '\\' | '\r' => Some((Mark::Unseen, 1)),
        _ => Some((of_character(first)?, first.len_utf8())),
    }
}

/// A digit of half width or full, as one of half.
pub(super) fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        _ => None,
    }
}

fn of_character(c: char) -> Option<Mark> {
    Some(match c {
        _ if is_invisible(c) => Mark::Unseen,
        ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            Mark::Joint(' ')
        }
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '－' => Mark::Joint('-'),
        '.' | '．' => Mark::Joint('.'),
        _ => return None,
    })
}

fn tag(text: &str) -> Option<(Mark, usize)> {
    let text = text.get(..text.floor_char_boundary(TAG))?;
    if let Some(comment) = text.strip_prefix("<!--") {
        return Some((Mark::Unseen, "<!---->".len() + comment.find("-->")?));
    }
    let end = text.find('>')?;
    let inner = text.get(1..end)?.trim_start_matches('/');
    let name = inner.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let name = name.to_ascii_lowercase();
    let mark = match name.as_str() {
        "br" => Mark::Break,
        name => INLINE.contains(&name).then_some(Mark::Unseen)?,
    };
    Some((mark, end + 1))
}

fn entity(text: &str) -> Option<(Mark, usize)> {
    let end = text.bytes().take(ENTITY).position(|byte| byte == b';')?;
    let mark = match text.get(1..end)? {
        "nbsp" | "NonBreakingSpace" | "ensp" | "emsp" | "thinsp" | "hairsp" | "numsp" => {
            Mark::Joint(' ')
        }
        "ZeroWidthSpace" | "NoBreak" | "zwnj" | "zwj" | "shy" | "lrm" | "rlm" => Mark::Unseen,
        "period" => Mark::Joint('.'),
        "hyphen" | "dash" | "ndash" => Mark::Joint('-'),
        name => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(number) => u32::from_str_radix(number, 16),
                None => number.parse(),
            };
            let c = char::from_u32(code.ok()?)?;
            match digit(c) {
                Some(digit) => Mark::Digit(digit),
                None => of_character(c)?,
            }
        }
    };
    Some((mark, end + 1))
}

#[cfg(test)]
mod tests {
    use super::{Mark, mark};

    #[test]
    fn what_stands_between_digits_is_told_from_what_parts_numbers() {
        for (text, found) in [
            ("\u{200b}1", Some((Mark::Unseen, 3))),
            ("&#49;", Some((Mark::Digit('1'), 5))),
            ("&#x31;2", Some((Mark::Digit('1'), 6))),
            ("&#8203;", Some((Mark::Unseen, 7))),
            ("&nbsp;1", Some((Mark::Joint(' '), 6))),
            ("</b>1", Some((Mark::Unseen, 4))),
            ("<span class=\"a\">1", Some((Mark::Unseen, 16))),
            ("<!-- 1 -->1", Some((Mark::Unseen, 10))),
            ("<br/>1", Some((Mark::Break, 5))),
            ("\n> 1", Some((Mark::Break, 3))),
            ("\\-1", Some((Mark::Unseen, 1))),
            ("—1", Some((Mark::Joint('-'), 3))),
            ("</td><td>1", None),
            ("<1", None),
            ("&amp;1", None),
            ("\\1", None),
            ("、1", None),
            ("1", None),
            ("", None),
        ] {
            assert_eq!(mark(text), found, "{text}");
        }
    }
}
