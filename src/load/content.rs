//! The walk through `content/`: which files are items, which are offered with them, which are passed over.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::fault::{UNREADABLE_FILE, UNREGISTERED_FOLDER};
use super::link::{self, End};
use super::reading::Reading;
use super::slip::offer;
use super::source::{self, Root};
use super::stamp::FileStamp;
use crate::model::{Diagnostic, Place, Register};

/// A file of `content/`.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// Path from the site's root.
    pub(super) path: Arc<str>,
    /// Its stats before it is read; none of a link, for its target may change without it.
    pub(super) stamp: Option<FileStamp>,
}

/// The files found, each list in order of the paths.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Markdown files under the organs' folders.
    pub(super) items: Vec<Source>,
    /// All other files there.
    pub(super) files: Vec<Source>,
    /// The registers under `content/data/`.
    pub(super) registers: Vec<Source>,
    /// The other files that are links, each with the file that it stands for.
    pub(super) links: BTreeMap<Arc<str>, Arc<str>>,
}

/// Walks through `content/`.
pub(super) fn walk(root: &Root, register: &Register, faults: &mut Vec<Diagnostic>) -> Found {
    let top = root.join("content");
    // A folder that is a link may lead elsewhere tomorrow.
    let now = (!top.is_symlink()).then(SystemTime::now);
    let mut walk = Walk {
        root,
        register,
        found: Found::default(),
        unregistered: HashSet::new(),
        faults,
    };
    if !top.is_dir() {
        return walk.found;
    }
    let entries = WalkDir::new(&top)
        .min_depth(1)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| !is_passed_over(entry));
    let entries: Vec<walkdir::Result<DirEntry>> = entries.collect();
    // To ask each file for its stats takes longer than to find them all.
    let stamps: Vec<Option<FileStamp>> = entries
        .par_iter()
        .map(|entry| stamp(entry.as_ref().ok()?, now?))
        .collect();
    for (entry, stamp) in entries.into_iter().zip(stamps) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => walk.place(&entry, stamp),
            Err(error) => walk.fault(error),
        }
    }
    walk.found
}

/// The stats of a file; none of a folder or a link.
fn stamp(entry: &DirEntry, now: SystemTime) -> Option<FileStamp> {
    if !entry.file_type().is_file() {
        return None;
    }
    let facts = entry.metadata().ok().filter(|facts| facts.is_file())?;
    FileStamp::of(&facts, now)
}

pub(super) fn is_passed_over(entry: &DirEntry) -> bool {
    link::is_passed_over(&entry.file_name().to_string_lossy())
}

struct Walk<'w> {
    root: &'w Root,
    register: &'w Register,
    found: Found,
    unregistered: HashSet<String>,
    faults: &'w mut Vec<Diagnostic>,
}

impl Walk<'_> {
    fn place(&mut self, entry: &DirEntry, stamp: Option<FileStamp>) {
        let Some(path) = path_of(entry.path(), self.root) else {
            let path = entry.path().strip_prefix(&self.root.path);
            let shown = path.unwrap_or(entry.path()).to_string_lossy();
            let reading = Reading::new(shown.as_ref());
            let help = "用中文、字母和数字给文件重新起名";
            reading.report_file(UNREADABLE_FILE, "文件名的编码无法识别", help);
            return self.faults.extend(reading.into_faults());
        };
        if entry.path_is_symlink() && !self.is_safe_link(entry.path(), &path) {
            return;
        }
        if !entry.path_is_symlink() && !entry.file_type().is_file() {
            let reading = Reading::new(path);
            source::report_no_file(&reading);
            return self.faults.extend(reading.into_faults());
        }
        let is_item = link::is_item(&path);
        if entry.depth() == 1 {
            if is_item {
                self.report_outside(path);
            }
            return;
        }
        let folder = path.split('/').nth(1).unwrap_or_default();
        if folder == "data" {
            return self.found.registers.push(Source { path, stamp });
        }
        let mut ids = self.register.iter().map(|(_, organ)| &*organ.id);
        // Without a register every folder would be one: its own fault says enough.
        let known = self.register.is_empty() || ids.any(|id| id == folder);
        if !known && is_item && self.unregistered.insert(folder.to_owned()) {
            self.report_unregistered(folder);
        }
        let list = match is_item {
            true => &mut self.found.items,
            false => &mut self.found.files,
        };
        list.push(Source { path, stamp });
    }

    /// A link may point at a file that could stand in its place; any other is a fault.
    fn is_safe_link(&mut self, file: &Path, path: &Arc<str>) -> bool {
        let reading = Reading::new(path.clone());
        match link::follow(self.root, file) {
            Ok(end) if link::is_allowed(path, &end) => {
                if let End::Offered(target) = end {
                    self.found.links.insert(path.clone(), target);
                }
                return true;
            }
            Ok(end) => link::report(&end, &reading),
            Err(error) => source::report_error(&error, &reading),
        }
        self.faults.extend(reading.into_faults());
        false
    }

    fn report_outside(&mut self, path: Arc<str>) {
        let message = "这个文件不在任何机构的文件夹里，不会发布";
        let fault = UNREGISTERED_FOLDER.says(message);
        let help = "把它移到发布机构的文件夹里，如 content/czj/";
        self.faults
            .push(fault.with_place(Place::file(path)).with_help(help));
    }

    fn report_unregistered(&mut self, folder: &str) {
        let message = format!("文件夹 content/{folder} 没有登记为机构，里面的信息都不会发布");
        let ids = self.register.iter().map(|(_, organ)| &*organ.id);
        let otherwise = "在 content/organs.yaml 登记这个机构，编号与文件夹同名；或者给文件夹改名";
        let place = Place::file(format!("content/{folder}"));
        let fault = UNREGISTERED_FOLDER.says(message).with_place(place);
        self.faults
            .push(fault.with_help(offer(folder, ids, otherwise)));
    }

    fn fault(&mut self, error: walkdir::Error) {
        let path = error.path().and_then(|path| path_of(path, self.root));
        let reading = Reading::new(path.unwrap_or_else(|| Arc::from("content")));
        if let Some(error) = error.into_io_error() {
            source::report_error(&error, &reading);
        }
        self.faults.extend(reading.into_faults());
    }
}

/// The path from the site's root, with `/`; none when it is no Unicode.
fn path_of(path: &Path, root: &Root) -> Option<Arc<str>> {
    let parts: Option<Vec<&str>> = path
        .strip_prefix(&root.path)
        .ok()?
        .components()
        .map(|part| part.as_os_str().to_str())
        .collect();
    parts.map(|parts| parts.join("/").into())
}
