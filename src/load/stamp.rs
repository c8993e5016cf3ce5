//! A fingerprint of the site's sources from their directory entries alone: no file is opened.
//!
//! # Why
//! A file whose number, size, time of modification and time of change stand as they stood holds the bytes
//! that it held. The one exception is a file written twice within one tick of the file system's clock, once
//! before it was read and once after. So a stamp is trusted only when every file had been at rest for longer
//! than such a tick when the stamp was taken ([`Stamp::is_settled`]); else the next run reads.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

/// What a site is made of, from its root.
const SOURCES: &[&str] = &["gongkai.yaml", "content", "seeds", "themes"];
/// No clock of a file system that keeps fractions of a millisecond ticks more slowly.
const TICK: Duration = Duration::from_millis(20);
/// The slowest clock of a file system in use: FAT.
const SLOW_TICK: Duration = Duration::from_secs(2);

/// Which files a site is made of, and since when each has been at rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Fingerprint of every path with its stats.
    pub digest: [u8; 32],
    settled: bool,
}

/// The stats of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileStamp {
    numbers: Numbers,
    is_settled: bool,
}

impl FileStamp {
    /// Takes the stamp of a file that is no link; none where its stats do not tell all.
    pub(super) fn of(facts: &Metadata, now: SystemTime) -> Option<Self> {
        Some(Self {
            numbers: numbers(facts)?,
            is_settled: is_at_rest(facts, now)?,
        })
    }

    /// Whether a file with this stamp holds the bytes that it held when it had the earlier one.
    pub(super) fn proves_unchanged_since(&self, earlier: &Self) -> bool {
        earlier.is_settled && self.numbers == earlier.numbers
    }
}

impl Stamp {
    /// Whether every file had been at rest long enough for a later change to show.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.settled
    }
}

/// Takes the stamp of the site below `root`; none where a link or a folder that cannot be read stands among
/// the sources, for then the entries do not tell all.
#[must_use]
pub fn stamp(root: &Path) -> Option<Stamp> {
    let now = SystemTime::now();
    let mut branches = Vec::new();
    for source in SOURCES {
        let top = root.join(source);
        match top.symlink_metadata() {
            Err(_) => {}
            Ok(facts) if facts.is_dir() => branches.extend(entries(&top)?),
            Ok(_) => branches.push(top),
        }
    }
    let branches = branches
        .par_iter()
        .map(|branch| of_branch(root, branch, now));
    let (mut hasher, mut settled) = (blake3::Hasher::new(), true);
    for branch in branches.collect::<Option<Vec<Stamp>>>()? {
        hasher.update(&branch.digest);
        settled &= branch.settled;
    }
    Some(Stamp {
        digest: *hasher.finalize().as_bytes(),
        settled,
    })
}

/// What stands in a folder, in order.
fn entries(folder: &Path) -> Option<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).ok()?;
    let paths = entries.map(|entry| Some(entry.ok()?.path()));
    let mut paths: Vec<PathBuf> = paths.collect::<Option<_>>()?;
    paths.sort();
    Some(paths)
}

/// The stamp of one file, or of a folder with all that is in it.
fn of_branch(root: &Path, top: &Path, now: SystemTime) -> Option<Stamp> {
    let (mut hasher, mut settled) = (blake3::Hasher::new(), true);
    for entry in WalkDir::new(top).sort_by_file_name() {
        let entry = entry.ok().filter(|entry| !entry.path_is_symlink())?;
        let facts = entry.metadata().ok()?;
        let path = entry.path().strip_prefix(root).ok()?.to_str()?;
        hasher.update(&(path.len() as u64).to_le_bytes());
        hasher.update(path.as_bytes());
        // What a folder holds is told by its entries; its own times tell of files that came and went.
        if !facts.is_dir() {
            let file = FileStamp::of(&facts, now)?;
            for number in file.numbers {
                hasher.update(&number.to_le_bytes());
            }
            settled &= file.is_settled;
        }
    }
    Some(Stamp {
        digest: *hasher.finalize().as_bytes(),
        settled,
    })
}

/// What tells one state of a file from another.
#[cfg(unix)]
type Numbers = [i64; 7];
#[cfg(not(unix))]
type Numbers = [i64; 3];

#[cfg(unix)]
fn numbers(facts: &Metadata) -> Option<Numbers> {
    use std::os::unix::fs::MetadataExt;

    Some([
        facts.dev().cast_signed(),
        facts.ino().cast_signed(),
        facts.size().cast_signed(),
        facts.mtime(),
        facts.mtime_nsec(),
        facts.ctime(),
        facts.ctime_nsec(),
    ])
}

#[cfg(not(unix))]
fn numbers(facts: &Metadata) -> Option<Numbers> {
    let modified = facts.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some([
        i64::try_from(facts.len()).ok()?,
        i64::try_from(modified.as_secs()).ok()?,
        i64::from(modified.subsec_nanos()),
    ])
}

/// The later of modification and change, since the epoch.
#[cfg(unix)]
fn last_touched(facts: &Metadata) -> Option<Duration> {
    use std::os::unix::fs::MetadataExt;

    let modified = facts.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let seconds = u64::try_from(facts.ctime()).ok()?;
    let changed = Duration::new(seconds, u32::try_from(facts.ctime_nsec()).ok()?);
    Some(modified.max(changed))
}

#[cfg(not(unix))]
fn last_touched(facts: &Metadata) -> Option<Duration> {
    facts.modified().ok()?.duration_since(UNIX_EPOCH).ok()
}

fn is_at_rest(facts: &Metadata, now: SystemTime) -> Option<bool> {
    let touched = last_touched(facts)?;
    let is_fine = !touched.subsec_nanos().is_multiple_of(1_000_000);
    let tick = if is_fine { TICK } else { SLOW_TICK };
    let now = now.duration_since(UNIX_EPOCH).ok()?;
    Some(now.checked_sub(tick).is_some_and(|rest| touched < rest))
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::time::{Duration, SystemTime};

    use super::stamp;

    #[test]
    fn a_file_written_just_now_is_not_at_rest_and_every_change_shows() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::create_dir_all(root.join("content/czj")).expect("a folder");
        let file = root.join("content/czj/a.md");
        fs::write(&file, "甲").expect("written");
        let first = stamp(root).expect("no links");
        assert!(!first.is_settled());
        assert_eq!(Some(first), stamp(root));
        fs::write(&file, "甲乙").expect("written");
        let second = stamp(root).expect("no links");
        assert_ne!(first.digest, second.digest);
        // Its contents stay, only its time is set into the past: a clock that was wrong.
        let hour_ago = SystemTime::now() - Duration::from_secs(3600);
        let opened = File::options().write(true).open(&file).expect("opened");
        opened.set_modified(hour_ago).expect("set");
        assert_ne!(stamp(root).expect("no links").digest, second.digest);
        fs::create_dir(root.join("themes")).expect("a folder");
        fs::write(root.join("themes/x.css"), "").expect("written");
        let third = stamp(root).expect("no links");
        fs::rename(root.join("themes/x.css"), root.join("themes/y.css")).expect("renamed");
        assert_ne!(stamp(root).expect("no links").digest, third.digest);
    }

    #[cfg(unix)]
    #[test]
    fn where_links_stand_entries_do_not_tell_all() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("content")).expect("a folder");
        assert!(stamp(folder.path()).is_some());
        std::os::unix::fs::symlink("/etc", folder.path().join("content/x")).expect("a link");
        assert_eq!(stamp(folder.path()), None);
    }
}
