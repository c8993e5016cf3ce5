//! Matrix, inspection and task table of small sites and of the sample site.

use std::path::Path;

use gongkai::audit::audit;
use gongkai::columns::arrange;
use gongkai::load::load;
use gongkai::model::{Audit, ColumnStatus, Judgement, Portal};

use super::base::site;

fn sample() -> Portal {
    let loaded = load(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the sample site");
    arrange(loaded.site, "2020-11-16".parse().expect("a day"))
}

/// Each line of the task table, in short.
fn tasks(audit: &Audit) -> Vec<(&str, &'static str)> {
    let lines = audit.tasks.iter();
    lines
        .map(|line| (line.task.as_str(), line.status.state().key()))
        .collect()
}

#[test]
fn the_totals_of_rows_and_of_columns_are_the_totals_of_all() {
    let portal = sample();
    let matrix = audit(&portal, &|_| None).matrix;
    let all = matrix.totals();
    let count = |status| {
        matrix
            .cells()
            .iter()
            .filter(|cell| cell.status == status)
            .count()
    };
    assert_eq!(
        (
            all.filled,
            all.stated,
            all.empty,
            all.stale,
            all.not_required
        ),
        (
            count(ColumnStatus::Filled),
            count(ColumnStatus::Stated),
            count(ColumnStatus::Empty),
            count(ColumnStatus::Stale),
            count(ColumnStatus::NotRequired)
        )
    );
    let by_organ: usize = matrix
        .organs
        .iter()
        .map(|ix| matrix.by_organ(*ix).filled)
        .sum();
    let by_column: usize = matrix
        .columns
        .iter()
        .map(|ix| matrix.by_column(*ix).filled)
        .sum();
    assert_eq!((by_organ, by_column), (all.filled, all.filled));
    assert_eq!(
        matrix.cells().len(),
        matrix.organs.len() * matrix.columns.len()
    );
}

#[test]
fn the_county_government_and_three_units_of_the_sample_are_clean() {
    let portal = sample();
    let found: Vec<String> = audit(&portal, &|_| None)
        .findings
        .iter()
        .filter(|it| matches!(it.organ.as_deref(), Some("xzf" | "nyncj" | "zjj" | "tjj")))
        .map(|it| format!("{} {} {:?}", it.code, it.message, it.place))
        .collect();
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn one_thread_and_four_say_the_same_in_the_same_order() {
    let portal = sample();
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("a pool")
            .install(|| audit(&portal, &|_| None).findings)
    };
    assert_eq!(with(1), with(4));
}

#[test]
fn an_inspection_counts_each_empty_column_once_and_names_the_verdict() {
    let audit = site("# 日期 2020-11-16\n");
    let counted = audit.inspection.empty_columns.count;
    let said = audit
        .findings
        .iter()
        .filter(|it| it.code == "COL001")
        .count();
    assert_eq!(counted, said);
    assert_eq!(
        (
            audit.inspection.empty_columns.limit,
            audit.inspection.verdict()
        ),
        (5, "不合格")
    );
}

#[test]
fn before_there_is_an_inspection_nobody_passes_or_fails_it() {
    let before = site("# 日期 2019-04-17\n").inspection;
    assert!(before.empty_columns.count >= before.empty_columns.limit);
    assert_eq!(before.judgement(), Judgement::NotYet);
    assert_eq!(before.judgement_of(before.empty_columns), Judgement::NotYet);
    assert_eq!(before.verdict(), "尚未施行");
    let then = site("# 日期 2019-04-18\n").inspection;
    assert_eq!(then.verdict(), "不合格");
}

const PLAN: &str = "\
# 文件 seeds/work-plans/2020.yaml
id: \"2020\"
title: 2020年政务公开工作要点（示例）
document_number: 天政办便函〔2020〕31号
issued_on: 2020-11-02
tasks:
  - number: 1
    summary: 公开收费项目。
    lead: [县财政局]
    units: [各乡镇（街道）]
    due: 2020-11-10
    evidence: {columns: [fees], kinds: [fee], after: 2020-01-01}
  - number: 2
    summary: 组织培训。
    lead: []
    units: [县财政局]
    due: continuous
    evidence: {columns: [], kinds: []}
groups:
  各乡镇（街道）: {kinds: [township, subdistrict]}
";

const FEE: &str = "\
# 文件 content/czj/fee.md
---
title: 收费项目（示例）
kind: fee
index_number: 000000000/2020-00001
published_at: 2020-03-02
summary: （示例）概述。
---

（示例）正文。
";

#[test]
fn a_task_is_done_open_or_overdue_for_each_unit() {
    let audit = site(&format!("{PLAN}{FEE}"));
    assert_eq!(
        tasks(&audit),
        [
            ("2020-01", "done"),
            ("2020-01", "overdue"),
            ("2020-02", "open")
        ]
    );
    assert!(audit.tasks[0].leads && !audit.tasks[1].leads);
    let before = site(&format!("# 日期 2020-11-10\n{PLAN}{FEE}"));
    assert_eq!(
        tasks(&before),
        [
            ("2020-01", "done"),
            ("2020-01", "open"),
            ("2020-02", "open")
        ]
    );
}

#[test]
fn an_item_that_names_the_task_proves_it() {
    let named = FEE.replace("summary:", "tasks: [2020-02]\nsummary:");
    let audit = site(&format!("{PLAN}{named}"));
    assert_eq!(
        tasks(&audit),
        [
            ("2020-01", "done"),
            ("2020-01", "overdue"),
            ("2020-02", "done")
        ]
    );
}

#[test]
fn an_emergency_item_proves_only_the_part_that_a_task_asks_for() {
    let plan = PLAN.replace(
        "{columns: [fees], kinds: [fee], after: 2020-01-01}",
        "{columns: [emergency], kinds: [emergency], parts: [应急预案], after: 2020-01-01}",
    );
    let with = |part: &str| {
        let item = FEE.replace("kind: fee", &format!("kind: emergency\npart: {part}"));
        let audit = site(&format!("{plan}{item}"));
        audit.tasks[0].status.state().key()
    };
    assert_eq!((with("应急预案"), with("处置结果")), ("done", "overdue"));
}

#[test]
fn a_plan_has_tasks_and_late_ones_from_its_day_of_issue() {
    let overdue = |day: &str, issued: &str| {
        let plan = PLAN.replace("issued_on: 2020-11-02", &format!("issued_on: {issued}"));
        let plan = plan.replace("due: 2020-11-10", "due: 2020-09-30");
        let audit = site(&format!("# 日期 {day}\n{plan}{FEE}"));
        let late = audit.findings.iter().filter(|it| it.code == "PLN001");
        let overdue = tasks(&audit).into_iter();
        let overdue = overdue.filter(|(_, state)| *state == "overdue").count();
        assert_eq!(overdue, late.count(), "on {day}, issued on {issued}");
        (audit.tasks.len(), overdue)
    };
    assert_eq!(overdue("2020-11-01", "2020-11-02"), (0, 0));
    assert_eq!(overdue("2020-11-02", "2020-11-02"), (3, 1));
    assert_eq!(overdue("2020-10-08", "2020-04-01"), (3, 1));
}
