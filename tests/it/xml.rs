//! XML as its readers take it: a document as elements, read strictly.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element with what stands in it.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub text: String,
    children: Vec<Element>,
}

impl Element {
    /// Reads a document to its end; panics where it is not well-formed.
    pub fn read(path: &str, text: &str) -> Self {
        assert!(
            text.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>"),
            "{path}"
        );
        let mut reader = Reader::from_str(text);
        let mut open = vec![Self::default()];
        loop {
            match reader
                .read_event()
                .unwrap_or_else(|e| panic!("{path}: {e}"))
            {
                Event::Start(start) => open.push(Self::opened(&start)),
                Event::Empty(empty) => open
                    .last_mut()
                    .expect("a root")
                    .children
                    .push(Self::opened(&empty)),
                Event::Text(words) => open.last_mut().expect("a root").text.push_str(&words),
                Event::GeneralRef(name) => {
                    let name: &str = &name;
                    let c = match name {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" | "#39" => '\'',
                        "#x27" => '\'',
                        other => panic!("{path}: &{other};"),
                    };
                    open.last_mut().expect("a root").text.push(c);
                }
                Event::End(_) => {
                    let closed = open.pop().unwrap_or_else(|| panic!("{path}"));
                    open.last_mut()
                        .unwrap_or_else(|| panic!("{path}"))
                        .children
                        .push(closed);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(open.len(), 1, "{path} breaks off");
        let mut roots = open.remove(0).children;
        assert_eq!(roots.len(), 1, "{path}");
        roots.remove(0)
    }

    fn opened(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.expect("an attribute");
            let value = attribute.value.replace("&amp;", "&");
            (attribute.key.as_ref().to_owned(), value)
        });
        Self {
            name: start.name().as_ref().to_owned(),
            attributes: attributes.collect(),
            ..Self::default()
        }
    }

    /// The children of a name.
    pub fn all(&self, name: &'static str) -> impl Iterator<Item = &Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// What the first child of a name says.
    pub fn one(&self, name: &'static str) -> &str {
        &self.all(name).next().expect("the element").text
    }

    /// Holds the children against what may stand here and how often; panics at any other.
    pub fn holds(&self, path: &str, rules: &[(&'static str, usize, usize)]) {
        for child in &self.children {
            let is_known = rules.iter().any(|(name, ..)| *name == child.name);
            assert!(is_known, "{path}: {} in {}", child.name, self.name);
        }
        for (name, least, most) in rules {
            let count = self.all(name).count();
            let range = *least..=*most;
            assert!(
                range.contains(&count),
                "{path}: {count} {name} in {}",
                self.name
            );
        }
    }
}
