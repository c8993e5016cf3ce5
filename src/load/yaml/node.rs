//! A node of the tree.

use crate::model::Span;

/// A key of a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::load) struct Key {
    /// As written, quotes and escapes undone.
    pub(in crate::load) text: String,
    /// Where it stands.
    pub(in crate::load) span: Span,
}

/// What a node holds. A scalar is its text: what it means is for its reader to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::load) enum Value {
    /// Nothing after the colon, `~` or `null`.
    Null,
    /// A scalar.
    Text {
        /// Quotes and escapes undone.
        text: String,
        /// Written without quotes, not as a block.
        plain: bool,
    },
    /// `[a, b]`
    List(Vec<Node>),
    /// `{a: b}`, duplicates included.
    Map(Vec<(Key, Node)>),
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::load) struct Node {
    /// What it holds.
    pub(in crate::load) value: Value,
    /// Where it stands; an alias stands where it is used.
    pub(in crate::load) span: Span,
}

impl Node {
    /// The words by which a message calls the sort of value that this is.
    pub(in crate::load) fn sort(&self) -> &'static str {
        match self.value {
            Value::Null => "空值",
            Value::Text { .. } => "文字",
            Value::List(_) => "列表",
            Value::Map(_) => "键值对",
        }
    }
}
