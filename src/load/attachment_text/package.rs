//! Office documents as what they are: archives of XML.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};
use zip::ZipArchive;

use super::budget::Budget;
use crate::model::TextPart;

/// What one part may unpack to.
const XML_LIMIT: u64 = 64 << 20;

/// An archive and the names of its parts, in order.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    names: Vec<String>,
}

impl<'b> Package<'b> {
    /// Opens an archive; none where it is damaged or is none.
    pub(super) fn open(bytes: &'b [u8]) -> Option<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let names = archive.file_names().flatten();
        let mut names: Vec<String> = names.map(Cow::into_owned).collect();
        names.sort();
        Some(Self { archive, names })
    }

    /// The names of the parts that begin so.
    pub(super) fn names(&self, begin: &str) -> Vec<String> {
        let names = self.names.iter();
        names
            .filter(|name| name.starts_with(begin))
            .cloned()
            .collect()
    }

    /// The XML of a part, cut where the budget ends; none where there is no such part or it cannot be read.
    pub(super) fn xml(&mut self, name: &str, budget: &mut Budget) -> Option<String> {
        let limit = XML_LIMIT.min(budget.unpacked());
        let file = self.archive.by_name(name).ok()?;
        let mut bytes = Vec::new();
        file.take(limit + 1).read_to_end(&mut bytes).ok()?;
        budget.unpack(bytes.len() as u64);
        if bytes.len() as u64 > limit {
            budget.spend();
            let whole = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
            return Some(whole.to_owned());
        }
        String::from_utf8(bytes).ok()
    }

    /// What the author wrote about the document, which its readers see among its properties; not who the author is.
    pub(super) fn properties(&mut self, budget: &mut Budget) -> TextPart {
        const SAID: &[&str] = &["title", "subject", "description", "keywords", "category"];
        const NAME: &str = "docProps/core.xml";
        let xml = self.xml(NAME, budget);
        if xml.is_none() && self.names.iter().any(|name| name == NAME) {
            budget.miss("文件属性");
        }
        let xml = xml.unwrap_or_default();
        aside("文件属性", said(&xml, SAID, SAID, budget))
    }
}

/// Words that are none of the document itself.
pub(super) fn aside(name: &str, lines: Vec<String>) -> TextPart {
    TextPart {
        is_aside: true,
        ..TextPart::new(name, lines)
    }
}

/// The words within elements of these names; a line ends where an element of the others ends. What stands behind
/// a fault of the XML or the end of the budget is not read.
pub(super) fn said(xml: &str, within: &[&str], ends: &[&str], budget: &mut Budget) -> Vec<String> {
    let (mut words, mut depth, mut counted) = (String::new(), 0_usize, 0);
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        if !budget.take(words.len() - counted) {
            words.truncate(counted);
            break;
        }
        counted = words.len();
        match event {
            Event::Start(tag) if within.contains(&tag.local_name().as_ref()) => depth += 1,
            Event::End(tag) => {
                let name = tag.local_name();
                if within.contains(&name.as_ref()) {
                    depth = depth.saturating_sub(1);
                }
                if ends.contains(&name.as_ref()) {
                    words.push('\n');
                }
            }
            Event::Text(text) if depth > 0 => words.push_str(&text),
            Event::CData(text) if depth > 0 => words.push_str(&text),
            Event::GeneralRef(entity) if depth > 0 => words.extend(character(&entity)),
            Event::Eof => break,
            _ => {}
        }
    }
    words.lines().map(str::to_owned).collect()
}

/// The character that an entity stands for.
pub(super) fn character(entity: &BytesRef<'_>) -> Option<char> {
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
    use super::{Budget, said};

    #[test]
    fn what_is_said_is_told_from_what_stands_around() {
        let xml = "<a:r><x>旁</x><a:c><a:t>第&#19968;</a:t><a:t>条</a:t></a:c><a:c><a:t>二</a:t></a:c><a:t>断 <b";
        let said = said(xml, &["t"], &["c"], &mut Budget::new());
        assert_eq!(said, ["第一条", "二", "断 "]);
    }
}
