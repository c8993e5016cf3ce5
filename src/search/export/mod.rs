//! The published items for a search server that an office already runs: OpenSearch or Elasticsearch.
//!
//! The form is that of their bulk API: for every item a line that says what to do and a line with the
//! item, each ended by a line feed. See "Bulk API" in either server's documentation.

mod document;
mod mapping;

use serde_json::json;

use super::attached::ReadText;
use super::documents::Documents;
use crate::model::Portal;
use document::document;
pub use mapping::mapping;

/// Visits the two lines of every published item, in index order.
///
/// # Errors
/// When `visit` fails.
pub fn bulk(
    portal: &Portal,
    read: ReadText<'_>,
    index: &str,
    visit: &mut dyn FnMut(&str) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let documents = Documents::new(portal, read);
    for (place, ix, item) in documents.items() {
        let id = portal.item_path(item);
        let id = id.strip_suffix(".html").unwrap_or(&id);
        let action = json!({"index": {"_index": index, "_id": id}});
        visit(&format!("{action}\n{}\n", document(&documents, place, ix)))?;
        documents.let_go(place);
    }
    Ok(())
}
