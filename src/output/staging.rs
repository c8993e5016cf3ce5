//! Where new bytes wait until the journal is sealed: in folders like those of the site, so that a folder the
//! site does not have yet is put in place by one rename.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context;
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::manifest;
use super::trouble::cannot;

/// The folder's name in the cache.
const IN_CACHE: &str = "staging";
/// Its name in the output folder, used where that is on another disk than the cache.
const IN_OUT: &str = ".gongkai-staging";

/// The folder of staged files; made when the first file is put there.
#[derive(Debug)]
pub(super) struct Staging(PathBuf);

impl Staging {
    /// In the cache, as every build begins.
    pub(super) fn in_cache(cache: &Path) -> Self {
        Self(cache.join(IN_CACHE))
    }

    /// In the output folder.
    pub(super) fn in_out(out: &Path) -> Self {
        Self(out.join(IN_OUT))
    }

    /// Where a file or folder of the site is.
    pub(super) fn file(&self, path: &str) -> PathBuf {
        self.0.join("site").join(path)
    }

    /// Where a manifest of a name is.
    pub(super) fn manifest(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a staged file. No `fsync`: what a power cut loses is noticed by its size and made anew.
    pub(super) fn put(file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
        let written = match (fs::write(file, bytes), file.parent()) {
            (Err(error), Some(folder)) if error.kind() == ErrorKind::NotFound => {
                fs::create_dir_all(folder).and_then(|()| fs::write(file, bytes))
            }
            (written, _) => written,
        };
        written.map_err(|error| cannot("写入", file)(error))
    }

    /// Whether a rename leads from here into the output folder, which has been claimed.
    ///
    /// Asked by a hard link, which the system refuses exactly where it refuses a rename between disks or
    /// mounts, and which leaves no trace in the output folder. Where links are not known at all, the answer
    /// is a safe no.
    pub(super) fn reaches(&self, out: &Path) -> bool {
        let probe = self.0.join("probe");
        fs::hard_link(out.join(manifest::NAME), &probe).is_ok() && fs::remove_file(&probe).is_ok()
    }

    /// Copies everything to another disk and leaves the old place empty.
    pub(super) fn move_to(&self, other: &Self) -> anyhow::Result<()> {
        let (from, to) = (&self.0, &other.0);
        remove(to)?;
        let entries = WalkDir::new(from).into_iter();
        let entries: Result<Vec<_>, _> = entries.collect();
        let entries = entries.with_context(|| format!("无法读取文件夹 {}", from.display()))?;
        let (folders, files): (Vec<_>, Vec<_>) = entries
            .into_iter()
            .partition(|entry| entry.file_type().is_dir());
        let target = |entry: &DirEntry| match entry.path().strip_prefix(from) {
            Ok(below) if below.as_os_str().is_empty() => to.clone(),
            Ok(below) => to.join(below),
            Err(_) => to.join(entry.file_name()),
        };
        for folder in folders.iter().map(target) {
            fs::create_dir_all(&folder)
                .map_err(|error| cannot("新建文件夹", &folder)(error))?;
        }
        files.par_iter().try_for_each(|entry| {
            let file = target(entry);
            let copied = fs::copy(entry.path(), &file).map(drop);
            copied.map_err(|error| cannot("写入", &file)(error))
        })?;
        remove(from)
    }

    /// Whether the folder exists.
    pub(super) fn is_left(&self) -> bool {
        self.0.exists()
    }

    /// Takes the folder away with all that is in it.
    pub(super) fn discard(&self) -> anyhow::Result<()> {
        remove(&self.0)
    }
}

fn remove(folder: &Path) -> anyhow::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(cannot("删除", folder)(error)),
        _ => Ok(()),
    }
}
