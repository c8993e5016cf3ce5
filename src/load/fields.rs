//! Values of a mapping, asked for by key: what is missing, unknown or of the wrong sort is reported.

use super::fault::{DUPLICATE_KEY, KEY_AND_ALIAS, MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE};
use super::nearest::{did_you_mean, nearest};
use super::reading::Reading;
use super::yaml::{Key, Node, Value};
use crate::model::{Place, Span, Written};

/// A key and its Chinese alias; files without aliases repeat the key.
pub(super) type Name = (&'static str, &'static str);

/// One entry whose key is known.
#[derive(Debug)]
struct Entry<'n> {
    key: &'static str,
    at: &'n Key,
    value: &'n Node,
}

/// A mapping whose keys have been checked.
#[derive(Debug)]
pub(super) struct Fields<'n> {
    entries: Vec<Entry<'n>>,
    /// Where the mapping stands.
    pub(super) span: Span,
    reading: &'n Reading,
    /// What the mapping is, for messages: 「附件」.
    what: &'n str,
}

impl<'n> Fields<'n> {
    /// Checks the keys of a mapping against those that are known; none when the node is no mapping.
    pub(super) fn open(
        node: &'n Node,
        what: &'n str,
        names: &[Name],
        reading: &'n Reading,
    ) -> Option<Self> {
        let Value::Map(map) = &node.value else {
            let message = format!("{what}应当是“键: 值”，现在是{}", node.sort());
            reading.report(WRONG_TYPE, node.span, message, form_of(names));
            return None;
        };
        let mut fields = Self {
            entries: Vec::with_capacity(map.len()),
            span: map.first().map_or(node.span, |(key, _)| key.span),
            reading,
            what,
        };
        for (key, value) in map {
            let name = names
                .iter()
                .find(|(name, alias)| *name == key.text || *alias == key.text);
            match name {
                Some((name, _)) => fields.enter(name, key, value),
                None => fields.report_unknown(key, names),
            }
        }
        Some(fields)
    }

    fn enter(&mut self, name: &'static str, at: &'n Key, value: &'n Node) {
        let Some(first) = self.entries.iter().find(|entry| entry.key == name) else {
            return self.entries.push(Entry {
                key: name,
                at,
                value,
            });
        };
        let (fault, message, help) = if first.at.text == at.text {
            let message = format!("「{}」写了两次", at.text);
            (DUPLICATE_KEY, message, "留下一处，删去另一处")
        } else {
            let message = format!("「{}」和「{}」是同一个键，不能都写", first.at.text, at.text);
            (KEY_AND_ALIAS, message, "中文键和英文键任选一个，删去另一个")
        };
        let here = Place::at(self.reading.path.clone(), at.span);
        let there = Place::at(self.reading.path.clone(), first.at.span);
        let diagnostic = fault.says(message).with_place(here).with_help(help);
        self.reading.add(diagnostic.with_also(there, "先写在这里"));
    }

    fn report_unknown(&self, key: &Key, names: &[Name]) {
        let known = names.iter().flat_map(|(name, alias)| [*name, *alias]);
        let message = format!("{}没有「{}」这个键", self.what, key.text);
        let help = nearest(&key.text, known).map_or_else(|| form_of(names), did_you_mean);
        self.reading.report(UNKNOWN_KEY, key.span, message, help);
    }

    /// The file that is read.
    pub(super) fn reading(&self) -> &'n Reading {
        self.reading
    }

    /// Every key that is written with a value, with its place, in the order of the file.
    pub(super) fn written(&self) -> impl Iterator<Item = (&'static str, Span)> {
        self.entries
            .iter()
            .filter(|entry| entry.value.value != Value::Null)
            .map(|entry| (entry.key, entry.at.span))
    }

    /// The value of a key; none when it is absent or empty.
    pub(super) fn node(&self, key: &str) -> Option<&'n Node> {
        self.entries
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| entry.value)
            .filter(|node| node.value != Value::Null)
    }

    /// The place of a key, or of the whole mapping where it is not written.
    pub(super) fn place_of(&self, key: &str) -> Span {
        self.entries
            .iter()
            .find(|entry| entry.key == key)
            .map_or(self.span, |entry| entry.at.span)
    }

    /// Says that a key is missing.
    pub(super) fn report_missing(&self, key: &str, example: &str) {
        let message = format!("{}缺「{key}」", self.what);
        let help = format!("补上一行：{example}");
        self.reading
            .report(MISSING_KEY, self.place_of(key), message, help);
    }

    /// Text, trimmed.
    pub(super) fn text(&self, key: &str) -> Option<Written<String>> {
        let node = self.node(key)?;
        text_of(node).filter(|text| !text.is_empty()).or_else(|| {
            if !matches!(node.value, Value::Text { .. }) {
                self.report_type(key, node, "文字");
            }
            None
        })
    }

    /// Text whose place does not matter.
    pub(super) fn plain(&self, key: &str) -> Option<String> {
        self.text(key).map(|text| text.value)
    }

    /// Text that must be there; the example shows how to write it.
    pub(super) fn required(&self, key: &str, example: &str) -> Option<Written<String>> {
        let text = self.text(key);
        let is_text = |node: &Node| matches!(node.value, Value::Text { .. });
        if text.is_none() && self.node(key).is_none_or(is_text) {
            self.report_missing(key, example);
        }
        text
    }

    /// A list of texts; a single text is a list of one.
    pub(super) fn list(&self, key: &str) -> Vec<Written<String>> {
        let nodes = self.nodes(key);
        let mut texts = Vec::with_capacity(nodes.len());
        for element in nodes {
            match text_of(element) {
                Some(text) if !text.is_empty() => texts.push(text),
                Some(_) => {}
                None if element.value == Value::Null => {}
                None => self.report_type(key, element, "文字的列表"),
            }
        }
        texts
    }

    /// A list of texts whose places do not matter.
    pub(super) fn plain_list(&self, key: &str) -> Vec<String> {
        let texts = self.list(key).into_iter();
        texts.map(|text| text.value).collect()
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

    /// Yes or no; absent is no.
    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        let node = self.node(key)?;
        let text = text_of(node).map(|text| text.value.to_ascii_lowercase());
        match text.as_deref() {
            Some("true" | "yes" | "是") => Some(true),
            Some("false" | "no" | "否") => Some(false),
            _ => {
                self.report_type(key, node, "true（是）或 false（否）");
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
        let found = match &node.value {
            Value::Text { text, .. } => format!("「{text}」"),
            _ => node.sort().to_owned(),
        };
        let message = format!("「{key}」应当是{wanted}，现在是{found}");
        let help = format!("把「{key}」的值改成{wanted}");
        self.reading.report(WRONG_TYPE, node.span, message, help);
    }
}

/// A scalar's text, trimmed.
pub(super) fn text_of(node: &Node) -> Option<Written<String>> {
    match &node.value {
        Value::Text { text, .. } => Some(Written::new(text.trim().to_owned(), node.span)),
        _ => None,
    }
}

fn form_of(names: &[Name]) -> String {
    let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
    format!("这里可以写的键有：{}", names.join("、"))
}
