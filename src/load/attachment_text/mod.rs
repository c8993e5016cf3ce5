//! The words of an attachment: Word documents, spreadsheets, PDF documents, plain text.

mod lookalikes;
mod pdf;

use std::io::{Cursor, Read as _};
use std::path::Path;

use calamine::{Reader as _, open_workbook_auto_from_rs};
use encoding_rs::GB18030;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::file_bytes;
use super::table::delimiter;
use crate::model::{FileText, TextPart};
use lookalikes::without_lookalikes;

/// Larger files are offered but not searched.
const FILE_LIMIT: usize = 64 << 20;
/// What a Word document may unpack to.
const XML_LIMIT: u64 = 64 << 20;
/// What is kept of one file's words.
const TEXT_LIMIT: usize = 4 << 20;

/// The text of a file of the site; none when it holds none that can be read.
///
/// A file that its program cannot open is offered to citizens as it is: that it is broken is no
/// reason to publish nothing, and reading the rest must go on.
#[must_use]
pub fn attachment_text(root: &Path, path: &str) -> Option<FileText> {
    let (_, extension) = path.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    let read: fn(Vec<u8>) -> Option<Vec<TextPart>> = match extension.as_str() {
        "docx" => |bytes| Some(one_part(document(bytes)?.lines().map(str::to_owned))),
        "xlsx" | "xlsm" | "xls" | "ods" => workbook,
        "pdf" => pdf::pages,
        "csv" => |bytes| Some(one_part(rows(&text(&bytes)))),
        "txt" => |bytes| Some(one_part(text(&bytes).lines().map(str::to_owned))),
        _ => return None,
    };
    let bytes = file_bytes(root, path).ok()?;
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

fn one_part(lines: impl IntoIterator<Item = String>) -> Vec<TextPart> {
    let lines = lines.into_iter().collect();
    let name = String::new();
    vec![TextPart { name, lines }]
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
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for sheet in workbook.sheet_names() {
        let Ok(range) = workbook.worksheet_range(&sheet) else {
            continue;
        };
        let above = range.start().map_or(0, |(row, _)| row as usize);
        let mut lines = vec![String::new(); above];
        for cells in range.rows() {
            let cells: Vec<String> = cells.iter().map(ToString::to_string).collect();
            lines.push(row(cells.iter().map(|cell| cell.trim())));
        }
        let name = format!("工作表“{sheet}”");
        parts.push(TextPart { name, lines });
    }
    Some(parts)
}

/// A Word document: the text of `w:t`, a line for each `w:p` or row of a table.
fn document(bytes: Vec<u8>) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut xml = String::new();
    let file = archive.by_name("word/document.xml").ok()?;
    file.take(XML_LIMIT).read_to_string(&mut xml).ok()?;
    let mut reader = Reader::from_str(&xml);
    let mut words = String::new();
    let (mut inside, mut tables) = (false, 0_usize);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => {
                inside = tag.name().as_ref() == "w:t";
                tables += usize::from(tag.name().as_ref() == "w:tbl");
            }
            Event::Text(text) if inside => words.push_str(&text),
            Event::GeneralRef(entity) if inside => words.push(character(&entity)?),
            Event::Empty(tag) => match tag.name().as_ref() {
                "w:tab" => words.push(' '),
                "w:br" => words.push('\n'),
                _ => {}
            },
            Event::End(tag) => {
                inside = false;
                match tag.name().as_ref() {
                    "w:p" if tables > 0 => words.push(' '),
                    "w:tc" if tables == 1 => words.push('\t'),
                    "w:p" => words.push('\n'),
                    "w:tr" if tables == 1 => words.push('\n'),
                    "w:tbl" => tables = tables.saturating_sub(1),
                    _ => {}
                }
            }
            Event::Eof => return Some(words),
            _ => {}
        }
    }
}

fn character(entity: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return Some(c);
    }
    match &**entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::attachment_text;

    fn words(name: &str, bytes: &[u8]) -> Option<String> {
        let root = tempfile::tempdir().expect("a folder");
        let path = format!("content/{name}");
        std::fs::create_dir(root.path().join("content")).expect("its folder");
        std::fs::write(root.path().join(&path), bytes).expect("a file");
        attachment_text(root.path(), &path).map(|text| text.words())
    }

    #[test]
    fn a_word_document_gives_its_paragraphs() {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file("word/document.xml", options)
            .expect("a part");
        let xml = "<w:document><w:p><w:r><w:t>申请</w:t></w:r><w:r><w:t>表 &amp; 说明</w:t></w:r></w:p>\
            <w:tbl><w:tr><w:tc><w:p><w:t>姓名</w:t></w:p></w:tc><w:tc><w:p><w:t>电话</w:t></w:p></w:tc></w:tr></w:tbl></w:document>";
        zip.write_all(xml.as_bytes()).expect("its bytes");
        let bytes = zip.finish().expect("a file").into_inner();
        let words = words("表.docx", &bytes).expect("words");
        assert_eq!(words, "申请表 & 说明\n姓名 | 电话\n");
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
    fn what_cannot_be_read_gives_nothing() {
        for name in ["坏.docx", "坏.xlsx", "图.png", "无扩展名"] {
            assert_eq!(words(name, b"PK\x03\x04 broken"), None, "{name}");
        }
    }
}
