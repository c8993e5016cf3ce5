//! Files of gongkai's own made anew: a link that stands in their place is taken away, never followed.

use std::fs::{self, DirEntry, File};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// What a file is called that is written and not whole yet, behind what tells it from all others.
const UNFINISHED: &str = ".new";
/// After which time nobody can still be writing it.
const LONG_AGO: Duration = Duration::from_secs(60 * 60);

/// A new, empty file; whatever file or link had its name is gone. A folder that is missing is made.
pub(super) fn create(place: &Path) -> io::Result<File> {
    let create = || {
        let mut options = File::options();
        options.read(true).write(true).create_new(true).open(place)
    };
    match (create(), place.parent()) {
        (Err(error), Some(folder)) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(folder).and_then(|()| create())
        }
        (Err(error), _) if error.kind() == ErrorKind::AlreadyExists => {
            fs::remove_file(place).and_then(|()| create())
        }
        (created, _) => created,
    }
}

/// Takes away a link that stands where a folder of the cache should be: what it leads to is not ours to fill or to
/// empty. The cache itself may well lie elsewhere.
pub(super) fn unlink_folder(folder: &Path) -> io::Result<()> {
    match folder.is_symlink() {
        // The second is for links to folders on Windows.
        true => fs::remove_file(folder).or_else(|_| fs::remove_dir(folder)),
        false => Ok(()),
    }
}

/// Names of one's own, although other threads and other processes are at the same: process and number.
pub(super) fn unique() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    format!("{}-{number}", std::process::id())
}

/// Under which name a file is written that is to stand under another.
pub(super) fn unfinished(name: &str) -> String {
    format!("{name}.{}{UNFINISHED}", unique())
}

/// Whether an entry of a folder is called so.
pub(super) fn is_unfinished(name: &str) -> bool {
    let stem = name.strip_suffix(UNFINISHED);
    let unique = stem.and_then(|stem| stem.rsplit_once('.'));
    unique.is_some_and(|(_, unique)| {
        !unique.is_empty() && unique.bytes().all(|it| it.is_ascii_digit() || it == b'-')
    })
}

/// Whether whoever began a file may still be at it.
pub(super) fn is_young(entry: &DirEntry) -> bool {
    let moment = entry.metadata().and_then(|facts| facts.modified());
    // A clock that was set back is no reason to take away what another is writing.
    moment.is_ok_and(|moment| !moment.elapsed().is_ok_and(|age| age >= LONG_AGO))
}
