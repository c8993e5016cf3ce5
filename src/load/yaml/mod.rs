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
        Ok(node) => {
            report_quotes(&node, reading);
            Some(node)
        }
        Err(Trouble::Syntax { kind, span }) => {
            let (message, help) = wording::of(&kind);
            reading.report(YAML_SYNTAX, span, message, help);
            None
        }
        Err(Trouble::TooComplex { what, span }) => {
            let help = "请检查这一段是否由程序误生成，把它改成普通的“键: 值”和列表";
            reading.report(YAML_TOO_COMPLEX, span, what, help);
            None
        }
    }
}

/// Full-width quotes that stand where YAML's own should: “2020-11-02”.
fn report_quotes(node: &Node, reading: &Reading) {
    match &node.value {
        Value::Text { text, plain: true } => {
            let inside = text
                .strip_prefix(['“', '”', '＂', '‘', '’'])
                .and_then(|rest| rest.strip_suffix(['“', '”', '＂', '‘', '’']));
            if let Some(inside) = inside.filter(|inside| !inside.contains(['“', '”'])) {
                let message = format!("值「{text}」用全角引号括了起来，引号会被当作内容");
                let help = format!(
                    "去掉引号，写成 {inside}；引号确属内容的，外面再加一对半角引号：\"{text}\""
                );
                reading.report(FULL_WIDTH_PUNCTUATION, node.span, message, help);
            }
        }
        Value::List(nodes) => nodes.iter().for_each(|node| report_quotes(node, reading)),
        Value::Map(entries) => entries
            .iter()
            .for_each(|(_, node)| report_quotes(node, reading)),
        Value::Null | Value::Text { .. } => {}
    }
}
