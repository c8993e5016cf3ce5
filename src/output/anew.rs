//! Files of gongkai's own made anew: a link that stands in their place is taken away, never followed.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;

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
