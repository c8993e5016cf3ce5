//! The steps of a sealed journal, done one by one; each may be done again after a crash.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

use super::disk::folders_of;
use super::journal::{Journal, Step};
use super::manifest;
use super::staging::Staging;
use super::trouble::cannot;
use crate::model::SitePath;

/// Name of the staged manifest that stands in the site while the steps are done.
pub(super) const DOUBTFUL: &str = "doubtful";
/// Name of the staged manifest of the site when all is done.
pub(super) const FINAL: &str = "final";

/// The site that is being changed.
pub(super) struct Site {
    pub(super) out: PathBuf,
    pub(super) staging: Staging,
}

impl Site {
    /// Does all that the journal says.
    pub(super) fn apply(&self, journal: &Journal) -> anyhow::Result<()> {
        self.doubt()?;
        for step in &journal.steps {
            self.take(step)?;
        }
        Ok(())
    }

    /// Puts the manifest in place that is true whatever becomes of the following steps.
    pub(super) fn doubt(&self) -> anyhow::Result<()> {
        self.install_manifest(DOUBTFUL)
    }

    /// Stages a manifest.
    pub(super) fn stage(&self, name: &str, manifest: &str) -> anyhow::Result<()> {
        Staging::put(&self.staging.manifest(name), manifest.as_bytes())
    }

    /// Does one step.
    pub(super) fn take(&self, step: &Step) -> anyhow::Result<()> {
        match step {
            Step::Clear { path, file } if self.staging.file(file).exists() => {
                self.remove(path)?;
                self.prune(path);
                Ok(())
            }
            Step::Clear { .. } => Ok(()),
            Step::Install { path } => self.install(path),
            Step::Remove { path } => self.remove(path),
            Step::Prune { folder } => {
                self.prune(folder);
                Ok(())
            }
        }
    }

    /// Puts the final manifest in place: the site is whole.
    pub(super) fn settle(&self) -> anyhow::Result<()> {
        self.install_manifest(FINAL)
    }

    /// As [`Site::settle`] after a crash: what a power cut lost is not in the manifest, and so made anew.
    pub(super) fn settle_after_crash(&self, journal: &Journal) -> anyhow::Result<()> {
        let mut manifest = journal.manifest()?;
        for step in &journal.steps {
            if let Step::Install { path } = step {
                let path = SitePath::new(path)?;
                let made = manifest.at(path.as_str()).flatten();
                let facts = fs::symlink_metadata(self.out.join(path.as_str()));
                let size = facts
                    .ok()
                    .filter(fs::Metadata::is_file)
                    .map(|facts| facts.len());
                if made.map(|made| made.size) != size {
                    manifest.doubt(path);
                }
            }
        }
        self.stage(FINAL, &manifest.text())?;
        self.settle()
    }

    /// Renames a staged file into its place; one that is not staged any more is there already.
    ///
    /// Where a folder above it is new, that is renamed with all that is staged in it: a first build is a few
    /// renames. A link where a folder should be is never followed.
    fn install(&self, path: &str) -> anyhow::Result<()> {
        let staged = self.staging.file(path);
        if !staged.exists() {
            return Ok(());
        }
        let folders: Vec<&str> = folders_of(path).collect();
        for folder in folders.into_iter().rev() {
            let target = self.out.join(folder);
            let made = match fs::symlink_metadata(&target) {
                Ok(facts) if facts.is_dir() => Ok(()),
                Ok(_) => Err(io::Error::from(ErrorKind::NotADirectory)),
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    if fs::rename(self.staging.file(folder), &target).is_ok() {
                        return Ok(());
                    }
                    fs::create_dir(&target)
                }
                Err(error) => Err(error),
            };
            made.map_err(|error| cannot("新建文件夹", &target)(error))?;
        }
        let target = self.out.join(path);
        fs::rename(staged, &target).map_err(|error| cannot("写入", &target)(error))
    }

    /// Renames a staged manifest into its place.
    fn install_manifest(&self, name: &str) -> anyhow::Result<()> {
        let target = self.out.join(manifest::NAME);
        match fs::rename(self.staging.manifest(name), &target) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(cannot("写入", &target)(error))
            }
            _ => Ok(()),
        }
    }

    /// Takes a file or a link away; a folder that stands there by now is not ours.
    fn remove(&self, path: &str) -> anyhow::Result<()> {
        let target = self.out.join(path);
        let is_ours = fs::symlink_metadata(&target).is_ok_and(|facts| !facts.is_dir());
        if !is_ours || self.leads_through_link(path) {
            return Ok(());
        }
        match fs::remove_file(&target) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(cannot("删除", &target)(error))
            }
            _ => Ok(()),
        }
    }

    /// Takes a folder away if it is empty; one that is not stays, and no harm is done.
    fn prune(&self, folder: &str) {
        if !self.leads_through_link(folder) {
            let _ = fs::remove_dir(self.out.join(folder));
        }
    }

    fn leads_through_link(&self, path: &str) -> bool {
        folders_of(path).any(|folder| self.out.join(folder).is_symlink())
    }
}
