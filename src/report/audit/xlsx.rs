//! The audit as a workbook that an office passes round: 总览, 空白栏目, 问题清单, 任务进度.
//!
//! Its day of creation is the report's day, so that the same audit gives the same bytes.

use anyhow::{Context as _, Result};
use rust_xlsxwriter::{
    Color, DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
};

use crate::model::{AuditReport, ColumnStatus, Freshness, Severity, TaskState, TaskStatus};

use super::csv::{HEAD, row};
use super::summary::{INSPECTION, checks, scope};
use super::words::{own_rules, tally};

/// Red, amber and blue of the severities; the words stand beside them.
const ERROR: Color = Color::RGB(0x00FF_D6D6);
const WARNING: Color = Color::RGB(0x00FF_EFC2);
const INFO: Color = Color::RGB(0x00DC_E9FA);
const DONE: Color = Color::RGB(0x00D9_F0DD);
const HEADING: Color = Color::RGB(0x001F_3A5F);
/// What a cell of a spreadsheet can hold, in characters.
const CELL: usize = 32_000;

/// A row of words, and the colour of its first cell.
struct Row {
    cells: Vec<String>,
    color: Option<Color>,
}

/// The bytes of the workbook.
///
/// # Errors
/// When there are more findings than a sheet has rows.
pub fn xlsx(report: &AuditReport<'_>) -> Result<Vec<u8>> {
    let day = report.portal.as_of;
    let mut book = Workbook::new();
    let name = &report.portal.site.settings.name;
    let properties = DocProperties::new()
        .set_title(format!("{name}政府信息公开审核报告"))
        .set_creation_datetime(&day);
    book.set_properties(&properties);
    overview(book.add_worksheet().set_name("总览")?, report)?;
    let gaps = [
        ("机构", 30.0),
        ("栏目", 40.0),
        ("状态", 14.0),
        ("最近发布", 14.0),
        ("更新要求", 14.0),
        ("依据", 50.0),
    ];
    table(
        book.add_worksheet().set_name("空白栏目")?,
        &gaps,
        gap_rows(report),
    )?;
    let widths = [
        8.0, 10.0, 26.0, 26.0, 30.0, 60.0, 50.0, 40.0, 40.0, 7.0, 7.0,
    ];
    let head: Vec<(&str, f64)> = HEAD.into_iter().zip(widths).collect();
    table(
        book.add_worksheet().set_name("问题清单")?,
        &head,
        finding_rows(report),
    )?;
    let tasks = [
        ("任务", 10.0),
        ("内容", 60.0),
        ("责任单位", 30.0),
        ("牵头", 8.0),
        ("进度", 12.0),
        ("完成日期", 14.0),
        ("逾期自", 14.0),
        ("依据的信息", 44.0),
    ];
    table(
        book.add_worksheet().set_name("任务进度")?,
        &tasks,
        task_rows(report),
    )?;
    book.save_to_buffer().context("审核报告的表格未能写完")
}

/// Verdict and counts, then each organ's columns in figures.
fn overview(sheet: &mut Worksheet, report: &AuditReport<'_>) -> Result<()> {
    let bold = Format::new().set_bold();
    let title = Format::new().set_bold().set_font_size(16);
    let site = &report.portal.site;
    sheet.set_column_width(0, 38)?;
    sheet.set_column_range_width(1, 6, 16)?;
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    sheet.write_with_format(
        0,
        0,
        format!("{}政府信息公开审核报告", site.settings.name),
        &title,
    )?;
    let mut lines = vec![
        [
            "截止日期".to_owned(),
            report.portal.as_of.to_string(),
            String::new(),
        ],
        ["问题".to_owned(), tally(report.tally()), String::new()],
        [
            "豁免".to_owned(),
            report.excused.len().to_string(),
            String::new(),
        ],
        [
            format!("检查指标（{INSPECTION}）"),
            report.inspection.verdict().to_owned(),
            "上限".to_owned(),
        ],
    ];
    for check in checks(report) {
        let counted = format!("{}（{}）", check.count.count, check.verdict());
        lines.push([
            check.name.to_owned(),
            counted,
            format!("少于 {}", check.count.limit),
        ]);
    }
    lines.extend(scope(report).map(|scope| ["只列出".to_owned(), scope, String::new()]));
    let own = own_rules(report).into_iter();
    lines.extend(own.map(|rule| ["本站调整".to_owned(), rule, String::new()]));
    let mut at = 1;
    for [what, says, limit] in lines {
        sheet.write_with_format(at, 0, what, &bold)?;
        sheet.write(at, 1, says)?.write(at, 2, limit)?;
        at += 1;
    }
    organs(sheet, report, at + 1)
}

fn organs(sheet: &mut Worksheet, report: &AuditReport<'_>, top: u32) -> Result<()> {
    let owed = [
        ColumnStatus::Filled,
        ColumnStatus::Stated,
        ColumnStatus::Stale,
        ColumnStatus::Empty,
    ];
    sheet.write_with_format(top, 0, "机构", &heading())?;
    sheet.write_with_format(top, 1, "应设栏目", &heading())?;
    for (column, status) in (2..).zip(owed) {
        sheet.write_with_format(top, column, status.label(), &heading())?;
    }
    let mut at = top;
    for organ in &report.matrix.organs {
        at += 1;
        let totals = report.matrix.by_organ(*organ);
        sheet.write(at, 0, report.portal.site.register[*organ].name.as_str())?;
        sheet.write(at, 1, totals.required() as u64)?;
        for (column, status) in (2..).zip(owed) {
            let count = totals.of(status) as u64;
            let fill = Format::new().set_background_color(color_of(status).unwrap_or(DONE));
            match count {
                0 => sheet.write(at, column, count)?,
                _ => sheet.write_with_format(at, column, count, &fill)?,
            };
        }
    }
    Ok(())
}

fn color_of(status: ColumnStatus) -> Option<Color> {
    match status {
        ColumnStatus::Empty => Some(ERROR),
        ColumnStatus::Stale => Some(WARNING),
        ColumnStatus::Stated => Some(INFO),
        ColumnStatus::Filled | ColumnStatus::NotRequired => None,
    }
}

/// Empty columns, without parents whose children say it already, and stale ones.
fn gap_rows(report: &AuditReport<'_>) -> Vec<Row> {
    let site = &report.portal.site;
    let empty = report.matrix.gaps(report.portal);
    let stale = report.matrix.cells().iter();
    let stale = stale.filter(|cell| cell.status == ColumnStatus::Stale);
    let rows = empty.chain(stale).map(|cell| {
        let column = &site.catalogue[cell.column];
        let newest = cell.newest.map_or_else(String::new, |day| day.to_string());
        let update = column.update.map_or_else(String::new, Freshness::label);
        let words = [
            &site.register[cell.organ].name,
            &column.name,
            cell.status.label(),
            &newest,
            &update,
            &column.basis,
        ];
        Row {
            cells: words.map(|text: &str| text.to_owned()).to_vec(),
            color: color_of(cell.status),
        }
    });
    rows.collect()
}

fn finding_rows(report: &AuditReport<'_>) -> Vec<Row> {
    let rows = report.findings.iter().map(|finding| Row {
        cells: row(report, finding).to_vec(),
        color: Some(match finding.severity {
            Severity::Error => ERROR,
            Severity::Warning => WARNING,
            Severity::Info => INFO,
        }),
    });
    rows.collect()
}

fn task_rows(report: &AuditReport<'_>) -> Vec<Row> {
    let site = &report.portal.site;
    let rows = report.tasks.iter().map(|line| {
        let plan = site.work_plans.get(line.plan);
        let task = plan.and_then(|plan| plan.tasks.get(line.row));
        let (on, due, proof) = match line.status {
            TaskStatus::Done { item, on } => (
                on.to_string(),
                String::new(),
                report.portal[item].source.to_string(),
            ),
            TaskStatus::Open => Default::default(),
            TaskStatus::Overdue { due } => (String::new(), due.to_string(), String::new()),
        };
        let state = line.status.state();
        Row {
            cells: vec![
                line.task.clone(),
                task.map_or_else(String::new, |task| task.summary.clone()),
                site.register[line.organ].name.clone(),
                if line.leads { "牵头" } else { "" }.to_owned(),
                state.label().to_owned(),
                on,
                due,
                proof,
            ],
            color: Some(match state {
                TaskState::Done => DONE,
                TaskState::Open => INFO,
                TaskState::Overdue => ERROR,
            }),
        }
    });
    rows.collect()
}

fn heading() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(HEADING)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
}

/// A frozen heading row with filters; numbers of lines are numbers, all else is text and no formula.
fn table(sheet: &mut Worksheet, head: &[(&str, f64)], rows: Vec<Row>) -> Result<()> {
    for (column, (name, width)) in (0..).zip(head) {
        sheet.set_column_width(column, *width)?;
        sheet.write_with_format(0, column, *name, &heading())?;
    }
    let last = u32::try_from(rows.len()).context("问题多过一张工作表的行数")?;
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (at, row) in (1..).zip(rows) {
        let fill = row
            .color
            .map(|color| plain.clone().set_background_color(color));
        for (column, cell) in (0..).zip(row.cells) {
            let format = fill.as_ref().filter(|_| column == 0).unwrap_or(&plain);
            let is_number = !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
            match cell.parse::<u32>() {
                Ok(number) if is_number => sheet.write_with_format(at, column, number, format)?,
                _ => {
                    let text: String = cell.chars().take(CELL).collect();
                    sheet.write_string_with_format(at, column, text, format)?
                }
            };
        }
    }
    let width = u16::try_from(head.len())?;
    sheet.autofilter(0, 0, last, width.saturating_sub(1))?;
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    Ok(())
}
