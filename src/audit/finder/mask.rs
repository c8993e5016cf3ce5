//! Numbers as a report may show them: it goes from hand to hand, and must not spread what it warns of.

use std::ops::Range;

use chrono::NaiveDate;

use super::digits::{groups, runs};
use super::identity::find_identities;
use crate::model::{Legible, may_hold_long_number};

/// A number with its middle hidden.
pub(super) fn mask(number: &str) -> String {
    let length = number.chars().count();
    let tail = 4.min(length);
    let head = if length > 11 { 6 } else { 3 };
    let shown = |(index, c)| {
        if index < head || index + tail >= length {
            c
        } else {
            '*'
        }
    };
    number.chars().enumerate().map(shown).collect()
}

/// A text with the middle of each number in it hidden that is long enough to be a person's, whatever touches it.
pub(in crate::audit) fn mask_long_numbers(text: &str) -> String {
    const SHORTEST: usize = 11;
    let legible = Legible::of(text);
    let ranges = groups(&legible.text, &runs(&legible.text), SHORTEST);
    mask_at(text, &legible, &ranges)
}

/// A text with the middle of each identity number in it hidden; other long numbers stay, for they may be an office's.
pub(in crate::audit) fn mask_identities(text: &mut String, as_of: NaiveDate) {
    if may_hold_long_number(text) {
        let legible = Legible::of(text);
        let found = find_identities(&legible.text, "", as_of).into_iter();
        let ranges: Vec<Range<usize>> = found.map(|number| number.range).collect();
        *text = mask_at(text, &legible, &ranges);
    }
}

/// The text with the middle hidden of each stretch of it as it is read.
fn mask_at(text: &str, legible: &Legible<'_>, ranges: &[Range<usize>]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    for range in ranges {
        let written = legible.written(range);
        masked.push_str(text.get(at..written.start).unwrap_or_default());
        masked.push_str(&mask(legible.text.get(range.clone()).unwrap_or_default()));
        at = written.end;
    }
    masked.push_str(text.get(at..).unwrap_or_default());
    masked
}

#[cfg(test)]
mod tests {
    use super::mask_long_numbers;

    #[test]
    fn a_long_number_is_masked_and_a_short_one_stays() {
        for (text, masked) in [
            ("“331023198001011237”一栏", "“331023********1237”一栏"),
            ("王某33102319800101123X的", "王某331023*******1123X的"),
            ("331023 19800101 1237", "331023**********1237"),
            ("１３９５７６５４３２１", "１３９****４３２１"),
            ("331023\u{200b}198001011237", "331023********1237"),
            ("附件1.xlsx第13行", "附件1.xlsx第13行"),
            ("〔2020〕31号，2020-11-02", "〔2020〕31号，2020-11-02"),
            ("", ""),
        ] {
            assert_eq!(mask_long_numbers(text), masked);
        }
    }
}
