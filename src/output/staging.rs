//! Where new bytes wait until the journal is sealed: files named by number, in one flat folder.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

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

    /// Where the file of a number is.
    pub(super) fn file(&self, number: usize) -> PathBuf {
        self.0.join(number.to_string())
    }

    /// Where a file of a name is; names are not numbers.
    pub(super) fn named(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a staged file. No `fsync`: what a power cut loses is noticed by its size and made anew.
    pub(super) fn put(&self, path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
        let written = match fs::write(path, bytes) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                fs::create_dir_all(&self.0).and_then(|()| fs::write(path, bytes))
            }
            written => written,
        };
        written.map_err(|error| cannot("写入", path)(error))
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
        fs::create_dir_all(to).map_err(|error| cannot("新建文件夹", to)(error))?;
        let entries = fs::read_dir(from).map_err(|error| cannot("读取", from)(error))?;
        entries.par_bridge().try_for_each(|entry| {
            let name = entry
                .map_err(|error| cannot("读取", from)(error))?
                .file_name();
            let target = to.join(&name);
            fs::copy(from.join(&name), &target)
                .map_err(|error| cannot("写入", &target)(error))?;
            anyhow::Ok(())
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
