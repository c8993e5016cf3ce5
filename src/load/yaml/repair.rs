//! Colons that an input method made full-width, and colons without YAML's own space after them.

use super::{FULL_WIDTH_PUNCTUATION, Node, Part, Value, YAML_SYNTAX, is_blank};
use crate::load::reading::Reading;
use crate::load::slip::called;
use crate::model::Span;

/// What is wrong with a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slip {
    /// It is full-width.
    FullWidth,
    /// Nothing stands between it and the value.
    Close,
    /// What stands between it and the value looks like a space and is none to YAML.
    Blank(char),
}

/// A line that begins with a key whose colon is to be mended.
#[derive(Debug)]
struct Broken<'l> {
    indent: &'l str,
    key: &'l str,
    /// The colon and the foreign blanks behind it.
    separator: &'l str,
    rest: &'l str,
    slip: Slip,
}

/// One colon.
#[derive(Debug)]
struct Colon {
    key: String,
    slip: Slip,
    /// Where the key and the colon stand in the file.
    span: Span,
    /// Byte of the mended text, in the file's counting, from which positions are moved.
    from: usize,
    /// Character of its line from which positions are moved.
    character: u32,
    /// Characters that the line gained.
    gained: u32,
    /// Bytes that the text gained up to here: a missing space is one, a full-width colon none.
    bytes: u32,
}

/// The text with its colons mended, and the way back to the text as it was.
#[derive(Debug)]
pub(super) struct Repair {
    pub(super) text: String,
    colons: Vec<Colon>,
}

/// Mends `键：值`, `键:值` and `键:　值` at the start of lines; none when there is nothing to mend.
pub(super) fn mend(part: Part<'_>, is_key: &dyn Fn(&str) -> bool) -> Option<Repair> {
    let mut repair = Repair {
        text: String::with_capacity(part.text.len() + 16),
        colons: Vec::new(),
    };
    let mut offset = part.offset;
    for (index, line) in part.text.split_inclusive('\n').enumerate() {
        match split_key(line, is_key) {
            None => repair.text.push_str(line),
            Some(broken) => repair.add(&broken, part, offset, index),
        }
        offset += line.len();
    }
    (!repair.colons.is_empty()).then_some(repair)
}

/// The parts of a line whose colon is broken.
fn split_key<'l>(line: &'l str, is_key: &dyn Fn(&str) -> bool) -> Option<Broken<'l>> {
    let body = line.trim_start_matches([' ', '-']);
    let indent = line.strip_suffix(body)?;
    let (at, colon) = body.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let (key, behind) = body.split_at_checked(at)?;
    let rest = behind
        .strip_prefix(colon)?
        .trim_start_matches(|next: char| next.is_whitespace() && !is_blank(next));
    let separator = behind.strip_suffix(rest)?;
    let slip = match separator.chars().nth(1) {
        _ if colon == '：' => Slip::FullWidth,
        Some(blank) => Slip::Blank(blank),
        None if rest.starts_with(|next: char| !is_blank(next)) => Slip::Close,
        None => return None,
    };
    // At the margin any short word is a key; deeper, only a known one: it may be a line of prose.
    let short = indent.is_empty()
        && key.chars().count() <= 12
        && !key.starts_with(['#', '"', '\'', '[', '{']);
    (is_key(key.trim()) || (short && slip != Slip::Close)).then_some(Broken {
        indent,
        key,
        separator,
        rest,
        slip,
    })
}

impl Repair {
    /// Adds a line, its colon mended: `offset` is where the line begins in the file.
    fn add(&mut self, broken: &Broken<'_>, part: Part<'_>, offset: usize, index: usize) {
        let Broken {
            indent,
            key,
            separator,
            rest,
            slip,
        } = *broken;
        // As many bytes as before, where there is room, for then no byte behind them moves.
        let bytes = separator.len().max(2);
        let mended = format!("{:<bytes$}", ":");
        let start = offset + indent.len();
        let end = start + key.len() + separator.len();
        let before = indent.chars().count();
        let shift = self.colons.last().map_or(0, |colon| colon.bytes);
        self.text.extend([indent, key, &mended]);
        self.colons.push(Colon {
            key: key.to_owned(),
            slip,
            span: Span::new(start, end, part.lines + index + 1, before + 1),
            from: part.offset + self.text.len(),
            character: (before + key.chars().count()) as u32 + 2,
            gained: (bytes - separator.chars().count()) as u32,
            bytes: shift + (bytes - separator.len()) as u32,
        });
        self.text.push_str(rest);
    }

    /// Says what was mended.
    pub(super) fn report(&self, reading: &Reading) {
        for colon in &self.colons {
            let key = colon.key.trim();
            let (fault, message) = match colon.slip {
                Slip::FullWidth => {
                    let message = format!("「{key}」后面是全角冒号“：”，程序认不出这是一个键");
                    (FULL_WIDTH_PUNCTUATION, message)
                }
                Slip::Close => (YAML_SYNTAX, format!("「{key}:」后面缺一个空格")),
                Slip::Blank(blank) => {
                    let blank = called(blank);
                    let message = format!("「{key}:」后面是{blank}，程序只认半角空格");
                    (YAML_SYNTAX, message)
                }
            };
            let help = match colon.slip {
                Slip::Blank(_) => format!("删去冒号后面的空白，改成一个半角空格：{key}: 值"),
                _ => format!("改成半角冒号加一个空格：{key}: 值"),
            };
            reading.report(fault, colon.span, message, help);
        }
    }

    /// Moves every position of the mended text's tree back to where it stands in the file.
    pub(super) fn restore(&self, node: &mut Node) {
        node.span = self.moved(node.span);
        match &mut node.value {
            Value::Null | Value::Text { .. } => {}
            Value::List(nodes) => nodes.iter_mut().for_each(|node| self.restore(node)),
            Value::Map(entries) => {
                for (key, node) in entries {
                    key.span = self.moved(key.span);
                    self.restore(node);
                }
            }
        }
    }

    /// Where a place of the mended text stands in the file.
    pub(super) fn moved(&self, span: Span) -> Span {
        let character = self
            .colons
            .binary_search_by_key(&span.line, |colon| colon.span.line)
            .ok()
            .and_then(|index| self.colons.get(index))
            .filter(|colon| span.character >= colon.character)
            .map_or(span.character, |colon| {
                span.character.saturating_sub(colon.gained)
            });
        Span {
            start: self.moved_byte(span.start),
            end: self.moved_byte(span.end),
            line: span.line,
            character,
        }
    }

    fn moved_byte(&self, byte: u32) -> u32 {
        let before = self
            .colons
            .partition_point(|colon| colon.from <= byte as usize);
        let last = before
            .checked_sub(1)
            .and_then(|index| self.colons.get(index));
        byte.saturating_sub(last.map_or(0, |colon| colon.bytes))
    }
}
