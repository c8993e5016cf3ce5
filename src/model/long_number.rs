//! Where a text may hold a long number: what tells most texts from the few in which a person's number could stand.

/// Digits of the shortest of them, a mobile telephone's.
const SHORTEST: usize = 11;

/// Whether a text holds digits enough for the number of a telephone, an identity or a bank card, with nothing but
/// the separators of their groups between: most texts do not.
///
/// Such a stretch is at least so many bytes long, all of them bytes of digits and separators. So one byte in so many
/// is looked at, and only what stands round one that may be part of a number is read.
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
            if stretch.len() >= SHORTEST && holds_long_number(stretch) {
                return true;
            }
        }
        at = end + SHORTEST;
    }
    false
}

/// Whether a byte stands in a digit or in a separator, of half width or full.
fn may_be_of_number(byte: u8) -> bool {
    matches!(
        byte,
        b'0'..=b'9'
            | b' '
            | b'-'
            | 0xef
            | 0xbc
            | 0x8d
            | 0x90..=0x99
            | 0xe3
            | 0x80
            | 0xc2
            | 0xa0
    )
}

fn holds_long_number(bytes: &[u8]) -> bool {
    let (mut digits, mut last_was_digit) = (0, false);
    let mut rest = bytes;
    while let Some((byte, after)) = rest.split_first() {
        let (is_digit, is_separator, length) = match (byte, after) {
            (b'0'..=b'9', _) => (true, false, 1),
            (b' ' | b'-', _) => (false, true, 1),
            // ０ to ９
            (0xef, [0xbc, 0x90..=0x99, ..]) => (true, false, 3),
            // －, the ideographic space, the space that does not break
            (0xef, [0xbc, 0x8d, ..]) | (0xe3, [0x80, 0x80, ..]) => (false, true, 3),
            (0xc2, [0xa0, ..]) => (false, true, 2),
            _ => (false, false, 1),
        };
        digits = match (is_digit, is_separator && last_was_digit) {
            (true, _) => digits + 1,
            (false, true) => digits,
            (false, false) => 0,
        };
        if digits == SHORTEST {
            return true;
        }
        last_was_digit = is_digit;
        rest = rest.get(length..).unwrap_or_default();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{holds_long_number, may_hold_long_number};

    #[test]
    fn wherever_a_number_stands_the_bytes_looked_at_meet_it() {
        let numbers = [
            "13957654321",
            "139-5765 4321",
            "１３９５７６５４３２１",
            "1390　5765432",
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
                        holds_long_number(text.as_bytes()),
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
        ] {
            assert!(may_hold_long_number(text), "{text}");
        }
        for text in [
            "",
            "2020年11月16日至2020年12月31日",
            "139  5765  4321",
            "1234567890",
            "12345，67890，12345",
        ] {
            assert!(!may_hold_long_number(text), "{text}");
        }
    }
}
