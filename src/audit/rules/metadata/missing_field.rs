//! MET001: a field that the item's kind requires is not written, or holds nothing of what it may hold.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, REGULATION, Rule};
use crate::audit::several::several;
use crate::model::{
    Diagnostic, Item, ItemIx, Severity, Vocabulary, WorkPlan, Written, find_field, is_of_quarters,
    is_whole_year, nearest_by_half,
};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "MET001",
    name: "missing-field",
    severity: Severity::Error,
    basis: "《政府信息公开条例》第十二条、第二十条",
    since: Some(REGULATION),
    page: include_str!("missing_field.md"),
    check: Check::Item(check),
};

/// Fields whose absence a rule of its own explains: MET007, MET008, VAL004.
const ELSEWHERE: [&str; 3] = ["unified_number", "summary", "effective_on"];

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let kind = &facts.portal.site.kinds[item.kind.value];
    if item.absent {
        return Vec::new();
    }
    let unlisted = listed(item, &facts.portal.site.vocabulary)
        .into_iter()
        .filter_map(|(key, value, words)| unlisted(item, key, value?, words));
    kind.required
        .iter()
        .filter(|key| !ELSEWHERE.contains(&key.as_str()) && !item.has(key))
        .map(|key| {
            let field = find_field(key);
            let alias = field.map_or(key.as_str(), |field| field.alias);
            let hint = field.map_or("", |field| field.hint);
            RULE.finding(format!("类型“{}”必须写明“{alias}”（{key}）", kind.name))
                .with_place(item.place_of(key))
                .with_help(format!("请在开头的信息栏里补上“{alias}”：{hint}"))
        })
        .chain(unlisted)
        .chain(other_period(facts, item))
        .chain(unknown_tasks(facts, item))
        .collect()
}

/// A task that no plan has is done by nobody. A site need not keep the plans of all years.
fn unknown_tasks(facts: &Facts<'_>, item: &Item) -> impl Iterator<Item = Diagnostic> {
    let plans = &facts.portal.site.work_plans;
    let is_known = |name: &str| {
        let mut names = plans.iter().flat_map(|plan| {
            let tasks = plan.tasks.iter();
            tasks.map(|task| plan.task_name(task))
        });
        names.any(|known| known == name)
    };
    let is_of_another_year = |name: &str| {
        let year = name.split_once('-').map(|(year, _)| year);
        let is_year = |year: &str| year.len() == 4 && year.bytes().all(|it| it.is_ascii_digit());
        year.is_some_and(|year| is_year(year) && plans.iter().all(|plan| plan.id != year))
    };
    let unknown = item.tasks.iter().filter(move |task| {
        let name = task.trim();
        !plans.is_empty() && !is_known(name) && !is_of_another_year(name)
    });
    unknown.map(|task| {
        let name = task.trim();
        RULE.finding(format!("“对应任务”写的“{name}”不是工作要点里的任务"))
            .with_place(item.at(task.span))
            .with_help(format!("请写任务的编号：{}", numbers(plans)))
    })
}

/// `2020-01 至 2020-21`, of every plan.
fn numbers(plans: &[WorkPlan]) -> String {
    let of_plan = |plan: &WorkPlan| {
        let (first, last) = (plan.tasks.first()?, plan.tasks.last()?);
        Some(format!(
            "{} 至 {}",
            plan.task_name(first),
            plan.task_name(last)
        ))
    };
    let numbers: Vec<String> = plans.iter().filter_map(of_plan).collect();
    numbers.join("、")
}

/// A report of no year, or progress of no quarter, is not found by what looks for that year's or quarter's.
fn other_period(facts: &Facts<'_>, item: &Item) -> Option<Diagnostic> {
    let period = item.period.as_ref()?;
    let (is_fit, what, help) = match facts.kind(item) {
        "annual-report" => (
            is_whole_year(period),
            "一个年份",
            "请写报告的年份，用半角数字，如 2019；一年一份报告",
        ),
        "progress" => (
            is_of_quarters(period),
            "季度",
            "请写季度，如 2020-Q3；累计的写如 2020年上半年、2020年前三季度",
        ),
        _ => return None,
    };
    (!is_fit).then(|| {
        RULE.finding(format!("“期间”写的“{}”不是{what}", period.trim()))
            .with_place(item.at(period.span))
            .with_help(help)
    })
}

type Listed<'i> = (&'static str, Option<&'i Written<String>>, &'i [String]);

/// The fields whose words are fixed, with what the item says and what it may say.
fn listed<'i>(item: &'i Item, words: &'i Vocabulary) -> [Listed<'i>; 5] {
    [
        ("mechanism", item.mechanism.as_ref(), &words.mechanisms),
        ("part", item.part.as_ref(), &words.emergency_parts),
        ("aim", item.aim.as_ref(), &words.aims),
        ("stage", item.stage.as_ref(), &words.stages),
        ("field", item.field.as_ref(), &words.fields),
    ]
}

/// A word outside its list says as little as none: nothing that counts by the list finds the item.
fn unlisted(
    item: &Item,
    key: &str,
    written: &Written<String>,
    words: &[String],
) -> Option<Diagnostic> {
    let value = written.value.trim();
    if words.is_empty() || words.iter().any(|word| word == value) {
        return None;
    }
    let alias = find_field(key).map_or(key, |field| field.alias);
    if let Some(several) = several(value, |word| words.iter().any(|known| known == word)) {
        let message = format!("“{alias}”写了 {} 项，只能写一项", several.len());
        let finding = RULE.finding(message).with_place(item.at(written.span));
        return Some(finding.with_help(one_of(key)));
    }
    let meant = nearest_by_half(value, words.iter().map(String::as_str))
        .map_or_else(String::new, |word| format!("是不是“{word}”？"));
    let message = format!(
        "“{alias}”写的是“{value}”，不是规定的 {} 项之一",
        words.len()
    );
    let help = format!("{meant}请改成其中一项：{}", words.join("、"));
    let finding = RULE.finding(message);
    Some(finding.with_place(item.at(written.span)).with_help(help))
}

/// What to do with several words where one may stand.
fn one_of(key: &str) -> &'static str {
    match key {
        "mechanism" => "只留下一项；一个文件规定几项机制的，删去这一行，在标题里写明各项机制的名称",
        _ => "只留下一项",
    }
}
