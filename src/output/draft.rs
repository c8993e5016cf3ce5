//! The change from the site that stands to the site that is planned, drawn up before anything is touched.

use super::disk::{Disk, Standing};
use super::folder::{self, Ground};
use super::journal::Journal;
use super::manifest::{self, Manifest};
use super::stage::{self, Before, Planned, Prepared};
use super::staging::Staging;
use super::steps::Change;
use super::{Receipt, WriteOptions};
use crate::model::{Artifact, SitePath};

/// See the module.
pub(super) struct Draft {
    /// What the build will have done; what then stands is not said yet.
    pub(super) receipt: Receipt,
    /// None where nothing is to change.
    pub(super) journal: Option<Journal>,
    /// What is to stand, and its text.
    pub(super) manifest: Manifest,
    pub(super) manifest_text: String,
    /// Whether nothing but that will stand in the folder.
    pub(super) is_alone: bool,
}

/// Prepares the artifacts and lists the steps.
pub(super) fn draft(
    ground: &Ground,
    artifacts: &[Artifact<'_>],
    options: &WriteOptions<'_>,
) -> anyhow::Result<Draft> {
    let out = &ground.out;
    let standing = folder::manifest(out)?;
    let is_claimed = standing.is_some();
    let (old, old_text) = standing.unwrap_or_else(|| {
        let none = Manifest::default();
        let text = none.text();
        (none, text)
    });
    let site = manifest::shown(options.site);
    if !options.force {
        ground.check_owner(&old, &old_text, &site)?;
    }
    let artifacts = beside(artifacts, &old);
    let planned: Vec<&str> = artifacts.iter().map(|(it, _)| it.path.as_str()).collect();
    let ours = old.files().map(|(path, _)| path);
    let before = Before {
        out,
        disk: &Disk::look(out, ours.chain(planned.iter().copied()))?,
    };
    let staging = Staging::in_cache(&ground.cache);
    let prepared = stage::prepare(&artifacts, &before, &staging, options)?;
    (options.is_sound)()?;
    let change = Change {
        disk: before.disk,
        unplanned: &unplanned(&old, &planned),
        old: &old,
        planned: &planned,
        staged: &staged(&planned, &prepared),
    };
    let steps = change.steps()?;
    let new = future(&artifacts, &prepared).of(site);
    let is_touched = prepared.iter().any(|prepared| prepared.was_touched);
    let is_changed = !is_claimed || is_touched || !steps.is_empty() || new != old;
    let journal = is_changed.then(|| Journal::new(ground, steps, &old_text, &new));
    let text = journal.as_ref().map(Journal::manifest_text);
    let receipt = receipt(&change, &prepared);
    Ok(Draft {
        is_alone: receipt.foreign.is_empty() && !before.disk.has_strange_folders(),
        receipt,
        manifest_text: text.map_or(old_text, str::to_owned),
        journal,
        manifest: new,
    })
}

/// The artifacts in order of their paths, each beside what the manifest knows of its file.
fn beside<'a>(artifacts: &'a [Artifact<'a>], old: &Manifest) -> Vec<Planned<'a>> {
    let mut artifacts: Vec<Planned<'_>> = artifacts.iter().map(|it| (it, None)).collect();
    artifacts.sort_by(|(one, _), (other, _)| one.path.cmp(&other.path));
    let mut known = old.files().peekable();
    for (artifact, made) in &mut artifacts {
        let path = artifact.path.as_str();
        while known.next_if(|(other, _)| *other < path).is_some() {}
        *made = known
            .next_if(|(other, _)| *other == path)
            .and_then(|(_, made)| made);
    }
    artifacts
}

/// The files of the manifest that are planned no more.
fn unplanned<'m>(old: &'m Manifest, planned: &[&str]) -> Vec<&'m str> {
    let mut planned = planned.iter().peekable();
    let is_unplanned = |path: &&str| {
        while planned.next_if(|other| *other < path).is_some() {}
        planned.next_if_eq(&path).is_none()
    };
    let paths = old.files().map(|(path, _)| path);
    paths.filter(is_unplanned).collect()
}

/// The path of every artifact whose bytes are staged.
fn staged<'a>(planned: &[&'a str], prepared: &[Prepared]) -> Vec<&'a str> {
    let both = planned.iter().zip(prepared);
    let staged = both.filter(|(_, prepared)| prepared.is_staged);
    staged.map(|(path, _)| *path).collect()
}

/// The manifest of the site as planned.
fn future(artifacts: &[Planned<'_>], prepared: &[Prepared]) -> Manifest {
    let paths = artifacts.iter().map(|(artifact, _)| artifact.path.clone());
    let made = prepared.iter().map(|prepared| Some(prepared.made));
    paths.zip(made).collect()
}

fn receipt(change: &Change<'_>, prepared: &[Prepared]) -> Receipt {
    let paths = |paths: &[&str]| {
        paths
            .iter()
            .filter_map(|path| SitePath::new(path).ok())
            .collect()
    };
    let stands = |path: &&&str| change.disk.at(path).is_some_and(Standing::is_no_folder);
    let found = prepared.iter().filter(|it| it.was_there).count();
    let found = found + change.unplanned.iter().filter(stands).count();
    let is_ours =
        |path: &str| change.planned.binary_search(&path).is_ok() || change.old.at(path).is_some();
    Receipt {
        written: paths(change.staged),
        kept: change.planned.len() - change.staged.len(),
        removed: paths(&change.removed()),
        foreign: change.disk.foreign(found, is_ours),
        standing: None,
    }
}
