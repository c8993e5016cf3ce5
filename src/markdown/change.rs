//! What is changed of a text before it is parsed.

/// A change to the text before it is parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    /// A mark goes in before this byte.
    Mark(usize),
    /// The character at this byte (`*`, `~` or `<`) is meant as itself.
    Literal(usize),
}
