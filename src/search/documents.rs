//! The published items, each at its place in the index, and what is kept of each.
//!
//! # Why
//! Items alike lie side by side, so that facets and lists are short; within such a run the oldest comes
//! first, and behind the run some places stay empty. So a new item takes an empty place, and no other
//! moves: whatever the index says of the others stays as it was. Places follow from the items alone,
//! never from the order in which they came.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use super::record::{Record, Section, Source};
use crate::markdown;
use crate::model::{DataTable, Item, ItemIx, KeyWriter, Portal};

/// Gives the text of an attachment by its path; none where it holds none that can be read.
pub type ReadText<'p> = Box<dyn Fn(&str) -> Option<String> + Send + Sync + 'p>;

/// All items at their places.
pub(super) struct Documents<'p> {
    pub(super) portal: &'p Portal,
    read: ReadText<'p>,
    /// Each read when it is first asked for: an edit opens no attachment but the item's own.
    text: Mutex<HashMap<String, Option<Arc<str>>>>,
    /// Files that several items offer.
    shared: LazyLock<HashSet<&'p str>, Box<dyn FnOnce() -> HashSet<&'p str> + Send + 'p>>,
    /// The item of every place; none where it is empty.
    pub(super) places: Vec<Option<ItemIx>>,
}

impl<'p> Documents<'p> {
    /// Runs are of one organ or several, one kind, the same columns, and one validity.
    pub(super) fn new(portal: &'p Portal, read: ReadText<'p>) -> Self {
        let alike = |ix: ItemIx| {
            let item = &portal[ix];
            (
                portal.organs_of(item).collect::<Vec<_>>(),
                item.kind.value,
                &portal.placements[ix.0 as usize],
                portal.relations.validity[ix.0 as usize],
            )
        };
        // Portal order has the newest first.
        let mut order: Vec<_> = portal.iter().map(|(ix, _)| (alike(ix), ix)).collect();
        order.sort_by(|one, other| one.0.cmp(&other.0).then(other.1.cmp(&one.1)));
        let mut places = Vec::new();
        for run in order.chunk_by(|one, other| one.0 == other.0) {
            let end = places.len() + with_room(run.len());
            places.extend(run.iter().map(|(_, ix)| Some(*ix)));
            places.resize(end, None);
        }
        Self {
            portal,
            read,
            text: Mutex::default(),
            shared: LazyLock::new(Box::new(|| shared(portal))),
            places,
        }
    }

    /// How many places there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// The number of the item at a place.
    pub(super) fn ix(&self, place: usize) -> Option<ItemIx> {
        self.places.get(place).copied().flatten()
    }

    /// The item at a place.
    pub(super) fn item(&self, place: usize) -> Option<&'p Item> {
        Some(&self.portal[self.ix(place)?])
    }

    /// All items with their places.
    pub(super) fn items(&self) -> impl Iterator<Item = (usize, ItemIx, &'p Item)> {
        let places = self.places.iter().enumerate();
        places.filter_map(|(place, ix)| Some((place, (*ix)?, &self.portal[(*ix)?])))
    }

    /// Everything of the item at a place.
    pub(super) fn record(&self, place: usize) -> Option<Record> {
        let item = self.item(place)?;
        let mut numbers = vec![item.number_shown().unwrap_or_default()];
        let others = [&item.index_number, &item.unified_number];
        let others = others.into_iter().flatten();
        numbers.extend(others.map(|number| number.value.clone()));
        let summary = item.summary.as_ref().map(|summary| summary.value.clone());
        let table = self.table(item).map(table_text);
        let mut sections = vec![
            Section(Source::Summary, summary.unwrap_or_default()),
            Section(Source::Keywords, item.keywords.join("\n")),
            Section(Source::Body, markdown::plain(&item.body)),
            Section(Source::Table, table.unwrap_or_default()),
        ];
        sections.retain(|Section(_, text)| !text.is_empty());
        for (title, text) in self.attachments(item) {
            sections.push(Section(Source::Attachment, format!("{title}\n{text}")));
        }
        let date = item.published_on().map(|day| day.to_string());
        Some(Record {
            path: self.portal.item_path(item),
            title: item.title.value.clone(),
            numbers,
            date: date.unwrap_or_default(),
            not_yet: self.not_yet(place),
            sections,
            parts: Vec::new(),
        })
    }

    /// As [`record`](Self::record), where it is not asked for again.
    pub(super) fn last_record(&self, place: usize) -> Option<Record> {
        let record = self.record(place);
        self.let_go(place);
        record
    }

    /// Lets go of the texts that only the item at a place offers: those of all items would not fit into memory.
    pub(super) fn let_go(&self, place: usize) {
        let files = self.item(place).map(|item| &item.attachments);
        let files = files.into_iter().flatten().map(|file| &*file.path);
        let own = files.filter(|path| !self.shared.contains(path));
        let mut text = self.text.lock().unwrap_or_else(PoisonError::into_inner);
        for path in own {
            text.remove(path);
        }
    }

    /// Fingerprint of all from which the record of a place follows, found without reading a word.
    pub(super) fn source(&self, place: usize) -> Option<[u8; 16]> {
        let item = self.item(place)?;
        let mut key = KeyWriter::new("search record")
            .part(item.digest)
            .part(self.portal.item_path(item))
            .part(item.number_shown().unwrap_or_default())
            .part([u8::from(self.portal.site.settings.search.attachments)])
            .part([u8::from(self.not_yet(place))]);
        let digest = |path: &str| Some(self.portal.site.files.get(path)?.digest);
        if let Some(table) = item.table.as_ref().and_then(|table| digest(&table.path)) {
            key = key.part(table);
        }
        for file in &item.attachments {
            if let Some(digest) = digest(&file.path) {
                key = key.part(&file.title).part(digest);
            }
        }
        let mut source = [0; 16];
        source.copy_from_slice(key.finish().0.split_at(16).0);
        Some(source)
    }

    /// Whether the item at a place takes effect on a day to come.
    fn not_yet(&self, place: usize) -> bool {
        let day = self
            .ix(place)
            .and_then(|ix| self.portal.takes_effect_on(ix));
        day.is_some()
    }

    fn table(&self, item: &Item) -> Option<&'p DataTable> {
        let path = &item.table.as_ref()?.path;
        self.portal.site.tables.get(path).map(|table| &**table)
    }

    fn attachments<'i>(&'i self, item: &'i Item) -> impl Iterator<Item = (&'i str, Arc<str>)> {
        item.attachments.iter().filter_map(|attachment| {
            let text = self.text_of(&attachment.path)?;
            Some((attachment.title.as_str(), text))
        })
    }

    /// The text of an attachment; two threads that ask at once both read it, and none waits.
    pub(super) fn text_of(&self, path: &str) -> Option<Arc<str>> {
        let known = || self.text.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(text) = known().get(path) {
            return text.clone();
        }
        let text: Option<Arc<str>> = (self.read)(path).map(Arc::from);
        known().insert(path.to_owned(), text.clone());
        text
    }
}

fn shared(portal: &Portal) -> HashSet<&str> {
    let mut seen = HashSet::new();
    let files = portal.items.iter().flat_map(|item| &item.attachments);
    files
        .map(|file| &*file.path)
        .filter(|path| !seen.insert(*path))
        .collect()
}

/// So many places for so many items: at least one is left empty, of many about an eighth.
fn with_room(items: usize) -> usize {
    let step = (items / 8).next_power_of_two().max(4);
    (items / step + 1) * step
}

/// One line a row, cells apart from each other so that no phrase passes from one to the next.
fn table_text(table: &DataTable) -> String {
    let rows = table.head.iter().chain(&table.rows);
    let line = |row: &Vec<Arc<str>>| {
        let cells = row.iter().map(|cell| cell.trim());
        cells
            .filter(|cell| !cell.is_empty())
            .collect::<Vec<_>>()
            .join(" | ")
    };
    rows.map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::PoisonError;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::Documents;
    use crate::columns::arrange;
    use crate::load::load;

    #[test]
    fn a_text_is_read_once_and_let_go_when_the_last_item_that_offers_it_alone_is_laid() {
        let root = tempfile::tempdir().expect("a folder");
        let write = |path: &str, text: &str| {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, text).expect("written");
        };
        write(
            "gongkai.yaml",
            "site: {name: 天台县人民政府, url: https://gk.example/}\n",
        );
        write(
            "content/organs.yaml",
            "- {id: czj, name: 天台县财政局, kind: department, prefixes: [天财]}\n",
        );
        for (name, files) in [("a", "甲.txt, 同.txt"), ("b", "同.txt")] {
            let head = "kind: other\npublished_at: 2020-11-02\nsummary: （示例）";
            let item = format!("---\ntitle: 信息（示例）\n{head}\nattachments: [{files}]\n---\n");
            write(&format!("content/czj/{name}.md"), &item);
        }
        let day = chrono::NaiveDate::from_ymd_opt(2020, 12, 1).expect("a day");
        let portal = arrange(load(root.path()).expect("a site").site, day);
        assert_eq!(portal.items.len(), 2);
        let reads = AtomicUsize::new(0);
        let read = |path: &str| {
            reads.fetch_add(1, Ordering::Relaxed);
            Some(path.to_owned())
        };
        let documents = Documents::new(&portal, Box::new(read));
        for place in 0..documents.len() {
            documents.last_record(place);
        }
        assert_eq!(reads.load(Ordering::Relaxed), 2);
        let kept = documents
            .text
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let kept: Vec<&str> = kept.keys().map(String::as_str).collect();
        assert_eq!(kept, ["content/czj/同.txt"]);
    }
}
