//! The text below an item's front matter, and what a first reading of it finds.

use serde::{Deserialize, Serialize};

use super::{Span, Text};

/// A heading of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 1–6 as written.
    pub level: u8,
    /// Its words, without markup.
    pub text: String,
    /// Its anchor within the page, unique there.
    pub anchor: String,
    /// Where it stands.
    pub span: Span,
}

/// A link of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Destination as written, entities and escapes undone.
    pub destination: String,
    /// Its words, without markup; the alternative texts of images within.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// An image of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// Destination as written.
    pub destination: String,
    /// Alternative text.
    pub alternative: String,
    /// Where it stands.
    pub span: Span,
}

/// The Markdown below the front matter; spans count from the start of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// The Markdown itself; whoever keeps a body keeps its text apart.
    #[serde(skip)]
    pub text: Text,
    /// Byte offset of the text within its file.
    pub offset: usize,
    /// Line of the file on which the text begins, from 1.
    pub line: usize,
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Other anchors, which raw HTML names, in order; unlike each other and those of headings.
    pub anchors: Vec<String>,
    /// Links in order, those of raw HTML included.
    pub links: Vec<Link>,
    /// What was meant for a link and is none, such as `[附件](附件 1.xlsx)` with its blank; printed
    /// as it stands.
    pub near_links: Vec<Link>,
    /// Images in order, sound and film too, those of raw HTML included.
    pub images: Vec<Image>,
    /// Whether there is any raw HTML, so that the sanitiser runs only where it must.
    pub has_html: bool,
    /// The first element of raw HTML, quotation or list that stands in more others than any may.
    pub too_deep: Option<Span>,
    /// Whether the text may hold a long number, so that it is read again only where one must look for a person's.
    pub has_long_number: bool,
}

impl Body {
    /// The span, in the file, of a stretch of the text.
    #[must_use]
    pub fn span(&self, start: usize, end: usize) -> Span {
        let within = Span::locate(&self.text.read(), start, end);
        Span::new(
            self.offset + start,
            self.offset + end,
            self.line + within.line as usize - 1,
            within.character as usize,
        )
    }
}
