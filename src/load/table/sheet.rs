//! Spreadsheets: the first visible sheet that holds anything, its merged cells filled out.
//!
//! # Why
//! An XLSX is read cell by cell, not as a range: a range is laid out whole, and one stray cell at the foot of
//! the sheet, which an office meets every week, would ask for gigabytes.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Dimensions, Reader, SheetVisible, Sheets, open_workbook_auto_from_rs};
use chrono::NaiveTime;

use super::super::reading::Reading;
use super::{Rows, report};

/// Cells of one sheet, empty ones within its bounds included.
const CELLS: usize = 2_000_000;
const HELP: &str = "用表格软件打开，确认没有密码，另存为 XLSX";

type Book = Sheets<Cursor<Vec<u8>>>;
/// What stands in the cells that are not empty, by row and column.
type Cells = BTreeMap<(u32, u32), String>;

pub(super) fn read(bytes: Vec<u8>, reading: &Reading) -> Option<Rows> {
    let Ok(mut book) = open_workbook_auto_from_rs(Cursor::new(bytes)) else {
        let message = "表格打不开：文件损坏、加了密码，或者不是它的后缀所说的格式";
        report(message, HELP, reading);
        return None;
    };
    let visible = |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible;
    let sheets = book.sheets_metadata().iter().filter(visible);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    for name in names {
        let Some(mut cells) = cells(&mut book, &name) else {
            report(format!("工作表「{name}」读不出来"), HELP, reading);
            return None;
        };
        if cells.is_empty() {
            continue;
        }
        fill(&mut cells, &merged(&mut book, &name));
        let rows = rows(cells);
        if rows.is_none() {
            let message = format!("工作表「{name}」的内容散布在太大的范围里");
            let help = "删去远处的零星单元格和空白的行列，或者拆成几个表";
            report(message, help, reading);
        }
        return rows;
    }
    Some(Rows::new())
}

fn cells(book: &mut Book, name: &str) -> Option<Cells> {
    let mut cells = Cells::new();
    if let Sheets::Xlsx(book) = book {
        let mut reader = book.worksheet_cells_reader(name).ok()?;
        while let Some(cell) = reader.next_cell().ok()? {
            let words = text(&Data::from(cell.get_value().clone()));
            if !words.is_empty() {
                cells.insert(cell.get_position(), words);
            }
        }
        return Some(cells);
    }
    let range = book.worksheet_range(name).ok()?;
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, cell) in range.used_cells() {
        let words = text(cell);
        if let (Ok(row), Ok(column)) = (u32::try_from(row), u32::try_from(column))
            && !words.is_empty()
        {
            cells.insert((top + row, left + column), words);
        }
    }
    Some(cells)
}

fn merged(book: &mut Book, name: &str) -> Vec<Dimensions> {
    match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xlsb(_) | Sheets::Ods(_) => Vec::new(),
    }
}

/// Every cell of a merged region says what its first one says; regions beyond the last cell stay empty.
fn fill(cells: &mut Cells, merged: &[Dimensions]) {
    let last_row = cells.keys().map(|(row, _)| *row).max().unwrap_or(0);
    let last_column = cells.keys().map(|(_, column)| *column).max().unwrap_or(0);
    for region in merged {
        let Some(words) = cells.get(&region.start).cloned() else {
            continue;
        };
        for row in region.start.0..=region.end.0.min(last_row) {
            for column in region.start.1..=region.end.1.min(last_column) {
                if cells.len() < CELLS {
                    cells.insert((row, column), words.clone());
                }
            }
        }
    }
}

/// The cells in rows; none when they lie too far apart.
fn rows(cells: Cells) -> Option<Rows> {
    let top = cells.keys().map(|(row, _)| *row).min()?;
    let left = cells.keys().map(|(_, column)| *column).min()?;
    let height = (cells.keys().map(|(row, _)| *row).max()? - top) as usize + 1;
    let width = (cells.keys().map(|(_, column)| *column).max()? - left) as usize + 1;
    if height.saturating_mul(width) > CELLS {
        return None;
    }
    let mut rows = vec![vec![String::new(); width]; height];
    for ((row, column), words) in cells {
        let row = rows.get_mut((row - top) as usize);
        if let Some(cell) = row.and_then(|row| row.get_mut((column - left) as usize)) {
            *cell = words;
        }
    }
    Some(rows)
}

/// What the cell shows: dates as ISO, whole numbers without a point.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            text.trim().to_owned()
        }
        Data::Int(number) => number.to_string(),
        Data::Float(number) => shown(*number),
        Data::Bool(flag) => if *flag { "是" } else { "否" }.to_owned(),
        Data::Error(error) => error.to_string(),
        Data::DateTime(moment) => match moment.as_datetime() {
            Some(moment) if moment.time() == NaiveTime::MIN => {
                moment.format("%Y-%m-%d").to_string()
            }
            Some(moment) => moment.format("%Y-%m-%d %H:%M").to_string(),
            None => shown(moment.as_f64()),
        },
    }
}

/// A number with the 15 digits that a spreadsheet program shows: 0.3, not 0.30000000000000004.
fn shown(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string()
}

#[cfg(test)]
mod tests {
    use super::{Cells, Dimensions, fill, rows, shown};

    #[test]
    fn merged_cells_are_filled_out() {
        let mut cells = Cells::from([
            ((3, 1), "公开对象".to_owned()),
            ((4, 1), "全社会".to_owned()),
            ((4, 2), "特定群体".to_owned()),
        ]);
        fill(&mut cells, &[Dimensions::new((3, 1), (3, 2))]);
        let table = rows(cells).expect("a table");
        assert_eq!(table, [["公开对象", "公开对象"], ["全社会", "特定群体"]]);
    }

    #[test]
    fn a_stray_cell_at_the_foot_of_the_sheet_asks_for_no_memory() {
        let cells = Cells::from([
            ((0, 0), "甲".to_owned()),
            ((1_048_575, 16_383), "乙".to_owned()),
        ]);
        assert_eq!(rows(cells), None);
    }

    #[test]
    fn numbers_show_as_in_a_spreadsheet_program() {
        assert_eq!(shown(2020.0), "2020");
        assert_eq!(shown(0.1 + 0.2), "0.3");
        assert_eq!(shown(-1.5), "-1.5");
        assert_eq!(shown(330_102_000_000_000_000.0), "330102000000000000");
    }
}
