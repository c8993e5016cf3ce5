//! PLN001: a task of the plan past its date without evidence from a responsible unit.

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, Rule};
use crate::model::{Diagnostic, Severity, TaskStatus};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "PLN001",
    name: "task-overdue",
    severity: Severity::Warning,
    basis: "年度政务公开重点任务分工方案",
    // A plan is in force from its own day of issue: before it, the table has no task of it.
    since: None,
    page: include_str!("task_overdue.md"),
    check: Check::Site(check),
};

fn check(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let site = &facts.portal.site;
    let mut found = Vec::new();
    for line in facts.tasks.iter() {
        let TaskStatus::Overdue { due } = line.status else {
            continue;
        };
        let Some(plan) = site.work_plans.get(line.plan) else {
            continue;
        };
        let Some(task) = plan.tasks.get(line.row) else {
            continue;
        };
        let organ = &site.register[line.organ];
        let leads = if line.leads { "（牵头）" } else { "" };
        found.push(
            RULE.finding(format!(
                "{}{leads}没有完成任务 {}：{}期限是{due}",
                organ.short,
                line.task,
                summary(&task.summary)
            ))
            .with_basis(format!("{}附件第{}项", plan.document_number, task.number))
            .with_organ(organ.id.clone())
            .with_help(
                "请发布能证明完成的信息；已经发布的，在那条信息的“对应任务”里写上这项任务的编号",
            ),
        );
    }
    found
}

/// The task in one clause, with a full stop.
fn summary(summary: &str) -> String {
    format!("{}。", summary.trim().trim_end_matches('。'))
}
