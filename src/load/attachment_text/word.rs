//! The words of a Word document: its text, what stands around it, and what its authors left behind in it.
//!
//! # Why
//! A name in a comment or a number that was struck out with changes tracked is published with the file, though
//! no printout shows it. Such words are kept apart, so that they are checked and not found by search.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::budget::Budget;
use super::package::{Package, aside, character};
use crate::model::TextPart;

/// Parts by how their names within the archive begin, what they are called, and whether they are asides.
const AROUND: [(&str, &str, bool); 5] = [
    ("word/header", "页眉", false),
    ("word/footer", "页脚", false),
    ("word/footnotes", "脚注", false),
    ("word/endnotes", "尾注", false),
    ("word/comments.xml", "批注", true),
];

/// A part for the document, each of what stands around it, and what was struck out; none when it cannot be read.
pub(super) fn parts(bytes: Vec<u8>, budget: &mut Budget) -> Option<Vec<TextPart>> {
    let mut package = Package::open(&bytes)?;
    let document = words(&mut package, "word/document.xml", budget)?;
    let mut struck = document.struck;
    let mut parts = vec![part("", &document.shown, false)];
    for (begins, called, is_aside) in AROUND {
        for name in package.names(begins) {
            let Some(words) = words(&mut package, &name, budget) else {
                budget.miss(called);
                continue;
            };
            parts.push(part(called, &words.shown, is_aside));
            struck += &words.struck;
        }
    }
    parts.push(part("修订中删去的文字", &struck, true));
    parts.push(package.properties(budget));
    Some(parts)
}

fn part(called: &str, words: &str, is_aside: bool) -> TextPart {
    let lines = words.lines().map(str::to_owned).collect();
    match is_aside {
        true => aside(called, lines),
        false => TextPart::new(called, lines),
    }
}

/// What one part of the archive says.
#[derive(Default)]
struct Words {
    /// A line for each paragraph or row of a table.
    shown: String,
    /// What was struck out with changes tracked, a line for each paragraph that had such.
    struck: String,
}

/// None where it is damaged; what stands behind the end of the budget is not read.
fn words(package: &mut Package<'_>, name: &str, budget: &mut Budget) -> Option<Words> {
    let xml = package.xml(name, budget)?;
    let mut reader = Reader::from_str(&xml);
    // What was cut has no end.
    let is_cut = budget.is_spent();
    let mut walk = Walk::new(budget);
    while !walk.is_full {
        let event = reader.read_event();
        if event.is_err() && is_cut {
            break;
        }
        match event.ok()? {
            Event::Start(tag) => walk.enter(tag.name().as_ref()),
            Event::End(tag) => walk.leave(tag.name().as_ref()),
            Event::Empty(tag) => match tag.name().as_ref() {
                "w:tab" => walk.say(" "),
                "w:br" => walk.say("\n"),
                _ => {}
            },
            Event::Text(text) if walk.inside => walk.say(&text),
            Event::GeneralRef(entity) if walk.inside => {
                walk.say(character(&entity)?.encode_utf8(&mut [0; 4]));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Some(walk.words)
}

/// Where in a part the reader stands.
struct Walk<'b> {
    words: Words,
    budget: &'b mut Budget,
    /// Whether the budget lets no more in.
    is_full: bool,
    /// Within `w:t` or `w:delText`.
    inside: bool,
    /// Within how many stretches that a reader of the document no longer sees.
    struck: usize,
    /// Within how many tables.
    tables: usize,
    /// Within how many older forms of what was said just before in a newer one.
    fallbacks: usize,
}

impl<'b> Walk<'b> {
    fn new(budget: &'b mut Budget) -> Self {
        Self {
            words: Words::default(),
            budget,
            is_full: false,
            inside: false,
            struck: 0,
            tables: 0,
            fallbacks: 0,
        }
    }

    fn say(&mut self, words: &str) {
        if self.fallbacks > 0 {
            return;
        }
        if !self.budget.take(words.len()) {
            self.is_full = true;
            return;
        }
        let said = match self.struck {
            0 => &mut self.words.shown,
            _ => &mut self.words.struck,
        };
        said.push_str(words);
    }

    fn enter(&mut self, tag: &str) {
        self.inside = matches!(tag, "w:t" | "w:delText");
        match tag {
            "w:tbl" => self.tables += 1,
            "w:del" | "w:moveFrom" => self.struck += 1,
            "mc:Fallback" => self.fallbacks += 1,
            _ => {}
        }
    }

    fn leave(&mut self, tag: &str) {
        self.inside = false;
        match tag {
            "w:p" if self.tables > 0 => self.end(" "),
            "w:p" => self.end("\n"),
            "w:tc" if self.tables == 1 => self.say("\t"),
            "w:tr" if self.tables == 1 => self.end("\n"),
            "w:tbl" => self.tables = self.tables.saturating_sub(1),
            "w:del" | "w:moveFrom" => self.struck = self.struck.saturating_sub(1),
            "mc:Fallback" => self.fallbacks = self.fallbacks.saturating_sub(1),
            _ => {}
        }
    }

    fn end(&mut self, mark: &str) {
        self.say(mark);
        if !self.words.struck.is_empty() && !self.words.struck.ends_with('\n') {
            self.words.struck.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::super::budget::TEXT_LIMIT;
    use super::{Budget, parts};
    use crate::model::{FileText, Gap};

    fn document(files: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, body) in files {
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(*name, options).expect("a part");
            let xml = format!("<w:part>{body}</w:part>");
            zip.write_all(xml.as_bytes()).expect("its bytes");
        }
        zip.finish().expect("a file").into_inner()
    }

    fn said(files: &[(&str, &str)]) -> Vec<(String, Vec<String>, bool)> {
        let parts = parts(document(files), &mut Budget::new());
        let parts = parts.expect("a document").into_iter();
        let parts = parts.filter(|part| !part.lines.is_empty());
        parts
            .map(|part| (part.name, part.lines, part.is_aside))
            .collect()
    }

    #[test]
    fn a_document_gives_its_paragraphs_and_rows() {
        let xml = "<w:p><w:r><w:t>申请</w:t></w:r><w:r><w:t>表 &amp; 说明</w:t></w:r></w:p>\
            <w:tbl><w:tr><w:tc><w:p><w:t>姓名</w:t></w:p></w:tc><w:tc><w:p><w:t>电话</w:t></w:p></w:tc></w:tr></w:tbl>";
        let bytes = document(&[("word/document.xml", xml)]);
        let parts = parts(bytes, &mut Budget::new()).expect("a document");
        let text = FileText { parts, gap: None };
        assert_eq!(text.words(), "申请表 & 说明\n姓名 | 电话\n");
    }

    #[test]
    fn what_stands_around_it_and_what_was_left_in_it_are_parts_of_their_own() {
        let found = said(&[
            (
                "word/document.xml",
                "<w:p><w:t>公示</w:t><w:del><w:r><w:delText>旧号</w:delText></w:r></w:del></w:p><w:p><w:t>名单</w:t></w:p>",
            ),
            ("word/footnotes.xml", "<w:p><w:t>据台账</w:t></w:p>"),
            ("word/header1.xml", "<w:p><w:t>内部资料</w:t></w:p>"),
            ("word/comments.xml", "<w:p><w:t>再核</w:t></w:p>"),
            (
                "docProps/core.xml",
                "<dc:title>名单</dc:title><dc:creator>王某</dc:creator>",
            ),
        ]);
        let part = |name: &str, lines: &[&str], is_aside| {
            let lines = lines.iter().map(|&line| line.to_owned()).collect();
            (name.to_owned(), lines, is_aside)
        };
        let expected = [
            part("", &["公示", "名单"], false),
            part("页眉", &["内部资料"], false),
            part("脚注", &["据台账"], false),
            part("批注", &["再核"], true),
            part("修订中删去的文字", &["旧号"], true),
            part("文件属性", &["名单"], true),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_text_box_that_is_kept_in_two_forms_is_said_once() {
        let text = "<w:p><w:t>框</w:t></w:p>";
        let both = format!(
            "<mc:AlternateContent><mc:Choice>{text}</mc:Choice><mc:Fallback>{text}</mc:Fallback></mc:AlternateContent>"
        );
        let found = said(&[("word/document.xml", &both)]);
        assert_eq!(found, [(String::new(), vec!["框".to_owned()], false)]);
    }

    #[test]
    fn a_small_archive_of_huge_parts_gives_what_is_kept_of_one_file_and_no_more() {
        let line = format!("<w:p><w:t>{}</w:t></w:p>", "字".repeat(1 << 14));
        let body = line.repeat(1 << 6);
        let names: Vec<String> = (0..8).map(|at| format!("word/header{at}.xml")).collect();
        let headers = names.iter().map(|name| (name.as_str(), body.as_str()));
        let files: Vec<(&str, &str)> = headers.chain([("word/document.xml", "<w:p/>")]).collect();
        let bytes = document(&files);
        assert!(bytes.len() < 1 << 18, "{}", bytes.len());
        let mut budget = Budget::new();
        let parts = parts(bytes, &mut budget).expect("a document");
        let lines = parts.iter().flat_map(|part| &part.lines);
        let size: usize = lines.map(String::len).sum();
        assert!(size <= TEXT_LIMIT, "{size}");
        assert_eq!(budget.gap(), Some(Gap::CutShort));
    }

    #[test]
    fn what_an_archive_unpacks_to_has_an_end() {
        // Nothing of it is a word: what is kept is no measure of it.
        let body = "<w:tab/>".repeat(1 << 20);
        let names: Vec<String> = (0..40).map(|at| format!("word/header{at}.xml")).collect();
        let headers = names.iter().map(|name| (name.as_str(), body.as_str()));
        let files: Vec<(&str, &str)> = headers.chain([("word/document.xml", "<w:p/>")]).collect();
        let mut budget = Budget::new();
        parts(document(&files), &mut budget).expect("a document");
        assert_eq!((budget.unpacked(), budget.gap()), (0, Some(Gap::CutShort)));
    }
}
