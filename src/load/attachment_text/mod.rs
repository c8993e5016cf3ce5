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
use lookalikes::without_lookalikes;

/// Larger files are offered but not searched.
const FILE_LIMIT: usize = 64 << 20;
/// What a Word document may unpack to.
const XML_LIMIT: u64 = 64 << 20;
/// What is kept of one file's words.
const TEXT_LIMIT: usize = 4 << 20;

/// The words of a file of the site; none when it holds none that can be read.
///
/// A file that its program cannot open is offered to citizens as it is: that it is broken is no
/// reason to publish nothing, and searching the rest must go on.
#[must_use]
pub fn attachment_text(root: &Path, path: &str) -> Option<String> {
    let (_, extension) = path.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    let read: fn(Vec<u8>) -> Option<String> = match extension.as_str() {
        "docx" => document,
        "xlsx" | "xls" | "ods" => workbook,
        "pdf" => pdf::words,
        "csv" | "txt" => |bytes| Some(text(&bytes)),
        _ => return None,
    };
    let bytes = file_bytes(root, path).ok()?;
    if bytes.len() > FILE_LIMIT {
        return None;
    }
    let mut words: String = without_lookalikes(&read(bytes)?);
    words.truncate(words.floor_char_boundary(TEXT_LIMIT));
    Some(words).filter(|words| !words.trim().is_empty())
}

/// Text in UTF-8, or in the national encoding that office programs save by default.
fn text(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// One line a row, the cells apart.
fn workbook(bytes: Vec<u8>) -> Option<String> {
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).ok()?;
    let mut words = String::new();
    for sheet in workbook.sheet_names() {
        let Ok(range) = workbook.worksheet_range(&sheet) else {
            continue;
        };
        for row in range.rows() {
            let cells = row.iter().map(ToString::to_string);
            let cells: Vec<String> = cells.filter(|cell| !cell.trim().is_empty()).collect();
            words.push_str(&cells.join(" | "));
            words.push('\n');
        }
    }
    Some(words)
}

/// The paragraphs of a Word document: the text of `w:t`, a line for each `w:p`.
fn document(bytes: Vec<u8>) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut xml = String::new();
    let file = archive.by_name("word/document.xml").ok()?;
    file.take(XML_LIMIT).read_to_string(&mut xml).ok()?;
    let mut reader = Reader::from_str(&xml);
    let mut words = String::new();
    let mut inside = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => inside = tag.name().as_ref() == "w:t",
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
                    "w:p" => words.push('\n'),
                    "w:tc" => words.push_str("| "),
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
        attachment_text(root.path(), &path)
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
        assert_eq!(words, "申请表 & 说明\n姓名\n| 电话\n| ");
    }

    #[test]
    fn text_is_read_in_both_encodings() {
        let (gbk, _, _) = encoding_rs::GB18030.encode("事项,单位\n公开,县府办");
        assert_eq!(
            words("甲.csv", &gbk).as_deref(),
            Some("事项,单位\n公开,县府办")
        );
        let marked = "\u{feff}公开".as_bytes();
        assert_eq!(words("乙.txt", marked).as_deref(), Some("公开"));
    }

    #[test]
    fn what_cannot_be_read_gives_nothing() {
        for name in ["坏.docx", "坏.xlsx", "图.png", "无扩展名"] {
            assert_eq!(words(name, b"PK\x03\x04 broken"), None, "{name}");
        }
    }
}
