//! What stands in the output folder now, looked at without following links.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use anyhow::Context;
use walkdir::WalkDir;

use super::folder;

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    File,
    /// A folder that has been looked into.
    Folder,
    /// A folder without files of ours, not looked into.
    Closed,
    /// A link, a socket, a device: nothing that gongkai writes.
    Other,
}

/// Whether a folder holds nothing but folders, all the way down: as a build leaves it that was killed and lost
/// its cache, and as it may be taken away without loss.
fn is_hollow(folder: &Path) -> bool {
    let mut below = WalkDir::new(folder).into_iter();
    below.all(|entry| entry.is_ok_and(|entry| entry.file_type().is_dir()))
}

/// The output folder as it is now.
#[derive(Debug, Default)]
pub(super) struct Disk {
    /// By path below the folder. Folders without files of ours are not looked into.
    standing: BTreeMap<String, Standing>,
    /// What has no name that a site's file could have.
    odd: Vec<PathBuf>,
}

impl Disk {
    /// Looks through the folder; goes into folders only where one of `ours` is or will be.
    pub(super) fn look<'p>(
        out: &Path,
        ours: impl Iterator<Item = &'p str>,
    ) -> anyhow::Result<Self> {
        let mut disk = Self::default();
        if !out.exists() {
            return Ok(disk);
        }
        let folders: HashSet<&str> = ours.flat_map(folders_of).collect();
        let mut walk = WalkDir::new(out).min_depth(1).into_iter();
        while let Some(entry) = walk.next() {
            let entry = entry.with_context(|| format!("无法读取文件夹 {}", out.display()))?;
            let kind = entry.file_type();
            let below = entry.path().strip_prefix(out).unwrap_or(entry.path());
            if entry.depth() == 1 && folder::is_ours(entry.file_name()) {
                if kind.is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            }
            let Some(name) = name_of(below) else {
                if kind.is_dir() {
                    walk.skip_current_dir();
                }
                disk.odd.push(below.to_owned());
                continue;
            };
            let standing = match kind {
                kind if kind.is_file() => Standing::File,
                kind if !kind.is_dir() => Standing::Other,
                _ if folders.contains(name.as_str()) || is_hollow(entry.path()) => Standing::Folder,
                _ => {
                    walk.skip_current_dir();
                    Standing::Closed
                }
            };
            disk.standing.insert(name, standing);
        }
        Ok(disk)
    }

    /// What stands at a path; none for nothing, or for what is below a link.
    pub(super) fn at(&self, path: &str) -> Option<Standing> {
        self.standing.get(path).copied()
    }

    /// What stands in a folder, at any depth.
    pub(super) fn below<'d>(
        &'d self,
        folder: &str,
    ) -> impl DoubleEndedIterator<Item = (&'d str, Standing)> {
        // '0' is the character after '/'.
        self.standing
            .range(format!("{folder}/")..format!("{folder}0"))
            .map(|(path, standing)| (path.as_str(), *standing))
    }

    /// Whatever is not one of `ours`, sorted.
    pub(super) fn foreign(&self, ours: &HashSet<&str>) -> Vec<PathBuf> {
        let strange = |(path, standing): &(&String, &Standing)| {
            **standing != Standing::Folder && !ours.contains(path.as_str())
        };
        let files = self.standing.iter().filter(strange);
        let mut foreign: Vec<PathBuf> = files.map(|(path, _)| PathBuf::from(path)).collect();
        foreign.extend(self.odd.iter().cloned());
        foreign.sort();
        foreign
    }
}

/// The folders above a path, innermost first: `a/b`, `a` for `a/b/c.html`.
pub(super) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(folder_of(path), |folder| folder_of(folder))
}

fn folder_of(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

fn name_of(below: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}
