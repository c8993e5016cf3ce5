//! What was read in files, carried from one run of the program to the next through `.gongkai/`.

use std::path::Path;

use anyhow::Result;

use super::CACHE;
use crate::load::Memory;
use crate::output;

/// What earlier builds read of the site below `root`; nothing where they kept nothing that is whole.
#[must_use]
pub fn memory(root: &Path) -> Memory {
    let cache = root.join(CACHE);
    let recall = move |name: &str| output::recall(&cache, name);
    program().map_or_else(Memory::default, |program| {
        Memory::new(program, Box::new(recall))
    })
}

/// Keeps what was read for the next run, and lets go of it.
///
/// # Errors
/// When the machine fails.
pub(super) fn keep(root: &Path, memory: Memory) -> Result<()> {
    if program().is_none() {
        return Ok(());
    }
    let cache = root.join(CACHE);
    let mut changed = memory.changed();
    changed.try_for_each(|(name, bytes)| output::keep(&cache, &name, &bytes))
}

/// Size and time of the running program: another build of the same version may read or render otherwise.
pub(super) fn program() -> Option<String> {
    let facts = std::env::current_exe().ok()?.metadata().ok()?;
    Some(format!("{} {:?}", facts.len(), facts.modified().ok()?))
}
