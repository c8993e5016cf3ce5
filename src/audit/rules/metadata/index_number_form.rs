//! MET004: an index number whose organ code, year or serial cannot be right.

use chrono::Datelike;

use crate::audit::facts::{Facts, organ_code};
use crate::audit::rule::{Check, REGULATION, Rule};
use crate::model::{Diagnostic, ItemIx, Severity, check_uscc};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "MET004",
    name: "index-number-form",
    severity: Severity::Error,
    basis: "《政府信息公开条例》第十二条（索引）；GB 32100—2015",
    since: Some(REGULATION),
    page: include_str!("index_number_form.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let Some(number) = &item.index_number else {
        return Vec::new();
    };
    // A date that lies ahead is DAT003's.
    let published = item.published_on().map_or(0, |day| day.year());
    fault(number.trim(), facts.portal.as_of.year().max(published))
        .map(|fault| {
            RULE.finding(format!("索引号“{}”不正确：{fault}", number.trim()))
                .with_place(item.at(number.span))
                .with_help("索引号写成“机构代码/年份-流水号”，如 11331023MB1674541L/2020-00001")
        })
        .into_iter()
        .collect()
}

/// What is wrong with the number, in words.
fn fault(number: &str, this_year: i32) -> Option<String> {
    let Some((code, rest)) = number.split_once('/') else {
        return Some("机构代码和年份之间应当用“/”隔开".to_owned());
    };
    let Some((year, serial)) = rest.split_once('-') else {
        return Some("年份和流水号之间应当用“-”隔开".to_owned());
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Err(error) = check_uscc(&organ_code(code)) {
        return Some(format!("机构代码{error}"));
    }
    if !is_number(year) || year.len() != 4 {
        return Some(format!("“{year}”不是四位年份"));
    }
    if !year
        .parse()
        .is_ok_and(|year| (1949..=this_year).contains(&year))
    {
        return Some(format!("年份“{year}”不可能"));
    }
    let is_serial =
        is_number(serial) && serial.len() <= 8 && serial.bytes().any(|byte| byte != b'0');
    (!is_serial).then(|| format!("流水号“{serial}”应当是1至8位数字，从1编起"))
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn forms_in_use_are_right() {
        for number in [
            "11331023MB1674541L/2020-00001",
            "002668661/2018-96290",
            "00266866-1/2018-96290",
            "000014349/2017-00110",
            "11331023002683132H/2020-130547",
        ] {
            assert_eq!(fault(number, 2020), None, "{number}");
        }
    }

    #[test]
    fn each_part_can_be_wrong() {
        for number in [
            "11331023MB1674541L-2020-00001",
            "11331023MB1674541L/202000001",
            "11331023MB1674541K/2020-00001",
            "11331023MB1674541L/20-00001",
            "11331023MB1674541L/2021-00001",
            "11331023MB1674541L/2020-00000",
            "11331023MB1674541L/2020-第1号",
        ] {
            assert!(fault(number, 2020).is_some(), "{number}");
        }
    }
}
