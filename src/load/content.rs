//! The walk through `content/`: which files are items, which are offered with them, which are passed over.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::fault::UNREGISTERED_FOLDER;
use super::reading::Reading;
use super::source::{self, Root};
use crate::model::{Diagnostic, Register};

/// The files found, each list in order of the paths.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Markdown files under the organs' folders.
    pub(super) items: Vec<Arc<str>>,
    /// All other files there.
    pub(super) files: Vec<Arc<str>>,
}

/// Walks through `content/`.
pub(super) fn walk(root: &Root, register: &Register, faults: &mut Vec<Diagnostic>) -> Found {
    let mut found = Found::default();
    let mut unregistered = HashSet::new();
    let top = root.join("content");
    let entries = WalkDir::new(&top)
        .min_depth(1)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| !is_passed_over(entry));
    for entry in entries {
        match entry {
            Ok(entry) => place(
                &entry,
                root,
                register,
                &mut found,
                &mut unregistered,
                faults,
            ),
            Err(error) => faults.extend(walk_fault(error, root)),
        }
    }
    found
}

/// Hidden files, what editors and systems leave behind, and the registers under `content/data/`.
fn is_passed_over(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_data = entry.depth() == 1 && name == "data";
    let left_behind = name.starts_with('.') || name.starts_with("~$") || name == "Thumbs.db";
    is_data || left_behind || name.ends_with('~') || name.eq_ignore_ascii_case("desktop.ini")
}

fn place(
    entry: &DirEntry,
    root: &Root,
    register: &Register,
    found: &mut Found,
    unregistered: &mut HashSet<String>,
    faults: &mut Vec<Diagnostic>,
) {
    let Some(path) = path_of(entry.path(), root) else {
        let shown = entry.path().to_string_lossy().into_owned();
        let reading = Reading::new(shown);
        let help = "给文件换一个名字";
        reading.report_file(super::fault::UNREADABLE_FILE, "文件名的编码无法识别", help);
        return faults.extend(reading.into_faults());
    };
    if entry.path_is_symlink() && !is_safe_link(entry.path(), &path, root, faults) {
        return;
    }
    let folder = path.split('/').nth(1).unwrap_or_default();
    let known = register.iter().any(|(_, organ)| *organ.id == *folder);
    if entry.file_type().is_dir() {
        return;
    }
    let is_item = path.to_lowercase().ends_with(".md");
    if entry.depth() == 1 {
        if is_item {
            faults.push(outside_folders(&path));
        }
    } else if !known {
        if is_item && unregistered.insert(folder.to_owned()) {
            faults.push(unregistered_folder(folder));
        }
    } else if is_item {
        found.items.push(path);
    } else {
        found.files.push(path);
    }
}

/// A link may point at a file of the site; a link to a folder, or out of the site, is a fault.
fn is_safe_link(file: &Path, path: &Arc<str>, root: &Root, faults: &mut Vec<Diagnostic>) -> bool {
    let reading = Reading::new(path.clone());
    match root.holds(file) {
        Ok(true) if !file.is_dir() => return true,
        Ok(_) => source::report_link(&reading),
        Err(error) => source::report_error(&error, &reading),
    }
    faults.extend(reading.into_faults());
    false
}

fn outside_folders(path: &Arc<str>) -> Diagnostic {
    let reading = Reading::new(path.clone());
    let help = "把它移到发布机构的文件夹里，如 content/czj/";
    let message = "这个文件不在任何机构的文件夹里，不会发布";
    reading.report_file(UNREGISTERED_FOLDER, message, help);
    reading
        .into_faults()
        .pop()
        .unwrap_or_else(|| UNREGISTERED_FOLDER.says(message))
}

fn unregistered_folder(folder: &str) -> Diagnostic {
    let message = format!("文件夹 content/{folder} 没有登记为机构，里面的信息都不会发布");
    let help = "在 content/organs.yaml 登记这个机构，编号与文件夹同名；或者给文件夹改名";
    UNREGISTERED_FOLDER
        .says(message)
        .with_place(crate::model::Place::file(format!("content/{folder}")))
        .with_help(help)
}

fn walk_fault(error: walkdir::Error, root: &Root) -> Vec<Diagnostic> {
    let path = error.path().and_then(|path| path_of(path, root));
    let reading = Reading::new(path.unwrap_or_else(|| Arc::from("content")));
    if let Some(error) = error.into_io_error() {
        source::report_error(&error, &reading);
    }
    reading.into_faults()
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
