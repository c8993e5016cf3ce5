//! The only room that reads the user's files: bytes become typed values with their places.
//!
//! `load` reads settings, seeds and register, walks through `content/`, and reads every item, data table and
//! other file there on all cores, each once. What is wrong with a file is a [`Diagnostic`] of the code `SRC…`;
//! all faults of all files are found in one run, and a faulty item hides no other.
//!
//! # Why
//! A file is parsed into a tree that keeps every key's and value's place, and typed readers ask that tree for
//! what they need. Deriving the types from the text was refused: it stops at the first fault of a file, knows
//! no Chinese aliases, and guesses at numbers.

mod attachment_text;
mod content;
mod control_character;
mod data;
mod fault;
mod fields;
mod files;
mod front_matter;
mod item;
mod link;
mod list_parts;
mod memory;
mod other_words;
mod reading;
mod register;
mod rules_named;
mod scalars;
mod seeds;
mod settings;
mod shown_number;
mod slip;
mod source;
mod stamp;
mod table;
mod theme;
mod traditional_words;
mod unread;
mod values;
mod web_address;
mod workbook;
mod yaml;

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};
pub use attachment_text::{attachment_text, is_slowly_read, read_attachment};
pub use fault::{FAULTS, Fault};
pub use files::file_bytes;
pub use memory::{Memory, Store};
pub use rules_named::unknown_denied;
pub use settings::audit_settings;
pub use source::shown_text;
pub use stamp::{Stamp, stamp};
pub use theme::{theme_files, unused_theme_files};
pub use web_address::site_address;

use crate::model::{DataTable, Diagnostic, FileFacts, Item, Kinds, Register, Site};
use content::Source;
use memory::{FoundFile, FoundItem, Outcome, Remembered, Shelf, Shelves};
use reading::Reading;
use source::Root;

/// The site as it was read, and what could not be.
#[derive(Debug)]
pub struct Loaded {
    /// The site; items at fault are left out.
    pub site: Site,
    /// Every fault of every file, in order of file, line and character.
    pub faults: Vec<Diagnostic>,
}

/// Whether a fault is one of the site as a whole: of its settings, its register or its seeds. What is known of a
/// site without them is not that site.
#[must_use]
pub fn is_of_site(fault: &Diagnostic) -> bool {
    let source = fault.place.as_ref().map(|place| &*place.source);
    let in_folder = source.and_then(|source| source.strip_prefix("content/"));
    in_folder.is_none_or(|_| source == Some(register::PATH))
}

/// Whether a folder is a site's.
#[must_use]
pub fn is_site(root: &Path) -> bool {
    root.join(settings::PATH).exists()
}

/// Reads the whole site below `root`, every file anew.
///
/// # Errors
/// When the folder cannot be read or holds no `gongkai.yaml`. Faults of the files are no errors.
pub fn load(root: &Path) -> anyhow::Result<Loaded> {
    load_changed(root, &mut Memory::default())
}

/// As [`load`]; what `memory` knows of unchanged files is not read again, and what is read it knows then.
///
/// # Errors
/// As [`load`].
pub fn load_changed(root: &Path, memory: &mut Memory) -> anyhow::Result<Loaded> {
    let shown = root.display();
    let root = Root::new(root).with_context(|| format!("打不开网站文件夹 {shown}"))?;
    if !root.has(settings::PATH) {
        bail!(
            "{shown} 不是网站文件夹：里面没有 gongkai.yaml。可用 gongkai init 新建网站，或用 --root 指明文件夹"
        );
    }
    let mut faults = Vec::new();
    let reading = Reading::new(settings::PATH);
    let settings = settings::read(&root, &reading);
    faults.extend(reading.into_faults());
    let (seeds, seed_faults) = seeds::read(&root, &settings);
    faults.extend(seed_faults);
    let reading = Reading::new(register::PATH);
    let register = register::read(&root, &reading);
    faults.extend(reading.into_faults());
    let found = content::walk(&root, &register, &mut faults);
    data::check(&root, &found.registers, &mut faults);
    let mut shelves = memory.take(&settings.url, &register, &seeds.kinds);
    let content = Content {
        root: &root,
        site: &settings.url,
        kinds: &seeds.kinds,
        register: &register,
    };
    let (items, files, tables) = content.read(&found, &mut shelves, &mut faults);
    memory.put(shelves);
    let unread = unread::unread(&root, &found.items, &items);
    faults.sort_by(|a, b| a.order().cmp(&b.order()));
    let site = Site {
        settings,
        register,
        catalogue: seeds.catalogue,
        kinds: seeds.kinds,
        vocabulary: seeds.vocabulary,
        topics: seeds.topics,
        wording: seeds.wording,
        calendar: seeds.calendar,
        work_plans: seeds.work_plans,
        items,
        files,
        tables,
        links: found.links,
        unread,
        lost: memory.lost(),
    };
    Ok(Loaded { site, faults })
}

type Files = BTreeMap<Arc<str>, FileFacts>;
type Tables = BTreeMap<Arc<str>, Arc<DataTable>>;

/// What the files of `content/` are read from and against.
struct Content<'c> {
    root: &'c Root,
    site: &'c str,
    kinds: &'c Kinds,
    register: &'c Register,
}

impl Content<'_> {
    fn read(
        &self,
        found: &content::Found,
        shelves: &mut Shelves,
        faults: &mut Vec<Diagnostic>,
    ) -> (Vec<Arc<Item>>, Files, Tables) {
        let files = found.files.iter();
        let names: HashSet<Arc<str>> = files.map(|file| Arc::clone(&file.path)).collect();
        let around = item::Surroundings {
            kinds: self.kinds,
            register: self.register,
            site: self.site,
            files: &names,
        };
        let read = |path: &Arc<str>, remembered| self.read_item(path, remembered, &around);
        let mut items = Vec::with_capacity(found.items.len());
        for outcome in memory::read_all(&mut shelves.items, &found.items, &read) {
            items.extend(outcome.found.map(|found| found.item));
            faults.extend(outcome.faults);
        }
        let mut items = item::without_doubles(items, self.register, faults);
        let (files, tables, unreadable) =
            self.read_files(&found.files, &mut shelves.files, &items, faults);
        items.retain(|item| {
            let table = item.table.as_ref();
            table.is_none_or(|table| !unreadable.contains(&table.path))
        });
        (items, files, tables)
    }

    fn read_item(
        &self,
        path: &Arc<str>,
        remembered: Remembered<FoundItem>,
        around: &item::Surroundings<'_>,
    ) -> Outcome<FoundItem> {
        let stands = |found: &FoundItem| {
            let mut asked = found.asked.iter();
            asked.all(|(path, was_there)| around.files.contains(path.as_str()) == *was_there)
        };
        let doubtful = match remembered {
            Remembered::Certain(found) if stands(&found) => return Outcome::remembered(found),
            Remembered::Doubtful(found) if stands(&found) => Some(found),
            _ => None,
        };
        let reading = Reading::new(path.clone());
        let found = source::text(self.root, &reading).and_then(|text| {
            let is_same =
                |known: &FoundItem| *blake3::hash(text.as_bytes()).as_bytes() == known.item.digest;
            if let Some(known) = doubtful.filter(is_same) {
                return Some(known);
            }
            let item = item::read(&text, around, &reading)?;
            let meant = item::meant(&item.body, path).into_iter();
            Some(FoundItem {
                asked: meant
                    .map(|path| (around.files.contains(path.as_str()), path))
                    .map(|(is_there, path)| (path, is_there))
                    .collect(),
                item: Arc::new(item),
            })
        });
        Outcome::fresh(found, reading.into_faults())
    }

    /// Looks at every file that is no item; those that items show as tables are read as such from the same
    /// bytes.
    fn read_files(
        &self,
        sources: &[Source],
        shelves: &mut [Shelf<FoundFile>],
        items: &[Arc<Item>],
        faults: &mut Vec<Diagnostic>,
    ) -> (Files, Tables, HashSet<Arc<str>>) {
        let wanted: HashSet<&str> = items
            .iter()
            .filter_map(|item| item.table.as_ref().map(|table| &*table.path))
            .collect();
        let read = |path: &Arc<str>, remembered| {
            self.read_file(path, remembered, wanted.contains(&**path))
        };
        let (mut files, mut tables) = (Files::new(), Tables::new());
        let mut unreadable = HashSet::new();
        for (source, outcome) in sources
            .iter()
            .zip(memory::read_all(shelves, sources, &read))
        {
            let path = &source.path;
            if !outcome.faults.is_empty() {
                unreadable.insert(path.clone());
            }
            if let Some(FoundFile { facts, table }) = outcome.found {
                files.insert(path.clone(), facts);
                tables.extend(table.map(|table| (path.clone(), table)));
            }
            faults.extend(outcome.faults);
        }
        (files, tables, unreadable)
    }

    fn read_file(
        &self,
        path: &Arc<str>,
        remembered: Remembered<FoundFile>,
        is_table: bool,
    ) -> Outcome<FoundFile> {
        if let Remembered::Certain(found) = remembered
            && found.table.is_some() == is_table
        {
            return Outcome::remembered(found);
        }
        let reading = Reading::new(path.clone());
        let (facts, table) = if is_table {
            files::look_at_table(self.root, &reading)
        } else {
            (files::look(self.root, &reading), None)
        };
        let table = table.map(Arc::new);
        let found = facts.map(|facts| FoundFile { facts, table });
        Outcome::fresh(found, reading.into_faults())
    }
}
