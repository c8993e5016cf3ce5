//! SYS004: an annual report without the six sections in order, or whose figures do not add up.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, Rule, day};
use crate::model::{Body, Diagnostic, Heading, Item, ItemIx, Severity};

use super::applications::Applications;
use super::report_tables::{ReportTable, report_tables};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "SYS004",
    name: "annual-report-form",
    severity: Severity::Error,
    basis: "《政府信息公开条例》第五十条；国办公开办函〔2019〕60号、〔2021〕30号",
    since: Some(day(2020, 1, 1)),
    page: include_str!("annual_report_form.md"),
    check: Check::Item(check),
};

/// The six sections in their order, and the words by which either format's headings are known.
const SECTIONS: [(&str, &[&str]); 6] = [
    ("总体情况", &["总体情况"]),
    ("主动公开政府信息情况", &["主动公开"]),
    ("收到和处理政府信息公开申请情况", &["申请"]),
    ("政府信息公开行政复议、行政诉讼情况", &["复议", "诉讼"]),
    ("存在的主要问题及改进情况", &["问题"]),
    ("其他需要报告的事项", &["其他"]),
];
/// The first year whose report follows the six-section format.
const FIRST_YEAR: i32 = 2019;

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let is_report = facts.kind(item) == "annual-report" && !item.absent;
    if !is_report || year(item).is_some_and(|year| year < FIRST_YEAR) {
        return Vec::new();
    }
    let tables = report_tables(facts, item);
    let mut found: Vec<Diagnostic> = wrong_sections(item).into_iter().collect();
    found.extend(
        tables
            .iter()
            .flat_map(|table| [wrong_figures(table), unread(table)])
            .flatten(),
    );
    found.extend(carried_over(facts, item, &tables));
    found
}

/// What does not add up in a table.
fn wrong_figures(table: &ReportTable) -> Option<Diagnostic> {
    let mut faults = table.applications().map_or(Vec::new(), |it| it.faults());
    faults.extend(table.review_faults());
    (!faults.is_empty()).then(|| {
        RULE.finding(format!("年度报告表格的数字对不上：{}", faults.join("；")))
            .with_place(table.place.clone())
            .with_help("请核对表中数字；第一项加第二项之和应当等于第三项加第四项之和")
    })
}

/// For what no number stands, so that nothing was added up.
fn unread(table: &ReportTable) -> Option<Diagnostic> {
    let words = table.unread();
    (!words.is_empty()).then(|| {
        let words = words.join("”“");
        let message = format!("年度报告表格里的“{words}”不是数字，表中的数字没有核对");
        RULE.milder(Severity::Info, message)
            .with_place(table.place.clone())
            .with_help("请只写数字；没有的写 0，或者留空")
    })
}

/// Which sections are missing, in disorder or too many; silent where the report is an attachment.
fn wrong_sections(item: &Item) -> Option<Diagnostic> {
    let sections = parts(&item.body);
    if sections.is_empty() && !item.attachments.is_empty() {
        return None;
    }
    let is_section = |at: usize, title: &str| {
        SECTIONS
            .get(at)
            .is_some_and(|(_, words)| words.iter().all(|word| title.contains(word)))
    };
    let in_order = sections.len() == SECTIONS.len()
        && sections
            .iter()
            .enumerate()
            .all(|(at, (title, _))| is_section(at, title));
    if in_order {
        return None;
    }
    let missing: Vec<&str> = (0..SECTIONS.len())
        .filter(|at| !sections.iter().any(|(title, _)| is_section(*at, title)))
        .filter_map(|at| SECTIONS.get(at).map(|(name, _)| *name))
        .collect();
    let message = if !missing.is_empty() {
        format!("年度报告缺少“{}”部分", missing.join("”“"))
    } else if sections.len() > SECTIONS.len() {
        format!("年度报告应为六个部分，现在有{}个", sections.len())
    } else {
        "年度报告六个部分的顺序不对".to_owned()
    };
    let first = sections.iter().map(|(_, at)| *at).next();
    let place = first.map_or(item.title.span, |at| item.body.span(at, at));
    Some(
        RULE.finding(message)
            .with_place(item.at(place))
            .with_help("六个部分依次是：一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况；四、政府信息公开行政复议、行政诉讼情况；五、存在的主要问题及改进情况；六、其他需要报告的事项"),
    )
}

/// The parts, numbered 一、二、… or called as the format calls them, with their places: headings of the highest level
/// that has two of them, else lines of text, for many a report is pasted without headings.
fn parts(body: &Body) -> Vec<(String, usize)> {
    for level in 1..=6 {
        let headings = || {
            body.headings
                .iter()
                .filter(|heading| heading.level == level)
        };
        let is_part = |heading: &&Heading| is_numbered(&heading.text) || is_named(&heading.text);
        if headings().filter(is_part).count() < 2 {
            continue;
        }
        // Where parts go without their numbers, no heading of their level is told from a part.
        let is_any = headings().any(|heading| is_named(&heading.text));
        let found = headings().filter(|heading| is_any || is_part(heading));
        let at = |heading: &Heading| (heading.span.start as usize).saturating_sub(body.offset);
        return found.map(|it| (it.text.clone(), at(it))).collect();
    }
    let mut at = 0;
    let mut found = Vec::new();
    for line in body.text.read().split_inclusive('\n') {
        let words = line.trim().trim_matches('*');
        if is_named(words) || (is_numbered(words) && words.chars().count() < 40) {
            found.push((words.to_owned(), at));
        }
        at += line.len();
    }
    found
}

/// 一、…, and 一，… or 一.… by a slip.
fn is_numbered(line: &str) -> bool {
    let number = line.trim().split_once(['、', '，', ',', '．', '.']);
    number.is_some_and(|(number, _)| {
        !number.is_empty() && number.chars().all(|c| "一二三四五六七八九十".contains(c))
    })
}

/// The name of a section and nothing else.
fn is_named(line: &str) -> bool {
    SECTIONS.iter().any(|(name, _)| *name == line.trim())
}

/// What the last report handed on is what this one takes over.
fn carried_over(facts: &Facts<'_>, item: &Item, tables: &[ReportTable]) -> Option<Diagnostic> {
    let year = year(item)?;
    let taken = find(tables)?.taken_over()?;
    let last = facts
        .of_organ(item.organ, "annual-report")
        .iter()
        .map(|ix| &facts[*ix])
        .find(|report| self::year(report) == Some(year - 1))?;
    let handed = find(&report_tables(facts, last))?.handed_on()?;
    let place = tables.iter().find(|table| table.applications().is_some())?;
    (taken != handed).then(|| {
        RULE.finding(format!(
            "“上年结转”是{taken}件，{}年的报告“结转下年度”却是{handed}件",
            year - 1
        ))
        .with_place(place.place.clone())
        .with_also(last.at(last.title.span), "上一年的报告")
        .with_help("两年的数字应当相同，请核对")
    })
}

fn find(tables: &[ReportTable]) -> Option<Applications> {
    tables.iter().find_map(ReportTable::applications)
}

/// The year that a report covers.
fn year(item: &Item) -> Option<i32> {
    let period = item.period.as_ref()?;
    period.trim().trim_end_matches('年').parse().ok()
}
