//! The text of attachments: read once for audit and search, and once for all runs until a file changes.
//!
//! # Why
//! To lay out the words of a PDF document takes a hundred times as long as to read its bytes, and every build asks
//! for them, since `build.deny` looks for personal numbers. Texts are kept by the digest of the file that they are
//! of, so that an entry is never wrong, only no longer asked for; a CSV is quicker read than recalled.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::CACHE;
use super::remembered::program;
use crate::model::{FileText, KeyWriter, Portal};
use crate::{load, output};

/// The folder in `.gongkai/`.
const FOLDER: &str = "texts";

/// Reads the text of attachments of one site.
pub(super) struct Texts<'t> {
    root: &'t Path,
    portal: &'t Portal,
    cache: PathBuf,
    program: Option<String>,
}

impl<'t> Texts<'t> {
    pub(super) fn new(root: &'t Path, portal: &'t Portal) -> Self {
        Self {
            root,
            portal,
            cache: root.join(CACHE),
            program: program(),
        }
    }

    /// The text of an attachment; none where its ending promises none. What is a film or an archive is not opened.
    pub(super) fn of(&self, path: &str) -> Option<FileText> {
        let Some((name, digest)) = self.name(path) else {
            return load::attachment_text(self.root, path);
        };
        let known = output::recall(&self.cache, &place(&name));
        if let Some(text) = known.and_then(|bytes| postcard::from_bytes(&bytes).ok()) {
            return Some(text);
        }
        let (text, read) = load::read_attachment(self.root, path)?;
        // It may have been replaced since it was looked at.
        if read == Some(digest)
            && let Ok(kept) = postcard::to_stdvec(&text)
        {
            // What cannot be kept is read again by the next run.
            let _ = output::keep(&self.cache, &place(&name), &kept);
        }
        Some(text)
    }

    /// Forgets the texts of files that the site no longer has.
    ///
    /// # Errors
    /// When the machine fails.
    pub(super) fn sweep(&self) -> Result<()> {
        let files = self.portal.site.files.keys();
        let names: HashSet<String> = files
            .filter_map(|path| self.name(path))
            .map(|(name, _)| name)
            .collect();
        output::keep_only(&self.cache, FOLDER, |name| names.contains(name))
    }

    /// Under which name the text is kept, where it is, and the digest of the file.
    fn name(&self, path: &str) -> Option<(String, [u8; 32])> {
        if !load::is_slowly_read(path)? {
            return None;
        }
        let (_, ending) = path.rsplit_once('.')?;
        let digest = self.portal.site.files.get(path)?.digest;
        let key = KeyWriter::new("text")
            .part(self.program.as_ref()?)
            .part(ending.to_ascii_lowercase())
            .part(digest)
            .finish();
        Some((key.hex(), digest))
    }
}

fn place(name: &str) -> String {
    format!("{FOLDER}/{name}")
}
