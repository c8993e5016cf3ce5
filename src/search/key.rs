//! A slot of the row under the tokens from it on, in one number.

/// A slot under the tokens from it on: two bytes for each, the first on top, then four for the slot.
pub(super) type Key = u128;
/// Tokens of a key.
pub(super) const TOKENS: usize = 6;

/// The tokens of a key one further, without its slot.
pub(super) fn shifted(tokens: Key, next: u16) -> Key {
    tokens << 16 | Key::from(next) << 32
}

/// One of the tokens.
pub(super) fn token(key: Key, at: usize) -> u16 {
    (key >> (112 - 16 * at)) as u16
}

/// The slot.
pub(super) fn slot(key: Key) -> u32 {
    key as u32
}
