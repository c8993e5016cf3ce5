//! The sheet on which the report is written: lines that wrap, indented, in the colours of severities.

use std::fmt::Write as _;

use annotate_snippets::normalize_untrusted_str;
use anstyle::{AnsiColor, Style};

use super::wrap::{width, wrap};
use crate::model::{Judgement, Severity};

/// How bold headings stand out.
pub(super) const BOLD: Style = Style::new().bold();
/// What may be skipped.
pub(super) const FAINT: Style = Style::new().dimmed();
/// As the letters around it.
pub(super) const PLAIN: Style = Style::new();

/// Red, yellow or cyan; the word always stands beside the colour.
pub(super) fn colour(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::Cyan,
    };
    colour.on_default().bold()
}

/// Green for what is well, red for what is not, plain for what nobody judges yet.
pub(super) fn verdict(judgement: Judgement) -> Style {
    let colour = match judgement {
        Judgement::Passes => AnsiColor::Green,
        Judgement::Fails => AnsiColor::Red,
        Judgement::NotYet => return PLAIN,
    };
    colour.on_default().bold()
}

/// Columns that a text has even where its indent leaves none.
const NARROWEST: usize = 8;

/// The sheet so far.
pub(super) struct Sheet {
    text: String,
    columns: usize,
}

impl Sheet {
    pub(super) fn new(columns: usize) -> Self {
        Self {
            text: String::new(),
            columns,
        }
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        self.text.push('\n');
    }

    /// A text in as many lines as it takes, each indented.
    pub(super) fn text(&mut self, indent: usize, style: Style, text: &str) {
        self.hanging([indent, indent], &[], style, text);
    }

    /// A text after a lead of styled words; the first line has the first indent, the others the second.
    pub(super) fn hanging(
        &mut self,
        [first, others]: [usize; 2],
        lead: &[(Style, &str)],
        style: Style,
        text: &str,
    ) {
        let taken = lead.iter().map(|(_, words)| width(words)).sum::<usize>();
        let room = |taken: usize| self.columns.saturating_sub(taken).max(NARROWEST);
        let lines = wrap(&tidy(text), room(first + taken), room(others));
        self.spaces(first);
        for (style, words) in lead {
            self.styled(*style, words);
        }
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.spaces(others);
            }
            self.styled(style, line);
            self.gap();
        }
    }

    /// A line that is never broken: a path that a terminal makes a link of.
    pub(super) fn whole(&mut self, indent: usize, style: Style, text: &str) {
        self.spaces(indent);
        self.styled(style, &tidy(text));
        self.gap();
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    fn spaces(&mut self, count: usize) {
        self.text.extend(std::iter::repeat_n(' ', count));
    }

    fn styled(&mut self, style: Style, words: &str) {
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{style}{words}{style:#}");
    }
}

/// Text of an author, fit for a terminal: one line, no control characters.
fn tidy(text: &str) -> String {
    normalize_untrusted_str(text).replace('\n', " ")
}
