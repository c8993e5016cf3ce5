//! Spreadsheet files cell by cell, for data tables and for the words of attachments.
//!
//! # Why
//! An XLSX is read cell by cell, not as a range: a range is laid out whole, and one stray cell at the foot of
//! the sheet, which an office meets every week, would ask for gigabytes.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader as _, Sheets, open_workbook_auto_from_rs};
use chrono::NaiveTime;

use super::shown_number::{percentage, to_15_digits};

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
        while let Some((cell, style)) = reader.next_cell_with_style_id().ok()? {
            let value = Data::from(cell.get_value().clone());
            let format = reader.styles().get(style);
            let format = format.and_then(|style| style.number_format.as_ref());
            let words = percentage(&value, format).unwrap_or_else(|| text(&value));
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
        Data::Float(number) => to_15_digits(*number).to_string(),
        Data::Bool(flag) => if *flag { "是" } else { "否" }.to_owned(),
        Data::Error(error) => error.to_string(),
        Data::DateTime(moment) => match moment.as_datetime() {
            Some(moment) if moment.time() == NaiveTime::MIN => {
                moment.format("%Y-%m-%d").to_string()
            }
            Some(moment) => moment.format("%Y-%m-%d %H:%M").to_string(),
            None => to_15_digits(moment.as_f64()).to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{Format, Workbook};

    use super::{cells, open};

    #[test]
    fn a_share_shows_as_the_percentage_that_its_author_sees() {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        let write = [
            (0.255, "0.0%", "25.5%"),
            (0.255, "General", "0.255"),
            (0.145, "0%", "15%"),
            (-0.031, "0.00%;[Red]-0.00%", "-3.10%"),
            (1.0, "0.##%", "100%"),
            (-0.000_1, "0%", "0%"),
            (0.5, "0\"%\"", "0.5"),
        ];
        for (row, (number, format, _)) in (0..).zip(write) {
            let format = Format::new().set_num_format(format);
            let written = sheet.write_number_with_format(row, 0, number, &format);
            written.expect("a cell");
        }
        let bytes = workbook.save_to_buffer().expect("a workbook");
        let mut book = open(bytes).expect("a workbook");
        let cells: Vec<String> = cells(&mut book, "Sheet1")
            .expect("its cells")
            .into_values()
            .collect();
        assert_eq!(cells, write.map(|(_, _, shown)| shown));
    }
}
