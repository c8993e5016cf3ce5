//! Where a text may hold a long number: what tells most texts from the few in which a person's number could stand.

use std::borrow::Cow;

use super::Legible;
use super::mark::{Mark, digit, mark};

/// Digits of the shortest of them, a mobile telephone's.
const SHORTEST: usize = 11;

/// Whether a text holds digits enough for the number of a telephone, an identity or a bank card, with nothing but
/// the separators of their groups between, and what [no reader sees](Legible): most texts do not.
///
/// Such a stretch is at least so many bytes long, all of them bytes of digits and of what stands between. So one byte
/// in so many is looked at, and only what stands round one that may be part of a number is read. A tag or an entity
/// between digits is not expected: see [`may_hide_long_number`].
#[must_use]
pub fn may_hold_long_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = SHORTEST - 1;
    while let Some(byte) = bytes.get(at) {
        let mut end = at;
        if may_be_of_number(*byte) {
            let is_other = |byte: &u8| !may_be_of_number(*byte);
            let (before, after) = bytes.split_at(at);
            let start = before.iter().rposition(is_other).map_or(0, |last| last + 1);
            end = after
                .iter()
                .position(is_other)
                .map_or(bytes.len(), |length| at + length);
            let stretch = bytes.get(start..end).unwrap_or_default();
            if has_digits_enough(stretch) && holds_long_number(&legible(text, start, end)) {
                return true;
            }
        }
        at = end + SHORTEST;
    }
    false
}

/// As [`may_hold_long_number`], of Markdown whose raw HTML or entities may stand inside a number.
#[must_use]
pub fn may_hide_long_number(markdown: &str) -> bool {
    may_hold_long_number(&Legible::of(markdown).text)
}

/// Whether a byte stands in a digit, of half width or full, in a separator, or in what no reader sees. Bytes that
/// characters go on with are taken for such.
fn may_be_of_number(byte: u8) -> bool {
    matches!(
        byte,
        b'0'..=b'9'
            | b' '
            | b'-'
            | b'.'
            | b')'
            | b'\t'
            | b'\n'
            | b'\r'
            | b'>'
            | b'*'
            | b'~'
            | b'`'
            | b'\\'
            | 0x80..=0xbf
            | 0xc2
            | 0xe2
            | 0xe3
            | 0xef
    )
}

/// Whether there may be so many; the last bytes of full-width digits are those of other characters too.
fn has_digits_enough(stretch: &[u8]) -> bool {
    let is_digit = |byte: &&u8| matches!(byte, b'0'..=b'9' | 0x90..=0x99);
    stretch.iter().filter(is_digit).count() >= SHORTEST
}

/// A stretch of whole characters as it is read.
fn legible(text: &str, start: usize, end: usize) -> Cow<'_, str> {
    let whole = text.ceil_char_boundary(start)..text.floor_char_boundary(end);
    Legible::of(text.get(whole).unwrap_or_default()).text
}

fn holds_long_number(text: &str) -> bool {
    let (mut digits, mut last_was_digit) = (0, false);
    for (at, c) in text.char_indices() {
        let is_digit = digit(c).is_some();
        let is_separator = || {
            let mark = mark(text.get(at..).unwrap_or_default());
            let is_joint = matches!(mark, Some((Mark::Joint(_) | Mark::Break, _)));
            is_joint || matches!(c, ')' | '）')
        };
        digits = match is_digit {
            true => digits + 1,
            false if last_was_digit && is_separator() => digits,
            false => 0,
        };
        if digits == SHORTEST {
            return true;
        }
        last_was_digit = is_digit;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{holds_long_number, may_hide_long_number, may_hold_long_number};
    use crate::model::Legible;

    #[test]
    fn wherever_a_number_stands_the_bytes_looked_at_meet_it() {
        let numbers = [
            "13957654321",
            "139-5765 4321",
            "１３９５７６５４３２１",
            "1390　5765432",
            "139\u{200b}5765\u{200b}4321",
            "139.5765.4321",
            "139**5765**4321",
            "(139)57654321",
            "139576\n54321",
        ];
        for (number, length) in numbers
            .iter()
            .flat_map(|it| (0..60).map(move |at| (it, at)))
        {
            for filler in ["文", "x", "吐 ", "20年", "，－"] {
                let filler = filler.repeat(length);
                for text in [
                    format!("{filler}{number}"),
                    format!("{filler}{number}号{filler}"),
                ] {
                    assert_eq!(
                        may_hold_long_number(&text),
                        holds_long_number(&Legible::of(&text).text),
                        "{text}"
                    );
                }
            }
        }
    }

    #[test]
    fn digits_in_groups_may_be_a_number_and_dates_are_none() {
        for text in [
            "电话13957654321。",
            "电话 139-5765 4321",
            "１３９－５７６５　４３２１",
            "331023\u{a0}19900101\u{a0}001X",
            "331023\u{200b}199001010011",
            "3 3 1 0 2 3 1 9 9 0 0 1",
            "331023\r\n> 199001010011",
        ] {
            assert!(may_hold_long_number(text), "{text}");
        }
        for text in [
            "",
            "2020年11月16日至2020年12月31日",
            "139  5765  4321",
            "1234567890",
            "12345，67890，12345",
            "1390****321、331023********0016",
            "12345\n\n67890\n\n12345",
        ] {
            assert!(!may_hold_long_number(text), "{text}");
        }
    }

    #[test]
    fn a_number_with_tags_or_entities_inside_is_hidden_until_it_is_looked_for() {
        for text in ["331023<b>19900101</b>0011", "331023199&#48;01010011"] {
            assert!(!may_hold_long_number(text), "{text}");
            assert!(may_hide_long_number(text), "{text}");
        }
        assert!(!may_hide_long_number("<td>331023</td><td>1990010</td>"));
    }
}
