//! Diagnostics and the audit become what people and programs read.

pub mod audit;
mod json;
mod terminal;

use json::finding;
pub use json::findings;
pub use terminal::terminal;
