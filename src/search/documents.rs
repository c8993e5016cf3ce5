//! The published items, each at its place in the index, and what is kept of each.
//!
//! # Why
//! Items alike lie side by side, so that facets and lists are short; within such a run the oldest comes
//! first, and behind the run some places stay empty. So a new item takes an empty place, and no other
//! moves: whatever the index says of the others stays as it was. Places follow from the items alone,
//! never from the order in which they came.

use std::collections::HashSet;
use std::sync::Arc;

use super::attached::{Attached, ReadText};
use super::record::{Record, Section, Source};
use crate::markdown;
use crate::model::{DataTable, Item, ItemIx, KeyWriter, Portal};

/// All items at their places.
pub(super) struct Documents<'p> {
    pub(super) portal: &'p Portal,
    attached: Attached<'p>,
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
            attached: Attached::new(read, || shared(portal)),
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

    /// Lets go of the texts that only the item at a place offers.
    pub(super) fn let_go(&self, place: usize) {
        let files = self.item(place).map(|item| &item.attachments);
        let files = files.into_iter().flatten().map(|file| &*file.path);
        self.attached.let_go(files);
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

    /// The text of an attachment.
    pub(super) fn text_of(&self, path: &str) -> Option<Arc<str>> {
        self.attached.text(path)
    }
}

/// Files that several items offer.
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
