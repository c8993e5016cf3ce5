//! Personal mobile numbers: eleven digits of an assigned range, standing alone.

use super::Found;
use super::digits::{Form, Number, after, before, neighbours, numbers, runs};

/// In one piece, with the code of the country or without, or in groups.
const FORM: Form<'_> = Form {
    shapes: &[&[11], &[3, 4, 4], &[3, 8], &[13], &[15]],
    joints: &[".", ")", "）"],
    heralds: &["tel", "phone", "mobile", "mob", "cell"],
};
/// Words right before a number that make it the number of something else.
const OTHER_NUMBERS: [&str; 25] = [
    "编号",
    "编码",
    "代码",
    "证号",
    "文号",
    "批号",
    "备案号",
    "注册号",
    "许可证",
    "合同号",
    "订单号",
    "流水号",
    "案号",
    "条码",
    "条形码",
    "宗地号",
    "车架号",
    "登记号",
    "QQ",
    "QQ号",
    "账号",
    "帐号",
    "卡号",
    "工号",
    "序号",
];
/// Characters right after a number that make it a quantity.
const UNITS: &str = "元万亿吨千百平立米㎡人户个件份次度年％%";

/// Every mobile number of a text; `label` is what a table's heading says of the text.
pub(in crate::audit) fn find_mobiles(text: &str, label: &str) -> Vec<Found> {
    if names_another_number(label) {
        return Vec::new();
    }
    numbers(text, &runs(text), &FORM)
        .into_iter()
        .filter(|number| is_so_divided(text, number))
        .filter_map(|number| {
            let digits = match number.digits.len() {
                11 => number.digits,
                _ => {
                    let abroad = number.digits.strip_prefix("00").unwrap_or(&number.digits);
                    let digits = abroad.strip_prefix("86")?;
                    (digits.len() == 11).then(|| digits.to_owned())?
                }
            };
            Some(Found {
                range: number.range,
                digits,
            })
        })
        .filter(|found| is_assigned(&found.digits) && !is_sample(&found.digits))
        .filter(|found| !is_another_thing(text, found))
        .collect()
}

/// Whether what divides the groups goes together: 139.0000.0000 and (139)00000000, not 139.00000000.
fn is_so_divided(text: &str, number: &Number) -> bool {
    let written = text.get(number.range.clone()).unwrap_or_default();
    let (left, _) = neighbours(text, &number.range);
    let groups = written.split('.').count();
    let is_bracketed = left.is_some_and(|c| "(（".contains(c));
    match written.find([')', '）']) {
        Some(_) => is_bracketed && groups == 1,
        // Three digits and eight are a number only where brackets part them.
        None => [1, 3].contains(&groups) && !is_two_groups(written),
    }
}

fn is_two_groups(written: &str) -> bool {
    written.split(|c: char| !c.is_numeric()).count() == 2
}

/// Whether the range is assigned to subscribers.
fn is_assigned(digits: &str) -> bool {
    let range: u32 = digits
        .get(..3)
        .and_then(|range| range.parse().ok())
        .unwrap_or(0);
    matches!(
        range,
        130..=139 | 145..=153 | 155..=159 | 162 | 165..=167 | 170..=178 | 180..=193 | 195..=199
    )
}

/// Numbers that stand in forms as samples: 13800000000, 13800138000, 13812345678.
fn is_sample(digits: &str) -> bool {
    let rest = digits.get(3..).unwrap_or_default();
    let first = rest.chars().next().unwrap_or_default();
    rest.chars().all(|c| c == first) || ["00138000", "12345678"].contains(&rest)
}

fn is_another_thing(text: &str, found: &Found) -> bool {
    let (left, right) = neighbours(text, &found.range);
    let near = before(text, found.range.start, 8);
    let behind = after(text, found.range.end, 2);
    let is_joined_left = near.strip_suffix('-').is_some_and(|head| {
        !head.ends_with("86") && head.ends_with(|c: char| c.is_ascii_alphanumeric())
    });
    let is_joined_right = behind
        .strip_prefix(['-', '.'])
        .is_some_and(|tail| tail.starts_with(|c: char| c.is_ascii_alphanumeric()));
    is_joined_left
        || is_joined_right
        || left.is_some_and(|c| "_￥¥$%".contains(c))
        || right.is_some_and(|c| "_@xXＸｘ".contains(c))
        || behind.trim_start().starts_with(|c| UNITS.contains(c))
        || names_another_number(near)
        || is_in_address(text, found.range.start)
}

fn names_another_number(near: &str) -> bool {
    let near = near.trim_end_matches(|c: char| ":：是为=(（ |".contains(c));
    OTHER_NUMBERS.iter().any(|word| near.ends_with(word))
}

/// Whether the place stands inside a web address or a link's destination; that of a call is the number itself.
fn is_in_address(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default();
    let word = head
        .rsplit(|c: char| c.is_whitespace() || !c.is_ascii())
        .next()
        .unwrap_or_default();
    let scheme = word
        .rsplit_once("](")
        .and_then(|(_, to)| to.split_once(':'));
    let is_call = scheme.is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case("tel"));
    let is_destination = word.contains("://") || word.contains("](");
    (is_destination && !is_call) || word.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use super::find_mobiles;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<String> {
        find_mobiles(text, "")
            .into_iter()
            .map(|found| found.digits)
            .collect()
    }

    #[test]
    fn a_mobile_number_is_found_however_it_is_written() {
        for text in [
            "联系人：李某，13957654321。",
            "手机 139 5765 4321",
            "139-5765-4321",
            "0576-00000000/13957654321",
            "李某-13957654321",
            "电话:+8613957654321",
            "联系方式13957654321（微信同号）",
            "１３９５７６５４３２１",
            "008613957654321",
            "+86 139.5765.4321",
            "(139)57654321",
            "（139）5765-4321",
            "Tel13957654321",
            "[拨打](tel:+8613957654321)",
            "[拨打](TEL:139-5765-4321)",
        ] {
            assert_eq!(found(text), ["13957654321"], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_one_stays_silent() {
        for text in [
            "139****4321",
            "0576-83957654",
            "投资13957654321元",
            "13957654321 元",
            "合同编号：13957654321",
            "许可证编号为13957654321",
            "13957654321@qq.example",
            "https://gongkai.example/art/13957654321.html",
            "[附件](13957654321.pdf)",
            "20200139576543210001",
            "XK-13957654321",
            "填写示例：13800000000、13812345678",
            "12957654321",
            "14057654321",
            "0.13957654321",
            "139.57654321",
            "139.5765-4321",
            "139 57654321",
            "139)57654321",
            "T13957654321",
            "QQ13957654321",
            "HTel13957654321",
            "000013957654321",
            "[名单](https://gongkai.example/?tel:13957654321)",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC{0,80}") {
            found(&text);
        }

        #[test]
        fn digits_around_it_hide_it(left in "[0-9]{1,4}", right in "[0-9]{0,4}") {
            let text = format!("{left}13957654321{right}");
            let is_prefixed = ["86", "0086"].contains(&&*left) && right.is_empty();
            prop_assert_eq!(found(&text).is_empty(), !is_prefixed);
        }
    }
}
