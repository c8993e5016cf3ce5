//! YAML as a tree of texts with their places.
//!
//! # Why
//! The parser's events are read directly, not through serde: an event carries its place and the typed kind
//! of an error, both keys of a duplicate are seen, and no scalar is ever taken for a number, so that
//! `0576` stays `0576` and `2020-11-02` stays what its author wrote. Derived structs were refused because
//! they stop at the first fault of a file; this room must report them all.

mod node;
mod parse;
mod repair;
mod wording;

pub(super) use node::{Key, Node, Value};

use super::fault::{FULL_WIDTH_PUNCTUATION, YAML_SYNTAX, YAML_TOO_COMPLEX};
use super::reading::Reading;
use crate::model::Span;
use parse::{Trouble, parse};

/// A stretch of a file that is YAML, and where it begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'t> {
    /// The YAML.
    pub(super) text: &'t str,
    /// Byte offset within the file.
    pub(super) offset: usize,
    /// Lines of the file before it.
    pub(super) lines: usize,
}

impl<'t> Part<'t> {
    /// The whole of a file, a BOM left out.
    pub(super) fn whole(text: &'t str) -> Self {
        let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self {
            text: plain,
            offset: text.len() - plain.len(),
            lines: 0,
        }
    }
}

/// Reads a stretch of YAML; reports what is wrong with it.
///
/// When a full-width colon or a missing space after a colon breaks it, both are reported and the rest is
/// read as if they had been mended, so that the other faults of the file show in the same run.
pub(super) fn read(
    part: Part<'_>,
    is_key: &dyn Fn(&str) -> bool,
    reading: &Reading,
) -> Option<Node> {
    let first = parse(part);
    let repair = match &first {
        Ok(node) if matches!(node.value, Value::Map(_) | Value::List(_)) => None,
        Ok(_) | Err(Trouble::Syntax { .. }) => repair::mend(part, is_key),
        Err(Trouble::TooComplex { .. }) => None,
    };
    let outcome = match repair {
        None => first,
        Some(repair) => {
            repair.report(reading);
            let mended = parse(Part {
                text: &repair.text,
                ..part
            });
            repair.restore(mended)
        }
    };
    match outcome {
        Ok(mut node) => {
            mend_quotes(&mut node, reading);
            Some(node)
        }
        Err(Trouble::Syntax { kind, span }) => {
            let (message, help) = wording::of(&kind);
            let span = to_end_of_line(span, part);
            reading.report(YAML_SYNTAX, span, message, help);
            None
        }
        Err(Trouble::TooComplex { what, span }) => {
            let help = "请检查这一段是否由程序误生成，把它改成普通的“键: 值”和列表";
            let span = to_end_of_line(span, part);
            reading.report(YAML_TOO_COMPLEX, span, what, help);
            None
        }
    }
}

/// An error has a beginning and no end: what follows on its line is shown.
fn to_end_of_line(span: Span, part: Part<'_>) -> Span {
    let start = (span.start as usize).saturating_sub(part.offset);
    let rest = part.text.get(start..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default().trim_end();
    let end = span
        .start
        .saturating_add(u32::try_from(line.len()).unwrap_or(0));
    Span { end, ..span }
}

/// Full-width quotes that stand where YAML's own should, as in “2020-11-02”, are reported and taken off.
fn mend_quotes(node: &mut Node, reading: &Reading) {
    const QUOTES: [char; 5] = ['“', '”', '＂', '‘', '’'];
    match &mut node.value {
        Value::Text { text, plain: true } => {
            let inside = text
                .strip_prefix(QUOTES)
                .and_then(|rest| rest.strip_suffix(QUOTES))
                .filter(|inside| !inside.contains(QUOTES));
            let Some(inside) = inside.map(str::to_owned) else {
                return;
            };
            let message = format!("值「{text}」用全角引号括了起来，引号会被当作内容");
            let help = format!(
                "去掉引号，写成 {inside}；引号确属内容的，外面再加一对半角引号：\"{text}\""
            );
            reading.report(FULL_WIDTH_PUNCTUATION, node.span, message, help);
            *text = inside;
        }
        Value::List(nodes) => nodes.iter_mut().for_each(|node| mend_quotes(node, reading)),
        Value::Map(entries) => entries
            .iter_mut()
            .for_each(|(_, node)| mend_quotes(node, reading)),
        Value::Null | Value::Text { .. } => {}
    }
}
