//! The registers under `content/data/`: applications, new-media accounts. Nothing is made of them yet, but one
//! that cannot be read is told of when it is written, not in the night before the annual report.

use super::content::Source;
use super::reading::Reading;
use super::source::{self, Root, TABLE_LIMIT};
use super::table;
use super::yaml::{self, Part};
use crate::model::Diagnostic;

/// What is wrong with the registers; files of other sorts may lie beside them.
pub(super) fn check(root: &Root, registers: &[Source], faults: &mut Vec<Diagnostic>) {
    for register in registers {
        let reading = Reading::new(register.path.clone());
        let ending = register.path.rsplit_once('.').map_or("", |(_, end)| end);
        match ending.to_ascii_lowercase().as_str() {
            "yaml" | "yml" => {
                let text = source::text(root, &reading);
                text.and_then(|text| yaml::read(Part::whole(&text), &|_| false, &reading));
            }
            "csv" | "xlsx" => {
                let bytes = source::bytes(root, &reading, TABLE_LIMIT);
                bytes.and_then(|bytes| table::read(bytes, &reading));
            }
            _ => {}
        }
        faults.extend(reading.into_faults());
    }
}
