//! MET002: a document number that is not 机关代字〔年份〕序号, or whose year or letters are another's.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, OFFICIAL_DOCUMENTS, Rule};
use crate::model::{Diagnostic, DocumentNumber, Irregularity, Item, ItemIx, Severity};
use chrono::Datelike;

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "MET002",
    name: "document-number-form",
    severity: Severity::Warning,
    basis: "《党政机关公文格式》（GB/T 9704—2012）7.2.5",
    since: Some(OFFICIAL_DOCUMENTS),
    page: include_str!("document_number_form.md"),
    check: Check::Item(check),
};

/// Kinds whose number is that of a case or a licence: GB/T 9704 does not bind it, and the forms that ministries
/// set for such files are written with 第, with leading zeros, or in one run of digits (建字第331023202000012号).
const CASE_FILES: [&str; 2] = ["licence", "penalty"];
/// Kinds whose number is not of the series that the register lists: case files, and interpretations
/// that repeat the number of what they interpret.
const OTHER_SERIES: [&str; 3] = ["licence", "penalty", "interpretation"];
/// What orders, announcements and minutes are numbered by, instead of letters and a year.
const OTHER_FORMS: [&str; 9] = [
    "令", "公告", "通告", "公报", "决定", "决议", "纪要", "简报", "专报",
];

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let Some(number) = &item.document_number else {
        return Vec::new();
    };
    let is_case_file = CASE_FILES.contains(&facts.kind(item));
    let Some((read, irregular)) = &number.read else {
        return shapeless(&number.text)
            .filter(|_| !is_case_file || !has_digit(&number.text))
            .into_iter()
            .map(|f| f.with_place(item.at(number.span)))
            .collect();
    };
    [
        written_oddly(read, irregular).filter(|_| !is_case_file),
        of_another_year(item, read),
        of_another_organ(facts, item, read),
    ]
    .into_iter()
    .flatten()
    .map(|finding| finding.with_place(item.at(number.span)))
    .collect()
}

/// Neither the standard form nor a lawful other one (令第711号, 公告2020年第5号, 第12期, 浙土字A〔2020〕-0012).
fn shapeless(text: &str) -> Option<Diagnostic> {
    let is_counted = text.contains(['号', '期', '次']);
    let is_other = OTHER_FORMS.iter().any(|word| text.contains(word));
    let has_year = text.contains(['〔', '[', '［', '【']);
    let is_land_approval = text.contains('字') && text.contains("〕-");
    let lawful = has_digit(text) && (is_land_approval || is_other && is_counted && !has_year);
    (!lawful).then(|| {
        RULE.finding(format!("发文字号“{text}”不是“机关代字〔年份〕序号”的形式"))
            .with_help(
                "请写成如“天政发〔2020〕3号”；令、公告、通告等写成“令第3号”“公告2020年第3号”",
            )
    })
}

fn has_digit(text: &str) -> bool {
    text.chars()
        .any(|c| c.is_numeric() || "一二三四五六七八九十".contains(c))
}

fn written_oddly(number: &DocumentNumber, irregular: &[Irregularity]) -> Option<Diagnostic> {
    let faults: Vec<&str> = irregular.iter().map(|fault| fault.label()).collect();
    (!faults.is_empty()).then(|| {
        RULE.finding(format!("发文字号写法不规范：{}", faults.join("，")))
            .with_help(format!("规范的写法是“{number}”"))
    })
}

fn of_another_year(item: &Item, number: &DocumentNumber) -> Option<Diagnostic> {
    let issued = item.issued_on.as_ref()?;
    let year = i32::from(number.year);
    (issued.year() != year).then(|| {
        RULE.finding(format!(
            "发文字号的年份是{year}年，成文日期却是{}年",
            issued.year()
        ))
        .with_also(item.at(issued.span), "成文日期")
        .with_help("发文字号的年份应当是发文的年份，请核对发文字号和成文日期哪一个写错了")
    })
}

fn of_another_organ(facts: &Facts<'_>, item: &Item, number: &DocumentNumber) -> Option<Diagnostic> {
    let portal = facts.portal;
    let register = &portal.site.register;
    let organs: Vec<_> = portal.organs_of(item).collect();
    let owners = facts.offices.with_prefix(&number.prefix);
    let is_own = owners.iter().any(|owner| organs.contains(owner));
    let is_unregistered = register[item.organ].prefixes.is_empty();
    // The office publishes the government's documents, and the other way round.
    let is_governments = facts.offices.is_by_government(portal, item)
        && owners
            .iter()
            .any(|owner| facts.offices.makes_policy(*owner));
    if is_own
        || is_unregistered
        || is_governments
        || OTHER_SERIES.contains(&facts.kind(item))
        || facts.is_repost(item)
    {
        return None;
    }
    let organ = &register[item.organ];
    let whose = owners.first().map_or_else(
        || "机构名录里没有登记".to_owned(),
        |owner| format!("是{}的", register[*owner].short),
    );
    Some(
        RULE.finding(format!(
            "机关代字“{}”不是{}的代字，{whose}",
            number.prefix, organ.short
        ))
        .with_help(format!(
            "{}登记的代字有：{}；确是本机关的新代字，请补进 content/organs.yaml 的 prefixes；转载上级文件的，请写明来源",
            organ.short,
            organ.prefixes.join("、")
        )),
    )
}
