//! Colons that an input method made full-width, and colons without the space after them.

use super::{FULL_WIDTH_PUNCTUATION, Node, Part, Value, YAML_SYNTAX};
use crate::load::reading::Reading;
use crate::model::Span;

/// One colon.
#[derive(Debug)]
struct Colon {
    key: String,
    full_width: bool,
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

/// Mends `键：值` and `键:值` at the start of lines; none when there is nothing to mend.
pub(super) fn mend(part: Part<'_>, is_key: &dyn Fn(&str) -> bool) -> Option<Repair> {
    let mut repair = Repair {
        text: String::with_capacity(part.text.len() + 16),
        colons: Vec::new(),
    };
    let mut offset = part.offset;
    let mut bytes = 0;
    for (index, line) in part.text.split_inclusive('\n').enumerate() {
        match split_key(line, is_key) {
            None => repair.text.push_str(line),
            Some((indent, key, rest, full_width)) => {
                repair.text.extend([indent, key]);
                let character = (indent.chars().count() + key.chars().count()) as u32 + 2;
                let start = offset + indent.len();
                let colon = if full_width { '：' } else { ':' };
                let end = start + key.len() + colon.len_utf8();
                bytes += u32::from(!full_width);
                repair.text.push_str(if full_width { ":  " } else { ": " });
                repair.colons.push(Colon {
                    key: key.to_owned(),
                    full_width,
                    span: Span::new(
                        start,
                        end,
                        part.lines + index + 1,
                        indent.chars().count() + 1,
                    ),
                    from: part.offset + repair.text.len(),
                    character,
                    gained: if full_width { 2 } else { 1 },
                    bytes,
                });
                repair.text.push_str(rest);
            }
        }
        offset += line.len();
    }
    (!repair.colons.is_empty()).then_some(repair)
}

/// Indentation, key, what follows the colon, and whether the colon was full-width.
fn split_key<'l>(
    line: &'l str,
    is_key: &dyn Fn(&str) -> bool,
) -> Option<(&'l str, &'l str, &'l str, bool)> {
    let body = line.trim_start_matches([' ', '-']);
    let indent = line.strip_suffix(body)?;
    let (at, colon) = body.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let (key, rest) = body.split_at_checked(at)?;
    let rest = rest.strip_prefix(colon)?;
    let broken = colon == '：' || rest.starts_with(|next: char| !next.is_whitespace());
    // At the margin any short word is a key; deeper, only a known one: it may be a line of prose.
    let short = indent.is_empty()
        && key.chars().count() <= 12
        && !key.starts_with(['#', '"', '\'', '[', '{']);
    (broken && (is_key(key.trim()) || (short && colon == '：'))).then_some((
        indent,
        key,
        rest,
        colon == '：',
    ))
}

impl Repair {
    /// Says what was mended.
    pub(super) fn report(&self, reading: &Reading) {
        for colon in &self.colons {
            let key = colon.key.trim();
            let (fault, message) = if colon.full_width {
                let message = format!("「{key}」后面是全角冒号“：”，程序认不出这是一个键");
                (FULL_WIDTH_PUNCTUATION, message)
            } else {
                let message = format!("「{key}:」后面缺一个空格");
                (YAML_SYNTAX, message)
            };
            let help = format!("改成半角冒号加一个空格：{key}: 值");
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
