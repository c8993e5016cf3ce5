//! One shelf of the memory: entries by path, and the bytes that they are between two runs of the program.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::super::content::Source;
use super::super::stamp::FileStamp;
use super::{Outcome, ReadOne, Remembered, Store};
use crate::model::{DataTable, FileFacts, Item, Key, LeftTexts, Lost, ReadTexts, Text, TextFacts};

/// Bytes of texts from which on a shelf leaves them on disk.
const HEAVY: usize = 128 * 1024;

/// What was found in a file when it had a stamp.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Entry<T> {
    stamp: FileStamp,
    found: T,
}

/// What a shelf holds of one file.
pub(in crate::load) trait Found:
    Clone + Send + Sync + Serialize + DeserializeOwned
{
    /// What the shelves are called.
    const NAME: &'static str;

    /// The text that need not stay in memory, which is not kept with the rest.
    fn text(&self) -> Option<&Text>;

    /// Puts a text in its place, unless somebody else looks at it.
    fn leave(&mut self, text: Text);
}

/// An item, and what it asked of the files around it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::load) struct FoundItem {
    pub(in crate::load) item: Arc<Item>,
    /// Files that its links may mean, and whether they were there.
    pub(in crate::load) asked: Vec<(String, bool)>,
}

impl Found for FoundItem {
    const NAME: &'static str = "items";

    fn text(&self) -> Option<&Text> {
        Some(&self.item.body.text)
    }

    fn leave(&mut self, text: Text) {
        if let Some(item) = Arc::get_mut(&mut self.item) {
            item.body.text = text;
        }
    }
}

/// Facts of another file, and its rows where it was read as a table.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::load) struct FoundFile {
    pub(in crate::load) facts: FileFacts,
    pub(in crate::load) table: Option<Arc<DataTable>>,
}

impl Found for FoundFile {
    const NAME: &'static str = "files";

    fn text(&self) -> Option<&Text> {
        None
    }

    fn leave(&mut self, _: Text) {}
}

/// Where a shelf lies, and what tells it from one of other readings.
pub(super) struct Place {
    pub(super) store: Option<Arc<dyn Store>>,
    pub(super) lost: Arc<Lost>,
    pub(super) key: Key,
    pub(super) name: String,
}

/// Entries by the paths of their files.
type Entries<T> = BTreeMap<Arc<str>, Entry<T>>;

/// A part of the memory.
pub(in crate::load) struct Shelf<T> {
    place: Place,
    entries: Entries<T>,
    /// Whether it is not as it was kept.
    is_changed: bool,
}

impl<T: Found> Shelf<T> {
    /// The shelf that was kept at a place; an empty one where none was, or what was kept is no shelf.
    pub(super) fn recall(place: Place) -> Self {
        let mut shelf = Self {
            place,
            entries: Entries::new(),
            is_changed: false,
        };
        // Empty is what a shelf is of which nothing can be recalled.
        let _ = shelf.fill();
        shelf
    }

    fn fill(&mut self) -> Option<()> {
        let (head, file) = self.place.store.as_ref()?.recall(&self.place.name)?;
        let head = head.strip_prefix(&self.place.key.0)?;
        let (texts, entries) = postcard::from_bytes(head).ok()?;
        self.entries = entries;
        self.leave(file, texts);
        Some(())
    }

    /// Keeps the shelf for the next run where it is not as it was kept.
    ///
    /// # Errors
    /// When the machine fails.
    pub(super) fn keep(&mut self) -> anyhow::Result<()> {
        let Place {
            store, key, name, ..
        } = &self.place;
        let Some(store) = store.as_ref().filter(|_| self.is_changed) else {
            return Ok(());
        };
        let found = self.entries.values().map(|entry| &entry.found);
        let texts: Vec<&Text> = found.filter_map(T::text).collect();
        let about = texts.iter().map(|text| text.facts());
        let about: Vec<TextFacts> = about.collect::<Result<_, _>>()?;
        let head = postcard::to_extend(&(&about, &self.entries), key.0.to_vec())?;
        let file = store.keep(name, &head, &texts)?;
        self.is_changed = false;
        self.leave(file, about);
        Ok(())
    }

    /// Lets the texts lie in a file that holds all of them, one behind another.
    fn leave(&mut self, file: Box<dyn ReadTexts>, texts: Vec<TextFacts>) {
        let lost = self.place.lost.clone();
        let (file, mut start) = (Arc::new(LeftTexts { file, lost }), 0);
        for (entry, about) in self.entries.values_mut().zip(texts) {
            entry.found.leave(Text::left(file.clone(), start, about));
            start += u64::from(about.length);
        }
    }

    /// Reads the sources that belong here; then it holds these and no other.
    ///
    /// Of many new texts it lets go at once: all of a site are never in memory.
    pub(super) fn read_sources(
        &mut self,
        sources: &[&Source],
        read: &ReadOne<'_, T>,
    ) -> Vec<Outcome<T>> {
        let old = std::mem::take(&mut self.entries);
        let mut outcomes: Vec<Outcome<T>> = sources
            .par_iter()
            .map(|source| read(&source.path, remembered(&old, source)))
            .collect();
        let mut fresh = 0;
        for (source, outcome) in sources.iter().zip(&mut outcomes) {
            if let Some(stamp) = source.stamp
                && let Some(found) = outcome.found.take()
            {
                let entry = Entry { stamp, found };
                self.entries.insert(Arc::clone(&source.path), entry);
                fresh += usize::from(outcome.is_fresh);
            }
        }
        self.is_changed |= fresh > 0 || self.entries.len() != old.len();
        if self.weight() >= HEAVY {
            // Where nothing can be kept the texts stay in memory, and the next run reads the sources.
            let _ = self.keep();
        }
        for (source, outcome) in sources.iter().zip(&mut outcomes) {
            let known = || self.entries.get(&source.path);
            outcome.found = outcome
                .found
                .take()
                .or_else(|| known().map(|entry| entry.found.clone()));
        }
        outcomes
    }

    /// Bytes of the texts that are in memory.
    fn weight(&self) -> usize {
        let found = self.entries.values().map(|entry| &entry.found);
        let texts = found.filter_map(T::text).filter(|text| text.is_here());
        texts.map(Text::len).sum()
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
