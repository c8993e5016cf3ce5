//! The wording list: wrong term → right term, and why.

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What must not stand in a text.
    pub wrong: String,
    /// What should.
    pub right: String,
    /// The reason, for the author.
    pub why: String,
}

/// The whole list.
#[derive(Debug, Clone, Default)]
pub struct Wording(pub Vec<Term>);
