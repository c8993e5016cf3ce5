//! One shelf of the memory: entries by path, and the bytes that they are between two runs of the program.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::super::content::Source;
use super::super::stamp::FileStamp;
use super::{Holds, Outcome, ReadOne, Remembered};
use crate::model::{DataTable, FileFacts, Item, Key};

/// What was found in a file when it had a stamp.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::load) struct Entry<T> {
    stamp: FileStamp,
    found: T,
}

/// An item, and what it asked of the files around it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::load) struct FoundItem {
    pub(in crate::load) item: Arc<Item>,
    /// Files that its links may mean, and whether they were there.
    pub(in crate::load) asked: Vec<(String, bool)>,
}

/// Facts of another file, and its rows where it was read as a table.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::load) struct FoundFile {
    pub(in crate::load) facts: FileFacts,
    pub(in crate::load) table: Option<Arc<DataTable>>,
}

/// Entries by path.
type Entries<T> = BTreeMap<Arc<str>, Entry<T>>;

/// A part of the memory.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(in crate::load) struct Shelf {
    items: Entries<FoundItem>,
    files: Entries<FoundFile>,
    /// Whether it is not as it was recalled.
    #[serde(skip)]
    pub(super) is_changed: bool,
}

impl Holds<FoundItem> for Shelf {
    fn entries(&mut self) -> &mut Entries<FoundItem> {
        &mut self.items
    }
}

impl Holds<FoundFile> for Shelf {
    fn entries(&mut self) -> &mut Entries<FoundFile> {
        &mut self.files
    }
}

impl Shelf {
    /// The shelf as it was kept under a key; none under another, or where the bytes are no shelf.
    pub(super) fn read(bytes: &[u8], key: &Key) -> Option<Self> {
        let shelf = bytes.strip_prefix(&key.0)?;
        postcard::from_bytes(shelf).ok()
    }

    /// The shelf to be kept under a key.
    pub(super) fn bytes(&self, key: &Key) -> Option<Vec<u8>> {
        postcard::to_extend(self, key.0.to_vec()).ok()
    }

    /// Reads the sources that belong here; then it holds these and no other.
    pub(super) fn read_sources<T>(
        &mut self,
        sources: &[&Source],
        read: &ReadOne<'_, T>,
    ) -> Vec<Outcome<T>>
    where
        T: Clone + Send + Sync,
        Self: Holds<T>,
    {
        let old = std::mem::take(self.entries());
        let outcomes: Vec<Outcome<T>> = sources
            .par_iter()
            .map(|source| read(&source.path, remembered(&old, source)))
            .collect();
        let (mut new, mut fresh) = (Entries::new(), 0);
        for (source, outcome) in sources.iter().zip(&outcomes) {
            if let (Some(found), Some(stamp)) = (&outcome.found, source.stamp) {
                let found = found.clone();
                new.insert(Arc::clone(&source.path), Entry { stamp, found });
                fresh += usize::from(outcome.is_fresh);
            }
        }
        self.is_changed |= fresh > 0 || new.len() != old.len();
        *self.entries() = new;
        outcomes
    }
}

fn remembered<T: Clone>(entries: &Entries<T>, source: &Source) -> Remembered<T> {
    let (Some(entry), Some(stamp)) = (entries.get(&source.path), source.stamp) else {
        return Remembered::No;
    };
    let found = entry.found.clone();
    if stamp.proves_unchanged_since(&entry.stamp) {
        Remembered::Certain(found)
    } else {
        Remembered::Doubtful(found)
    }
}
