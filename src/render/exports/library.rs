//! All rows of the library of normative documents, by which the page's script filters and sorts.

use std::sync::Arc;

use crate::model::{Artifact, KeyWriter, Keyed, SitePath};
use crate::render::ground::Ground;
use crate::render::library::Order;
use crate::render::views::library::Document;

/// The rows by number.
pub(in crate::render) fn artifact<'p>(ground: &Arc<Ground<'p>>, path: SitePath) -> Artifact<'p> {
    let (ground, of_key) = (Arc::clone(ground), Arc::clone(ground));
    Artifact {
        path,
        // Rows are small; the key is that of the bytes themselves.
        key: Box::new(move |_| {
            let bytes = make(&of_key)?;
            let key = KeyWriter::new("library").part(&bytes).finish();
            let bytes = Some(bytes);
            Ok(Keyed { key, bytes })
        }),
        make: Box::new(move || make(&ground)),
    }
}

fn make(ground: &Ground<'_>) -> anyhow::Result<Vec<u8>> {
    let documents = ground.library.documents(Order::Number, None);
    let rows: Vec<_> = documents
        .map(|ix| Document::new(ground, ix).cells())
        .collect();
    let text = serde_json::to_string(&serde_json::json!({ "rows": rows }))?;
    Ok(ground.in_its_characters(text + "\n").into_bytes())
}
