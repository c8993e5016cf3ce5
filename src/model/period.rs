//! The year or quarter that a report, a budget or a progress item covers: `2020`, `2020-Q3`.

/// Whether a period can be read: a year, its quarter, half or month, a span of years, or in words 2020年上半年, 十三五.
///
/// Rules tell by it which year's report is there, so that `2020-Q5` or `２０２０` would be a report of no year.
#[must_use]
pub fn is_period(text: &str) -> bool {
    let text = text.trim();
    if text.is_ascii() {
        return is_in_digits(text);
    }
    let is_half_width = !text.contains(|c| matches!(c, '\u{ff01}'..='\u{ff5e}'));
    is_half_width && names_years(text) && names_quarters(text)
}

/// Whether a period is one whole year: `2020`, `2020年`.
#[must_use]
pub fn is_whole_year(text: &str) -> bool {
    let text = text.trim();
    is_year(text.strip_suffix('年').unwrap_or(text))
}

/// Whether a period says a quarter of a year: `2020-Q3`, 2020年第三季度, or up to its end: 2020年上半年, `2020-H1`.
#[must_use]
pub fn covers_quarter(text: &str, year: i32, quarter: u32) -> bool {
    let period = text.trim().to_uppercase();
    let Some(rest) = period.strip_prefix(&year.to_string()) else {
        return false;
    };
    let half = quarter
        .is_multiple_of(2)
        .then(|| format!("-H{}", quarter / 2));
    rest == format!("-Q{quarter}")
        || half.is_some_and(|half| rest == half)
        || names_quarter(rest, quarter)
}

/// Whether a period says any quarter.
#[must_use]
pub fn is_of_quarters(text: &str) -> bool {
    let year = text.trim().get(..4).and_then(|year| year.parse().ok());
    year.is_some_and(|year| (1..=4).any(|quarter| covers_quarter(text, year, quarter)))
}

/// Whether words name a quarter; cumulative ones (前三季度, 上半年) are among them.
///
/// A whole year ends with its fourth quarter; where a part of it is named, 2020年度第一季度, the year only says of which.
#[must_use]
pub fn names_quarter(words: &str, quarter: u32) -> bool {
    let named: &[&str] = match quarter {
        1 => &["一季度", "1季度"],
        2 => &["二季度", "2季度", "上半年"],
        3 => &["三季度", "3季度"],
        _ => &["四季度", "4季度", "下半年"],
    };
    let says = |names: &[&str]| names.iter().any(|name| words.contains(name));
    says(named) || (quarter == 4 && says(&["全年", "年度"]) && !says(&["季度", "半年"]))
}

fn is_in_digits(text: &str) -> bool {
    let Some((year, rest)) = text.split_once('-') else {
        return is_year(text);
    };
    let is_part = ["Q1", "Q2", "Q3", "Q4", "H1", "H2"]
        .iter()
        .any(|part| rest.eq_ignore_ascii_case(part));
    let month: u32 = rest.parse().unwrap_or(0);
    let is_month = rest.len() <= 2 && (1..=12).contains(&month);
    is_year(year) && (is_part || is_month || (is_year(rest) && year < rest))
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) && text >= "1949"
}

/// Words that say which years: a number of four digits before 年, or 年 and 五 in Chinese (二〇二〇年, 十三五).
fn names_years(text: &str) -> bool {
    let runs = text.split(|c: char| !c.is_ascii_digit());
    let longest = runs.max_by_key(|run| run.len()).unwrap_or_default();
    if longest.is_empty() {
        text.contains(['年', '五'])
    } else {
        is_year(longest)
    }
}

/// 第三季度 and 前三季度, and no 第五季度.
fn names_quarters(text: &str) -> bool {
    let quarters = text.match_indices("季度");
    quarters
        .filter_map(|(at, _)| text.get(..at)?.chars().next_back())
        .all(|number| "一二三四1234".contains(number))
}

#[cfg(test)]
mod tests {
    use super::{covers_quarter, is_of_quarters, is_period, is_whole_year};

    #[test]
    fn years_are_told_from_quarters() {
        for text in ["2019", " 2019年 "] {
            assert!(is_whole_year(text) && !is_of_quarters(text), "{text}");
        }
        for text in [
            "2020-Q1",
            "2020-q4",
            "2020-H1",
            "2020-h2",
            "2020年前三季度",
            "2020上半年",
            "2020年度",
        ] {
            assert!(is_of_quarters(text) && !is_whole_year(text), "{text}");
        }
        for text in ["二〇一九年", "2018-2019", "2020-06", "十三五", "", "2020-"] {
            assert!(!is_of_quarters(text) && !is_whole_year(text), "{text}");
        }
    }

    #[test]
    fn a_period_covers_the_quarters_that_it_says_and_no_other() {
        for (text, said) in [
            ("2020-Q1", &[1][..]),
            ("2020年上半年", &[2]),
            ("2020-H1", &[2]),
            ("2020-h2", &[4]),
            ("2020年下半年", &[4]),
            ("2020年度", &[4]),
            ("2020年全年", &[4]),
            ("2020年度第一季度", &[1]),
            ("2020年度上半年", &[2]),
            ("2020年度前三季度", &[3]),
            ("2020年第四季度", &[4]),
            ("2020", &[]),
        ] {
            let covered =
                |year| (1..=4).filter(move |quarter| covers_quarter(text, year, *quarter));
            assert_eq!(covered(2020).collect::<Vec<_>>(), said, "{text}");
            assert_eq!(covered(2019).count(), 0, "{text}");
        }
    }

    #[test]
    fn years_quarters_and_what_words_say_of_them_are_periods() {
        for text in [
            "2020",
            " 2020-Q3 ",
            "2020-q1",
            "2020-H1",
            "2020-09",
            "2016-2020",
            "2020年",
            "2020上半年",
            "2020年第三季度",
            "2020年前三季度",
            "2020年1月至9月",
            "十三五",
            "二〇二〇年",
        ] {
            assert!(is_period(text), "{text}");
        }
    }

    #[test]
    fn what_no_rule_can_place_in_a_year_is_no_period() {
        for text in [
            "",
            "202",
            "20200",
            "0202",
            "2020-Q5",
            "2020-Q",
            "2020Q3",
            "2020-13",
            "2020-2016",
            "２０２０",
            "2020-Ｑ3",
            "2020年第五季度",
            "20年",
            "去岁",
            "abc",
        ] {
            assert!(!is_period(text), "{text}");
        }
    }
}
