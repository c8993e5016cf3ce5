//! Events of the parser become nodes, within limits that no honest file reaches.

use std::collections::HashMap;

use serde_yaml::granit_parser::{ErrorKind, Event, Parser, ScalarStyle, Span as Stretch, StrInput};

use super::{Key, Node, Part, Value};
use crate::model::Span;

/// Lists and mappings inside each other.
const DEPTH: usize = 32;
/// Values of one file, those repeated by aliases included.
const NODES: usize = 200_000;

/// Why a text gives no tree.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It is no YAML.
    Syntax { kind: Mistake, span: Span },
    /// It is a bomb.
    TooComplex { what: String, span: Span },
}

impl Trouble {
    /// Where it was noticed.
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Syntax { span, .. } | Self::TooComplex { span, .. } => *span,
        }
    }
}

/// What is wrong with the syntax.
#[derive(Debug)]
pub(super) enum Mistake {
    /// As the parser has it.
    Parser(ErrorKind),
    /// A second document after the first.
    SecondDocument,
    /// A key that is a list or a mapping.
    KeyIsNoText,
    /// An alias for something that holds the alias.
    SelfReference,
}

/// Reads one document.
pub(super) fn parse(part: Part<'_>) -> Result<Node, Trouble> {
    let options = serde_yaml::granit_parser::options! {
        emit_comments: false,
        flow_nesting_limit: DEPTH * 2,
        block_nesting_limit: DEPTH * 2,
    };
    let mut builder = Builder {
        parser: Parser::new_from_str_with_options(part.text, options),
        part,
        anchors: HashMap::new(),
        nodes: 0,
        last: Span::new(part.offset, part.offset, part.lines + 1, 1),
    };
    builder.document()
}

struct Builder<'t> {
    parser: Parser<'t, StrInput<'t>>,
    part: Part<'t>,
    anchors: HashMap<usize, Node>,
    nodes: usize,
    last: Span,
}

impl<'t> Builder<'t> {
    fn document(&mut self) -> Result<Node, Trouble> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                Event::StreamEnd => break,
                _ if root.is_some() => {
                    let kind = Mistake::SecondDocument;
                    return Err(Trouble::Syntax { kind, span });
                }
                event => root = Some(self.node(event, span, 0)?),
            }
        }
        Ok(root.unwrap_or(Node {
            value: Value::Null,
            span: self.last,
        }))
    }

    fn next(&mut self) -> Result<(Event<'t>, Span), Trouble> {
        match self.parser.next_event() {
            None => Ok((Event::StreamEnd, self.last)),
            Some(Ok((event, stretch))) => {
                let span = self.span(&stretch);
                self.last = span;
                Ok((event, span))
            }
            Some(Err(error)) => {
                let marker = *error.marker();
                let span = self.span(&Stretch::new(marker, marker));
                let deep = matches!(error.kind(), ErrorKind::RecursionLimitExceeded);
                Err(if deep {
                    too_deep(span)
                } else {
                    let kind = Mistake::Parser(error.kind().clone());
                    Trouble::Syntax { kind, span }
                })
            }
        }
    }

    fn node(&mut self, event: Event<'t>, span: Span, depth: usize) -> Result<Node, Trouble> {
        self.count(1, span)?;
        if depth > DEPTH {
            return Err(too_deep(span));
        }
        let (anchor, node) = match event {
            Event::Alias(id) => return self.alias(id, span, depth),
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                let value = match text.as_ref() {
                    "" | "~" | "null" | "Null" | "NULL" if plain => Value::Null,
                    _ => Value::Text {
                        text: text.into_owned(),
                        plain,
                    },
                };
                (anchor, Node { value, span })
            }
            Event::SequenceStart(_, anchor, _) => (anchor, self.list(span, depth)?),
            Event::MappingStart(_, anchor, _) => (anchor, self.map(span, depth)?),
            _ => {
                let value = Value::Null;
                return Ok(Node { value, span });
            }
        };
        if anchor != 0 {
            // What an anchor keeps is a copy, and copies count.
            self.count(size(&node), span)?;
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn list(&mut self, span: Span, depth: usize) -> Result<Node, Trouble> {
        let mut nodes: Vec<Node> = Vec::new();
        loop {
            let (event, at) = self.next()?;
            match event {
                Event::SequenceEnd | Event::StreamEnd => {
                    let span = extent(span, at, nodes.first().map(|node| node.span));
                    let value = Value::List(nodes);
                    return Ok(Node { value, span });
                }
                event => nodes.push(self.node(event, at, depth + 1)?),
            }
        }
    }

    fn map(&mut self, span: Span, depth: usize) -> Result<Node, Trouble> {
        let mut entries: Vec<(Key, Node)> = Vec::new();
        loop {
            let (event, at) = self.next()?;
            if matches!(event, Event::MappingEnd | Event::StreamEnd) {
                let span = extent(span, at, entries.first().map(|(key, _)| key.span));
                let value = Value::Map(entries);
                return Ok(Node { value, span });
            }
            let key = self.node(event, at, depth + 1)?;
            let text = match key.value {
                Value::Text { text, .. } => text,
                Value::Null => String::new(),
                Value::List(_) | Value::Map(_) => {
                    let kind = Mistake::KeyIsNoText;
                    return Err(Trouble::Syntax { kind, span: at });
                }
            };
            let (event, at) = self.next()?;
            let value = self.node(event, at, depth + 1)?;
            let key = Key {
                text,
                span: key.span,
            };
            entries.push((key, value));
        }
    }

    /// The node that an alias repeats, standing where the alias stands.
    fn alias(&mut self, id: usize, span: Span, depth: usize) -> Result<Node, Trouble> {
        let Some(node) = self.anchors.get(&id) else {
            let kind = Mistake::SelfReference;
            return Err(Trouble::Syntax { kind, span });
        };
        let (size, deep) = (size(node), depth_of(node));
        self.count(size, span)?;
        if depth + deep > DEPTH {
            return Err(too_deep(span));
        }
        let value = self
            .anchors
            .get(&id)
            .map_or(Value::Null, |node| node.value.clone());
        Ok(Node { value, span })
    }

    fn count(&mut self, more: usize, span: Span) -> Result<(), Trouble> {
        self.nodes = self.nodes.saturating_add(more);
        if self.nodes <= NODES {
            return Ok(());
        }
        let what = format!("YAML 展开后的值超过 {NODES} 个（别名引用也按展开计算），不再读取");
        Err(Trouble::TooComplex { what, span })
    }

    fn span(&self, stretch: &Stretch) -> Span {
        let byte = |marker: &serde_yaml::granit_parser::Marker| {
            self.part.offset + marker.byte_offset().unwrap_or_default()
        };
        Span::new(
            byte(&stretch.start),
            byte(&stretch.end),
            self.part.lines + stretch.start.line(),
            stretch.start.col() + 1,
        )
    }
}

/// Where a list or mapping stands: from bracket to bracket on one line, else its first element or key.
fn extent(start: Span, end: Span, first: Option<Span>) -> Span {
    let flow = start.line == end.line && end.end > start.start;
    let whole = Span {
        end: end.end,
        ..start
    };
    if flow { whole } else { first.unwrap_or(start) }
}

fn too_deep(span: Span) -> Trouble {
    let what = format!("列表和键值对嵌套超过 {DEPTH} 层，不再读取");
    Trouble::TooComplex { what, span }
}

/// What a copy of the node counts for: its values, and the length of their texts.
fn size(node: &Node) -> usize {
    1 + match &node.value {
        Value::Null => 0,
        Value::Text { text, .. } => text.len() / 64,
        Value::List(nodes) => nodes.iter().map(size).sum(),
        Value::Map(entries) => entries
            .iter()
            .map(|(key, node)| 1 + key.text.len() / 64 + size(node))
            .sum(),
    }
}

fn depth_of(node: &Node) -> usize {
    match &node.value {
        Value::Null | Value::Text { .. } => 0,
        Value::List(nodes) => 1 + nodes.iter().map(depth_of).max().unwrap_or(0),
        Value::Map(entries) => {
            1 + entries
                .iter()
                .map(|(_, node)| depth_of(node))
                .max()
                .unwrap_or(0)
        }
    }
}
