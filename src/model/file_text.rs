//! What can be read in a file that items offer.

/// The text of a Word document, a spreadsheet, a PDF document or a plain text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileText {
    /// Its sheets or pages; one for a file without such.
    pub parts: Vec<TextPart>,
}

/// A sheet, a page, or all of a file that has neither.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextPart {
    /// 工作表“名册”, 第3页; empty for a file without parts.
    pub name: String,
    /// Lines, rows or paragraphs from the first on, empty ones too; a tab stands between the cells of a row.
    pub lines: Vec<String>,
}

impl FileText {
    /// The words as search takes them: a line each, cells apart from each other.
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = String::new();
        for line in self.parts.iter().flat_map(|part| &part.lines) {
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
        let part = TextPart {
            name: String::new(),
            lines,
        };
        let text = FileText { parts: vec![part] };
        assert_eq!(text.words(), "公开\n姓名 | 电话\n");
    }
}
