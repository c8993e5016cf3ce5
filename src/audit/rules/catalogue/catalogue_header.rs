//! CAT002: a standard catalogue's table without a mandated heading, or a row without object, method or level.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, GRASSROOTS, Rule};
use crate::model::{DataTable, Diagnostic, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "CAT002",
    name: "catalogue-header",
    severity: Severity::Warning,
    basis: "国办发〔2019〕54号（标准目录的要素）",
    since: Some(GRASSROOTS),
    page: include_str!("catalogue_header.md"),
    check: Check::Item(check),
};

/// A mandated heading and the words by which it is known; grouped headings may stand alone.
const HEADINGS: [(&str, &[&str]); 9] = [
    ("公开事项", &["公开事项", "一级事项", "事项名称"]),
    ("公开内容", &["公开内容", "内容（要素）"]),
    ("公开依据", &["公开依据"]),
    ("公开时限", &["公开时限"]),
    ("公开主体", &["公开主体"]),
    ("公开渠道和载体", &["公开渠道", "渠道和载体"]),
    OBJECT,
    METHOD,
    LEVEL,
];
const OBJECT: (&str, &[&str]) = ("公开对象", &["公开对象", "全社会", "特定群众", "特定群体"]);
const METHOD: (&str, &[&str]) = ("公开方式", &["公开方式", "主动", "依申请"]);
const LEVEL: (&str, &[&str]) = ("公开层级", &["公开层级", "县级", "乡级", "村级", "乡镇级"]);

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let table = item
        .table
        .as_ref()
        .filter(|_| facts.kind(item) == "standard-catalogue")
        .and_then(|table| facts.portal.site.tables.get(&table.path));
    let Some(table) = table else {
        return Vec::new();
    };
    let headings = table.headings();
    missing_headings(&headings)
        .into_iter()
        .chain(
            [OBJECT, METHOD, LEVEL]
                .into_iter()
                .filter_map(|group| blank_rows(table, &headings, group)),
        )
        .map(|finding| finding.with_place(item.place_of("table")))
        .collect()
}

fn missing_headings(headings: &[String]) -> Option<Diagnostic> {
    let missing: Vec<&str> = HEADINGS
        .iter()
        .filter(|(_, words)| columns(headings, words).next().is_none())
        .map(|(name, _)| *name)
        .collect();
    (!missing.is_empty()).then(|| {
        RULE.finding(format!("标准目录的表头缺少：{}", missing.join("、")))
            .with_help("表头应当有公开事项（一级、二级）、公开内容（要素）、公开依据、公开时限、公开主体、公开渠道和载体、公开对象、公开方式、公开层级")
    })
}

/// Rows in which all columns of a group are blank; rows that are blank throughout are no rows.
fn blank_rows(
    table: &DataTable,
    headings: &[String],
    (name, words): (&str, &[&str]),
) -> Option<Diagnostic> {
    let group: Vec<usize> = columns(headings, words).collect();
    let is_filled =
        |cell: Option<&std::sync::Arc<str>>| cell.is_some_and(|cell| !cell.trim().is_empty());
    let blank: Vec<usize> = table
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.iter().filter(|cell| is_filled(Some(cell))).count() > 2)
        .filter(|(_, row)| !group.iter().any(|column| is_filled(row.get(*column))))
        .map(|(index, _)| index + 1)
        .collect();
    if group.is_empty() || blank.is_empty() {
        return None;
    }
    let shown: Vec<String> = blank.iter().take(5).map(ToString::to_string).collect();
    let more = if blank.len() > 5 { "等" } else { "" };
    Some(
        RULE.finding(format!(
            "标准目录有{}行没有标出{name}（表头不计）：第{}{more}行",
            blank.len(),
            shown.join("、")
        ))
        .with_help(format!("请在这些行的“{name}”各栏里至少标一个“√”")),
    )
}

fn columns<'h>(headings: &'h [String], words: &'h [&str]) -> impl Iterator<Item = usize> + 'h {
    headings
        .iter()
        .enumerate()
        .filter(|(_, heading)| {
            let plain: String = heading.chars().filter(|c| !c.is_whitespace()).collect();
            words.iter().any(|word| plain.contains(word))
        })
        .map(|(index, _)| index)
}
