//! Each artifact is kept as it stands or made and staged, on all cores.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Context;
use rayon::prelude::*;

use super::WriteOptions;
use super::disk::{Disk, Standing};
use super::manifest::Made;
use super::staging::Staging;
use crate::model::{Artifact, Keyed};

/// What is known of the site before the build.
pub(super) struct Before<'b> {
    pub(super) out: &'b Path,
    pub(super) disk: &'b Disk,
}

/// An artifact beside what the manifest knows of its file.
pub(super) type Planned<'p> = (&'p Artifact<'p>, Option<Made>);

/// An artifact as it will stand in the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Prepared {
    pub(super) made: Made,
    /// Whether its bytes wait in the staging folder; else they stand in the site already.
    pub(super) is_staged: bool,
    /// Whether anything but a folder stood at its path.
    pub(super) was_there: bool,
    /// Whether that was touched since the site was written.
    pub(super) was_touched: bool,
}

/// Prepares every artifact.
///
/// # Errors
/// Of the first artifact in the list that cannot be made or staged, named.
pub(super) fn prepare(
    artifacts: &[Planned<'_>],
    before: &Before<'_>,
    staging: &Staging,
    options: &WriteOptions<'_>,
) -> anyhow::Result<Vec<Prepared>> {
    let done = AtomicUsize::new(0);
    let failed = AtomicUsize::new(usize::MAX);
    let prepared: Vec<Option<anyhow::Result<Prepared>>> = artifacts
        .par_iter()
        .enumerate()
        .map(|(number, planned)| {
            if number > failed.load(Ordering::Relaxed) {
                return None;
            }
            let result = prepare_one(planned, before, staging, options.force);
            if result.is_err() {
                failed.fetch_min(number, Ordering::Relaxed);
            }
            (options.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, artifacts.len());
            Some(result)
        })
        .collect();
    prepared.into_iter().flatten().collect()
}

fn prepare_one(
    (artifact, made): &Planned<'_>,
    before: &Before<'_>,
    staging: &Staging,
    force: bool,
) -> anyhow::Result<Prepared> {
    let path = artifact.path.as_str();
    let found = before.disk.at(path);
    let was_there = found.is_some_and(Standing::is_no_folder);
    let (standing, was_touched) = match found {
        Some(Standing::File { size, is_touched }) => (Some(size), is_touched),
        _ => (None, false),
    };
    // The size of the file that stands, where it is as this key makes it.
    let as_made = |key| {
        let made = made.filter(|made| made.key == key && standing == Some(made.size));
        made.filter(|_| !force && !was_touched)
            .map(|made| made.size)
    };
    let failed = || format!("生成 {path} 时出错");
    let wanted = |key| as_made(key).is_none();
    let Keyed { key, bytes } = (artifact.key)(&wanted).with_context(failed)?;
    let prepared = |size: u64, is_staged: bool| Prepared {
        made: Made { key, size },
        is_staged,
        was_there,
        was_touched,
    };
    if let Some(size) = as_made(key) {
        return Ok(prepared(size, false));
    }
    let bytes = bytes.map_or_else(|| (artifact.make)(), Ok);
    let bytes = bytes.with_context(failed)?;
    let size = bytes.len() as u64;
    let stands = || fs::read(before.out.join(path)).is_ok_and(|standing| standing == bytes);
    if standing == Some(size) && stands() {
        return Ok(prepared(size, false));
    }
    Staging::put(&staging.file(path), &bytes)?;
    Ok(prepared(size, true))
}
