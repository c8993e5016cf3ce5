//! A year's work plan (政务公开工作要点): tasks, who answers for them, by when, and what proves them done.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{OrganIx, OrganKind, Register, Written};

/// When a task is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Due {
    /// By the end of this day.
    By(NaiveDate),
    /// 实时更新, 实时办理: always.
    Continuous,
}

/// What proves a task done: an item of the unit's own that matches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Ids of columns; any of them will do.
    pub columns: Vec<String>,
    /// Ids of kinds; any of them will do; none means any kind.
    pub kinds: Vec<String>,
    /// 应急环节; where an item names one, it has to be one of these; none means any.
    pub parts: Vec<String>,
    /// 六稳六保; as `parts`.
    pub aims: Vec<String>,
    /// Published on this day or later.
    pub after: Option<NaiveDate>,
}

/// One row of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Row number, from 1; `2020-04` names row 4 of the plan of 2020.
    pub number: u32,
    /// What is to be done, in one sentence.
    pub summary: String,
    /// 牵头 units, as the plan writes them.
    pub lead: Vec<Written<String>>,
    /// Other responsible units and groups of units, as the plan writes them.
    pub units: Vec<Written<String>>,
    /// 时间要求
    pub due: Written<Due>,
    /// What counts as done.
    pub evidence: Evidence,
}

/// Which organs a collective name such as 县级各有关部门 means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Group {
    /// All organs of these kinds.
    Kinds(Vec<OrganKind>),
    /// These organs, by register id.
    Organs(Vec<String>),
}

/// What a rule that stands on the year's plan alone gives as its basis where no plan of the site cites a clause for it.
pub const PLAN_ALONE: &str = "年度政务公开工作要点的通常要求";

/// The clauses of the plan on which columns and rules stand, each cited in full:
/// 《2020年天台县政务公开工作要点》第五部分. Another county owes nothing to them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bases {
    /// By the column's id.
    pub columns: BTreeMap<String, String>,
    /// By the rule's code in capitals, with the place of the code.
    pub rules: BTreeMap<String, Written<String>>,
}

/// One year's plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkPlan {
    /// The year, also the first part of every task's name.
    pub id: String,
    /// Path of its file, for findings about the plan itself.
    pub source: std::sync::Arc<str>,
    /// Its title.
    pub title: String,
    /// The notice that issued it.
    pub document_number: String,
    /// 成文日期 of that notice.
    pub issued_on: Written<NaiveDate>,
    /// The rows, by number.
    pub tasks: Vec<Task>,
    /// Collective names.
    pub groups: BTreeMap<String, Group>,
    /// What the plan says of columns and rules.
    pub bases: Bases,
}

impl WorkPlan {
    /// `2020-04`: how items and reports name a task.
    #[must_use]
    pub fn task_name(&self, task: &Task) -> String {
        format!("{}-{:02}", self.id, task.number)
    }

    /// The organs that a name of the plan stands for; none when the register knows no such name.
    #[must_use]
    pub fn expand(&self, name: &str, register: &Register) -> Vec<OrganIx> {
        match self.groups.get(name) {
            Some(Group::Kinds(kinds)) => register
                .iter()
                .filter(|(_, organ)| kinds.contains(&organ.kind))
                .map(|(ix, _)| ix)
                .collect(),
            Some(Group::Organs(ids)) => ids.iter().filter_map(|id| register.find(id)).collect(),
            None => register.find(name).into_iter().collect(),
        }
    }
}

/// The basis of a rule under the plans that are issued by a day: its own, then what they say of it, which takes
/// the place of [`PLAN_ALONE`].
#[must_use]
pub fn basis_under(
    plans: &[WorkPlan],
    code: &str,
    own: &'static str,
    as_of: NaiveDate,
) -> Cow<'static, str> {
    let plans = plans.iter().filter(|plan| plan.issued_on.value <= as_of);
    let cited = plans.filter_map(|plan| plan.bases.rules.get(code));
    let cited: Vec<&str> = cited.map(|words| words.value.as_str()).collect();
    match (own, cited.is_empty()) {
        (own, true) => Cow::Borrowed(own),
        (PLAN_ALONE, false) => Cow::Owned(cited.join("；")),
        (own, false) => Cow::Owned(format!("{own}；{}", cited.join("；"))),
    }
}
