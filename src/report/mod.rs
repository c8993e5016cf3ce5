//! Diagnostics become what people and programs read.

mod json;
mod terminal;

pub use json::findings;
pub use terminal::terminal;
