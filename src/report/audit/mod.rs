//! The audit's report: one telling for each reader.
//!
//! `text` for the terminal, `xlsx` and `html` for what an office passes round, `csv` for a table of findings,
//! `json` and `sarif` for programs. All tell the same [`AuditReport`](crate::model::AuditReport); none looks
//! anything up outside it, so the same audit gives the same bytes.

mod csv;
mod groups;
mod json;
mod sarif;
mod summary;
mod text;
mod words;

pub use csv::csv;
pub use groups::By;
pub use json::json;
pub use sarif::sarif;
pub use text::{Layout, text};
