//! `seeds/work-plans/<year>.yaml`: one year's tasks, who answers for them, and what proves them done.

use std::collections::BTreeMap;

use super::super::fault::{CONTRADICTORY_SEED, DUPLICATE_NAME, UNKNOWN_REFERENCE, WRONG_DATE};
use super::super::fields::{Fields, Name};
use super::super::reading::Reading;
use super::super::scalars::text_of;
use super::super::slip::offer;
use super::super::values::date;
use super::super::yaml::Node;
use super::kind_help;
use crate::model::{
    Bases, Catalogue, Due, Evidence, Group, Kinds, OrganKind, Task, Vocabulary, WorkPlan, Written,
};

/// Every key of the file.
pub(super) const NAMES: &[&[Name]] = &[TOP, TASK, EVIDENCE, GROUP, BASES];
const TOP: &[Name] = &[
    ("id", ""),
    ("title", ""),
    ("document_number", ""),
    ("issued_on", ""),
    ("tasks", ""),
    ("groups", ""),
    ("bases", ""),
];
const TASK: &[Name] = &[
    ("number", ""),
    ("summary", ""),
    ("lead", ""),
    ("units", ""),
    ("due", ""),
    ("evidence", ""),
];
const EVIDENCE: &[Name] = &[
    ("columns", ""),
    ("kinds", ""),
    ("parts", ""),
    ("aims", ""),
    ("after", ""),
];
const GROUP: &[Name] = &[("kinds", ""), ("organs", "")];
const BASES: &[Name] = &[("columns", ""), ("rules", "")];

/// 实时更新, 实时办理, as `due` says it.
const CONTINUOUS: &str = "continuous";

/// What the evidence of a task may name, and the plans that have been read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'k> {
    pub(super) plans: &'k [WorkPlan],
    pub(super) catalogue: &'k Catalogue,
    pub(super) kinds: &'k Kinds,
    pub(super) vocabulary: &'k Vocabulary,
}

/// Reads a plan; none when what names it is at fault.
pub(super) fn read(node: &Node, known: Known<'_>, reading: &Reading) -> Option<WorkPlan> {
    let top = Fields::open(node, "工作要点", TOP, reading)?;
    let id = top.required("id", "\"2020\"");
    let id = id.filter(|id| !report_double(id, known.plans, reading));
    if let Some(id) = &id {
        report_other_id(id, reading);
    }
    let title = top.required("title", "2020年政务公开工作要点");
    let number = top.required("document_number", "天政办便函〔2020〕31号");
    let issued_on = top.required_date("issued_on");
    let mut tasks: Vec<Task> = Vec::new();
    for node in top.nodes("tasks") {
        let Some(task) = read_task(node, known, reading) else {
            continue;
        };
        if tasks.iter().any(|other| other.number == task.number) {
            let message = format!("第{}项任务写了两次", task.number);
            reading.report(DUPLICATE_NAME, node.span, message, "改正序号，或者合为一项");
            continue;
        }
        tasks.push(task);
    }
    tasks.sort_by_key(|task| task.number);
    Some(WorkPlan {
        id: id?.value,
        source: reading.path.clone(),
        title: title?.value,
        document_number: number?.value,
        issued_on: issued_on?,
        tasks,
        groups: read_groups(&top, reading),
        bases: read_bases(&top, known.catalogue, reading),
    })
}

/// Whether another plan has the id already, which is told: `2020-04` would be a task of both.
fn report_double(id: &Written<String>, plans: &[WorkPlan], reading: &Reading) -> bool {
    let other = plans.iter().find(|plan| plan.id == id.value);
    if let Some(other) = other {
        let message = format!("工作要点的编号「{}」已被 {} 使用", id.value, other.source);
        let help = "改成这一份自己的编号，一般是年份，与文件名相同";
        reading.report(DUPLICATE_NAME, id.span, message, help);
    }
    other.is_some()
}

/// The settings name a plan by its file, items and reports by its id: the two are one.
fn report_other_id(id: &Written<String>, reading: &Reading) {
    let file = reading.path.rsplit('/').next().unwrap_or_default();
    let stem = file.strip_suffix(".yaml").unwrap_or(file);
    if stem != id.value {
        let message = format!("编号「{}」和文件名 {file} 不一致", id.value);
        let help = format!("改成 id: \"{stem}\"，或者给文件改名");
        reading.report(CONTRADICTORY_SEED, id.span, message, help);
    }
}

fn read_task(node: &Node, known: Known<'_>, reading: &Reading) -> Option<Task> {
    let fields = Fields::open(node, "任务", TASK, reading)?;
    let number = fields.number("number");
    if number.is_none() && fields.node("number").is_none() {
        fields.report_missing("number", "1");
    }
    let summary = fields.required("summary", "任务内容");
    let due = fields.required("due", "2020-11-30（长期任务写 continuous）");
    let due = due.and_then(|text| read_due(&text, reading));
    let evidence = fields.node("evidence");
    let evidence = evidence.and_then(|node| read_evidence(node, known, reading));
    Some(Task {
        lead: fields.list("lead"),
        units: fields.list("units"),
        number: number?.value,
        summary: summary?.value,
        due: due?,
        evidence: evidence.unwrap_or_default(),
    })
}

fn read_due(text: &Written<String>, reading: &Reading) -> Option<Written<Due>> {
    if text.value == CONTINUOUS {
        return Some(Written::new(Due::Continuous, text.span));
    }
    if text.contains(|c: char| c.is_ascii_digit()) {
        return date(text, "due", reading).map(|day| day.map(Due::By));
    }
    let message = format!("「due」：「{}」不是日期", text.value);
    let otherwise = "写成 2020-11-30 这样的日期；长期任务写 continuous";
    let help = offer(text, [CONTINUOUS], otherwise);
    reading.report(WRONG_DATE, text.span, message, help);
    None
}

fn read_evidence(node: &Node, known: Known<'_>, reading: &Reading) -> Option<Evidence> {
    let fields = Fields::open(node, "完成依据", EVIDENCE, reading)?;
    let kinds = fields.list("kinds").into_iter();
    let columns = fields.list("columns").into_iter();
    Some(Evidence {
        columns: columns
            .filter_map(|word| column(&word, known.catalogue, reading))
            .collect(),
        kinds: kinds
            .filter_map(|word| kind(&word, known.kinds, reading))
            .collect(),
        parts: words(&fields, "parts", &known.vocabulary.emergency_parts, reading),
        aims: words(&fields, "aims", &known.vocabulary.aims, reading),
        after: fields.date("after").map(|day| day.value),
    })
}

/// The words of a list that are among those of the vocabulary.
fn words(fields: &Fields<'_>, key: &str, known: &[String], reading: &Reading) -> Vec<String> {
    let mut words = fields.list(key);
    words.retain(|word| {
        // A site whose own vocabulary leaves a list out holds nothing to it.
        let is_known = known.is_empty() || known.contains(&word.value);
        if !is_known {
            let message = format!("「{}」不在规定的名单里", word.value);
            let names = known.iter().map(String::as_str);
            let help = offer(word, names, "名单见 seeds/vocabularies.yaml");
            reading.report(UNKNOWN_REFERENCE, word.span, message, help);
        }
        is_known
    });
    words.into_iter().map(|word| word.value).collect()
}

fn column(word: &Written<String>, catalogue: &Catalogue, reading: &Reading) -> Option<String> {
    let found = catalogue.find(word);
    if found.is_none() {
        let message = format!("没有「{}」这个栏目", word.value);
        let help = offer(word, catalogue.names(), "可用的栏目见 gongkai list columns");
        reading.report(UNKNOWN_REFERENCE, word.span, message, help);
    }
    found.map(|ix| catalogue[ix].id.to_string())
}

/// The id of a kind that another seed file names.
pub(super) fn kind(word: &Written<String>, kinds: &Kinds, reading: &Reading) -> Option<String> {
    let found = kinds.find(word);
    if found.is_none() {
        let message = format!("没有「{}」这种信息类型", word.value);
        reading.report(
            UNKNOWN_REFERENCE,
            word.span,
            message,
            kind_help(word, kinds),
        );
    }
    found.map(|ix| kinds[ix].id.clone())
}

fn read_groups(top: &Fields<'_>, reading: &Reading) -> BTreeMap<String, Group> {
    let mut groups = BTreeMap::new();
    for (name, node) in top.map("groups") {
        let Some(fields) = Fields::open(node, "单位统称", GROUP, reading) else {
            continue;
        };
        let kinds = fields.choices("kinds", &OrganKind::ALL, OrganKind::key);
        let kinds = kinds.into_iter().map(|kind| kind.value).collect();
        let group = if fields.node("organs").is_some() {
            Group::Organs(fields.plain_list("organs"))
        } else {
            Group::Kinds(kinds)
        };
        groups.insert(name.text.clone(), group);
    }
    groups
}

/// What the plan says of columns and rules; whether there are such rules is for the audit to say.
fn read_bases(top: &Fields<'_>, catalogue: &Catalogue, reading: &Reading) -> Bases {
    let mut bases = Bases::default();
    let node = top.node("bases");
    let Some(fields) = node.and_then(|node| Fields::open(node, "依据", BASES, reading)) else {
        return bases;
    };
    for (word, words) in cited(&fields, "columns") {
        if let Some(id) = column(&word, catalogue, reading) {
            bases.columns.insert(id, words);
        }
    }
    for (word, words) in cited(&fields, "rules") {
        let code = word.to_ascii_uppercase();
        bases.rules.insert(code, Written::new(words, word.span));
    }
    bases
}

/// The entries of a mapping of citations, each with its key's place.
fn cited(fields: &Fields<'_>, key: &str) -> Vec<(Written<String>, String)> {
    let mut cited = Vec::new();
    for (key, node) in fields.map(key) {
        match text_of(node).filter(|words| !words.is_empty()) {
            Some(words) => cited.push((Written::new(key.text.clone(), key.span), words.value)),
            None => fields.report_type(&key.text, node, "工作要点的名称和条款"),
        }
    }
    cited
}
