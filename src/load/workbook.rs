//! Spreadsheet files cell by cell, for data tables and for the words of attachments.
//!
//! # Why
//! An XLSX is read cell by cell, not as a range: a range is laid out whole, and one stray cell at the foot of
//! the sheet, which an office meets every week, would ask for gigabytes.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader as _, Sheets, open_workbook_auto_from_rs};
use chrono::NaiveTime;

/// A workbook of any of the formats that office programs write.
pub(super) type Book = Sheets<Cursor<Vec<u8>>>;

/// What stands in the cells that are not empty, by row and column, both from 0.
pub(super) type Cells = BTreeMap<(u32, u32), String>;

/// Opens a workbook; none when it is damaged, wants a password or is of another format.
pub(super) fn open(bytes: Vec<u8>) -> Option<Book> {
    open_workbook_auto_from_rs(Cursor::new(bytes)).ok()
}

/// The cells of a sheet that are not empty; none when it cannot be read.
pub(super) fn cells(book: &mut Book, name: &str) -> Option<Cells> {
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
    use super::shown;

    #[test]
    fn numbers_show_as_in_a_spreadsheet_program() {
        assert_eq!(shown(2020.0), "2020");
        assert_eq!(shown(0.1 + 0.2), "0.3");
        assert_eq!(shown(-1.5), "-1.5");
        assert_eq!(shown(330_102_000_000_000_000.0), "330102000000000000");
    }
}
