//! The published items in index order, and what is kept of each.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::record::{Record, Section, Source};
use crate::markdown;
use crate::model::{DataTable, Item, ItemIx, KeyWriter, Portal};

/// Gives the text of an attachment by its path; none where it holds none that can be read.
pub type ReadText<'p> = Box<dyn Fn(&str) -> Option<String> + Send + Sync + 'p>;

/// Bytes of a file that hold one byte of its text, as a guess.
const DENSITY: usize = 4;
/// No more text of a file is guessed.
const MOST_GUESSED: usize = 200_000;

/// Items in index order: those alike side by side, so that facets and lists are short.
pub(super) struct Documents<'p> {
    pub(super) portal: &'p Portal,
    read: ReadText<'p>,
    /// Read when first asked for: a build in which nothing changed opens no attachment.
    text: OnceLock<BTreeMap<Arc<str>, String>>,
    /// Index order.
    pub(super) order: Vec<ItemIx>,
}

/// See [`Documents::facts`].
pub(super) struct Facts {
    /// Fingerprint of all its words.
    pub(super) digest: [u8; 32],
    /// Bytes of all its words, those of attachments by a guess.
    pub(super) size: usize,
}

impl<'p> Documents<'p> {
    /// Orders by organs, kind, columns and validity, then the newest first, which is portal order.
    pub(super) fn new(portal: &'p Portal, read: ReadText<'p>) -> Self {
        let mut order: Vec<ItemIx> = portal.iter().map(|(ix, _)| ix).collect();
        order.sort_by_cached_key(|ix| {
            let item = &portal[*ix];
            let at = ix.0 as usize;
            (
                portal.organs_of(item).collect::<Vec<_>>(),
                item.kind.value,
                &portal.placements[at],
                portal.relations.validity[at],
                *ix,
            )
        });
        Self {
            portal,
            read,
            text: OnceLock::new(),
            order,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    pub(super) fn item(&self, at: usize) -> &'p Item {
        &self.portal[self.order[at]]
    }

    /// Everything of an item.
    pub(super) fn record(&self, at: usize) -> Record {
        let mut record = self.own_record(at);
        for (title, text) in self.attachments(self.item(at)) {
            let text = format!("{title}\n{text}");
            record.sections.push(Section(Source::Attachment, text));
        }
        record
    }

    /// Everything of an item but its attachments.
    fn own_record(&self, at: usize) -> Record {
        let item = self.item(at);
        let mut numbers = vec![item.number_shown().unwrap_or_default()];
        let others = [&item.index_number, &item.unified_number];
        let others = others.into_iter().flatten();
        numbers.extend(others.map(|number| number.value.clone()));
        let summary = item.summary.as_ref().map(|summary| summary.value.clone());
        let mut sections = vec![
            Section(Source::Summary, summary.unwrap_or_default()),
            Section(Source::Keywords, item.keywords.join("\n")),
            Section(Source::Body, markdown::plain(&item.body)),
            Section(
                Source::Table,
                self.table(item).map(table_text).unwrap_or_default(),
            ),
        ];
        sections.retain(|Section(_, text)| !text.is_empty());
        let date = item.published_on().map(|day| day.to_string());
        Record {
            path: self.portal.item_path(item),
            title: item.title.value.clone(),
            numbers,
            date: date.unwrap_or_default(),
            sections,
            parts: Vec::new(),
        }
    }

    /// What a plan needs to know of an item: found without opening its attachments.
    ///
    /// The words are fingerprinted, not the source: an edit that no reader can find leaves the index
    /// as it is.
    pub(super) fn facts(&self, at: usize) -> Facts {
        let item = self.item(at);
        let record = self.own_record(at);
        let mut size: usize = record.sections.iter().map(|section| section.1.len()).sum();
        let mut key = KeyWriter::new("search record");
        key = key.part(serde_json::to_vec(&record).unwrap_or_default());
        for file in &item.attachments {
            if let Some(facts) = self.portal.site.files.get(&file.path) {
                let guess = usize::try_from(facts.size).unwrap_or(MOST_GUESSED) / DENSITY;
                size += guess.min(MOST_GUESSED);
                key = key.part(&file.title).part(facts.digest);
            }
        }
        Facts {
            digest: key.finish().0,
            size,
        }
    }

    fn table(&self, item: &Item) -> Option<&'p DataTable> {
        let path = &item.table.as_ref()?.path;
        self.portal.site.tables.get(path).map(|table| &**table)
    }

    fn attachments<'i>(&'i self, item: &'i Item) -> impl Iterator<Item = (&'i str, &'i str)> {
        item.attachments.iter().filter_map(|attachment| {
            let text = self.text_of(&attachment.path)?;
            Some((attachment.title.as_str(), text))
        })
    }

    /// The text of an attachment.
    pub(super) fn text_of(&self, path: &str) -> Option<&str> {
        let all = self.text.get_or_init(|| self.read_all());
        all.get(path).map(String::as_str)
    }

    /// One after another: this runs while other threads wait for it.
    fn read_all(&self) -> BTreeMap<Arc<str>, String> {
        let items = self.portal.items.iter();
        let paths = items.flat_map(|item| item.attachments.iter().map(|file| &file.path));
        let mut all = BTreeMap::new();
        for path in paths {
            if !all.contains_key(path)
                && let Some(text) = (self.read)(path)
            {
                all.insert(Arc::clone(path), text);
            }
        }
        all
    }
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
