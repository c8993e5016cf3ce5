//! Spreadsheets: the first visible sheet that holds anything, its merged cells filled out.

use calamine::{Dimensions, Reader as _, SheetVisible, Sheets};

use super::super::reading::Reading;
use super::super::workbook::{Book, Cells, cells, open};
use super::{Rows, report};

/// Cells of one sheet, empty ones within its bounds included.
const CELLS: usize = 2_000_000;
const HELP: &str = "用表格软件打开，确认没有密码，另存为 XLSX";

pub(super) fn read(bytes: Vec<u8>, reading: &Reading) -> Option<Rows> {
    let Some(mut book) = open(bytes) else {
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
    if has_hidden(&mut book) {
        let message = "看得见的工作表是空的，内容在隐藏的工作表里";
        let help = "在表格软件里取消隐藏要公开的工作表；不公开的，删去后再保存";
        report(message, help, reading);
        return None;
    }
    Some(Rows::new())
}

/// Whether a hidden sheet holds anything.
fn has_hidden(book: &mut Book) -> bool {
    let hidden = |sheet: &&calamine::Sheet| sheet.visible != SheetVisible::Visible;
    let sheets = book.sheets_metadata().iter().filter(hidden);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    let mut names = names.iter();
    names.any(|name| cells(book, name).is_some_and(|cells| !cells.is_empty()))
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

#[cfg(test)]
mod tests {
    use super::{Cells, Dimensions, fill, read, rows};
    use crate::load::reading::Reading;

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
    fn what_only_a_hidden_sheet_holds_is_told() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        workbook.add_worksheet();
        let hidden = workbook.add_worksheet().set_hidden(true);
        hidden.write(0, 0, "项目").expect("a cell");
        let bytes = workbook.save_to_buffer().expect("a workbook");
        let reading = Reading::new("a.xlsx");
        assert_eq!(read(bytes, &reading), None);
        let faults = reading.into_faults();
        let told = faults.first().map(|fault| fault.message.as_str());
        assert_eq!(told, Some("看得见的工作表是空的，内容在隐藏的工作表里"));
    }

    #[test]
    fn a_stray_cell_at_the_foot_of_the_sheet_asks_for_no_memory() {
        let cells = Cells::from([
            ((0, 0), "甲".to_owned()),
            ((1_048_575, 16_383), "乙".to_owned()),
        ]);
        assert_eq!(rows(cells), None);
    }
}
