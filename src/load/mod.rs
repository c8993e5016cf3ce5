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
mod fault;
mod fields;
mod files;
mod front_matter;
mod item;
mod nearest;
mod reading;
mod register;
mod scalars;
mod seeds;
mod settings;
mod source;
mod stamp;
mod table;
mod theme;
mod values;
mod workbook;
mod yaml;

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};
use rayon::prelude::*;

pub use attachment_text::attachment_text;
pub use fault::{FAULTS, Fault};
pub use files::file_bytes;
pub use stamp::{Stamp, stamp};
pub use theme::theme_files;

use crate::model::{DataTable, Diagnostic, FileFacts, Item, Kinds, Register, Site};
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

/// Reads the whole site below `root`.
///
/// # Errors
/// When the folder cannot be read or holds no `gongkai.yaml`. Faults of the files are no errors.
pub fn load(root: &Path) -> anyhow::Result<Loaded> {
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
    let (items, files, tables) = read_content(&root, &found, &seeds.kinds, &register, &mut faults);
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
    };
    Ok(Loaded { site, faults })
}

type Files = BTreeMap<Arc<str>, FileFacts>;
type Tables = BTreeMap<Arc<str>, Arc<DataTable>>;

fn read_content(
    root: &Root,
    found: &content::Found,
    kinds: &Kinds,
    register: &Register,
    faults: &mut Vec<Diagnostic>,
) -> (Vec<Item>, Files, Tables) {
    let names: HashSet<Arc<str>> = found.files.iter().cloned().collect();
    let around = item::Surroundings {
        kinds,
        register,
        files: &names,
    };
    let read: Vec<(Option<Item>, Vec<Diagnostic>)> = found
        .items
        .par_iter()
        .map(|path| {
            let reading = Reading::new(path.clone());
            let text = source::text(root, &reading);
            let item = text.and_then(|text| item::read(&text, &around, &reading));
            (item, reading.into_faults())
        })
        .collect();
    let mut items = Vec::with_capacity(read.len());
    for (item, more) in read {
        items.extend(item);
        faults.extend(more);
    }
    let mut items = item::without_doubles(items, register, faults);
    let (files, tables, unreadable) = read_files(root, &found.files, &items, faults);
    items.retain(|item| {
        let table = item.table.as_ref();
        table.is_none_or(|table| !unreadable.contains(&table.path))
    });
    (items, files, tables)
}

/// Looks at every file that is no item; those that items show as tables are read as such from the same bytes.
fn read_files(
    root: &Root,
    paths: &[Arc<str>],
    items: &[Item],
    faults: &mut Vec<Diagnostic>,
) -> (Files, Tables, HashSet<Arc<str>>) {
    let wanted: HashSet<&str> = items
        .iter()
        .filter_map(|item| item.table.as_ref().map(|table| &*table.path))
        .collect();
    let read: Vec<_> = paths
        .par_iter()
        .map(|path| {
            let reading = Reading::new(path.clone());
            let (facts, table) = if wanted.contains(&**path) {
                files::look_at_table(root, &reading)
            } else {
                (files::look(root, &reading), None)
            };
            (path, facts, table, reading.into_faults())
        })
        .collect();
    let (mut files, mut tables) = (Files::new(), Tables::new());
    let mut unreadable = HashSet::new();
    for (path, facts, table, more) in read {
        if !more.is_empty() {
            unreadable.insert(path.clone());
        }
        files.extend(facts.map(|facts| (path.clone(), facts)));
        tables.extend(table.map(|table| (path.clone(), Arc::new(table))));
        faults.extend(more);
    }
    (files, tables, unreadable)
}
