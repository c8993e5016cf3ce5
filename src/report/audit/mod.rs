//! The audit's report: one telling for each reader.
//!
//! `text` for the terminal, `xlsx` and `html` for what an office passes round, `csv` for a table of findings,
//! `json` and `sarif` for programs. All tell the same [`AuditReport`](crate::model::AuditReport); none looks
//! anything up outside it, so the same audit gives the same bytes.

mod csv;
mod fold;
mod groups;
mod html;
mod json;
mod rows;
mod sarif;
mod summary;
mod text;
mod words;
mod xlsx;

pub use csv::csv;
pub use groups::By;
pub use html::html;
pub use json::json;
pub use sarif::sarif;
pub use text::{Layout, text};
pub use xlsx::xlsx;
