//! The audit as a workbook that an office passes round.
//!
//! Four sheets that `spec/audit.md` names, 总览, 空白栏目, 问题清单 and 任务进度, then the matrix and, where
//! there are any, the excuses. Nothing in it depends on the moment or the machine: the workbook is dated with
//! the day of the audit.

mod matrix;
mod sheet;
mod style;

use anyhow::{Context as _, Result};
use rust_xlsxwriter::{DocProperties, Workbook};

use super::summary::{self, INSPECTION};
use super::{csv, rows, words};
use crate::model::{AuditReport, Judgement, Severity};
use matrix::matrix;
use rows::OrganRow;
use sheet::{Head, Sheet, Value};
use style::{Styles, Tone};

/// The workbook's bytes.
///
/// # Errors
/// When the audit has more rows than a sheet can hold (1,048,576).
pub fn xlsx(report: &AuditReport<'_>) -> Result<Vec<u8>> {
    let styles = Styles::new();
    let mut book = Workbook::new();
    let about = DocProperties::new()
        .set_title(format!("{}政务公开审核", report.portal.site.settings.name))
        .set_creation_datetime(&report.portal.as_of);
    book.set_properties(&about);
    let mut sheets = vec![
        overview(report, &styles)?,
        gaps(report, &styles)?,
        findings(report, &styles)?,
        tasks(report, &styles)?,
        matrix(report, &styles)?,
    ];
    if !report.excused.is_empty() {
        sheets.push(excused(report, &styles)?);
    }
    for sheet in sheets {
        book.push_worksheet(sheet.finish());
    }
    book.save_to_buffer().context("审核工作簿未能写成")
}

/// Figures and verdict in words, then a table of the organs.
fn overview<'s>(report: &AuditReport<'_>, styles: &'s Styles) -> Result<Sheet<'s>> {
    let mut sheet = Sheet::new("总览", styles)?;
    let site = &report.portal.site;
    sheet.title(&format!(
        "{}政务公开审核（截至 {}）",
        site.settings.name, report.portal.as_of
    ))?;
    if let Some(scope) = summary::scope(report) {
        sheet.fact("只显示", Value::text(scope))?;
    }
    sheet.fact("问题", Value::text(problems(report)))?;
    let totals = words::totals(report.matrix.totals(), words::above(report, |_| true));
    sheet.fact("栏目", Value::text(totals))?;
    let inspection = report.inspection;
    let tone = |judgement| match judgement {
        Judgement::Passes => Tone::Good,
        Judgement::Fails => Tone::Bad,
        Judgement::NotYet => Tone::Plain,
    };
    let verdict = format!("{}（{INSPECTION}）", inspection.verdict());
    sheet.fact(
        "国家检查",
        Value::Mark(verdict, tone(inspection.judgement())),
    )?;
    for check in summary::checks(report) {
        let words = format!(
            "{} 个，{}（达到 {} 个即不合格）",
            check.count.count,
            check.verdict(),
            check.count.limit
        );
        sheet.fact(check.name, Value::Mark(words, tone(check.judgement)))?;
    }
    for line in words::own_rules(report) {
        sheet.fact("本站自行调整的规则", Value::text(line))?;
    }
    sheet.gap();
    organs(report, &mut sheet)?;
    Ok(sheet)
}

fn problems(report: &AuditReport<'_>) -> String {
    let tally = report.tally();
    let mut words = match tally.total() {
        0 => "没有发现问题".to_owned(),
        total => format!("{total} 条：{}", words::tally(tally)),
    };
    if !report.excused.is_empty() {
        words += &format!("；另有 {} 条已豁免", report.excused.len());
    }
    words
}

fn organs(report: &AuditReport<'_>, sheet: &mut Sheet<'_>) -> Result<()> {
    const HEADS: [Head; 14] = [
        ("机构", 30),
        ("编号", 12),
        ("应设栏目", 9),
        ("有内容", 9),
        ("已声明无", 9),
        ("空白", 9),
        ("超期未更新", 11),
        ("错误", 8),
        ("警告", 8),
        ("提示", 8),
        ("承担任务", 9),
        ("已完成", 8),
        ("未到期", 8),
        ("已逾期", 8),
    ];
    let register = &report.portal.site.register;
    let rows = rows::organs(report).into_iter().map(|row| {
        let organ = row.organ.map(|ix| &register[ix]);
        let name = organ.map_or("全站", |organ| &organ.name);
        figures(name, organ.map_or("", |organ| &organ.id), &row)
    });
    sheet.table(&HEADS, rows)?;
    sheet.total(figures("合计", "", &rows::all_organs(report)))
}

fn figures(name: &str, id: &str, row: &OrganRow) -> Vec<Value> {
    let bad = |count, tone| match count {
        0 => Value::Number(0),
        count => Value::Count(count, tone),
    };
    let columns = row.columns;
    vec![
        Value::text(name),
        Value::text(id),
        Value::Number(columns.required()),
        Value::Number(columns.filled),
        Value::Number(columns.stated),
        bad(columns.empty, Tone::Bad),
        bad(columns.stale, Tone::Late),
        bad(row.tally.errors, Tone::Bad),
        bad(row.tally.warnings, Tone::Late),
        bad(row.tally.infos, Tone::Note),
        Value::Number(row.tasks.total()),
        Value::Number(row.tasks.done),
        Value::Number(row.tasks.open),
        bad(row.tasks.overdue, Tone::Bad),
    ]
}

fn gaps<'s>(report: &AuditReport<'_>, styles: &'s Styles) -> Result<Sheet<'s>> {
    const HEADS: [Head; 7] = [
        ("机构", 30),
        ("机构编号", 12),
        ("栏目", 28),
        ("栏目编号", 32),
        ("状态", 12),
        ("最近更新", 12),
        ("依据", 46),
    ];
    let mut sheet = Sheet::new("空白栏目", styles)?;
    let site = &report.portal.site;
    let rows = rows::gaps(report).into_iter().map(|cell| {
        let (organ, column) = (&site.register[cell.organ], &site.catalogue[cell.column]);
        vec![
            Value::text(&organ.name),
            Value::text(&*organ.id),
            Value::text(&column.name),
            Value::text(&*column.id),
            Value::Mark(cell.status.label().to_owned(), Tone::of_status(cell.status)),
            Value::day(cell.newest),
            Value::text(&column.basis),
        ]
    });
    sheet.table(&HEADS, rows)?;
    Ok(sheet)
}

const WIDTHS: [u16; 11] = [7, 9, 24, 24, 22, 52, 52, 34, 40, 7, 7];

fn findings<'s>(report: &AuditReport<'_>, styles: &'s Styles) -> Result<Sheet<'s>> {
    let mut sheet = Sheet::new("问题清单", styles)?;
    let mut heads = [("", 0); 11];
    for (head, named) in heads.iter_mut().zip(csv::HEAD.into_iter().zip(WIDTHS)) {
        *head = named;
    }
    let rows = report.findings.iter().map(|finding| {
        let mut cells: Vec<Value> = csv::row(report, finding)
            .into_iter()
            .map(number_or_text)
            .collect();
        if let Some(first) = cells.first_mut() {
            *first = severity(finding.severity);
        }
        cells
    });
    sheet.table(&heads, rows)?;
    Ok(sheet)
}

/// Lines and characters sort as numbers.
fn number_or_text(cell: String) -> Value {
    match cell.parse() {
        Ok(number) => Value::Number(number),
        Err(_) => Value::Text(cell),
    }
}

fn severity(severity: Severity) -> Value {
    Value::Mark(severity.label().to_owned(), Tone::of_severity(severity))
}

fn tasks<'s>(report: &AuditReport<'_>, styles: &'s Styles) -> Result<Sheet<'s>> {
    const HEADS: [Head; 9] = [
        ("任务", 10),
        ("内容", 60),
        ("单位", 30),
        ("责任", 8),
        ("期限", 12),
        ("进度", 10),
        ("完成日期", 12),
        ("依据的信息", 44),
        ("文件", 44),
    ];
    let mut sheet = Sheet::new("任务进度", styles)?;
    let rows = rows::tasks(report).into_iter().map(|row| {
        let state = row.line.status.state();
        let proof = row.proof.as_ref();
        vec![
            Value::text(&row.line.task),
            Value::text(row.summary),
            Value::text(&report.portal.site.register[row.line.organ].name),
            Value::text(if row.line.leads { "牵头" } else { "参与" }),
            row.due.map_or_else(|| Value::text("持续"), Value::Day),
            Value::Mark(state.label().to_owned(), Tone::of_task(state)),
            Value::day(proof.map(|proof| proof.on)),
            Value::text(proof.map_or("", |proof| proof.title)),
            Value::text(proof.map_or("", |proof| proof.source)),
        ]
    });
    sheet.table(&HEADS, rows)?;
    Ok(sheet)
}

fn excused<'s>(report: &AuditReport<'_>, styles: &'s Styles) -> Result<Sheet<'s>> {
    const HEADS: [Head; 5] = [
        ("级别", 7),
        ("代码", 9),
        ("说明", 60),
        ("文件", 44),
        ("理由", 60),
    ];
    let mut sheet = Sheet::new("已豁免", styles)?;
    let rows = report.excused.iter().map(|excused| {
        let finding = &excused.finding;
        let source = finding.place.as_ref().map_or("", |place| &*place.source);
        vec![
            severity(finding.severity),
            Value::text(finding.code),
            Value::text(&finding.message),
            Value::text(source),
            Value::text(&excused.reason),
        ]
    });
    sheet.table(&HEADS, rows)?;
    Ok(sheet)
}
