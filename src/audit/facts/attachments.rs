//! The lines of attachments that hold long numbers, with what is said of them around.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::audit::finder::may_hold_numbers;
use crate::model::{FileText, Portal, ReadFile, TextPart};

/// A line, a row's cell or a paragraph of a file.
pub(in crate::audit) struct Line {
    /// Its text.
    pub(in crate::audit) text: String,
    /// The heading of a cell and the first cell of its row.
    pub(in crate::audit) label: String,
    /// The nearest line above it without a number: the heading of a table that has lost its cells.
    pub(in crate::audit) heading: String,
    /// 工作表“名册”第3行, 第2页第4行.
    pub(in crate::audit) whereabouts: String,
    /// In which part of the file, among those that hold anything.
    pub(in crate::audit) part: usize,
}

/// See [`Line`]; no file is read before a rule asks.
pub(in crate::audit) struct Attachments<'p> {
    portal: &'p Portal,
    read: ReadFile<'p>,
    lines: OnceLock<HashMap<Arc<str>, Vec<Line>>>,
}

impl<'p> Attachments<'p> {
    pub(super) fn new(portal: &'p Portal, read: ReadFile<'p>) -> Self {
        Self {
            portal,
            read,
            lines: OnceLock::new(),
        }
    }

    /// The lines of a published file that hold digits enough for a personal number.
    pub(in crate::audit) fn lines(&self, path: &str) -> &[Line] {
        let all = self.lines.get_or_init(|| self.read_all());
        all.get(path).map_or(&[], Vec::as_slice)
    }

    fn read_all(&self) -> HashMap<Arc<str>, Vec<Line>> {
        let mut paths: BTreeSet<&Arc<str>> = BTreeSet::new();
        for item in &self.portal.items {
            paths.extend(item.attachments.iter().map(|file| &file.path));
            paths.extend(item.table.iter().map(|file| &file.path));
        }
        let paths: Vec<&Arc<str>> = paths.into_iter().collect();
        let read = paths.into_par_iter().filter_map(|path| {
            let lines = suspect(&(self.read)(path)?);
            (!lines.is_empty()).then(|| (Arc::clone(path), lines))
        });
        read.collect()
    }
}

fn suspect(text: &FileText) -> Vec<Line> {
    let says_something = |part: &&TextPart| part.lines.iter().any(|line| !line.trim().is_empty());
    let parts = text.parts.iter().filter(says_something).enumerate();
    parts.flat_map(|(at, part)| of_part(at, part)).collect()
}

fn of_part(at: usize, part: &TextPart) -> Vec<Line> {
    let is_head = |line: &&String| {
        line.split('\t')
            .filter(|cell| !cell.trim().is_empty())
            .count()
            > 1
    };
    let head = part.lines.iter().find(is_head).map_or("", String::as_str);
    let mut found = Vec::new();
    let mut heading = "";
    for (number, line) in (1..).zip(&part.lines) {
        if !line.trim().is_empty() && !line.contains(|c: char| c.is_ascii_digit()) {
            heading = line;
        }
        if !may_hold_numbers(line) {
            continue;
        }
        let first = line.split('\t').next().unwrap_or_default();
        for (column, cell) in line.split('\t').enumerate() {
            if !may_hold_numbers(cell) {
                continue;
            }
            let above = head.split('\t').nth(column).filter(|_| line.contains('\t'));
            let above = above.unwrap_or_default().trim();
            let first = if column > 0 { first.trim() } else { "" };
            let mut whereabouts = format!("{}第{number}行", part.name);
            if !above.is_empty() && above != cell.trim() {
                whereabouts += &format!("“{above}”一栏");
            }
            found.push(Line {
                text: cell.to_owned(),
                label: format!("{first} {above}").trim().to_owned(),
                heading: if line.contains('\t') {
                    String::new()
                } else {
                    heading.to_owned()
                },
                whereabouts,
                part: at,
            });
        }
    }
    found
}
