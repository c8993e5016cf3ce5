//! The text of attachments: read once for audit and search, and once for all runs until a file changes.
//!
//! # Why
//! To lay out the words of a PDF document takes a hundred times as long as to read its bytes, and every build asks
//! for them, since `build.deny` looks for personal numbers. Texts are kept by the digest of the file that they are
//! of, so that an entry is never wrong, only no longer asked for; a CSV is quicker read than recalled.
//!
//! A build looks for what is denied, audits and makes the index side by side, and all three come to the same file at
//! about the same time: who comes second waits for the first and recalls what that one kept. Nothing is held in memory
//! for them. Whoever reads a file waits for nobody and gives the thread pool no work, so that the wait has an end.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;

use super::CACHE;
use super::remembered::program;
use crate::model::{FileText, KeyWriter, Portal};
use crate::{load, output};

/// The folder in `.gongkai/`.
const FOLDER: &str = "texts";

/// Reads the text of attachments of one site.
pub(super) struct Texts<'t> {
    pub(super) root: PathBuf,
    pub(super) portal: &'t Portal,
    cache: PathBuf,
    program: Option<String>,
    /// Held while a file is read, by the name of what is kept of it.
    turns: Mutex<HashMap<String, Arc<Mutex<()>>>>,
}

impl<'t> Texts<'t> {
    pub(super) fn new(root: &Path, portal: &'t Portal) -> Self {
        Self {
            root: root.to_owned(),
            portal,
            cache: root.join(CACHE),
            program: program(),
            turns: Mutex::default(),
        }
    }

    /// The text of an attachment; none where its ending promises none. What is a film or an archive is not opened.
    pub(super) fn of(&self, path: &str) -> Option<FileText> {
        let Some((name, digest)) = self.name(path) else {
            return load::attachment_text(&self.root, path);
        };
        self.kept_or(&name, || {
            let (text, read) = load::read_attachment(&self.root, path)?;
            // It may have been replaced since it was looked at.
            Some((text, read == Some(digest)))
        })
    }

    /// What is kept under a name; else what is read, by one thread at a time, and kept where that is said.
    fn kept_or(
        &self,
        name: &str,
        read: impl FnOnce() -> Option<(FileText, bool)>,
    ) -> Option<FileText> {
        if let Some(text) = self.recall(name) {
            return Some(text);
        }
        let turn = self.turn(name);
        let _held = turn.lock().unwrap_or_else(PoisonError::into_inner);
        // Another may have read it meanwhile.
        if let Some(text) = self.recall(name) {
            return Some(text);
        }
        let (text, is_to_keep) = read()?;
        if is_to_keep && let Ok(kept) = postcard::to_stdvec(&text) {
            // What cannot be kept is read again by the next run.
            let _ = output::keep(&self.cache, &place(name), &kept);
        }
        Some(text)
    }

    fn recall(&self, name: &str) -> Option<FileText> {
        let bytes = output::recall(&self.cache, &place(name))?;
        postcard::from_bytes(&bytes).ok()
    }

    fn turn(&self, name: &str) -> Arc<Mutex<()>> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(turns.entry(name.to_owned()).or_default())
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread::{scope, sleep};
    use std::time::Duration;

    use super::{FileText, Texts};
    use crate::columns::{Audience, arrange_for};
    use crate::load::load;

    #[test]
    fn who_asks_for_a_text_while_it_is_read_waits_for_it() {
        let root = tempfile::tempdir().expect("a folder");
        let settings = "site: {name: 天台县人民政府, url: https://gk.example/}\n";
        std::fs::write(root.path().join("gongkai.yaml"), settings).expect("written");
        let site = load(root.path()).expect("a site").site;
        let portal = arrange_for(site, chrono::NaiveDate::MIN, Audience::Public);
        let texts = Texts::new(root.path(), &portal);
        let reads = AtomicUsize::new(0);
        let read = || {
            reads.fetch_add(1, Ordering::Relaxed);
            sleep(Duration::from_millis(50));
            Some((FileText::default(), true))
        };
        let ask = || assert_eq!(texts.kept_or("a", read), Some(FileText::default()));
        scope(|scope| {
            for _ in 0..4 {
                scope.spawn(ask);
            }
        });
        assert_eq!(reads.load(Ordering::Relaxed), 1);
    }
}
