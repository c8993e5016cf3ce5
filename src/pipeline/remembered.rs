//! What was read in files, carried from one run of the program to the next through `.gongkai/`.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;

use super::CACHE;
use crate::load::{Memory, Store};
use crate::model::{ReadTexts, Text};
use crate::output;

/// The folder in `.gongkai/`.
const FOLDER: &str = "read";

/// What earlier builds read of the site below `root`; nothing where they kept nothing that is whole.
#[must_use]
pub fn memory(root: &Path) -> Memory {
    let cache = InCache(root.join(CACHE));
    program().map_or_else(Memory::default, |program| {
        Memory::new(program, Arc::new(cache))
    })
}

/// Keeps what was read for the next run, lets go of it, and forgets what earlier runs left there half done.
///
/// # Errors
/// When the machine fails.
pub(super) fn keep(root: &Path, mut memory: Memory) -> Result<()> {
    memory.keep()?;
    let (cache, names) = (root.join(CACHE), memory.names().collect::<HashSet<_>>());
    output::keep_only(&cache, FOLDER, |name| names.contains(name))?;
    output::forget(&cache, is_of_earlier_version)
}

/// Whether it is a shelf as earlier versions kept it, beside the folder: `read-07`. Of others' files in the cache
/// nothing is known.
fn is_of_earlier_version(name: &str) -> bool {
    let number = name.strip_prefix("read-");
    number.is_some_and(|number| number.len() == 2 && number.bytes().all(|it| it.is_ascii_digit()))
}

/// Size and time of the running program: another build of the same version may read or render otherwise.
pub(super) fn program() -> Option<String> {
    let facts = std::env::current_exe().ok()?.metadata().ok()?;
    Some(format!("{} {:?}", facts.len(), facts.modified().ok()?))
}

/// Shelves of a memory in the cache of a site, the folder given.
#[derive(Debug)]
pub struct InCache(pub PathBuf);

impl Store for InCache {
    fn recall(&self, name: &str) -> Option<(Vec<u8>, Box<dyn ReadTexts>)> {
        let (head, texts) = output::recall_with_texts(&self.0, &place(name))?;
        Some((head, Box::new(texts)))
    }

    fn keep(&self, name: &str, head: &[u8], texts: &[&Text]) -> Result<Box<dyn ReadTexts>> {
        let texts = output::keep_with_texts(&self.0, &place(name), head, texts)?;
        Ok(Box::new(texts))
    }
}

fn place(name: &str) -> String {
    format!("{FOLDER}/{name}")
}
