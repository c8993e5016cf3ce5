//! Where an element of HTML may stand, by the rules of HTML.

use std::collections::HashSet;

use super::element::is_void;
use super::well_formed::Token;

/// Elements that hold text and elements within a line, and that go when they hold more.
const LINES: &str = "abbr b bdi cite code dfn em i kbd mark q ruby s samp small span strong sub \
    sup u";

const HEADINGS: &str = "h1 h2 h3 h4 h5 h6";

/// Elements that hold a line and that stay; what is more than a line goes from within them.
const TITLES: &str = "h1 h2 h3 h4 h5 h6 pre summary";

/// Elements that are more than a line.
const BLOCKS: &str = "blockquote details div figure h1 h2 h3 h4 h5 h6 hr li ol p pre section \
    table ul";

/// What came into an element last when that is text, or when nothing did.
pub(super) const TEXT: &str = "#text";
/// See [`TEXT`].
pub(super) const NOTHING: &str = "";

/// The element into which another comes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parent<'h> {
    pub(super) name: &'h str,
    /// Its start tag.
    pub(super) tag: &'h str,
    /// What came into it last: an element's name, [`TEXT`] or [`NOTHING`].
    pub(super) last: &'h str,
}

impl Parent<'_> {
    /// Whether an element may stand directly in this one, with what stands `ahead` in it.
    pub(super) fn may_hold(&self, name: &str, tag: &str, ahead: &[Token<'_>]) -> bool {
        let has_source = |tag: &str| tag.contains(" src=\"");
        let fits = match name {
            "li" => matches!(self.name, "ul" | "ol"),
            "summary" => self.name == "details" && self.last == NOTHING,
            "caption" => self.name == "table" && self.last == NOTHING,
            "colgroup" => self.name == "table" && matches!(self.last, NOTHING | "caption"),
            "col" => self.name == "colgroup",
            "thead" => {
                self.name == "table" && matches!(self.last, NOTHING | "caption" | "colgroup")
            }
            "tbody" => self.name == "table",
            "tr" => matches!(self.name, "table" | "thead" | "tbody") && has_cell(ahead),
            "td" | "th" => self.name == "tr",
            "figcaption" => self.name == "figure",
            "rt" | "rp" => self.name == "ruby",
            "source" => self.is_player() && self.may_begin("source") && !has_source(self.tag),
            "track" => self.is_player() && (self.may_begin("source") || self.last == "track"),
            "ruby" => has_reading(ahead),
            "p" => !matches!(first(ahead), Some(Token::Close("p"))),
            _ => true,
        };
        fits && (!matches!(name, "source" | "track") || has_source(tag))
    }

    fn is_player(&self) -> bool {
        matches!(self.name, "audio" | "video")
    }

    /// Whether nothing but such elements came before.
    fn may_begin(&self, name: &str) -> bool {
        self.last == NOTHING || self.last == name
    }
}

/// Whether an element may stand somewhere within others; `parent` is the nearest of them.
pub(super) fn may_stand<'h>(
    name: &str,
    parent: &str,
    within: impl Iterator<Item = &'h str> + Clone,
) -> bool {
    let is_within = |names: &str| within.clone().any(|outer| is_one_of(outer, names));
    let is_heading = is_one_of(name, HEADINGS);
    let is_in_title = is_one_of(name, BLOCKS) && !(is_heading && parent == "summary");
    let is_out_of_place = (is_in_title && is_within(TITLES))
        || (is_one_of(name, "a audio details video") && is_within("a"))
        || (is_heading && is_within("th"))
        || (name == "table" && is_within("caption"));
    !is_out_of_place
}

/// What stands ahead, but for blanks.
fn first<'t, 'h>(ahead: &'t [Token<'h>]) -> Option<&'t Token<'h>> {
    ahead.iter().find(|token| !token.is_blank())
}

fn is_one_of(name: &str, names: &str) -> bool {
    names.split(' ').any(|known| known == name)
}

/// Whether the row that has just begun has a cell.
fn has_cell(ahead: &[Token<'_>]) -> bool {
    matches!(first(ahead), Some(Token::Open("td" | "th", _)))
}

/// Whether the annotated text that has just begun has its annotation.
fn has_reading(ahead: &[Token<'_>]) -> bool {
    let mut depth = 0;
    for token in ahead {
        match token {
            Token::Open("rt", _) if depth == 0 => return true,
            Token::Open("ruby", _) => return false,
            Token::Open(name, _) if !is_void(name) => depth += 1,
            Token::Close(_) if depth == 0 => return false,
            Token::Close(_) => depth -= 1,
            _ => {}
        }
    }
    false
}

/// Which start tags of lines have something that is more than a line within them, and which of links
/// have something that takes the keyboard's focus as they do.
pub(super) fn lines_with_blocks(tokens: &[Token<'_>]) -> HashSet<usize> {
    let mut broken = HashSet::new();
    let mut open = Vec::new();
    let mut lines = Vec::new();
    let mut links = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Text(_) => {}
            Token::Open(name, tag) => {
                if is_one_of(name, BLOCKS) {
                    broken.extend(lines.drain(..));
                }
                if tag.contains(" tabindex=") {
                    broken.extend(links.drain(..));
                }
                match *name {
                    "a" => links.push(index),
                    name if is_one_of(name, LINES) => lines.push(index),
                    _ => {}
                }
                if !is_void(name) {
                    open.push(index);
                }
            }
            Token::Close(_) => {
                let closed = open.pop();
                lines.pop_if(|line| Some(*line) == closed);
                links.pop_if(|link| Some(*link) == closed);
            }
        }
    }
    broken
}
