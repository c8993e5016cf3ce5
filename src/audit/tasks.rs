//! Fills the task table: each task of the work plans × each responsible unit, done, open or overdue.

use std::collections::{BTreeMap, HashMap};

use crate::model::{
    Due, Evidence, Item, ItemIx, OrganIx, Portal, Task, TaskLine, TaskStatus, WorkPlan, Written,
};

use super::matrix::sits;

/// Every task × responsible unit, in the order of plans, rows and register; a plan that is not issued yet on the as-of
/// day has none.
pub(super) fn task_table(portal: &Portal) -> Vec<TaskLine> {
    let named = named_tasks(portal);
    let mut lines = Vec::new();
    let plans = portal.site.work_plans.iter().enumerate();
    for (plan_ix, plan) in plans.filter(|(_, plan)| plan.issued_on.value <= portal.as_of) {
        for (row, task) in plan.tasks.iter().enumerate() {
            let name = plan.task_name(task);
            for (organ, leads) in responsible(portal, plan, task) {
                let proof = named
                    .get(&(name.as_str(), organ))
                    .into_iter()
                    .flatten()
                    .copied()
                    .chain(evidence(portal, organ, &task.evidence))
                    .filter(|ix| portal[*ix].published_on() <= Some(portal.as_of));
                lines.push(TaskLine {
                    task: name.clone(),
                    plan: plan_ix,
                    row,
                    organ,
                    leads,
                    status: status(portal, task, proof),
                });
            }
        }
    }
    lines
}

/// The responsible organs of a task, each once, and whether it leads; in register order.
fn responsible(portal: &Portal, plan: &WorkPlan, task: &Task) -> BTreeMap<OrganIx, bool> {
    let register = &portal.site.register;
    let mut organs = BTreeMap::new();
    for (names, leads) in [(&task.units, false), (&task.lead, true)] {
        for name in names {
            for organ in plan.expand(name, register) {
                if sits(&register[organ], portal.as_of) {
                    *organs.entry(organ).or_insert(leads) |= leads;
                }
            }
        }
    }
    organs
}

/// The items that name a task themselves, by task and organ.
fn named_tasks(portal: &Portal) -> HashMap<(&str, OrganIx), Vec<ItemIx>> {
    let mut named: HashMap<(&str, OrganIx), Vec<ItemIx>> = HashMap::new();
    for (ix, item) in portal.iter() {
        for task in &item.tasks {
            for organ in portal.organs_of(item) {
                named.entry((task.trim(), organ)).or_default().push(ix);
            }
        }
    }
    named
}

/// The organ's own items that match; a statement of absence is all that an organ without such
/// information can publish, so it proves the task too.
fn evidence<'p>(
    portal: &'p Portal,
    organ: OrganIx,
    wanted: &'p Evidence,
) -> impl Iterator<Item = ItemIx> + 'p {
    let catalogue = &portal.site.catalogue;
    let anywhere = wanted.columns.is_empty() && !wanted.kinds.is_empty();
    let columns = wanted.columns.iter().filter_map(|id| catalogue.find(id));
    let roots = catalogue.roots().filter(move |_| anywhere);
    let shelved = columns
        .chain(roots.map(|(ix, _)| ix))
        .flat_map(move |column| {
            let shelf = portal.shelf(Some(organ), column);
            shelf.items.iter().chain(&shelf.statements).copied()
        });
    shelved.filter(move |ix| {
        let item = &portal[*ix];
        let kind = &portal.site.kinds[item.kind.value].id;
        (wanted.kinds.is_empty() || wanted.kinds.contains(kind))
            && is_of(item.part.as_ref(), &wanted.parts)
            && is_of(item.aim.as_ref(), &wanted.aims)
            && is_late_enough(item, wanted)
    })
}

/// An item that names no part or aim, such as an interpretation, is not held to them.
fn is_of(written: Option<&Written<String>>, wanted: &[String]) -> bool {
    written.is_none_or(|word| wanted.is_empty() || wanted.contains(&word.value))
}

fn is_late_enough(item: &Item, wanted: &Evidence) -> bool {
    wanted
        .after
        .is_none_or(|after| item.published_on() >= Some(after))
}

fn status(portal: &Portal, task: &Task, proof: impl Iterator<Item = ItemIx>) -> TaskStatus {
    let dated = proof.filter_map(|ix| portal[ix].published_on().map(|on| (on, ix)));
    let best = match task.due.value {
        Due::By(_) => dated.min(),
        Due::Continuous => dated.max(),
    };
    match (best, task.due.value) {
        (Some((on, item)), _) => TaskStatus::Done { item, on },
        (None, Due::By(due)) if due < portal.as_of => TaskStatus::Overdue { due },
        (None, _) => TaskStatus::Open,
    }
}
