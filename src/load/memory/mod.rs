//! What earlier readings found, so that a reading opens only what has changed since.
//!
//! # When an entry speaks
//! - Its file's stats stand as they stood, and the file had been at rest when they were taken (`stamp`); or,
//!   for an item, the file is read and its bytes have the digest that they had.
//! - The program is the same, and so are the site's address, register and kinds, against which items are read.
//! - Every other file that the item's links may mean is there or is not there, as it was.
//!
//! The texts of items do not come back into memory: they stay where the shelves lie, and are read there.
//!
//! A file with a fault is never remembered: every reading tells its faults anew. So with a memory and without,
//! whole or damaged, a reading finds the same items and the same faults; only the time differs.
//!
//! # Why
//! Entries lie on shelves by a hash of their path: a reading takes them down on all cores, and an edit makes one
//! shelf anew, not all. One file for each item was refused: ten thousand small files cost as much as the sources.

mod shelf;

use std::sync::Arc;

use rayon::prelude::*;

use shelf::{Found, Place};
pub(super) use shelf::{FoundFile, FoundItem, Shelf};

use super::content::Source;
use crate::model::{Diagnostic, Key, KeyWriter, Kinds, Lost, ReadTexts, Register, Text};

/// How many shelves of each sort; their names end in their numbers.
const SHELVES: usize = 32;

/// Where shelves lie from one run of the program to the next.
pub trait Store: Send + Sync {
    /// What was kept under a name: its head, if that is whole, and the texts behind it.
    fn recall(&self, name: &str) -> Option<(Vec<u8>, Box<dyn ReadTexts>)>;

    /// Keeps a head and texts; the texts can be read for as long as they are asked for, whatever else is kept.
    ///
    /// # Errors
    /// When the machine fails.
    fn keep(&self, name: &str, head: &[u8], texts: &[&Text]) -> anyhow::Result<Box<dyn ReadTexts>>;
}

/// The memory of one site: of this process, and of earlier ones where they kept it.
#[derive(Default)]
pub struct Memory {
    program: String,
    store: Option<Arc<dyn Store>>,
    lost: Arc<Lost>,
    known: Option<Shelves>,
}

/// All shelves of readings against one address of the site, one register and one list of kinds.
pub(super) struct Shelves {
    key: Key,
    pub(super) items: Vec<Shelf<FoundItem>>,
    pub(super) files: Vec<Shelf<FoundFile>>,
}

impl Memory {
    /// A memory that begins with what the same `program` kept.
    #[must_use]
    pub fn new(program: String, store: Arc<dyn Store>) -> Self {
        Self {
            program,
            store: Some(store),
            ..Self::default()
        }
    }

    /// Keeps for the next process the shelves that are not as they were kept.
    ///
    /// # Errors
    /// When the machine fails.
    pub fn keep(&mut self) -> anyhow::Result<()> {
        let Some(Shelves { items, files, .. }) = &mut self.known else {
            return Ok(());
        };
        items.iter_mut().try_for_each(Shelf::keep)?;
        files.iter_mut().try_for_each(Shelf::keep)
    }

    /// The names of all that it keeps.
    pub fn names(&self) -> impl Iterator<Item = String> {
        let names = [FoundItem::NAME, FoundFile::NAME].into_iter();
        names.flat_map(|of| (0..SHELVES).map(move |number| name(of, number)))
    }

    /// The shelves for a reading against this address of the site, this register and these kinds.
    pub(super) fn take(&mut self, site: &str, register: &Register, kinds: &Kinds) -> Shelves {
        if self.lost.check().is_err() {
            // Nobody was given what was made of lost texts; this reading asks the sources again.
            (self.known, self.lost) = (None, Arc::default());
        }
        let key = self.key(site, register, kinds);
        let known = self.known.take().filter(|known| known.key == key);
        known.unwrap_or_else(|| Shelves {
            key,
            items: self.recalled(key),
            files: self.recalled(key),
        })
    }

    /// Takes the shelves back after a reading.
    pub(super) fn put(&mut self, shelves: Shelves) {
        self.known = Some(shelves);
    }

    /// Told where a text that was left on a shelf cannot be read.
    pub(super) fn lost(&self) -> Arc<Lost> {
        self.lost.clone()
    }

    fn recalled<T: Found>(&self, key: Key) -> Vec<Shelf<T>> {
        let place = |number| Place {
            store: self.store.clone(),
            lost: self.lost.clone(),
            key,
            name: name(T::NAME, number),
        };
        let shelves = (0..SHELVES).into_par_iter().map(place);
        shelves.map(Shelf::recall).collect()
    }

    /// Fingerprint of all that an item is read against but its own file and its neighbours. That of their
    /// debugging texts covers every field that they have or will have.
    fn key(&self, site: &str, register: &Register, kinds: &Kinds) -> Key {
        let mut key = KeyWriter::new("memory").part(&self.program).part(site);
        for (_, organ) in register.iter() {
            key = key.part(format!("{organ:?}"));
        }
        key = key.part(format!("{:?}", kinds.iter().collect::<Vec<_>>()));
        key.finish()
    }
}

impl std::fmt::Debug for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Memory").finish_non_exhaustive()
    }
}

/// An entry of the memory beside the file as it is now.
pub(super) enum Remembered<T> {
    /// Not known.
    No,
    /// Known, but the file may have changed.
    Doubtful(T),
    /// The file has not changed.
    Certain(T),
}

/// What came of reading one file.
pub(super) struct Outcome<T> {
    /// What was found; none after a fault.
    pub(super) found: Option<T>,
    pub(super) faults: Vec<Diagnostic>,
    /// Whether the file was opened for it.
    pub(super) is_fresh: bool,
}

impl<T> Outcome<T> {
    /// What was remembered, the file not opened.
    pub(super) fn remembered(found: T) -> Self {
        Self {
            found: Some(found),
            faults: Vec::new(),
            is_fresh: false,
        }
    }

    /// What was found in the file itself.
    pub(super) fn fresh(found: Option<T>, faults: Vec<Diagnostic>) -> Self {
        Self {
            found,
            faults,
            is_fresh: true,
        }
    }
}

/// Reads one file beside what is remembered of it.
pub(super) type ReadOne<'r, T> = dyn Fn(&Arc<str>, Remembered<T>) -> Outcome<T> + Sync + 'r;

/// Reads sources on all cores and remembers what was found without fault; outcomes in the sources' order.
pub(super) fn read_all<T: Found>(
    shelves: &mut [Shelf<T>],
    sources: &[Source],
    read: &ReadOne<'_, T>,
) -> Vec<Outcome<T>> {
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); shelves.len()];
    for (at, source) in sources.iter().enumerate() {
        groups[number(&source.path, shelves.len())].push(at);
    }
    let read: Vec<Vec<Outcome<T>>> = shelves
        .par_iter_mut()
        .zip(&groups)
        .map(|(shelf, group)| {
            let sources: Vec<&Source> = group.iter().map(|at| &sources[*at]).collect();
            shelf.read_sources(&sources, read)
        })
        .collect();
    let numbered = groups.into_iter().flatten().zip(read.into_iter().flatten());
    let mut numbered: Vec<(usize, Outcome<T>)> = numbered.collect();
    numbered.sort_by_key(|(at, _)| *at);
    numbered.into_iter().map(|(_, outcome)| outcome).collect()
}

fn name(of: &str, number: usize) -> String {
    format!("{of}-{number:02}")
}

fn number(path: &str, shelves: usize) -> usize {
    let [first, ..] = *blake3::hash(path.as_bytes()).as_bytes();
    usize::from(first) % shelves
}
