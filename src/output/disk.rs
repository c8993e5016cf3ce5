//! What stands in the output folder now, looked at without following links.

use std::collections::{HashMap, HashSet};
use std::fs::{self, DirEntry};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::Context;
use rayon::prelude::*;
use walkdir::WalkDir;

use super::folder;
use super::touched::Written;

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// A file of so many bytes, and whether it was touched since the site was written.
    File { size: u64, is_touched: bool },
    /// A folder that has been looked into.
    Folder,
    /// A folder without files of ours, not looked into.
    Closed,
    /// A link, a socket, a device: nothing that gongkai writes.
    Other,
}

impl Standing {
    /// Whether it is anything but a folder that has been looked into.
    pub(super) fn is_no_folder(self) -> bool {
        self != Self::Folder
    }
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
    standing: HashMap<String, Standing>,
    /// How many of them are [no folders](Standing::is_no_folder).
    files: usize,
    /// What has no name that a site's file could have.
    odd: Vec<PathBuf>,
    /// Whether a folder stands that holds nothing and that no file of ours needs.
    has_strange_folders: bool,
}

/// A look through the output folder, on all cores.
struct Look<'p> {
    /// The folders of our files.
    folders: HashSet<&'p str>,
    written: Written,
}

/// What stands, by folder, and what has no name that a site's file could have.
type Seen = (Vec<Vec<(String, Standing)>>, Vec<PathBuf>);

impl Look<'_> {
    /// Looks into a folder of a path below the output folder, and into those in it.
    fn below(&self, folder: &Path, below: &str) -> io::Result<Seen> {
        let (mut here, mut odd, mut inner) = (Vec::new(), Vec::new(), Vec::new());
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            if below.is_empty() && folder::is_ours(&name) {
                continue;
            }
            let Some(name) = name.to_str() else {
                odd.push(Path::new(below).join(name));
                continue;
            };
            let path = match below {
                "" => name.to_owned(),
                _ => [below, "/", name].concat(),
            };
            let Some(standing) = self.standing(&entry, &path)? else {
                continue;
            };
            if standing == Standing::Folder {
                inner.push((entry.path(), path.clone()));
            }
            here.push((path, standing));
        }
        let inner = inner
            .par_iter()
            .map(|(folder, path)| self.below(folder, path));
        let mut standing = vec![here];
        for seen in inner.collect::<io::Result<Vec<Seen>>>()? {
            standing.extend(seen.0);
            odd.extend(seen.1);
        }
        Ok((standing, odd))
    }

    /// What an entry is; none of a file that has just gone.
    fn standing(&self, entry: &DirEntry, path: &str) -> io::Result<Option<Standing>> {
        let kind = entry.file_type()?;
        if kind.is_dir() {
            let is_open = self.folders.contains(path) || is_hollow(&entry.path());
            return Ok(Some(match is_open {
                true => Standing::Folder,
                false => Standing::Closed,
            }));
        }
        if !kind.is_file() {
            return Ok(Some(Standing::Other));
        }
        match entry.metadata() {
            Ok(facts) => Ok(Some(Standing::File {
                size: facts.len(),
                is_touched: self.written.then_touched(&facts).is_some(),
            })),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl Disk {
    /// Looks through the folder; goes into folders only where one of `ours` is or will be.
    pub(super) fn look<'p>(
        out: &Path,
        ours: impl Iterator<Item = &'p str>,
    ) -> anyhow::Result<Self> {
        if !out.exists() {
            return Ok(Self::default());
        }
        let look = Look {
            folders: folders_above(ours),
            written: Written::look(out),
        };
        let (standing, odd) = look
            .below(out, "")
            .with_context(|| format!("无法读取文件夹 {}", out.display()))?;
        let is_strange = |(path, standing): &(String, Standing)| {
            *standing == Standing::Folder && !look.folders.contains(path.as_str())
        };
        let has_strange_folders = standing.iter().flatten().any(is_strange);
        let mut by_path = HashMap::with_capacity(standing.iter().map(Vec::len).sum());
        by_path.extend(standing.into_iter().flatten());
        let files = by_path.values().filter(|standing| standing.is_no_folder());
        Ok(Self {
            files: files.count(),
            standing: by_path,
            odd,
            has_strange_folders,
        })
    }

    /// What stands at a path; none for nothing, or for what is below a link.
    pub(super) fn at(&self, path: &str) -> Option<Standing> {
        self.standing.get(path).copied()
    }

    /// What stands in a folder, at any depth, in order. Seldom asked: only where a folder has to make way.
    pub(super) fn below<'d>(&'d self, folder: &str) -> Vec<(&'d str, Standing)> {
        let is_below = |path: &str| {
            path.strip_prefix(folder)
                .is_some_and(|rest| rest.starts_with('/'))
        };
        let standing = self.standing.iter().filter(|(path, _)| is_below(path));
        let mut below: Vec<(&str, Standing)> = standing
            .map(|(path, standing)| (path.as_str(), *standing))
            .collect();
        below.sort_unstable_by_key(|(path, _)| *path);
        below
    }

    /// Whether an empty folder stands that no file of ours needs.
    pub(super) fn has_strange_folders(&self) -> bool {
        self.has_strange_folders
    }

    /// Whatever is not ours, sorted; `found` says at how many of our paths anything but a folder stands.
    pub(super) fn foreign(&self, found: usize, is_ours: impl Fn(&str) -> bool) -> Vec<PathBuf> {
        let mut foreign = self.odd.clone();
        // As a rule nothing else stands, and to count is enough.
        if found < self.files {
            let strange =
                |(path, standing): &(&String, &Standing)| standing.is_no_folder() && !is_ours(path);
            let files = self.standing.iter().filter(strange);
            foreign.extend(files.map(|(path, _)| PathBuf::from(path)));
        }
        foreign.sort();
        foreign
    }
}

/// The folders above a path, innermost first: `a/b`, `a` for `a/b/c.html`.
pub(super) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(folder_of(path), |folder| folder_of(folder))
}

/// Every folder above any of the paths; quick where neighbours share theirs.
fn folders_above<'p>(paths: impl Iterator<Item = &'p str>) -> HashSet<&'p str> {
    let (mut folders, mut last) = (HashSet::new(), None);
    for path in paths {
        let folder = folder_of(path);
        if folder != last {
            folders.extend(folders_of(path));
            last = folder;
        }
    }
    folders
}

fn folder_of(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}
