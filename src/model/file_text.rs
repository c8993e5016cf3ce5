//! What can be read in a file that items offer.

use serde::{Deserialize, Serialize};

/// The text of a Word document, a spreadsheet, a PDF document or a plain text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileText {
    /// Its sheets or pages; one for a file without such.
    pub parts: Vec<TextPart>,
    /// Why these are not all that it says; none where they are.
    pub gap: Option<Gap>,
}

/// What of a file's words was not read, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gap {
    /// All: the file is larger than this many bytes.
    TooLarge(u64),
    /// All: it is damaged, locked with a password, or no file of the format that its name says.
    Closed,
    /// Those of parts that are damaged, by their names.
    Parts(Vec<String>),
    /// Those behind the first: there are too many.
    CutShort,
}

/// A sheet, a page, or all of a file that has neither.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextPart {
    /// 工作表“名册”, 第3页; empty for a file without parts.
    pub name: String,
    /// Lines, rows or paragraphs from the first on, empty ones too; a tab stands between the cells of a row.
    pub lines: Vec<String>,
    /// Whether it is no text of the document itself: comments, words that were struck out and are still kept.
    pub is_aside: bool,
}

impl TextPart {
    /// A part of the document itself.
    #[must_use]
    pub fn new(name: impl Into<String>, lines: impl IntoIterator<Item = String>) -> Self {
        Self {
            name: name.into(),
            lines: lines.into_iter().collect(),
            is_aside: false,
        }
    }
}

impl FileText {
    /// The words as search takes them: a line each, cells apart from each other; asides are not for finding.
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = String::new();
        let parts = self.parts.iter().filter(|part| !part.is_aside);
        for line in parts.flat_map(|part| &part.lines) {
            let cells = line.split('\t').map(str::trim);
            let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
            if !cells.is_empty() {
                words.push_str(&cells.join(" | "));
                words.push('\n');
            }
        }
        words
    }
}

/// Gives the text of a file by its path; none where it holds none that can be read.
pub type ReadFile<'r> = &'r (dyn Fn(&str) -> Option<FileText> + Sync);

#[cfg(test)]
mod tests {
    use super::{FileText, TextPart};

    #[test]
    fn words_have_no_empty_lines_or_cells() {
        let lines = ["公开", "", "姓名\t\t电话\t"].map(str::to_owned).to_vec();
        let aside = TextPart {
            is_aside: true,
            ..TextPart::new("批注", ["此处再核".to_owned()])
        };
        let parts = vec![TextPart::new("", lines), aside];
        let text = FileText { parts, gap: None };
        assert_eq!(text.words(), "公开\n姓名 | 电话\n");
    }
}
