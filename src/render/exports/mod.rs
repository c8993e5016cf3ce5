//! Open data: the directory and every data table as files for spreadsheets and for programs, and what scripts ask for.

pub(super) mod characters;
pub(super) mod directory;
pub(super) mod library;
pub(super) mod schema;
pub(super) mod table;
mod workbook;

/// Begins a CSV file: without a byte order mark spreadsheets show Chinese as mojibake.
const MARK: &str = "\u{feff}";
