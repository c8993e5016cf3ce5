//! Numbers as a report may show them: it goes from hand to hand, and must not spread what it warns of.

use std::borrow::Cow;
use std::ops::Range;

use chrono::NaiveDate;

use super::card::find_cards;
use super::digits::{groups, runs};
use super::identity::find_identities;
use super::mobile::find_mobiles;
use crate::model::{Legible, may_hide_long_number, may_hold_long_number};

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

/// A text of a file with the middle of each personal number in it hidden, as it may be shown on a terminal: what stands
/// there is copied into chats. Every byte and every column keeps its place, so that what points into it holds.
#[must_use]
pub fn conceal(text: &str) -> Cow<'_, str> {
    if !may_hide_long_number(text) {
        return Cow::Borrowed(text);
    }
    let legible = Legible::of(text);
    let read = &*legible.text;
    // Whoever is born after the day of the audit has no number yet, but what looks like one is no loss here.
    let as_of = NaiveDate::MAX;
    let found = find_identities(read, "", as_of).into_iter();
    let found = found.chain(find_cards(read, "", as_of));
    let found = found.chain(find_mobiles(read, ""));
    let mut ranges: Vec<Range<usize>> = found.map(|it| legible.written(&it.range)).collect();
    ranges.sort_by_key(|range| range.start);
    let mut concealed = String::with_capacity(text.len());
    let mut at = 0;
    for range in ranges.into_iter().filter(|range| !range.is_empty()) {
        let start = range.start.max(at);
        concealed.push_str(text.get(at..start).unwrap_or_default());
        let number = text.get(start..range.end).unwrap_or_default();
        concealed.push_str(&starred(number));
        at = start + number.len();
    }
    concealed.push_str(text.get(at..).unwrap_or_default());
    Cow::Owned(concealed)
}

/// A number with stars as wide as its digits in its middle; what stands between them stays.
fn starred(number: &str) -> String {
    let is_digit = |c: char| matches!(c, '0'..='9' | '０'..='９' | 'X' | 'x');
    let digits: String = number.chars().filter(|c| is_digit(*c)).collect();
    let hidden = mask(&digits);
    let mut masked = hidden.chars();
    let mut star = |c: char| match masked.next() {
        Some('*') if c.is_ascii() => '*',
        Some('*') => '＊',
        _ => c,
    };
    number
        .chars()
        .map(|c| if is_digit(c) { star(c) } else { c })
        .collect()
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
    use super::{conceal, mask_long_numbers};

    #[test]
    fn what_is_concealed_keeps_its_place() {
        for (text, concealed) in [
            (
                "号码331023198001011237、电话13957654321",
                "号码331023********1237、电话139****4321",
            ),
            ("331023 19800101 1237", "331023 ******** 1237"),
            (
                "３３１０２３１９８００１０１１２３７",
                "３３１０２３＊＊＊＊＊＊＊＊１２３７",
            ),
            ("331023<b>19800101</b>1237", "331023<b>********</b>1237"),
            (
                "索引号：11330121002506363L/2020-00012",
                "索引号：11330121002506363L/2020-00012",
            ),
            ("〔2020〕31号，0576-83888888", "〔2020〕31号，0576-83888888"),
        ] {
            assert_eq!(conceal(text), concealed);
            assert_eq!(conceal(text).len(), text.len());
        }
    }

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
