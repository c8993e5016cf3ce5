//! The words of an attachment: Word documents, spreadsheets, PDF documents, plain text.

mod lookalikes;
mod pdf;
mod word;

use std::path::Path;

use calamine::Reader as _;
use encoding_rs::GB18030;

use super::file_bytes;
use super::table::delimiter;
use super::workbook::{Cells, cells, open};
use crate::model::{FileText, TextPart, may_hold_long_number};
use lookalikes::without_lookalikes;

/// Endings of files that are quickly read.
const PLAIN: [&str; 2] = ["csv", "txt"];
/// Larger files are offered but not searched.
const FILE_LIMIT: usize = 64 << 20;
/// What is kept of one file's words.
const TEXT_LIMIT: usize = 4 << 20;

/// The text of a file of the site; none when it holds none that can be read.
///
/// A file that its program cannot open is offered to citizens as it is: that it is broken is no
/// reason to publish nothing, and reading the rest must go on.
#[must_use]
pub fn attachment_text(root: &Path, path: &str) -> Option<FileText> {
    text_of_file(path, file_bytes(root, path).ok()?)
}

/// As [`attachment_text`], of a file that has been read.
#[must_use]
pub fn text_of_file(path: &str, bytes: Vec<u8>) -> Option<FileText> {
    let (_, extension) = path.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    let read: fn(Vec<u8>) -> Option<Vec<TextPart>> = match extension.as_str() {
        "docx" => word::parts,
        "xlsx" | "xlsm" | "xls" | "ods" => workbook,
        "pdf" => pdf::pages,
        "csv" => |bytes| Some(one_part(rows(&text(&bytes)))),
        "txt" => |bytes| Some(one_part(text(&bytes).lines().map(str::to_owned))),
        _ => return None,
    };
    if bytes.len() > FILE_LIMIT {
        return None;
    }
    let mut parts = read(bytes)?;
    let mut left = TEXT_LIMIT;
    for part in &mut parts {
        for line in &mut part.lines {
            *line = without_lookalikes(line);
            line.truncate(line.floor_char_boundary(left));
            left -= line.len();
        }
    }
    let mut lines = parts.iter().flat_map(|part| &part.lines);
    let says_something = lines.any(|line| !line.trim().is_empty());
    says_something.then_some(FileText { parts })
}

/// Whether a file of plain text may hold a long number, as the audit reads it; none of other files, and of one that
/// cannot be read.
pub(super) fn has_long_number(path: &str, bytes: impl FnOnce() -> Option<Vec<u8>>) -> Option<bool> {
    let (_, ending) = path.rsplit_once('.')?;
    let is_plain = PLAIN.iter().any(|plain| ending.eq_ignore_ascii_case(plain));
    let text = text_of_file(path, is_plain.then(bytes)??);
    let mut lines = text
        .iter()
        .flat_map(|text| &text.parts)
        .flat_map(|part| &part.lines);
    Some(lines.any(|line| may_hold_long_number(line)))
}

fn one_part(lines: impl IntoIterator<Item = String>) -> Vec<TextPart> {
    vec![TextPart::new("", lines)]
}

/// The rows of a CSV, each on the line of the file on which it begins.
fn rows(text: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for record in reader.records().flatten() {
        let line = record.position().map_or(0, csv::Position::line);
        while lines.len() as u64 + 1 < line {
            lines.push(String::new());
        }
        lines.push(row(record.iter()));
    }
    lines
}

/// The cells of a row with a tab between them.
fn row<'c>(cells: impl Iterator<Item = &'c str>) -> String {
    let cells = cells.map(|cell| cell.replace(['\t', '\n', '\r'], " "));
    cells.collect::<Vec<_>>().join("\t")
}

/// Text in UTF-8, or in the national encoding that office programs save by default.
fn text(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// A part a sheet, hidden ones too: they are published with the file.
fn workbook(bytes: Vec<u8>) -> Option<Vec<TextPart>> {
    let mut book = open(bytes)?;
    let mut left = TEXT_LIMIT;
    let sheets = book.sheet_names().into_iter().filter_map(|sheet| {
        let cells = cells(&mut book, &sheet)?;
        let lines = lay_out(&cells, &mut left);
        let name = format!("工作表“{sheet}”");
        Some(TextPart::new(name, lines))
    });
    Some(sheets.collect())
}

/// A line a row from the first row of the sheet on, a cell below its heading; what lies beyond `left` bytes is
/// dropped, so that one cell in the last corner of a sheet asks for no memory.
fn lay_out(cells: &Cells, left: &mut usize) -> Vec<String> {
    let edge = cells.keys().map(|(_, column)| *column).min().unwrap_or(0);
    let mut lines: Vec<String> = Vec::new();
    let mut at = edge;
    for ((row, column), words) in cells {
        let line = *row as usize;
        if line >= lines.len() {
            at = edge;
        }
        let tabs = (column - at) as usize;
        let ahead = (line + 1).saturating_sub(lines.len());
        let Some(rest) = left.checked_sub(ahead + tabs + words.len()) else {
            break;
        };
        *left = rest;
        lines.resize(lines.len().max(line + 1), String::new());
        if let Some(line) = lines.last_mut() {
            line.push_str(&"\t".repeat(tabs));
            line.push_str(&words.replace(['\t', '\n', '\r'], " "));
        }
        at = *column;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{Cells, TEXT_LIMIT, attachment_text, lay_out};

    fn words(name: &str, bytes: &[u8]) -> Option<String> {
        let root = tempfile::tempdir().expect("a folder");
        let path = format!("content/{name}");
        std::fs::create_dir(root.path().join("content")).expect("its folder");
        std::fs::write(root.path().join(&path), bytes).expect("a file");
        attachment_text(root.path(), &path).map(|text| text.words())
    }

    #[test]
    fn text_is_read_in_both_encodings() {
        let (gbk, _, _) = encoding_rs::GB18030.encode("事项,单位\n公开,县府办");
        assert_eq!(
            words("甲.csv", &gbk).as_deref(),
            Some("事项 | 单位\n公开 | 县府办\n")
        );
        let marked = "\u{feff}公开".as_bytes();
        assert_eq!(words("乙.txt", marked).as_deref(), Some("公开\n"));
    }

    #[test]
    fn a_row_of_a_sheet_keeps_its_number_and_its_columns() {
        let cells = Cells::from([
            ((2, 1), "姓名".to_owned()),
            ((2, 3), "电话".to_owned()),
            ((4, 3), "甲\n乙".to_owned()),
        ]);
        let lines = lay_out(&cells, &mut 100);
        assert_eq!(lines, ["", "", "姓名\t\t电话", "", "\t\t甲 乙"]);
    }

    #[test]
    fn cells_in_the_last_column_of_every_row_ask_for_little() {
        let cells: Cells = (0..100_000)
            .flat_map(|row| {
                [
                    ((row, 0), "甲".to_owned()),
                    ((row, 16_383), "乙".to_owned()),
                ]
            })
            .collect();
        let lines = lay_out(&cells, &mut { TEXT_LIMIT });
        let size: usize = lines.iter().map(String::len).sum();
        assert!(size <= TEXT_LIMIT, "{size}");
    }

    #[test]
    fn what_cannot_be_read_gives_nothing() {
        for name in ["坏.docx", "坏.xlsx", "图.png", "无扩展名"] {
            assert_eq!(words(name, b"PK\x03\x04 broken"), None, "{name}");
        }
    }
}
