//! 公民身份号码 (GB 11643): province, birth date and check digit must all hold.

use chrono::{Datelike, NaiveDate};

use crate::model::check_uscc;

use super::Found;
use super::digits::{after, before};
use super::eighteen::eighteens;

/// The first two digits of the administrative divisions.
const PROVINCES: [&str; 34] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
    "81", "82",
];
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
/// Words of a heading under which identity numbers stand.
const OF_PERSONS: [&str; 3] = ["身份证", "身份号", "证件号"];
/// Words that announce an organisation's code, whose eighteen digits may look like a person's.
const OF_ORGANISATIONS: [&str; 5] = ["信用代码", "机构代码", "税号", "识别号", "索引号"];

/// Every identity number of a text; `label` is what a table's heading says of the text.
pub(in crate::audit) fn find_identities(text: &str, label: &str, as_of: NaiveDate) -> Vec<Found> {
    let mut found = eighteens(text, &|number| is_identity(number, as_of));
    found.retain(|found| !is_organisation(text, label, found));
    found
}

/// A cell that held an identity number until a spreadsheet program took it for an amount: it keeps fifteen
/// digits, so the last three became zeros and no check digit holds; place, birth date and most of the serial
/// are still true. Only a heading that asks for such numbers tells it from any other long number.
pub(in crate::audit) fn find_rounded_identity(
    cell: &str,
    label: &str,
    as_of: NaiveDate,
) -> Option<Found> {
    let start = cell.len() - cell.trim_start().len();
    let digits = cell.trim();
    let is_asked_for = OF_PERSONS.iter().any(|word| label.contains(word));
    let is_rounded = digits.len() == 18
        && digits.ends_with("000")
        && digits.chars().all(|c| c.is_ascii_digit())
        && !has_check_digit(digits);
    let is_real = is_asked_for && is_rounded && is_born_somewhere(digits, as_of);
    is_real.then(|| Found {
        range: start..start + digits.len(),
        digits: digits.to_owned(),
    })
}

/// Whether eighteen characters have a province, a birth date and the right check digit.
pub(in crate::audit) fn is_identity(number: &str, as_of: NaiveDate) -> bool {
    is_born_somewhere(number, as_of) && has_check_digit(number)
}

fn is_born_somewhere(number: &str, as_of: NaiveDate) -> bool {
    let is_province = PROVINCES.iter().any(|code| number.starts_with(code));
    is_province && is_birth_date(number.get(6..14), as_of)
}

fn is_birth_date(digits: Option<&str>, as_of: NaiveDate) -> bool {
    digits
        .and_then(|digits| NaiveDate::parse_from_str(digits, "%Y%m%d").ok())
        .is_some_and(|day| day.year() >= 1900 && day <= as_of)
}

fn has_check_digit(number: &str) -> bool {
    let sum: Option<u32> = number
        .chars()
        .zip(WEIGHTS)
        .map(|(c, weight)| c.to_digit(10).map(|digit| digit * weight))
        .sum();
    let expected = sum.and_then(|sum| CHECKS.get(sum as usize % CHECKS.len()).copied());
    expected.is_some() && number.chars().count() == 18 && number.chars().next_back() == expected
}

/// An index number (`code/2020-00001`) or a code that the text calls an organisation's and that is one.
fn is_organisation(text: &str, label: &str, found: &Found) -> bool {
    let follows = after(text, found.range.end, 6);
    let year = follows.strip_prefix('/').unwrap_or_default();
    let is_index_number = year.chars().take_while(char::is_ascii_digit).count() == 4;
    let near = before(text, found.range.start, 12);
    let is_called = OF_ORGANISATIONS
        .iter()
        .any(|word| near.contains(word) || label.contains(word));
    is_index_number || (is_called && check_uscc(&found.digits).is_ok())
}

#[cfg(test)]
mod tests {
    use super::{find_identities, find_rounded_identity, is_identity};
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2020, 11, 16).expect("a day")
    }

    fn found(text: &str) -> Vec<String> {
        find_identities(text, "", today())
            .into_iter()
            .map(|found| found.digits)
            .collect()
    }

    #[test]
    fn an_identity_number_is_found_however_it_is_written() {
        for text in [
            "身份证号11010519491231002X。",
            "11010519491231002x",
            "110105 19491231 002X",
            "１１０１０５１９４９１２３１００２Ｘ",
            "（11010519491231002X）",
            "11010519491231002×",
            "11010519491231002Х，", // Cyrillic
            "110105\n19491231002X",
            "1101051949\n1231002X",
            "110105 19491231002X",
            "110105.19491231.002X",
            "110105 1949 1231 002X",
            "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
            "ID11010519491231002X",
        ] {
            assert_eq!(found(text), ["11010519491231002X"], "{text}");
        }
        assert_eq!(
            found("1-3 3 1 0 2 3 1 9 9 0 0 3 0 7 0 0 1 6。"),
            [""; 0],
            "more digits go on before"
        );
        let spaced = "号3 3 1 0 2 3 1 9 9 0 0 3 0 7 0 0 1 6。";
        assert_eq!(found(spaced), ["331023199003070016"]);
    }

    #[test]
    fn numbers_side_by_side_are_found_each() {
        let both = ["331023199003070016", "11010519491231002X"];
        for joint in ["", " ", "、", "\n", "/", ","] {
            let [one, two] = both;
            assert_eq!(
                found(&format!("号{one}{joint}{two}。")),
                [one, two],
                "{joint}"
            );
            assert_eq!(
                found(&format!("号{two}{joint}{one}。")),
                [two, one],
                "{joint}"
            );
        }
    }

    #[test]
    fn what_only_looks_like_one_stays_silent() {
        for text in [
            "110105194912310021",            // wrong check digit
            "11010519491331002X",            // no month 13
            "91010519491231002X",            // no such province
            "110105194912310020123",         // part of a longer number
            "A11010519491231002X",           // part of a code
            "110105********002X",            // masked
            "113310230026831081",            // 统一社会信用代码
            "113310230026831081/2018-00001", // 索引号
            "0.11010519491231002",           // a decimal
            "11010520991231002X",            // born in the future
            "110105.19491231002X",           // a decimal
            "110105194 91231002X",           // nobody divides it so
            "1 110105 1949 1231 0021 5",     // columns of a table
            "110105  19491231  002X",        // and of another
            "110105、19491231、002X",
            "33102319900307001611010519491231002Y",
            "331023199003070016110105194912310020", // the second is none
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_number_that_a_spreadsheet_rounded_is_told_by_its_heading() {
        let rounded =
            |cell, label| find_rounded_identity(cell, label, today()).map(|found| found.digits);
        let told = Some("331023190101010000".to_owned());
        assert_eq!(rounded(" 331023190101010000", "王某 身份证号码"), told);
        for (cell, label) in [
            ("331023190101010000", "项目代码"),
            ("331023190101010016", "身份证号码"), // not rounded: the other finder's
            ("331023190113010000", "身份证号码"), // no month 13
            ("331023********0000", "身份证号码"),
            ("3310231901010100000", "身份证号码"),
        ] {
            assert_eq!(rounded(cell, label), None, "{cell} {label}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC{0,80}") {
            found(&text);
        }

        #[test]
        fn a_found_number_stands_where_it_is_said_to(head in "[一-龥 ]{0,6}", tail in "[一-龥，。]{0,6}") {
            let text = format!("{head}11010519491231002X{tail}");
            let all = find_identities(&text, "", today());
            prop_assert_eq!(all.len(), 1);
            prop_assert_eq!(text.get(all[0].range.clone()), Some("11010519491231002X"));
        }

        #[test]
        fn one_check_digit_in_eleven_fits(serial in 0u32..1000) {
            let body = format!("33102319490101{serial:03}");
            let fitting = "0123456789X".chars().filter(|c| is_identity(&format!("{body}{c}"), today()));
            prop_assert_eq!(fitting.count(), 1);
        }
    }
}
