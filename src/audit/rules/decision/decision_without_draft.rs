//! DEC001: a matter of the decision catalogue whose draft was not put to the public in time.

use chrono::{Datelike, NaiveDate};

use crate::audit::facts::Facts;
use crate::audit::markup::tables;
use crate::audit::rule::{Check, PLAN_2020, PLAN_YEAR, Rule};
use crate::model::{Diagnostic, Item, Severity};

use super::planned::planned_end;

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "DEC001",
    name: "decision-without-draft",
    severity: Severity::Warning,
    basis: "《重大行政决策程序暂行条例》第十四条、第十五条",
    since: Some(PLAN_2020),
    page: include_str!("decision_without_draft.md"),
    check: Check::Site(check),
};

/// One matter of the catalogue.
struct Matter {
    name: String,
    /// The last day on which it should be decided.
    end: NaiveDate,
}

/// A draft, and the words of its title and body.
type Draft<'f> = (&'f Item, String);

fn check(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let items = |kind: &'static str| facts.of_kind(kind).iter().map(|ix| &facts[*ix]);
    let drafts: Vec<Draft<'_>> = items("decision-draft")
        .map(|draft| {
            (
                draft,
                words(&format!("{}{}", draft.title.value, draft.body.text.read())),
            )
        })
        .collect();
    items("decision-catalogue")
        .filter(|item| !item.absent && item.published_on() >= Some(PLAN_YEAR))
        .flat_map(|item| {
            let late = matters(facts, item).into_iter();
            let late = late.filter(|matter| matter.end < facts.portal.as_of);
            let organ = &facts.portal.site.register[item.organ].id;
            late.filter_map(|matter| undrafted(&drafts, item, &matter))
                .map(|finding| finding.with_organ(organ.clone()))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn undrafted(drafts: &[Draft<'_>], item: &Item, matter: &Matter) -> Option<Diagnostic> {
    let core = core(&matter.name);
    let draft = drafts.iter().find(|(_, text)| text.contains(&core));
    let message = match draft {
        Some((draft, _)) if draft.comment_until.is_some() => return None,
        Some(_) => format!("决策事项“{}”的草案没有写明征求意见的期限", matter.name),
        None => format!("决策事项“{}”没有公布草案、征求意见", matter.name),
    };
    Some(
        RULE.finding(message)
            .with_place(item.at(item.title.span))
            .with_help("请发布“重大行政决策草案”，标题或正文写出目录里的事项名称，并写明征求意见的起止日期；依法不予公开的，在目录里注明"),
    )
}

/// The catalogue's matters, from its data table or from a table in its body, without those that it
/// says may not be disclosed.
fn matters(facts: &Facts<'_>, item: &Item) -> Vec<Matter> {
    let year = year_of(item);
    let data = item
        .table
        .as_ref()
        .and_then(|table| facts.portal.site.tables.get(&table.path));
    let mut found = Vec::new();
    if let Some(table) = data {
        let rows = table
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| &**cell).collect());
        found.extend(read(&table.headings(), rows, year));
    }
    for table in tables(&item.body) {
        let rows = table
            .rows
            .iter()
            .map(|row| row.iter().map(String::as_str).collect());
        found.extend(read(&table.head, rows, year));
    }
    found
}

fn read<'r>(head: &[String], rows: impl Iterator<Item = Vec<&'r str>>, year: i32) -> Vec<Matter> {
    let column = |words: &[&str]| {
        head.iter()
            .position(|heading| words.iter().any(|word| heading.contains(word)))
    };
    let Some(name) = column(&["事项", "决策名称", "项目名称"]) else {
        return Vec::new();
    };
    let time = column(&["完成时间", "时间", "时限"]);
    rows.filter(|row| {
        !row.iter()
            .any(|cell| cell.contains("不予公开") || cell.contains("不公开"))
    })
    .filter_map(|row| {
        let planned = time.and_then(|time| row.get(time));
        let end = planned.and_then(|cell| planned_end(cell, year));
        Some(Matter {
            name: row.get(name).map(|name| name.trim().to_owned())?,
            end: end.or_else(|| NaiveDate::from_ymd_opt(year, 12, 31))?,
        })
    })
    .filter(|matter| !matter.name.is_empty())
    .collect()
}

fn year_of(item: &Item) -> i32 {
    let period = item
        .period
        .as_ref()
        .and_then(|period| period.get(..4)?.parse().ok());
    period
        .or_else(|| item.published_on().map(|day| day.year()))
        .unwrap_or_default()
}

/// What of a matter's name a draft's title repeats: the name between 《》, or all but the verb.
fn core(name: &str) -> String {
    let titled = name
        .split_once('《')
        .and_then(|(_, rest)| rest.rsplit_once('》'))
        .map(|(title, _)| title);
    let mut core = words(titled.unwrap_or(name));
    for verb in ["制定", "编制", "出台", "修订", "修改", "关于", "示例"] {
        core = core
            .trim_start_matches(verb)
            .trim_end_matches(verb)
            .to_owned();
    }
    core.trim_end_matches('的').to_owned()
}

/// Letters, digits and Chinese characters alone.
fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::core;

    #[test]
    fn a_matter_is_known_by_what_its_draft_repeats() {
        assert_eq!(
            core("制定《天台县供水管理办法》（示例）"),
            "天台县供水管理办法"
        );
        assert_eq!(core("天台县城市停车规划的编制"), "天台县城市停车规划");
        assert_eq!(core("调整城区公交票价"), "调整城区公交票价");
    }
}
