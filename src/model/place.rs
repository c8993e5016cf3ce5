//! Where a value stands in the file that its author wrote.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A stretch of a source file, in bytes, with the line and character where it begins.
///
/// Offsets, lines and characters count from the start of the *file*, front matter included; lines
/// and characters begin at 1, and a character is a Unicode scalar value, as editors count them.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Line of the first byte, from 1.
    pub line: u32,
    /// Character of the first byte within its line, from 1.
    pub character: u32,
}

impl Span {
    /// The span of `start..end` in `text`.
    ///
    /// Counts lines from the top: for one fault, not for thousands of values of one file.
    #[must_use]
    pub fn locate(text: &str, start: usize, end: usize) -> Self {
        let start = text.floor_char_boundary(start);
        let before = text.get(..start).unwrap_or_default();
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let character = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        Self::new(start, end, line, character)
    }

    /// A span whose line and character the caller has counted already.
    #[must_use]
    pub fn new(start: usize, end: usize, line: usize, character: usize) -> Self {
        let clamp = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            start: clamp(start),
            end: clamp(end.max(start)),
            line: clamp(line),
            character: clamp(character),
        }
    }
}

/// A file of the site and, where there is one, the stretch of it that is meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Path from the site's root, with `/` between its parts.
    pub source: Arc<str>,
    /// The stretch; none when the whole file is meant.
    pub span: Option<Span>,
}

impl Place {
    /// The whole file.
    #[must_use]
    pub fn file(source: impl Into<Arc<str>>) -> Self {
        Self {
            source: source.into(),
            span: None,
        }
    }

    /// A stretch of the file.
    #[must_use]
    pub fn at(source: impl Into<Arc<str>>, span: Span) -> Self {
        Self {
            source: source.into(),
            span: Some(span),
        }
    }

    /// Whether its file is one of the paths or lies in one of them; the empty path is the whole site.
    #[must_use]
    pub fn lies_in(&self, paths: &[String]) -> bool {
        paths.iter().any(|path| {
            path.is_empty()
                || self
                    .source
                    .strip_prefix(path.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }
}

/// A value together with the stretch of the source that says it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Written<T> {
    /// What was meant.
    pub value: T,
    /// Where it was written, in the file of the item that holds it.
    pub span: Span,
}

impl<T> Written<T> {
    /// Pairs a value with its stretch.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same stretch with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Written<U> {
        Written::new(change(self.value), self.span)
    }
}

impl<T> std::ops::Deref for Written<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Span};

    #[test]
    fn a_file_lies_in_its_folders_and_in_the_site() {
        let lies_in = |path: &str| Place::file("content/czj/a.md").lies_in(&[path.to_owned()]);
        for path in ["", "content", "content/czj", "content/czj/a.md"] {
            assert!(lies_in(path), "{path}");
        }
        for path in ["content/cz", "content/czj/a", "content/zz", "seeds"] {
            assert!(!lies_in(path), "{path}");
        }
    }

    #[test]
    fn a_span_counts_lines_and_characters_not_bytes() {
        let text = "标题: 关于\n日期: 今天\n";
        let start = text.find("今天").expect("present");
        assert_eq!(
            Span::locate(text, start, start + 6),
            Span::new(start, start + 6, 2, 5)
        );
    }
}
