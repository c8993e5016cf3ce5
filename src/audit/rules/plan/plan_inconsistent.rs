//! PLN003: a plan that cannot be kept as it is written.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, Rule};
use crate::model::{Diagnostic, Due, Place, Severity, Task, WorkPlan};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "PLN003",
    name: "plan-inconsistent",
    severity: Severity::Info,
    basis: "年度政务公开重点任务分工方案",
    // A plan is in force from its own day of issue, of which the check takes care.
    since: None,
    page: include_str!("plan_inconsistent.md"),
    check: Check::Site(check),
};

fn check(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let plans = facts.portal.site.work_plans.iter();
    plans
        .filter(|plan| plan.issued_on.value <= facts.portal.as_of)
        .flat_map(|plan| {
            plan.tasks.iter().flat_map(move |task| {
                let early = due_before_issue(plan, task);
                early.into_iter().chain(unknown_units(facts, plan, task))
            })
        })
        .collect()
}

fn due_before_issue(plan: &WorkPlan, task: &Task) -> Option<Diagnostic> {
    let Due::By(due) = task.due.value else {
        return None;
    };
    (due < plan.issued_on.value).then(|| {
        RULE.finding(format!(
            "任务 {} 的期限{due}早于方案印发的日期{}",
            plan.task_name(task),
            plan.issued_on.value
        ))
        .with_place(Place::at(plan.source.clone(), task.due.span))
        .with_also(
            Place::at(plan.source.clone(), plan.issued_on.span),
            "印发日期",
        )
        .with_help("方案原文如此的，不必改动数据；期限由县政府办公室另行明确")
    })
}

fn unknown_units(facts: &Facts<'_>, plan: &WorkPlan, task: &Task) -> Vec<Diagnostic> {
    let register = &facts.portal.site.register;
    task.lead
        .iter()
        .chain(&task.units)
        .filter(|name| plan.expand(name, register).is_empty())
        .map(|name| {
            let help = match register.nearest(name) {
                Some(near) => {
                    format!("是不是“{near}”？是新机构或者别名的，请补进 content/organs.yaml")
                }
                None => "请把它补进 content/organs.yaml，或者作为别名（aliases）写在相应机构下"
                    .to_owned(),
            };
            RULE.finding(format!(
                "任务 {} 的责任单位“{}”不在机构名录里",
                plan.task_name(task),
                name.trim()
            ))
            .with_place(Place::at(plan.source.clone(), name.span))
            .with_help(help)
        })
        .collect()
}
