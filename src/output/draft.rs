//! The change from the site that stands to the site that is planned, drawn up before anything is touched.

use std::collections::{BTreeSet, HashSet};

use super::disk::Disk;
use super::folder::{self, Ground};
use super::journal::Journal;
use super::manifest::Manifest;
use super::stage::{self, Before, Prepared};
use super::staging::Staging;
use super::steps::Change;
use super::{Receipt, WriteOptions, memory};
use crate::model::{Artifact, SitePath};

/// Prepares the artifacts and lists the steps; no journal where nothing is to change.
pub(super) fn draft(
    ground: &Ground,
    artifacts: &[Artifact<'_>],
    options: &WriteOptions<'_>,
) -> anyhow::Result<(Receipt, Option<Journal>)> {
    let out = &ground.out;
    let standing = folder::manifest(out)?;
    let is_claimed = standing.is_some();
    let (old, old_text) = standing.unwrap_or_else(|| {
        let none = Manifest::default();
        let text = none.text();
        (none, text)
    });
    let mut artifacts: Vec<&Artifact<'_>> = artifacts.iter().collect();
    artifacts.sort_by(|one, other| one.path.cmp(&other.path));
    let planned: HashSet<&str> = artifacts.iter().map(|it| it.path.as_str()).collect();
    let ours: BTreeSet<&str> = old.0.keys().map(SitePath::as_str).collect();
    let before = Before {
        out,
        disk: &Disk::look(out, ours.iter().chain(&planned).copied())?,
        manifest: &old,
    };
    let staging = Staging::in_cache(&ground.cache);
    let prepared = stage::prepare(&artifacts, &before, &staging, options)?;
    let unplanned = ours.iter().copied();
    let unplanned: Vec<&str> = unplanned.filter(|path| !planned.contains(path)).collect();
    let change = Change {
        disk: before.disk,
        unplanned: &unplanned,
        old: &ours,
        planned: &planned,
        staged: &staged(&artifacts, &prepared),
    };
    let steps = change.steps()?;
    let new = future(&artifacts, &prepared);
    let is_changed = !is_claimed || !steps.is_empty() || new != old;
    let journal = is_changed.then(|| Journal::new(ground, steps, &old_text, &new));
    let text = journal.as_ref().map_or(&*old_text, Journal::manifest_text);
    let mut receipt = receipt(&change, artifacts.len());
    if receipt.foreign.is_empty() && !before.disk.has_strange_folders() {
        receipt.standing = memory::standing_of_site(text, &new);
    }
    Ok((receipt, journal))
}

/// The path of every artifact whose bytes are staged.
fn staged<'a>(artifacts: &[&'a Artifact<'_>], prepared: &[Prepared]) -> Vec<&'a str> {
    let both = artifacts.iter().zip(prepared);
    let staged = both.filter(|(_, prepared)| prepared.is_staged);
    staged.map(|(artifact, _)| artifact.path.as_str()).collect()
}

/// The manifest of the site as planned.
fn future(artifacts: &[&Artifact<'_>], prepared: &[Prepared]) -> Manifest {
    let paths = artifacts.iter().map(|artifact| artifact.path.clone());
    let made = prepared.iter().map(|prepared| Some(prepared.made));
    Manifest(paths.zip(made).collect())
}

fn receipt(change: &Change<'_>, files: usize) -> Receipt {
    let paths = |paths: &[&str]| {
        paths
            .iter()
            .filter_map(|path| SitePath::new(path).ok())
            .collect()
    };
    let is_ours = |path: &str| change.planned.contains(path) || change.old.contains(path);
    Receipt {
        written: paths(change.staged),
        kept: files - change.staged.len(),
        removed: paths(&change.removed()),
        foreign: change.disk.foreign(is_ours),
        standing: None,
    }
}
