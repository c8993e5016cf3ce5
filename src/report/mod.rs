//! Diagnostics and the audit become what people and programs read.

pub mod audit;
mod json;
mod terminal;

pub use json::findings;
pub use terminal::terminal;
