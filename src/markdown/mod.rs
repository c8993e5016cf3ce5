//! The one reading of Markdown: what a body holds, and the HTML that it becomes.

mod anchor;
mod bare_url;
mod breaks;
mod change;
mod cjk;
mod comment;
mod depth;
mod element;
mod emphasis;
mod escape;
mod events;
mod literal;
mod near_link;
mod nesting;
mod parsed;
mod plain;
mod prepare;
mod raw;
mod sanitise;
mod spans;
mod standing;
mod survey;
mod well_formed;
mod writer;

pub(crate) use raw::{OpenTag, Piece, pieces, without_entities};

use crate::model::Body;

/// Where a link or an image of a body leads, as the site sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Target {
    /// The address to write into the page.
    pub href: String,
    /// Whether it leads to another site, which a citizen must be told.
    pub leaves_site: bool,
    /// Width and height in pixels of an image, so that the page does not jump.
    pub dimensions: Option<(u32, u32)>,
    /// Whether there is nothing at that address: the words stay, the link goes.
    pub broken: bool,
}

/// Reads the Markdown below a front matter: its headings, links and images and where they stand.
///
/// `offset` is the byte and `line` the line (from 1) of the file on which `text` begins.
#[must_use]
pub fn read(text: &str, offset: usize, line: usize) -> Body {
    survey::survey(text, offset, line)
}

/// The body as safe HTML; `resolve` answers where a destination, as written, leads.
#[must_use]
pub fn render(body: &Body, resolve: &dyn Fn(&str) -> Target) -> String {
    writer::write(body, resolve)
}

/// The anchor on the body's page that a link's fragment means, the part behind `#` as written; an
/// author may write a heading's words.
#[must_use]
pub fn anchor<'b>(body: &'b Body, fragment: &str) -> Option<&'b str> {
    anchor::meant(body, fragment)
}

/// The body's words without markup: one line a paragraph, entry or row.
#[must_use]
pub fn plain(body: &Body) -> String {
    plain::plain(&body.text.read())
}
