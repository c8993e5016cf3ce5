//! What a sealed build has still to do: written whole before the first file of the site is touched.

use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};

use super::anew;
use super::disk::folders_of;
use super::folder::Ground;
use super::manifest::{self, Manifest};
use super::staging::Staging;
use super::trouble::cannot;
use crate::model::SitePath;

const SEALED: &str = "journal";
const UNSEALED: &str = "journal.new";

/// One thing done to the site. Every step may be done twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Step {
    /// Takes away a file or an empty folder that stands where the file `for` has to go.
    Clear {
        path: String,
        #[serde(rename = "for")]
        file: String,
    },
    /// Renames a staged file into its place, or a staged folder with all that is in it.
    Install { path: String },
    /// Takes away a file that is no longer part of the site.
    Remove { path: String },
    /// Takes away a folder, if nothing is left in it.
    Prune { folder: String },
}

impl Step {
    /// Whether the step can touch nothing outside the output folder.
    fn stays_inside(&self) -> bool {
        let (Self::Clear { path, .. }
        | Self::Install { path }
        | Self::Remove { path }
        | Self::Prune { folder: path }) = self;
        SitePath::new(path).is_ok()
    }
}

/// The whole of what a build does to the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Journal {
    version: u32,
    /// The output folder: from the site's root when it is inside, so that the site may be moved.
    out: PathBuf,
    /// Whether the staged files are in the output folder and not in the cache.
    pub(super) staged_in_out: bool,
    /// Digest of the manifest that the site had when the journal was written.
    base: String,
    /// In order.
    pub(super) steps: Vec<Step>,
    /// The manifest of the site when all is done.
    manifest: String,
}

impl Journal {
    /// A journal for an output folder that now has a manifest of the text `old` and is to have `new`.
    pub(super) fn new(ground: &Ground, steps: Vec<Step>, old: &str, new: &Manifest) -> Self {
        let root = ground.cache.parent().unwrap_or(&ground.cache);
        Self {
            version: 1,
            out: ground
                .out
                .strip_prefix(root)
                .unwrap_or(&ground.out)
                .to_owned(),
            staged_in_out: false,
            base: digest(old),
            steps,
            manifest: new.text(),
        }
    }

    /// The output folder.
    pub(super) fn out(&self, cache: &Path) -> PathBuf {
        cache.parent().unwrap_or(cache).join(&self.out)
    }

    /// Where the staged files are.
    pub(super) fn staging(&self, cache: &Path) -> Staging {
        if self.staged_in_out {
            Staging::in_out(&self.out(cache))
        } else {
            Staging::in_cache(cache)
        }
    }

    /// The manifest of the site when all is done.
    pub(super) fn manifest(&self) -> anyhow::Result<Manifest> {
        Manifest::parse(&self.manifest)
    }

    /// Its text.
    pub(super) fn manifest_text(&self) -> &str {
        &self.manifest
    }

    /// The text of the manifest while it is being done: what the steps touch is ours, but of no certain content.
    pub(super) fn doubtful_text(&self) -> String {
        let touched = self.steps.iter().filter_map(|step| match step {
            Step::Install { path } | Step::Remove { path } | Step::Clear { path, .. } => {
                Some(path.as_str())
            }
            Step::Prune { .. } => None,
        });
        Manifest::doubting(&self.manifest, &touched.collect())
    }

    /// Whether the output folder is the one that the journal was written for, untouched since.
    pub(super) fn fits(&self, out: &Path) -> bool {
        let Ok(Some((_, standing))) = Manifest::read(out) else {
            return false;
        };
        standing == self.manifest
            || digest(&standing) == self.base
            || standing == self.doubtful_text()
    }

    /// Whether the output folder still is as it was when the journal was drawn up: where folders cannot be locked, or
    /// this one was not there yet, another site may have been written into it meanwhile.
    ///
    /// # Errors
    /// When it is not, or the machine fails.
    pub(super) fn check_base(&self, out: &Path) -> anyhow::Result<()> {
        let path = out.join(manifest::NAME);
        let text = fs::read_to_string(&path).map_err(|error| cannot("读取", &path)(error))?;
        ensure!(
            digest(&text) == self.base,
            "{} 刚被另一个 gongkai 写过，为免两个网站混在一起没有写入；请再运行一次",
            out.display()
        );
        Ok(())
    }

    /// Whether every folder that the steps change may be changed, as far as its mode says.
    ///
    /// # Errors
    /// When one is read-only: better said before the seal than in the middle of the steps.
    pub(super) fn check_folders(&self, out: &Path) -> anyhow::Result<()> {
        let paths = self.steps.iter().filter_map(|step| match step {
            Step::Install { path } | Step::Remove { path } | Step::Clear { path, .. } => {
                Some(path.as_str())
            }
            Step::Prune { .. } => None,
        });
        let folders: BTreeSet<&str> = paths.flat_map(folders_of).chain([""]).collect();
        for folder in folders {
            let folder = out.join(folder);
            let facts = fs::symlink_metadata(&folder);
            // On Windows the attribute says nothing about what a folder holds.
            if cfg!(unix) && facts.is_ok_and(|facts| facts.permissions().readonly()) {
                return Err(cannot("写入", &folder)(
                    ErrorKind::PermissionDenied.into(),
                ));
            }
        }
        Ok(())
    }

    /// Puts the journal on the disk, whole or not at all: from here on the new site is the site.
    pub(super) fn seal(&self, cache: &Path) -> anyhow::Result<()> {
        let (unsealed, sealed) = (cache.join(UNSEALED), cache.join(SEALED));
        let text =
            serde_json::to_string(self).context("输出文件夹的路径不是 UTF-8，请换一个名字")?;
        let write = || {
            let mut file = anew::create(&unsealed)?;
            writeln!(file, "{}", digest(&text))?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            fs::rename(&unsealed, &sealed)
        };
        write().map_err(|error| cannot("写入", &sealed)(error))
    }

    /// The sealed journal of a build that did not end; none without one, or when it cannot be read.
    pub(super) fn read(cache: &Path) -> Option<Self> {
        let text = fs::read_to_string(cache.join(SEALED)).ok()?;
        let (seal, text) = text.split_once('\n')?;
        let journal: Self = (seal == digest(text)).then(|| serde_json::from_str(text).ok())??;
        let is_whole = journal.version == 1 && journal.steps.iter().all(Step::stays_inside);
        is_whole.then_some(journal)
    }

    /// Whether a build left anything behind.
    pub(super) fn is_left(cache: &Path) -> bool {
        let journals = [SEALED, UNSEALED].map(|name| cache.join(name));
        journals.iter().any(|path| path.exists()) || Staging::in_cache(cache).is_left()
    }

    /// Takes the journal away, then all that it staged.
    pub(super) fn discard(&self, cache: &Path) -> anyhow::Result<()> {
        remove(cache)?;
        self.staging(cache).discard()
    }

    /// Takes away what a build left that was killed before its seal.
    pub(super) fn sweep(cache: &Path) -> anyhow::Result<()> {
        remove(cache)?;
        Staging::in_cache(cache).discard()
    }
}

fn remove(cache: &Path) -> anyhow::Result<()> {
    for path in [SEALED, UNSEALED].map(|name| cache.join(name)) {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(cannot("删除", &path)(error));
            }
            _ => {}
        }
    }
    Ok(())
}

fn digest(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}
