//! Size, digest and dimensions of the files that are no items.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;

use super::reading::Reading;
use super::source::{self, Root};
use super::table;
use crate::model::{DataTable, FileFacts};

const IMAGES: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "webp", "bmp", "avif", "tiff", "tif",
];

/// Looks at one file; none after a fault that has been reported.
pub(super) fn look(root: &Root, reading: &Reading) -> Option<FileFacts> {
    let file = root.join(&reading.path);
    match facts(&file, reading.path.clone()) {
        Ok(facts) => Some(facts),
        Err(error) => {
            source::report_error(&error, reading);
            None
        }
    }
}

/// Looks at a file and reads it as a table, from the same bytes.
pub(super) fn look_at_table(
    root: &Root,
    reading: &Reading,
) -> (Option<FileFacts>, Option<DataTable>) {
    let Some(bytes) = source::bytes(root, reading, source::TABLE_LIMIT) else {
        return (None, None);
    };
    let facts = FileFacts {
        path: reading.path.clone(),
        size: bytes.len() as u64,
        digest: *blake3::hash(&bytes).as_bytes(),
        dimensions: None,
    };
    (Some(facts), table::read(bytes, reading))
}

fn facts(file: &Path, path: Arc<str>) -> std::io::Result<FileFacts> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(file)?)?;
    let extension = path
        .rsplit_once('.')
        .map(|(_, end)| end.to_ascii_lowercase());
    let is_image = extension.is_some_and(|end| IMAGES.contains(&end.as_str()));
    let size = is_image.then(|| imagesize::size(file).ok()).flatten();
    Ok(FileFacts {
        size: hasher.count(),
        digest: *hasher.finalize().as_bytes(),
        dimensions: size
            .and_then(|size| Some((size.width.try_into().ok()?, size.height.try_into().ok()?))),
        path,
    })
}

/// The bytes of a file of `content/`, for the artifact that publishes it.
///
/// # Errors
/// When the path leaves `content/` or the file cannot be read.
pub fn file_bytes(root: &Path, path: &str) -> anyhow::Result<Vec<u8>> {
    let root = Root::new(root).with_context(|| format!("读取 {}", root.display()))?;
    let file = root.join(path);
    let inside = root.holds(&file).with_context(|| format!("读取 {path}"))?;
    let parts: Vec<&str> = path.split('/').collect();
    anyhow::ensure!(
        inside && parts.first() == Some(&"content") && !parts.contains(&".."),
        "{path} 不在 content 文件夹里"
    );
    std::fs::read(&file).with_context(|| format!("读取 {path}"))
}
