//! The words of an attachment: Word documents, spreadsheets, PDF documents, drawings, plain text.

mod lookalikes;
mod package;
mod pdf;
mod plain;
mod sheets;
mod svg;
mod word;

use std::path::Path;

use super::file_bytes;
use crate::model::{FileText, TextPart, may_hold_long_number};
use lookalikes::without_lookalikes;

/// Endings of files that are quickly read.
const PLAIN: [&str; 4] = ["csv", "txt", "vtt", "svg"];
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
        "xlsx" | "xlsm" | "xls" | "ods" => sheets::parts,
        "pdf" => pdf::pages,
        "csv" => |bytes| Some(one_part(plain::rows(&plain::text(&bytes)))),
        "txt" => |bytes| Some(one_part(plain::lines(&plain::text(&bytes)))),
        "vtt" => |bytes| Some(one_part(plain::captions(&plain::text(&bytes)))),
        "svg" => |bytes| Some(one_part(svg::lines(&plain::text(&bytes)))),
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

#[cfg(test)]
mod tests {
    use super::attachment_text;

    fn words(name: &str, bytes: &[u8]) -> Option<String> {
        let root = tempfile::tempdir().expect("a folder");
        let path = format!("content/{name}");
        std::fs::create_dir(root.path().join("content")).expect("its folder");
        std::fs::write(root.path().join(&path), bytes).expect("a file");
        attachment_text(root.path(), &path).map(|text| text.words())
    }

    #[test]
    fn text_is_read_in_utf_8_and_in_the_national_encoding() {
        let (gbk, _, _) = encoding_rs::GB18030.encode("事项,单位\n公开,县府办");
        assert_eq!(
            words("甲.csv", &gbk).as_deref(),
            Some("事项 | 单位\n公开 | 县府办\n")
        );
        let marked = "\u{feff}公开".as_bytes();
        assert_eq!(words("乙.txt", marked).as_deref(), Some("公开\n"));
    }

    #[test]
    fn text_is_read_that_programs_save_as_unicode() {
        let text = "事项\t单位\r\n公开\t县府办\r\n";
        let bytes = |of: fn(u16) -> [u8; 2], mark: &str| -> Vec<u8> {
            let units = mark.encode_utf16().chain(text.encode_utf16());
            units.flat_map(of).collect()
        };
        for mark in ["\u{feff}", ""] {
            for of in [u16::to_le_bytes, u16::to_be_bytes] {
                for name in ["甲.csv", "甲.txt"] {
                    let found = words(name, &bytes(of, mark));
                    assert_eq!(found.as_deref(), Some("事项 | 单位\n公开 | 县府办\n"));
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_read_gives_nothing() {
        for name in ["坏.docx", "坏.xlsx", "图.png", "无扩展名"] {
            assert_eq!(words(name, b"PK\x03\x04 broken"), None, "{name}");
        }
    }
}
