//! Open data: the directory and every data table as files for spreadsheets and for programs, and what scripts ask for.

pub(super) mod characters;
pub(super) mod directory;
pub(super) mod library;
pub(super) mod schema;
pub(super) mod table;
mod workbook;

use std::sync::Arc;

use crate::model::{Artifact, KeyWriter, Keyed, SitePath};
use crate::render::ground::Ground;

/// Begins a CSV file: without a byte order mark spreadsheets show Chinese as mojibake.
const MARK: &str = "\u{feff}";

/// A file so small that its key is that of the bytes themselves.
fn small<'p>(
    ground: &Arc<Ground<'p>>,
    path: SitePath,
    name: &'static str,
    make: fn(&Ground<'p>) -> anyhow::Result<Vec<u8>>,
) -> Artifact<'p> {
    let (ground, of_key) = (Arc::clone(ground), Arc::clone(ground));
    Artifact {
        path,
        key: Box::new(move |_| {
            let bytes = make(&of_key)?;
            let key = KeyWriter::new(name).part(&bytes).finish();
            let bytes = Some(bytes);
            Ok(Keyed { key, bytes })
        }),
        make: Box::new(move || make(&ground)),
    }
}
