//! What has to be done to the site, in which order: clear the way, install, remove, prune.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::disk::{Disk, Standing, folders_of};
use super::journal::Step;
use super::manifest::Manifest;

/// The change from the site that stands to the site that is planned.
pub(super) struct Change<'c> {
    pub(super) disk: &'c Disk,
    /// What gongkai wrote before.
    pub(super) old: &'c Manifest,
    /// Those of them that are not planned any more.
    pub(super) unplanned: &'c [&'c str],
    /// Every planned path, in order.
    pub(super) planned: &'c [&'c str],
    /// The path of every staged file.
    pub(super) staged: &'c [&'c str],
}

impl Change<'_> {
    /// Files of ours that stand and are no longer planned.
    pub(super) fn removed(&self) -> Vec<&str> {
        let stands = |path: &&str| {
            let standing = self.disk.at(path);
            matches!(standing, Some(Standing::File { .. } | Standing::Other))
        };
        self.unplanned().filter(stands).collect()
    }

    fn unplanned(&self) -> impl Iterator<Item = &str> {
        self.unplanned.iter().copied()
    }

    /// Folders that hold nothing planned and may now be empty, innermost first. A killed build may have
    /// taken their last file away already.
    fn emptied(&self) -> Vec<String> {
        let mut folders: BTreeSet<&str> = self.unplanned().flat_map(folders_of).collect();
        folders.retain(|folder| {
            self.disk.at(folder) == Some(Standing::Folder) && !self.is_needed(folder)
        });
        folders.into_iter().rev().map(str::to_owned).collect()
    }

    /// Whether a folder's place is needed, for itself or for what will be in it.
    fn is_needed(&self, folder: &str) -> bool {
        let inside = format!("{folder}/");
        let place = self.planned.partition_point(|path| **path < *inside);
        let first = self.planned.get(place);
        first.is_some_and(|path| path.starts_with(&inside))
            || self.planned.binary_search(&folder).is_ok()
    }

    /// Files that a killed build took out of folders that are still to go: should this one be killed too, the
    /// manifest has to tell the next of these folders.
    fn gone_from(&self, emptied: &[String]) -> impl Iterator<Item = &str> {
        let is_emptied = move |folder: &str| emptied.iter().any(|emptied| emptied == folder);
        self.unplanned()
            .filter(|path| self.disk.at(path).is_none())
            .filter(move |path| folders_of(path).any(is_emptied))
    }

    /// The steps, in order.
    ///
    /// # Errors
    /// When something that gongkai did not write stands where a file has to go.
    pub(super) fn steps(&self) -> anyhow::Result<Vec<Step>> {
        let removed = self.removed();
        let by_lower_case: HashMap<String, &str> = removed
            .iter()
            .map(|path| (path.to_ascii_lowercase(), *path))
            .collect();
        let mut steps = Vec::new();
        let mut cleared = HashSet::new();
        for file in self.staged {
            let mut ways = self.in_the_way(file)?;
            // On Windows and macOS the old name is the new file, once that is there.
            let other_case = by_lower_case.get(&file.to_ascii_lowercase());
            ways.extend(other_case.map(|old| (*old).to_owned()));
            for path in ways {
                cleared.insert(path.clone());
                let file = (*file).to_owned();
                steps.push(Step::Clear { path, file });
            }
        }
        let install = |path: &&str| Step::Install {
            path: (*path).to_owned(),
        };
        steps.extend(self.staged.iter().map(install));
        let emptied = self.emptied();
        let last = removed.iter().filter(|path| !cleared.contains(**path));
        let last = last.copied().chain(self.gone_from(&emptied));
        steps.extend(last.map(|path| Step::Remove {
            path: path.to_owned(),
        }));
        let prune = |folder| Step::Prune { folder };
        steps.extend(emptied.into_iter().map(prune));
        Ok(steps)
    }

    /// What has to go before a file can be put at `path`, innermost first.
    fn in_the_way(&self, path: &str) -> anyhow::Result<Vec<String>> {
        let mut way = Vec::new();
        for folder in folders_of(path) {
            if let Some(Standing::File { .. } | Standing::Other) = self.disk.at(folder) {
                way.push(self.ours(folder, path)?);
            }
        }
        match self.disk.at(path) {
            None => {}
            Some(Standing::File { .. } | Standing::Other) => {
                self.ours(path, path)?;
            }
            Some(Standing::Closed) => return Err(foreign(path, path)),
            Some(Standing::Folder) => {
                for (inner, standing) in self.disk.below(path).into_iter().rev() {
                    way.push(match standing {
                        Standing::Folder => inner.to_owned(),
                        Standing::Closed => return Err(foreign(inner, path)),
                        Standing::File { .. } | Standing::Other => self.ours(inner, path)?,
                    });
                }
                way.push(path.to_owned());
            }
        }
        Ok(way)
    }

    /// The path of something that stands, if it is ours to take away.
    fn ours(&self, standing: &str, path: &str) -> anyhow::Result<String> {
        if self.old.at(standing).is_none() {
            return Err(foreign(standing, path));
        }
        Ok(standing.to_owned())
    }
}

fn foreign(standing: &str, path: &str) -> anyhow::Error {
    anyhow::anyhow!(
        "输出文件夹里的 {standing} 不是 gongkai 写的，却占了 {path} 的位置；请把它移走或改名后再生成"
    )
}
