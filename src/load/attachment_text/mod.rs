//! The words of an attachment: Word documents, spreadsheets, PDF documents, drawings, plain text.

mod budget;
mod lookalikes;
mod package;
mod pdf;
mod plain;
mod sheets;
mod svg;
mod word;

use std::path::Path;

use super::files::{Within, bytes_within};
use crate::model::{FileText, Gap, TextPart, may_hold_long_number};
use budget::{Budget, TEXT_LIMIT};
use lookalikes::without_lookalikes;

/// How the words of files of one ending are found.
struct Reader {
    /// Larger files are offered but not read.
    limit: u64,
    is_quick: bool,
    read: fn(Vec<u8>, &mut Budget) -> Option<Vec<TextPart>>,
}

/// How the words of a file are found; none of one whose ending promises no words.
fn reader(path: &str) -> Option<Reader> {
    const LIMIT: u64 = 64 << 20;
    let (_, ending) = path.rsplit_once('.')?;
    let quick = |read| Reader {
        limit: LIMIT,
        is_quick: true,
        read,
    };
    let slow = |read, limit| Reader {
        limit,
        is_quick: false,
        read,
    };
    Some(match ending.to_ascii_lowercase().as_str() {
        "docx" => slow(word::parts, LIMIT),
        "xlsx" | "xlsm" | "xls" | "ods" => slow(sheets::parts, LIMIT),
        // Text is small beside the pictures of a scan.
        "pdf" => slow(pdf::pages, LIMIT / 2),
        "csv" => quick(|bytes, _| one_part(plain::rows(&plain::text(&bytes)))),
        "txt" => quick(|bytes, _| one_part(plain::lines(&plain::text(&bytes)))),
        "vtt" => quick(|bytes, _| one_part(plain::captions(&plain::text(&bytes)))),
        "svg" => quick(|bytes, _| one_part(svg::lines(&plain::text(&bytes)))),
        _ => return None,
    })
}

/// Whether it takes a moment to find the words of a file of this name; none where it has no words to find.
#[must_use]
pub fn is_slowly_read(path: &str) -> Option<bool> {
    reader(path).map(|reader| !reader.is_quick)
}

/// The text of a file of the site; none when there is no such file or its ending promises no words.
///
/// A file that its program cannot open is offered to citizens as it is: that it is broken is no
/// reason to publish nothing, and reading the rest must go on.
#[must_use]
pub fn attachment_text(root: &Path, path: &str) -> Option<FileText> {
    read_attachment(root, path).map(|(text, _)| text)
}

/// As [`attachment_text`], with the digest of the file that was read; none where it is too large to be.
#[must_use]
pub fn read_attachment(root: &Path, path: &str) -> Option<(FileText, Option<[u8; 32]>)> {
    let reader = reader(path)?;
    match bytes_within(root, path, reader.limit).ok()? {
        Within::Bytes(bytes) => {
            let digest = *blake3::hash(&bytes).as_bytes();
            Some((text(&reader, bytes), Some(digest)))
        }
        Within::TooLarge => Some((unread(Gap::TooLarge(reader.limit)), None)),
    }
}

fn unread(gap: Gap) -> FileText {
    FileText {
        parts: Vec::new(),
        gap: Some(gap),
    }
}

fn text(reader: &Reader, bytes: Vec<u8>) -> FileText {
    // That there is nothing in it is told of every file.
    if bytes.is_empty() {
        return FileText::default();
    }
    let mut budget = Budget::new();
    let Some(mut parts) = (reader.read)(bytes, &mut budget) else {
        return unread(Gap::Closed);
    };
    let mut left = TEXT_LIMIT;
    for line in parts.iter_mut().flat_map(|part| &mut part.lines) {
        *line = without_lookalikes(line);
        if line.len() > left {
            budget.spend();
            line.truncate(line.floor_char_boundary(left));
        }
        left -= line.len();
    }
    FileText {
        parts,
        gap: budget.gap(),
    }
}

/// Whether a file of plain text of so many bytes may hold a long number, as the audit reads it; none of other files,
/// and of one that cannot be read to its end.
pub(super) fn has_long_number(
    path: &str,
    size: u64,
    bytes: impl FnOnce() -> Option<Vec<u8>>,
) -> Option<bool> {
    let reader = reader(path).filter(|reader| reader.is_quick && size <= reader.limit)?;
    let text = text(&reader, bytes()?);
    let mut lines = text.parts.iter().flat_map(|part| &part.lines);
    let has = lines.any(|line| may_hold_long_number(line));
    (has || text.gap.is_none()).then_some(has)
}

fn one_part(lines: impl IntoIterator<Item = String>) -> Option<Vec<TextPart>> {
    Some(vec![TextPart::new("", lines)])
}

#[cfg(test)]
mod tests {
    use super::attachment_text;

    fn words(name: &str, bytes: &[u8]) -> Option<String> {
        let root = tempfile::tempdir().expect("a folder");
        let path = format!("content/{name}");
        std::fs::create_dir(root.path().join("content")).expect("its folder");
        std::fs::write(root.path().join(&path), bytes).expect("a file");
        attachment_text(root.path(), &path)
            .map(|text| text.words())
            .filter(|words| !words.is_empty())
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
