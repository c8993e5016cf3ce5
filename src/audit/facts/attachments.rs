//! The lines of attachments that hold long numbers, with what is said of them around.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::model::{FileText, Gap, Portal, ReadFile, TextPart, may_hold_long_number};

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

/// See [`Line`]; no file is read before a rule asks for it, and none twice.
///
/// # Why
/// Each file has a lock of its own, and what fills it runs on the asking thread alone. Were all read
/// in one go on the threads of the pool, a thread that waits for the others would take up another item
/// meanwhile, whose rule asks for the lock which that very thread holds: the audit would never end.
pub(in crate::audit) struct Attachments<'p> {
    portal: &'p Portal,
    read: ReadFile<'p>,
    read_so_far: HashMap<&'p str, OnceLock<Looked>>,
}

/// What a file was looked through for.
#[derive(Default)]
struct Looked {
    lines: Vec<Line>,
    gap: Option<Gap>,
}

impl<'p> Attachments<'p> {
    pub(super) fn new(portal: &'p Portal, read: ReadFile<'p>) -> Self {
        let offered = portal.items.iter().flat_map(|item| {
            let files = item.attachments.iter().map(|file| &*file.path);
            files.chain(item.table.iter().map(|file| &*file.path))
        });
        Self {
            portal,
            read,
            read_so_far: offered.map(|path| (path, OnceLock::new())).collect(),
        }
    }

    /// The lines of a published file that hold digits enough for a personal number.
    pub(in crate::audit) fn lines(&self, path: &str) -> &[Line] {
        self.looked(path).map_or(&[], |looked| &looked.lines)
    }

    /// What of a published file was not looked through, and why; none where all was, and of a file that holds no words.
    pub(in crate::audit) fn gap(&self, path: &str) -> Option<&Gap> {
        self.looked(path)?.gap.as_ref()
    }

    fn looked(&self, path: &str) -> Option<&Looked> {
        let facts = self.portal.site.files.get(path);
        if facts.is_some_and(|facts| facts.has_long_number == Some(false)) {
            return None;
        }
        let look = || {
            let text = (self.read)(path).unwrap_or_default();
            Looked {
                lines: suspect(&text),
                gap: text.gap,
            }
        };
        Some(self.read_so_far.get(path)?.get_or_init(look))
    }
}

fn suspect(text: &FileText) -> Vec<Line> {
    let says_something = |part: &&TextPart| part.lines.iter().any(|line| !line.trim().is_empty());
    let parts = text.parts.iter().filter(says_something).enumerate();
    parts.flat_map(|(at, part)| of_part(at, part)).collect()
}

fn of_part(at: usize, part: &TextPart) -> Vec<Line> {
    let (mut head, mut heading) = ("", "");
    let mut found = Vec::new();
    for (number, line) in (1..).zip(&part.lines) {
        if !line.trim().is_empty() && !line.contains(|c: char| c.is_ascii_digit()) {
            heading = line;
        }
        // What stands above the headings, a title, is under none of them.
        if head.is_empty() && is_head(line) {
            head = line;
        }
        if !may_hold_long_number(line) {
            continue;
        }
        let first = line.split('\t').next().unwrap_or_default();
        for (column, cell) in line.split('\t').enumerate() {
            if !may_hold_long_number(cell) {
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

fn is_head(line: &str) -> bool {
    let cells = line.split('\t');
    cells.filter(|cell| !cell.trim().is_empty()).count() > 1
}
