//! Size, digest and dimensions of the files that are no items.

mod script;
mod svg;

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use sha2::{Digest as _, Sha256};

use super::attachment_text::has_long_number;
use super::link::{self, End};
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
        sha256: Sha256::digest(&bytes).into(),
        dimensions: None,
        runs_script: false,
        has_long_number: has_long_number(&reading.path, bytes.len() as u64, || Some(bytes.clone())),
    };
    (Some(facts), table::read(bytes, reading))
}

fn facts(file: &Path, path: Arc<str>) -> std::io::Result<FileFacts> {
    const PIECE: usize = 64 * 1024;
    let mut source = File::open(file)?;
    let (mut hasher, mut sha256) = (blake3::Hasher::new(), Sha256::new());
    let mut piece = vec![0; PIECE];
    loop {
        let bytes = match source.read(&mut piece) {
            Ok(0) => break,
            Ok(length) => piece.get(..length).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hasher.update(bytes);
        sha256.update(bytes);
    }
    let size = hasher.count();
    Ok(FileFacts {
        size,
        digest: *hasher.finalize().as_bytes(),
        sha256: sha256.finalize().into(),
        dimensions: dimensions(file, &path),
        runs_script: is_svg(&path) && script::is_run_by(file),
        has_long_number: has_long_number(&path, size, || std::fs::read(file).ok()),
        path,
    })
}

fn dimensions(file: &Path, path: &str) -> Option<(u32, u32)> {
    if is_svg(path) {
        let mut head = Vec::new();
        File::open(file)
            .ok()?
            .take(svg::HEAD)
            .read_to_end(&mut head)
            .ok()?;
        return svg::dimensions(&String::from_utf8_lossy(&head));
    }
    let ending = path.rsplit_once('.')?.1.to_ascii_lowercase();
    let size = IMAGES
        .contains(&ending.as_str())
        .then(|| imagesize::size(file).ok())??;
    Some((size.width.try_into().ok()?, size.height.try_into().ok()?))
}

fn is_svg(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.eq_ignore_ascii_case("svg")
}

/// The bytes of a file of `content/`, for the artifact that publishes it.
///
/// # Errors
/// When the path leaves `content/` or the file cannot be read.
pub fn file_bytes(root: &Path, path: &str) -> anyhow::Result<Vec<u8>> {
    let file = offered(root, path)?;
    std::fs::read(&file).with_context(|| format!("读取 {path}"))
}

/// What [`bytes_within`] finds.
pub(super) enum Within {
    Bytes(Vec<u8>),
    TooLarge,
}

/// As [`file_bytes`], of a file that is not larger than so; of one that is, no byte is read.
pub(super) fn bytes_within(root: &Path, path: &str, limit: u64) -> anyhow::Result<Within> {
    let file = File::open(offered(root, path)?)?;
    let size = file.metadata()?.len();
    if size > limit {
        return Ok(Within::TooLarge);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
    // A file may grow between the two calls.
    file.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(match bytes.len() as u64 > limit {
        true => Within::TooLarge,
        false => Within::Bytes(bytes),
    })
}

/// Where a file of `content/` is that may be offered.
fn offered(root: &Path, path: &str) -> anyhow::Result<PathBuf> {
    let root = Root::new(root).with_context(|| format!("读取 {}", root.display()))?;
    let file = root.join(path);
    let parts: Vec<&str> = path.split('/').collect();
    // What was a file when the site was read may be a link now.
    let is_offered = match link::follow(&root, &file).with_context(|| format!("读取 {path}"))? {
        End::Offered(_) => true,
        End::Elsewhere(real) => real == path,
        _ => false,
    };
    anyhow::ensure!(
        is_offered && parts.first() == Some(&"content") && !parts.contains(&".."),
        "{path} 不是 content 文件夹里可以公开的文件"
    );
    Ok(file)
}
