//! PRJ001: a project with a later stage published and an earlier one missing.

use std::collections::BTreeMap;

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, PLAN_2020, Rule};
use crate::model::{Diagnostic, Item, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "PRJ001",
    name: "project-stage-gap",
    severity: Severity::Warning,
    basis: "国办发〔2017〕94号",
    since: Some(PLAN_2020),
    page: include_str!("project_stage_gap.md"),
    check: Check::Site(check),
};

/// Stages that a project need not pass through: it may need no new land and change no design.
const OPTIONAL: [&str; 2] = ["征收土地", "设计变更"];

fn check(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let stages = &facts.portal.site.vocabulary.stages;
    let mut projects: BTreeMap<String, Vec<(usize, &Item)>> = BTreeMap::new();
    for ix in facts.of_kind("project") {
        let item = &facts.portal[*ix];
        let (Some(project), Some(stage)) = (&item.project, &item.stage) else {
            continue;
        };
        if let Some(stage) = stages.iter().position(|name| name == stage.trim()) {
            projects
                .entry(plain(project))
                .or_default()
                .push((stage, item));
        }
    }
    projects
        .values()
        .filter_map(|published| gap(facts, stages, published))
        .collect()
}

/// One finding a project, at the item of its latest stage.
fn gap(facts: &Facts<'_>, stages: &[String], published: &[(usize, &Item)]) -> Option<Diagnostic> {
    let (latest, item) = published
        .iter()
        .max_by_key(|(stage, item)| (*stage, std::cmp::Reverse(&item.source)))?;
    let missing: Vec<&str> = stages
        .iter()
        .enumerate()
        .take(*latest)
        .filter(|(stage, name)| {
            let is_optional = OPTIONAL.iter().any(|words| name.contains(words));
            !is_optional && !published.iter().any(|(have, _)| have == stage)
        })
        .map(|(_, name)| name.as_str())
        .collect();
    let project = item.project.as_ref()?;
    (!missing.is_empty()).then(|| {
        RULE.finding(format!(
            "项目“{}”已经公开到“{}”，前面的“{}”没有公开",
            project.trim(),
            stages.get(*latest).map_or("", String::as_str),
            missing.join("”“")
        ))
        .with_place(item.place_of("stage"))
        .with_organ(facts.portal.site.register[item.organ].id.clone())
        .with_help("请补发前面阶段的信息，“项目”写同一个名称")
    })
}

/// Names that differ in spaces and brackets alone are one project.
fn plain(project: &str) -> String {
    project.chars().filter(|c| c.is_alphanumeric()).collect()
}
