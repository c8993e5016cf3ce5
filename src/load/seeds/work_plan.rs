//! `seeds/work-plans/<year>.yaml`: one year's tasks, who answers for them, and what proves them done.

use std::collections::BTreeMap;

use super::super::fault::DUPLICATE_NAME;
use super::super::fields::{Fields, Name};
use super::super::reading::Reading;
use super::super::values::{choice, date};
use super::super::yaml::Node;
use crate::model::{Due, Evidence, Group, OrganKind, Task, WorkPlan, Written};

pub(super) const KEYS: &[&str] = &[
    "id",
    "title",
    "document_number",
    "issued_on",
    "tasks",
    "groups",
    "number",
    "summary",
    "lead",
    "units",
    "due",
    "evidence",
    "columns",
    "kinds",
    "organs",
    "after",
];
const TOP: &[Name] = &[
    ("id", "id"),
    ("title", "title"),
    ("document_number", "document_number"),
    ("issued_on", "issued_on"),
    ("tasks", "tasks"),
    ("groups", "groups"),
];
const TASK: &[Name] = &[
    ("number", "number"),
    ("summary", "summary"),
    ("lead", "lead"),
    ("units", "units"),
    ("due", "due"),
    ("evidence", "evidence"),
];
const EVIDENCE: &[Name] = &[
    ("columns", "columns"),
    ("kinds", "kinds"),
    ("after", "after"),
];
const GROUP: &[Name] = &[("kinds", "kinds"), ("organs", "organs")];

/// Reads a plan; none when what names it is at fault.
pub(super) fn read(node: &Node, reading: &Reading) -> Option<WorkPlan> {
    let top = Fields::open(node, "工作要点", TOP, reading)?;
    let id = top.required("id", "id: \"2020\"");
    let title = top.required("title", "title: 2020年政务公开工作要点");
    let number = top.required("document_number", "document_number: 天政办便函〔2020〕31号");
    if top.node("issued_on").is_none() {
        top.report_missing("issued_on", "issued_on: 2020-11-02");
    }
    let issued_on = top.date("issued_on");
    let mut tasks: Vec<Task> = Vec::new();
    for node in top.nodes("tasks") {
        let Some(task) = read_task(node, reading) else {
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
    })
}

fn read_task(node: &Node, reading: &Reading) -> Option<Task> {
    let fields = Fields::open(node, "任务", TASK, reading)?;
    let number = fields.number("number");
    if fields.node("number").is_none() {
        fields.report_missing("number", "number: 1");
    }
    let summary = fields.required("summary", "summary: 任务内容");
    let due = fields.required("due", "due: 2020-11-30（长期任务写 continuous）");
    let due = due.and_then(|text| match text.value.as_str() {
        "continuous" => Some(Written::new(Due::Continuous, text.span)),
        _ => date(&text, "due", reading).map(|day| day.map(Due::By)),
    });
    let evidence = fields.node("evidence");
    let evidence = evidence.and_then(|node| read_evidence(node, reading));
    Some(Task {
        number: number?.value,
        summary: summary?.value,
        lead: fields.list("lead"),
        units: fields.list("units"),
        due: due?,
        evidence: evidence.unwrap_or_default(),
    })
}

fn read_evidence(node: &Node, reading: &Reading) -> Option<Evidence> {
    let fields = Fields::open(node, "完成依据", EVIDENCE, reading)?;
    Some(Evidence {
        columns: fields.plain_list("columns"),
        kinds: fields.plain_list("kinds"),
        after: fields.date("after").map(|day| day.value),
    })
}

fn read_groups(top: &Fields<'_>, reading: &Reading) -> BTreeMap<String, Group> {
    let mut groups = BTreeMap::new();
    for (name, node) in top.map("groups") {
        let Some(fields) = Fields::open(node, "单位统称", GROUP, reading) else {
            continue;
        };
        let kinds = fields
            .list("kinds")
            .into_iter()
            .filter_map(|word| choice(&word, "kinds", &OrganKind::ALL, OrganKind::key, reading));
        let kinds: Vec<OrganKind> = kinds.map(|kind| kind.value).collect();
        let group = if fields.node("organs").is_some() {
            Group::Organs(fields.plain_list("organs"))
        } else {
            Group::Kinds(kinds)
        };
        groups.insert(name.text.clone(), group);
    }
    groups
}
