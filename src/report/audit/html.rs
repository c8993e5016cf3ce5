//! The audit as one printable page that needs nothing beside itself: no script, no file, no network.

use std::fmt::Write as _;

use crate::model::{AuditReport, Cell, ColumnStatus, TaskState};

use super::csv::row;
use super::summary::{INSPECTION, TaskTally, checks, scope};
use super::words::{own_rules, tally};

const STYLE: &str = include_str!("html.css");

/// The whole page.
#[must_use]
pub fn html(report: &AuditReport<'_>) -> String {
    let name = escaped(&report.portal.site.settings.name);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
        <meta name=\"robots\" content=\"noindex\">\n<title>{name}政府信息公开审核报告</title>\n\
        <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{name}政府信息公开审核报告</h1>\n"
    );
    page += &summary(report);
    page += &matrix(report);
    page += &tasks(report);
    page += &findings(report);
    page += "</main>\n</body>\n</html>\n";
    page
}

fn summary(report: &AuditReport<'_>) -> String {
    let verdict = report.inspection.verdict();
    let class = if report.inspection.passes() {
        "passes"
    } else {
        "fails"
    };
    let mut told = format!(
        "<p class=\"verdict {class}\">{verdict}</p>\n<dl>\n<dt>截止日期</dt><dd>{}</dd>\n<dt>问题</dt><dd>{}，豁免 {} 个</dd>\n",
        report.portal.as_of,
        match tally(report.tally()) {
            none if none.is_empty() => "没有".to_owned(),
            counts => counts,
        },
        report.excused.len()
    );
    for check in checks(report) {
        let (count, limit) = (check.count.count, check.count.limit);
        let (name, verdict) = (check.name, check.verdict());
        let _ = writeln!(
            told,
            "<dt>{name}</dt><dd>{count}，须少于 {limit}：{verdict}</dd>"
        );
    }
    if let Some(says) = scope(report) {
        let _ = writeln!(told, "<dt>只列出</dt><dd>{}</dd>", escaped(&says));
    }
    for rule in own_rules(report) {
        let _ = writeln!(told, "<dt>本站调整</dt><dd>{}</dd>", escaped(&rule));
    }
    let _ = writeln!(told, "</dl>\n<p>结论按{INSPECTION}的检查指标得出。</p>");
    told
}

/// Organs down, columns across: a colour and a sign for each.
fn matrix(report: &AuditReport<'_>) -> String {
    let site = &report.portal.site;
    let matrix = &report.matrix;
    if matrix.cells().is_empty() {
        return String::new();
    }
    let mut told = "<h2>栏目一览</h2>\n<p class=\"legend\">".to_owned();
    for status in ColumnStatus::ALL {
        let _ = write!(
            told,
            "<span class=\"{}\">{}</span> {}　",
            status.key(),
            sign(status),
            status.label()
        );
    }
    told += "</p>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"机构与栏目\">\n<table class=\"matrix\">\n<thead><tr><th scope=\"col\">机构</th>";
    for ix in &matrix.columns {
        let _ = write!(
            told,
            "<th scope=\"col\"><span>{}</span></th>",
            escaped(&site.catalogue[*ix].name)
        );
    }
    told += "<th scope=\"col\"><span>空白</span></th><th scope=\"col\"><span>超期</span></th></tr></thead>\n<tbody>\n";
    for organ in &matrix.organs {
        let _ = write!(
            told,
            "<tr><th scope=\"row\">{}</th>",
            escaped(&site.register[*organ].short)
        );
        for cell in matrix.row(*organ) {
            told += &square(cell);
        }
        let totals = matrix.by_organ(*organ);
        let _ = writeln!(
            told,
            "<td>{}</td><td>{}</td></tr>",
            totals.empty, totals.stale
        );
    }
    told += "</tbody>\n<tfoot><tr><th scope=\"row\">空白合计</th>";
    for ix in &matrix.columns {
        let _ = write!(told, "<td>{}</td>", matrix.by_column(*ix).empty);
    }
    let totals = matrix.totals();
    let _ = writeln!(
        told,
        "<td>{}</td><td>{}</td></tr></tfoot>\n</table>\n</div>",
        totals.empty, totals.stale
    );
    told
}

fn square(cell: &Cell) -> String {
    let label = cell.status.label();
    let title = match cell.newest {
        Some(day) => format!("{label}：{} 条，最近 {day}", cell.items),
        None => label.to_owned(),
    };
    let (key, sign) = (cell.status.key(), sign(cell.status));
    format!("<td class=\"{key}\" title=\"{title}\">{sign}</td>")
}

/// What tells the statuses apart without colour.
fn sign(status: ColumnStatus) -> &'static str {
    match status {
        ColumnStatus::Filled => "✓",
        ColumnStatus::Stated => "○",
        ColumnStatus::Stale => "!",
        ColumnStatus::Empty => "✗",
        ColumnStatus::NotRequired => "–",
    }
}

fn tasks(report: &AuditReport<'_>) -> String {
    let mut told = String::new();
    for (at, plan) in report.portal.site.work_plans.iter().enumerate() {
        let lines = || report.tasks.iter().filter(move |line| line.plan == at);
        if lines().next().is_none() {
            continue;
        }
        let _ = writeln!(
            told,
            "<h2>{}</h2>\n<table>\n<thead><tr><th scope=\"col\">任务</th><th scope=\"col\">内容</th><th scope=\"col\">完成</th><th scope=\"col\">逾期未完成的单位</th></tr></thead>\n<tbody>",
            escaped(&plan.title)
        );
        for (row, task) in plan.tasks.iter().enumerate() {
            let of_task = || lines().filter(move |line| line.row == row);
            let tally: TaskTally = of_task().collect();
            if tally.total() == 0 {
                continue;
            }
            let late = of_task().filter(|line| line.status.state() == TaskState::Overdue);
            let late: Vec<&str> = late
                .map(|line| report.portal.site.register[line.organ].short.as_str())
                .collect();
            let class = if late.is_empty() { "filled" } else { "empty" };
            let _ = writeln!(
                told,
                "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"{class}\">{} / {}</td><td>{}</td></tr>",
                escaped(&plan.task_name(task)),
                escaped(&task.summary),
                tally.done,
                tally.total(),
                escaped(&late.join("、"))
            );
        }
        told += "</tbody>\n</table>\n";
    }
    told
}

fn findings(report: &AuditReport<'_>) -> String {
    if report.findings.is_empty() {
        return "<h2>问题清单</h2>\n<p>没有问题。</p>\n".to_owned();
    }
    let mut told = "<h2>问题清单</h2>\n<table class=\"findings\">\n<thead><tr>".to_owned();
    for name in ["级别", "代码", "机构", "说明", "怎么改", "依据", "文件"] {
        let _ = write!(told, "<th scope=\"col\">{name}</th>");
    }
    told += "</tr></thead>\n<tbody>\n";
    for finding in &report.findings {
        let [
            severity,
            code,
            title,
            organ,
            _,
            message,
            help,
            basis,
            file,
            line,
            _,
        ] = row(report, finding).map(|cell| escaped(&cell));
        let line = if line.is_empty() {
            line
        } else {
            format!("，第{line}行")
        };
        let key = finding.severity.key();
        let _ = writeln!(
            told,
            "<tr><td class=\"{key}\">{severity}</td><td>{code}<br>{title}</td><td>{organ}</td><td>{message}</td><td>{help}</td><td>{basis}</td><td class=\"file\">{file}{line}</td></tr>"
        );
    }
    told += "</tbody>\n</table>\n";
    told
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
