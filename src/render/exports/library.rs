//! All rows of the library of normative documents, by which the page's script filters and sorts.

use std::sync::Arc;

use super::small;
use crate::model::{Artifact, SitePath};
use crate::render::ground::Ground;
use crate::render::library::Order;
use crate::render::views::library::Document;

/// The rows by number.
pub(in crate::render) fn artifact<'p>(ground: &Arc<Ground<'p>>, path: SitePath) -> Artifact<'p> {
    small(ground, path, "library", make)
}

fn make(ground: &Ground<'_>) -> anyhow::Result<Vec<u8>> {
    let documents = ground.library.documents(Order::Number, None);
    let rows: Vec<_> = documents
        .map(|ix| Document::new(ground, ix).cells())
        .collect();
    let text = serde_json::to_string(&serde_json::json!({ "rows": rows }))?;
    Ok(ground.in_its_characters(text + "\n").into_bytes())
}
