//! What stands below the findings: who has none, what is excused, and the summary.

use crate::model::{AuditReport, OrganIx};

use super::sheet::{BOLD, FAINT, PLAIN, Sheet, colour, verdict};
use crate::report::audit::summary::{self, INSPECTION, TaskTally};
use crate::report::audit::words;

/// Excuses that are shown unless all are asked for.
const SHOWN: usize = 8;
/// How wide the summary's labels stand: four characters and a gap.
const LABEL: usize = 10;

/// The organs of the matrix that nothing is said of; where findings are filtered, silence proves nothing.
pub(super) fn clean_organs(sheet: &mut Sheet, report: &AuditReport<'_>) {
    let scope = &report.scope;
    if !(scope.codes.is_empty() && scope.paths.is_empty() && scope.columns.is_empty()) {
        return;
    }
    let blamed: Vec<OrganIx> = report
        .findings
        .iter()
        .filter_map(|finding| report.organ_of(finding))
        .collect();
    let clean = report
        .matrix
        .organs
        .iter()
        .filter(|ix| !blamed.contains(ix));
    let names: Vec<&str> = clean
        .map(|ix| report.portal.site.register[*ix].short.as_str())
        .collect();
    if !names.is_empty() {
        let text = format!(
            "没有发现问题的机构（{} 家）：{}",
            names.len(),
            names.join("、")
        );
        sheet.text(0, PLAIN, &text);
        sheet.gap();
    }
}

/// What items are excused from, and why.
pub(super) fn excuses(sheet: &mut Sheet, report: &AuditReport<'_>, whole: bool) {
    if report.excused.is_empty() {
        return;
    }
    sheet.text(0, BOLD, &format!("已豁免（{} 条）", report.excused.len()));
    let room = if whole { usize::MAX } else { SHOWN };
    for excused in report.excused.iter().take(room) {
        let finding = &excused.finding;
        let severity = format!("{} {} ", finding.severity.label(), finding.code);
        sheet.hanging(
            [2, 7],
            &[(colour(finding.severity), &severity)],
            PLAIN,
            &finding.message,
        );
        if let Some(place) = &finding.place {
            sheet.whole(7, FAINT, &words::at(place));
        }
        sheet.text(7, PLAIN, &format!("理由：{}", excused.reason));
    }
    if let Some(rest) = report
        .excused
        .len()
        .checked_sub(room)
        .filter(|rest| *rest > 0)
    {
        sheet.text(2, FAINT, &format!("还有 {rest} 条，加 -v 全部列出"));
    }
    sheet.gap();
}

/// What the site's own settings change of the rules: a reader must know what was not looked for.
pub(super) fn own_rules(sheet: &mut Sheet, report: &AuditReport<'_>) {
    let lines = words::own_rules(report);
    if lines.is_empty() {
        return;
    }
    sheet.text(0, BOLD, "本站自行调整的规则");
    for line in lines {
        sheet.hanging([2, 4], &[(PLAIN, "· ")], PLAIN, &line);
    }
    sheet.gap();
}

/// One screen: figures of findings, columns, inspection and tasks.
pub(super) fn summary(sheet: &mut Sheet, report: &AuditReport<'_>, columns: usize) {
    let site = &report.portal.site;
    sheet.whole(0, FAINT, &"─".repeat(columns));
    let title = format!(
        "审核结果：{}，截至 {}",
        site.settings.name, report.portal.as_of
    );
    sheet.text(0, BOLD, &title);
    if let Some(scope) = summary::scope(report) {
        labelled(sheet, "只显示", &scope);
    }
    findings(sheet, report);
    if !report.matrix.organs.is_empty() {
        let organs = report.matrix.organs.len();
        let totals = words::totals(report.matrix.totals(), words::above(report, |_| true));
        labelled(sheet, "栏目", &format!("{organs} 家机构{totals}"));
    }
    inspection(sheet, report);
    tasks(sheet, report);
    if let Some(first) = report.findings.first() {
        let hint = format!("一个问题的来由和改法：gongkai explain {}", first.code);
        sheet.text(2, FAINT, &hint);
    }
}

fn findings(sheet: &mut Sheet, report: &AuditReport<'_>) {
    let tally = report.tally();
    let mut line = match tally.total() {
        0 => "没有发现问题".to_owned(),
        total => format!("{total} 条：{}", words::tally(tally)),
    };
    if !report.excused.is_empty() {
        line += &format!("；另有 {} 条已豁免", report.excused.len());
    }
    labelled(sheet, "问题", &line);
    let rules = summary::frequent_rules(report, 5)
        .into_iter()
        .map(|(code, count)| {
            let title = report.rule(code).map_or("", |rule| rule.title);
            format!("{title}（{code}）{count}")
        });
    let rules: Vec<String> = rules.collect();
    if rules.len() > 1 {
        labelled(sheet, "最多问题", &rules.join("，"));
    }
    let organs = summary::frequent_organs(report, 5).into_iter();
    let organs: Vec<String> = organs
        .map(|(ix, count)| format!("{} {count}", report.portal.site.register[ix].short))
        .collect();
    if organs.len() > 1 {
        labelled(sheet, "最多机构", &organs.join("，"));
    }
}

fn inspection(sheet: &mut Sheet, report: &AuditReport<'_>) {
    let inspection = report.inspection;
    let label = padded("国家检查");
    let text = format!(
        "{}（{INSPECTION}单项否决指标中的三项）",
        inspection.verdict()
    );
    sheet.hanging(
        [2, 2 + LABEL],
        &[(PLAIN, &label)],
        verdict(inspection.judgement()),
        &text,
    );
    for check in summary::checks(report) {
        let mark = format!("{} ", check.mark());
        let text = format!(
            "{} {} 个，{}（达到 {} 个即不合格）",
            check.name,
            check.count.count,
            check.verdict(),
            check.count.limit
        );
        sheet.hanging(
            [2 + LABEL, 4 + LABEL],
            &[(verdict(check.judgement), &mark)],
            PLAIN,
            &text,
        );
    }
}

fn tasks(sheet: &mut Sheet, report: &AuditReport<'_>) {
    for (ix, plan) in report.portal.site.work_plans.iter().enumerate() {
        let lines: TaskTally = report.tasks.iter().filter(|line| line.plan == ix).collect();
        if lines.total() > 0 {
            let text = format!(
                "{}年 {} 项任务，各单位{}",
                plan.id,
                plan.tasks.len(),
                words::tasks(lines)
            );
            labelled(sheet, "重点任务", &text);
        }
    }
    let late: Vec<String> = summary::late_tasks(report, 5)
        .into_iter()
        .map(|(task, count)| format!("{task}（{count} 家）"))
        .collect();
    if !late.is_empty() {
        sheet.text(2 + LABEL, PLAIN, &format!("逾期：{}", late.join("，")));
    }
}

fn labelled(sheet: &mut Sheet, label: &str, text: &str) {
    sheet.hanging([2, 2 + LABEL], &[(PLAIN, &padded(label))], PLAIN, text);
}

fn padded(label: &str) -> String {
    let pad = LABEL.saturating_sub(super::wrap::width(label));
    format!("{label}{}", " ".repeat(pad))
}
