//! What earlier readings found, so that a reading opens only what has changed since.
//!
//! # When an entry speaks
//! - Its file's stats stand as they stood, and the file had been at rest when they were taken (`stamp`); or,
//!   for an item, the file is read and its bytes have the digest that they had.
//! - The program is the same, and so are register and kinds, against which items are read.
//! - Every other file that the item's links may mean is there or is not there, as it was.
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

pub(super) use shelf::{Entry, FoundFile, FoundItem, Shelf};

use super::content::Source;
use crate::model::{Diagnostic, Key, KeyWriter, Kinds, Register};

/// How many shelves; their names are their numbers.
const SHELVES: usize = 32;

/// Gives what was kept under a name by an earlier run of the program.
type Recall = dyn Fn(&str) -> Option<Vec<u8>> + Send + Sync;

/// The memory of one site: of this process, and of earlier ones where they kept it.
#[derive(Default)]
pub struct Memory {
    program: String,
    recall: Option<Box<Recall>>,
    known: Option<(Key, Vec<Shelf>)>,
}

impl Memory {
    /// A memory that begins with what the same `program` kept, if `recall` gives it.
    #[must_use]
    pub fn new(program: String, recall: Box<Recall>) -> Self {
        Self {
            program,
            recall: Some(recall),
            known: None,
        }
    }

    /// What is to be kept for the next process, by name: the shelves that are not as they were recalled.
    pub fn changed(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let (key, shelves) = match &self.known {
            Some((key, shelves)) => (Some(key), shelves.as_slice()),
            None => (None, &[][..]),
        };
        let changed = shelves.iter().enumerate().filter(|(_, it)| it.is_changed);
        changed.filter_map(move |(number, shelf)| Some((name(number), shelf.bytes(key?)?)))
    }

    /// The shelves for a reading against this register and these kinds.
    pub(super) fn take(&mut self, register: &Register, kinds: &Kinds) -> (Key, Vec<Shelf>) {
        let key = self.key(register, kinds);
        match self.known.take() {
            Some((known, shelves)) if known == key => (key, shelves),
            _ => {
                let recall = self.recall.as_deref();
                let shelf = |number| {
                    let bytes = recall.and_then(|recall| recall(&name(number)));
                    let recalled = bytes.and_then(|bytes| Shelf::read(&bytes, &key));
                    recalled.unwrap_or_default()
                };
                (key, (0..SHELVES).into_par_iter().map(shelf).collect())
            }
        }
    }

    /// Takes the shelves back after a reading.
    pub(super) fn put(&mut self, key: Key, shelves: Vec<Shelf>) {
        self.known = Some((key, shelves));
    }

    /// Fingerprint of all that an item is read against but its own file and its neighbours. That of their
    /// debugging texts covers every field that they have or will have.
    fn key(&self, register: &Register, kinds: &Kinds) -> Key {
        let mut key = KeyWriter::new("memory").part(&self.program);
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
pub(super) fn read_all<T>(
    shelves: &mut [Shelf],
    sources: &[Source],
    read: &ReadOne<'_, T>,
) -> Vec<Outcome<T>>
where
    T: Clone + Send + Sync,
    Shelf: Holds<T>,
{
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

/// A shelf has a place for entries of each sort.
pub(super) trait Holds<T> {
    /// The entries of this sort.
    fn entries(&mut self) -> &mut std::collections::BTreeMap<Arc<str>, Entry<T>>;
}

fn name(number: usize) -> String {
    format!("read-{number:02}")
}

fn number(path: &str, shelves: usize) -> usize {
    let [first, ..] = *blake3::hash(path.as_bytes()).as_bytes();
    usize::from(first) % shelves
}
