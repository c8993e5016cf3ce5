//! MET007: a normative document without unified number, or with one that is malformed or used twice.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, PLAN_2020, PLAN_YEAR, Rule};
use crate::model::{Diagnostic, Item, ItemIx, PLAN_ALONE, Severity, Written};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "MET007",
    name: "unified-number",
    severity: Severity::Warning,
    basis: PLAN_ALONE,
    since: Some(PLAN_2020),
    page: include_str!("unified_number.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let finding = match &item.unified_number {
        Some(number) => wrong(facts, ix, item, number),
        None => missing(facts, item),
    };
    finding.into_iter().collect()
}

fn missing(facts: &Facts<'_>, item: &Item) -> Option<Diagnostic> {
    let formed = item.issued_on.as_ref().map(|day| day.value);
    let owes = facts.kind(item) == "normative-document"
        && !item.absent
        && formed.or(item.published_on()) >= Some(PLAN_YEAR);
    owes.then(|| {
        RULE.finding("行政规范性文件没有统一编号")
            .with_place(item.at(item.title.span))
            .with_help("请到合法性审核机构统一登记、编号，再补上“统一编号”，如 JTTD01-2020-0001")
    })
}

fn wrong(
    facts: &Facts<'_>,
    ix: ItemIx,
    item: &Item,
    number: &Written<String>,
) -> Option<Diagnostic> {
    let text = number.trim();
    if facts.kind(item) != "normative-document" {
        return Some(
            RULE.finding(format!(
                "只有行政规范性文件才有统一编号，这条信息却写了“{text}”"
            ))
            .with_place(item.at(number.span))
            .with_help("是行政规范性文件的，把类型改成“行政规范性文件”；不是的，请删去统一编号"),
        );
    }
    if !is_unified(text) {
        return Some(
            RULE.finding(format!("统一编号“{text}”的格式不对"))
                .with_place(item.at(number.span))
                .with_help("统一编号由四位大写字母、两位单位序号、四位年份和四位流水号组成，如 JTTD01-2020-0001"),
        );
    }
    // Newest first: the last one had the number before the others.
    let first = facts.documents.with_unified_number(text).last()?;
    let first = Some(&facts[*first]).filter(|_| *first != ix)?;
    let is_joint =
        first.organ != item.organ && first.body.text.read().trim() == item.body.text.read().trim();
    (!is_joint).then(|| {
        RULE.finding(format!("统一编号“{text}”已经被另一份文件使用"))
            .with_place(item.at(number.span))
            .with_also(first.place_of("unified_number"), "先用这个编号的文件")
            .with_help("请核对两份文件的统一编号，一份文件一个编号")
    })
}

/// `JTTD01-2020-0001`
fn is_unified(text: &str) -> bool {
    let digits = |text: &str, count: usize| {
        text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let parts: Vec<&str> = text.split('-').collect();
    let [body, year, serial] = parts.as_slice() else {
        return false;
    };
    let letters = body.get(..4).unwrap_or_default();
    letters.len() == 4
        && letters.bytes().all(|byte| byte.is_ascii_uppercase())
        && digits(body.get(4..).unwrap_or_default(), 2)
        && digits(year, 4)
        && (year.starts_with("19") || year.starts_with("20"))
        && digits(serial, 4)
}

#[cfg(test)]
mod tests {
    use super::is_unified;

    #[test]
    fn the_form_is_letters_unit_year_serial() {
        assert!(is_unified("JTTD01-2020-0001"));
        for text in [
            "JTTD1-2020-0001",
            "jttd01-2020-0001",
            "JTTD01-2020-1",
            "JTTD01-1820-0001",
            "JTTD01〔2020〕0001",
            "天台01-2020-0001",
        ] {
            assert!(!is_unified(text), "{text}");
        }
    }
}
