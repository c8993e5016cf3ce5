//! Spreadsheets: the first sheet that holds anything, its merged cells filled out.

use std::io::Cursor;

use calamine::{Data, Dimensions, Range, Reader, Sheets, open_workbook_auto_from_rs};

use super::super::reading::Reading;
use super::{Rows, report};

/// Cells of one sheet, empty ones within its bounds included.
const CELLS: usize = 4_000_000;

pub(super) fn read(bytes: Vec<u8>, reading: &Reading) -> Option<Rows> {
    const HELP: &str = "用表格软件打开，确认没有密码，另存为 XLSX";
    let mut book = match open_workbook_auto_from_rs(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(_) => {
            report(
                "表格打不开：文件损坏、加了密码，或者不是它的后缀所说的格式",
                HELP,
                reading,
            );
            return None;
        }
    };
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else {
            report(format!("工作表「{name}」读不出来"), HELP, reading);
            return None;
        };
        if range.is_empty() {
            continue;
        }
        let (height, width) = range.get_size();
        if height.saturating_mul(width) > CELLS {
            let message = format!("工作表「{name}」有 {height} 行 {width} 列，太大");
            report(message, "删去空白的行和列，或者拆成几个表", reading);
            return None;
        }
        let merged = merged(&mut book, &name);
        return Some(rows(&range, &merged));
    }
    Some(Rows::new())
}

fn merged(book: &mut Sheets<Cursor<Vec<u8>>>, name: &str) -> Vec<Dimensions> {
    match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xlsb(_) | Sheets::Ods(_) => Vec::new(),
    }
}

fn rows(range: &Range<Data>, merged: &[Dimensions]) -> Rows {
    let mut rows: Rows = range
        .rows()
        .map(|row| row.iter().map(text).collect())
        .collect();
    let (top, left) = range.start().unwrap_or_default();
    let (height, width) = range.get_size();
    let within = |number: u32, start: u32, length: usize| {
        (number.saturating_sub(start) as usize).min(length.saturating_sub(1))
    };
    for region in merged {
        let (first_row, first) = (
            within(region.start.0, top, height),
            within(region.start.1, left, width),
        );
        let (last_row, last) = (
            within(region.end.0, top, height),
            within(region.end.1, left, width),
        );
        let Some(words) = rows.get(first_row).and_then(|row| row.get(first)).cloned() else {
            continue;
        };
        for row in rows.iter_mut().take(last_row + 1).skip(first_row) {
            for cell in row.iter_mut().take(last + 1).skip(first) {
                cell.clone_from(&words);
            }
        }
    }
    rows
}

/// What the cell shows: dates as ISO, whole numbers without a point.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            text.trim().to_owned()
        }
        Data::Int(number) => number.to_string(),
        // `f64` shows a whole number without a point, and up to 2^53 without losing a digit.
        Data::Float(number) => number.to_string(),
        Data::Bool(flag) => if *flag { "是" } else { "否" }.to_owned(),
        Data::Error(error) => error.to_string(),
        Data::DateTime(moment) => match moment.as_datetime() {
            Some(moment) if moment.time() == chrono::NaiveTime::MIN => {
                moment.format("%Y-%m-%d").to_string()
            }
            Some(moment) => moment.format("%Y-%m-%d %H:%M").to_string(),
            None => moment.as_f64().to_string(),
        },
    }
}
