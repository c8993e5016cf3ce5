//! Values of one key: text, yes or no, numbers, what a list or a mapping holds.

use super::fault::WRONG_TYPE;
use super::fields::Fields;
use super::reading::Reading;
use super::slip::hidden;
use super::yaml::{Key, Node, Value};
use crate::model::Written;

/// What is wanted where a value is free words.
const TEXT: &str = "一段文字";
/// What is wanted where a value is a list of such.
pub(super) const TEXTS: &str = "文字的列表";

impl<'n> Fields<'n> {
    /// Text, trimmed.
    pub(super) fn text(&self, key: &str) -> Option<Written<String>> {
        let node = self.node(key)?;
        let text = text_of(node);
        if text.is_none() {
            self.report_type(key, node, TEXT);
        }
        text.filter(|text| !text.is_empty())
    }

    /// Text whose place does not matter.
    pub(super) fn plain(&self, key: &str) -> Option<String> {
        self.text(key).map(|text| text.value)
    }

    /// Text that must be there; the example is a value.
    pub(super) fn required(&self, key: &str, example: &str) -> Option<Written<String>> {
        let text = self.text(key);
        let is_text = |node: &Node| matches!(node.value, Value::Text { .. });
        if text.is_none() && self.node(key).is_none_or(is_text) {
            self.report_missing(key, example);
        }
        text
    }

    /// The elements of a list; anything else is a list of one.
    pub(super) fn nodes(&self, key: &str) -> &'n [Node] {
        match self.node(key) {
            None => &[],
            Some(node) => match &node.value {
                Value::List(nodes) => nodes,
                _ => std::slice::from_ref(node),
            },
        }
    }

    /// The entries of a mapping whose keys are free: codes, names.
    pub(super) fn map(&self, key: &str) -> &'n [(Key, Node)] {
        match self.node(key).map(|node| (&node.value, node)) {
            None => &[],
            Some((Value::Map(entries), _)) => entries,
            Some((_, node)) => {
                self.report_type(key, node, "“键: 值”");
                &[]
            }
        }
    }

    /// Yes or no.
    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        let node = self.node(key)?;
        let text = text_of(node).map(|text| text.value.to_ascii_lowercase());
        match text.as_deref() {
            Some("true" | "yes" | "是") => Some(true),
            Some("false" | "no" | "否") => Some(false),
            _ => {
                self.report_type(key, node, " true（是）或 false（否）");
                None
            }
        }
    }

    /// A whole number.
    pub(super) fn number(&self, key: &str) -> Option<Written<u32>> {
        let node = self.node(key)?;
        let number = text_of(node).and_then(|text| text.value.parse().ok());
        if number.is_none() {
            self.report_type(key, node, "整数");
        }
        number.map(|number| Written::new(number, node.span))
    }

    /// Says that a value is of the wrong sort.
    pub(super) fn report_type(&self, key: &str, node: &Node, wanted: &str) {
        let name = self.known_as(key);
        report_type(name, node, wanted, self.reading());
    }
}

/// Says that a value is of the wrong sort, under a key that is free.
pub(super) fn report_type(name: &str, node: &Node, wanted: &str, reading: &Reading) {
    let found = match &node.value {
        Value::Text { text, .. } => format!("「{text}」"),
        _ => node.sort().to_owned(),
    };
    let message = format!("「{name}」应当是{wanted}，现在是{found}");
    let help = match &node.value {
        Value::Text { text, .. } => hidden(text),
        Value::List(_) => quotes("方括号", "[示例] 标题", wanted),
        Value::Map(_) => quotes("花括号", "{示例} 标题", wanted),
        Value::Null => None,
    }
    .unwrap_or_else(|| format!("把「{name}」的值改成{wanted}"));
    reading.report(WRONG_TYPE, node.span, message, help);
}

/// How to write words that begin with a bracket, where words are wanted.
fn quotes(brackets: &str, example: &str, wanted: &str) -> Option<String> {
    let for_one = if wanted == TEXTS { "每一项" } else { "值" };
    [TEXT, TEXTS].contains(&wanted).then(|| {
        format!(
            "{for_one}改成文字；文字本来就以{brackets}开头的，用半角双引号把它整个括起来，如 \"{example}\""
        )
    })
}

/// A scalar's text, trimmed.
pub(super) fn text_of(node: &Node) -> Option<Written<String>> {
    match &node.value {
        Value::Text { text, .. } => Some(Written::new(text.trim().to_owned(), node.span)),
        _ => None,
    }
}
