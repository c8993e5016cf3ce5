//! The figures that every report for people gives, counted once.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{AuditReport, Count, Judgement, OrganIx, TaskLine, TaskState};

/// One count of the national inspection, in words.
pub(super) struct Check {
    /// 空白栏目
    pub(super) name: &'static str,
    /// How many there are, and how many are too many.
    pub(super) count: Count,
    /// How it stands.
    pub(super) judgement: Judgement,
}

impl Check {
    /// 达标 or 超标; 不判定 before there is such an inspection.
    pub(super) fn verdict(&self) -> &'static str {
        match self.judgement {
            Judgement::Passes => "达标",
            Judgement::Fails => "超标",
            Judgement::NotYet => "不判定",
        }
    }

    /// A sign that reads without its colour.
    pub(super) fn mark(&self) -> &'static str {
        match self.judgement {
            Judgement::Passes => "✓",
            Judgement::Fails => "✗",
            Judgement::NotYet => "·",
        }
    }
}

/// How far units are with tasks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct TaskTally {
    pub(super) done: usize,
    pub(super) open: usize,
    pub(super) overdue: usize,
}

impl TaskTally {
    pub(super) fn total(self) -> usize {
        self.done + self.open + self.overdue
    }

    pub(super) fn of(self, state: TaskState) -> usize {
        match state {
            TaskState::Done => self.done,
            TaskState::Open => self.open,
            TaskState::Overdue => self.overdue,
        }
    }
}

impl<'l> FromIterator<&'l TaskLine> for TaskTally {
    fn from_iter<I: IntoIterator<Item = &'l TaskLine>>(lines: I) -> Self {
        let mut tally = Self::default();
        for line in lines {
            *match line.status.state() {
                TaskState::Done => &mut tally.done,
                TaskState::Open => &mut tally.open,
                TaskState::Overdue => &mut tally.overdue,
            } += 1;
        }
        tally
    }
}

/// The paper by whose part 1 the verdict is passed.
pub(super) const INSPECTION: &str = "国办秘函〔2019〕19号";

/// The three counts that decide.
pub(super) fn checks(report: &AuditReport<'_>) -> [Check; 3] {
    let inspection = report.inspection;
    let check = |name, count| Check {
        name,
        count,
        judgement: inspection.judgement_of(count),
    };
    [
        check("空白栏目", inspection.empty_columns),
        check("超期未更新的栏目", inspection.stale_columns),
        check(
            "超期未更新的动态、公告和政策文件栏目",
            inspection.stale_news_and_policy,
        ),
    ]
}

/// The rules with most findings: code and number.
pub(super) fn frequent_rules(
    report: &AuditReport<'_>,
    how_many: usize,
) -> Vec<(&'static str, usize)> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for finding in &report.findings {
        *counts.entry(finding.code).or_default() += 1;
    }
    most(counts, how_many)
}

/// The organs with most findings.
pub(super) fn frequent_organs(report: &AuditReport<'_>, how_many: usize) -> Vec<(OrganIx, usize)> {
    let mut counts: BTreeMap<OrganIx, usize> = BTreeMap::new();
    for organ in report
        .findings
        .iter()
        .filter_map(|finding| report.organ_of(finding))
    {
        *counts.entry(organ).or_default() += 1;
    }
    most(counts, how_many)
}

/// The tasks that most units are late with.
pub(super) fn late_tasks<'r>(
    report: &'r AuditReport<'_>,
    how_many: usize,
) -> Vec<(&'r str, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for line in &report.tasks {
        if line.status.state() == TaskState::Overdue {
            *counts.entry(&line.task).or_default() += 1;
        }
    }
    most(counts, how_many)
}

/// What narrows the report, in words, and what it does not narrow; none for a report of everything.
pub(super) fn scope(report: &AuditReport<'_>) -> Option<String> {
    let site = &report.portal.site;
    let scope = &report.scope;
    let organs = scope
        .organs
        .iter()
        .map(|ix| site.register[*ix].short.as_str());
    let columns = scope
        .columns
        .iter()
        .map(|ix| site.catalogue[*ix].name.as_str());
    let named = [
        ("机构", organs.collect::<Vec<_>>()),
        ("栏目", columns.collect()),
        ("规则", scope.codes.clone()),
        (
            "文件",
            scope
                .paths
                .iter()
                .map(|path| if path.is_empty() { "全部" } else { path })
                .collect(),
        ),
    ];
    let words: Vec<String> = named
        .iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(what, names)| format!("{what} {}", names.join("、")))
        .collect();
    let words = words.join("；");
    (!words.is_empty()).then(|| format!("{words}（国家检查指标仍按全站计算）"))
}

fn most<K: Copy + Ord>(counts: BTreeMap<K, usize>, how_many: usize) -> Vec<(K, usize)> {
    let mut counts: Vec<(K, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts.truncate(how_many);
    counts
}
