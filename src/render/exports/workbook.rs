//! A data table as a workbook: headings in view on screen and on every sheet of paper, a filter on each.

use anyhow::{Context as _, Result};
use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet};
use unicode_width::UnicodeWidthStr as _;

use crate::model::{DataTable, Item};

/// Characters that a cell can hold.
const CELL: usize = 32_767;
/// Widths of columns, in half-width characters.
const NARROWEST: usize = 6;
const WIDEST: usize = 40;
/// ISO A4, as the format counts paper.
const A4: u8 = 9;

/// The workbook's bytes; nothing in them depends on the moment of making.
///
/// # Errors
/// When the table has more rows or columns than a sheet can hold (1,048,576 and 16,384).
pub(super) fn xlsx(table: &DataTable, item: &Item) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    let day = item.published_on().unwrap_or(NaiveDate::MIN);
    let epoch = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or(day);
    let about = DocProperties::new()
        .set_title(&item.title.value)
        .set_creation_datetime(&day.max(epoch));
    book.set_properties(&about);
    let sheet = book.add_worksheet().set_name("数据表")?;
    sheet.set_landscape().set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    fill(sheet, table)?;
    book.save_to_buffer().context("数据表的工作簿未能写成")
}

fn fill(sheet: &mut Worksheet, table: &DataTable) -> Result<()> {
    let cell = || Format::new().set_border(FormatBorder::Thin).set_text_wrap();
    let text = cell().set_align(FormatAlign::Top);
    let head = cell().set_bold().set_align(FormatAlign::VerticalCenter);
    let headings = table.headings();
    for (column, heading) in headings.iter().enumerate() {
        let at = u16::try_from(column)?;
        sheet.write_string_with_format(0, at, fitting(heading), &head)?;
        let cells: Vec<&str> = table.rows.iter().map(|row| cell_of(row, column)).collect();
        let texts = cells.iter().copied().chain([heading.as_str()]);
        let width = texts.map(|text| text.width() + 2).max().unwrap_or_default();
        let width = u8::try_from(width.clamp(NARROWEST, WIDEST))?;
        sheet.set_column_width(at, f64::from(width))?;
        let numbers: Option<Vec<Option<Number>>> = cells.iter().map(|text| number(text)).collect();
        for (row, written) in (1..).zip(&cells) {
            match numbers.as_ref().and_then(|all| all.get(row as usize - 1)) {
                Some(Some(number)) => write_number(sheet, (row, at), number, &text)?,
                _ => {
                    sheet.write_string_with_format(row, at, fitting(written), &text)?;
                }
            }
        }
    }
    let last = u16::try_from(headings.len().saturating_sub(1))?;
    let bottom = u32::try_from(table.rows.len().max(1))?;
    sheet.autofilter(0, 0, bottom, last)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

fn write_number(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    number: &Number,
    usual: &Format,
) -> Result<()> {
    let format = number
        .format
        .as_ref()
        .map(|format| usual.clone().set_num_format(format));
    let format = format.as_ref().unwrap_or(usual);
    sheet.write_number_with_format(row, column, number.value, format)?;
    Ok(())
}

fn cell_of(row: &[std::sync::Arc<str>], column: usize) -> &str {
    row.get(column).map_or("", |cell| cell.trim())
}

/// A number, and the format in which it is to be shown, where that is not the usual one.
struct Number {
    value: f64,
    format: Option<String>,
}

/// A cell of a column of numbers: a number that is written back as it stood, or nothing.
///
/// A code is no number: `007` and eighteen digits would come back otherwise.
fn number(text: &str) -> Option<Option<Number>> {
    const EXACT: usize = 15;
    if text.is_empty() {
        return Some(None);
    }
    if let Some(hundredths) = text.strip_suffix('%') {
        return percentage(hundredths).map(Some);
    }
    let value: f64 = text.parse().ok()?;
    let same = value.to_string() == text && text.len() <= EXACT && value.is_finite();
    same.then_some(Some(Number {
        value,
        format: None,
    }))
}

/// What stands before a percent sign, with its decimals, the last of which may be 0.
fn percentage(hundredths: &str) -> Option<Number> {
    let value: f64 = hundredths.parse().ok()?;
    let decimals = hundredths.split_once('.').map_or("", |(_, behind)| behind);
    let same = format!("{value:.*}", decimals.len()) == hundredths;
    let point = if decimals.is_empty() { "" } else { "." };
    (same && value.is_finite()).then(|| Number {
        value: value / 100.0,
        format: Some(format!("0{point}{}%", "0".repeat(decimals.len()))),
    })
}

/// As much of a text as a cell can hold.
fn fitting(text: &str) -> String {
    text.chars().take(CELL).collect()
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_percentage_goes_out_as_the_share_that_it_is() {
        for (text, value, format) in [
            ("25.5%", 0.255, "0.0%"),
            ("-3.10%", -0.031, "0.00%"),
            ("100%", 1.0, "0%"),
        ] {
            let number = number(text).flatten().expect(text);
            assert_eq!(
                (number.value, number.format.as_deref()),
                (value, Some(format))
            );
        }
    }

    #[test]
    fn a_code_is_no_number() {
        for text in ["12", "-0.5", "2020"] {
            assert!(number(text).is_some_and(|n| n.is_some()), "{text}");
        }
        for text in [
            "007",
            "1.50",
            "331023199001010018",
            "1e5",
            "NaN",
            "12万",
            "07%",
            "%",
            "NaN%",
        ] {
            assert!(number(text).is_none(), "{text}");
        }
        assert!(number("").is_some_and(|n| n.is_none()));
    }
}
