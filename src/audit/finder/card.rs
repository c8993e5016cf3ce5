//! Bank cards: Luhn, an issuer's prefix and length, and a word such as 卡号 near; none of them alone.

use chrono::NaiveDate;

use super::Found;
use super::digits::{Form, after, before, line_of, neighbours, numbers, runs};
use super::identity::is_identity;

const FORM: Form<'_> = Form {
    shapes: &[
        &[16],
        &[17],
        &[18],
        &[19],
        &[4, 4, 4, 4],
        &[4, 4, 4, 4, 1],
        &[4, 4, 4, 4, 2],
        &[4, 4, 4, 4, 3],
        &[6, 13],
    ],
    joints: &[],
    heralds: &[],
};
/// Words that announce a card or an account.
const CARD_WORDS: [&str; 10] = [
    "卡号",
    "账号",
    "帐号",
    "账户",
    "帐户",
    "银行卡",
    "一卡通",
    "社保卡",
    "存折",
    "开户",
];
/// Words that make it an office's account, which must be public.
const OFFICE_WORDS: [&str; 6] = ["对公", "专户", "非税", "国库", "基本户", "保证金"];

/// Every bank card of a text; `label` is what a table's headings say of the text.
pub(in crate::audit) fn find_cards(text: &str, label: &str, as_of: NaiveDate) -> Vec<Found> {
    numbers(text, &runs(text), &FORM)
        .into_iter()
        .map(|number| Found {
            range: number.range,
            digits: number.digits,
        })
        .filter(|found| is_card(&found.digits) && !is_identity(&found.digits, as_of))
        .filter(|found| {
            !neighbours(text, &found.range)
                .1
                .is_some_and(|c| "xXＸｘ".contains(c))
        })
        .filter(|found| is_announced(text, label, found))
        .collect()
}

/// Whether an issuer has cards of this prefix and length, and the check digit is right.
fn is_card(digits: &str) -> bool {
    let begins = |prefixes: &[&str]| prefixes.iter().any(|prefix| digits.starts_with(prefix));
    let is_issued = match digits.len() {
        16 => begins(&["62", "4", "51", "52", "53", "54", "55", "35", "60"]),
        17 | 18 => begins(&["62"]),
        19 => begins(&["62", "955", "60", "69"]),
        _ => false,
    };
    is_issued && has_luhn_digit(digits)
}

fn has_luhn_digit(digits: &str) -> bool {
    let sum: u32 = digits
        .chars()
        .rev()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(index, digit)| match (index % 2, digit * 2) {
            (0, _) => digit,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// A word of cards stands near: before or shortly after, in the heading of the cell, or in the first
/// line of a table that is written as text.
fn is_announced(text: &str, label: &str, found: &Found) -> bool {
    let near = before(text, found.range.start, 30);
    let behind = after(text, found.range.end, 12);
    let heading = heading_of(text, found.range.start);
    let around = [near, behind, label, heading];
    let says = |words: &[&str]| {
        words
            .iter()
            .any(|word| around.iter().any(|text| text.contains(word)))
    };
    says(&CARD_WORDS) && !says(&OFFICE_WORDS)
}

/// The first line of the Markdown table in which a place stands; empty outside of tables.
fn heading_of(text: &str, at: usize) -> &str {
    let is_row = |line: &str| line.trim_start().starts_with('|');
    if !is_row(line_of(text, at)) {
        return "";
    }
    let head = text.get(..at).unwrap_or_default();
    head.lines()
        .rev()
        .take_while(|line| is_row(line))
        .last()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{find_cards, is_card};
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn found(text: &str, label: &str) -> Vec<String> {
        let today = NaiveDate::from_ymd_opt(2020, 11, 16).expect("a day");
        find_cards(text, label, today)
            .into_iter()
            .map(|found| found.digits)
            .collect()
    }

    const CARD: &str = "6222021234567890128";

    #[test]
    fn a_card_is_found_where_a_word_announces_it() {
        assert!(is_card(CARD), "the sample has a right check digit");
        for text in [
            format!("银行卡号：{CARD}"),
            "开户银行（示例），账号 6222 0212 3456 7890 128".to_owned(),
            format!("| 姓名 | 一卡通账号 |\n|---|---|\n| 王某某 | {CARD} |"),
        ] {
            assert_eq!(found(&text, ""), [CARD], "{text}");
        }
        assert_eq!(found(CARD, "补贴账号"), [CARD]);
    }

    #[test]
    fn what_only_looks_like_one_stays_silent() {
        for text in [
            format!("项目代码 {CARD}"),            // no word of cards
            "卡号 6222021234567890129".to_owned(), // Luhn does not hold
            "账号 1207011109045001236".to_owned(), // no issuer
            "卡号 6222************128".to_owned(), // masked
            format!("对公账户 {CARD}"),            // an office's account
            format!("卡号 {CARD}12"),              // part of a longer number
            format!("保证金缴纳账号：{CARD}"),     // public by law
        ] {
            assert!(found(&text, "").is_empty(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC{0,80}") {
            found(&text, "卡号");
        }

        #[test]
        fn a_changed_digit_is_no_card(at in 2usize..19, by in 1u32..10) {
            let changed: String = CARD
                .chars()
                .enumerate()
                .map(|(index, c)| {
                    let digit = c.to_digit(10).expect("a digit");
                    let digit = if index == at { (digit + by) % 10 } else { digit };
                    char::from_digit(digit, 10).expect("a digit")
                })
                .collect();
            prop_assert!(!is_card(&changed));
        }
    }
}
