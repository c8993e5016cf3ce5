//! A file that the user asked for, outside the site: written beside its place, then renamed into it.
//!
//! # Why
//! A disk that is full half-way must not cost the file that stood there. What is no file, as `/dev/stdout` and the
//! pipes of a shell, has nothing to lose and could not be replaced: it is written into.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::anew;

/// A file while it is written. Dropped before [`install`](Self::install), it leaves nothing behind.
#[derive(Debug)]
pub struct Beside {
    file: BufWriter<File>,
    place: PathBuf,
    /// What is to be renamed; none where the place itself is written into, or when all is done.
    new: Option<PathBuf>,
}

impl Beside {
    /// Begins a file that is to stand at a place; of a link, at the place to which it leads.
    ///
    /// # Errors
    /// When no file can be made there.
    pub fn create(place: &Path) -> io::Result<Self> {
        let place = place.canonicalize().unwrap_or_else(|_| place.to_owned());
        let standing = place.metadata().ok();
        if standing.as_ref().is_some_and(|facts| !facts.is_file()) {
            let file = OpenOptions::new().write(true).open(&place)?;
            return Ok(Self {
                file: BufWriter::new(file),
                place,
                new: None,
            });
        }
        let (file, new) = create_in(place.parent().unwrap_or(Path::new("")))?;
        let begun = Self {
            file: BufWriter::new(file),
            place,
            new: Some(new),
        };
        if let (Some(facts), Some(new)) = (standing, &begun.new) {
            fs::set_permissions(new, facts.permissions())?;
        }
        Ok(begun)
    }

    /// Puts the whole file in its place.
    ///
    /// # Errors
    /// When the rest of it cannot be written, or the place is not free; what stood there stands.
    pub fn install(mut self) -> io::Result<()> {
        self.file.flush()?;
        if let Some(new) = &self.new {
            self.file.get_ref().sync_all()?;
            fs::rename(new, &self.place)?;
        }
        self.new = None;
        Ok(())
    }
}

impl Write for Beside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if let Some(new) = &self.new {
            // The first error is the one to tell.
            let _ = fs::remove_file(new);
        }
    }
}

/// Writes a whole file in one go.
///
/// # Errors
/// When it cannot be written; what stood there stands.
pub fn put_whole(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = Beside::create(place)?;
    file.write_all(bytes)?;
    file.install()
}

/// A new file of a name that nothing has, short enough for every file system.
fn create_in(folder: &Path) -> io::Result<(File, PathBuf)> {
    loop {
        let new = folder.join(format!(".gongkai-new-{}", anew::unique()));
        match OpenOptions::new().write(true).create_new(true).open(&new) {
            // An earlier process of the same number left it.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            opened => return Ok((opened?, new)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write as _;
    use std::path::Path;

    use super::{Beside, put_whole};

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        let mut names: Vec<String> = entries
            .map(|entry| name(entry.expect("an entry")))
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_is_given_up_half_way_leaves_what_stood() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("items.ndjson");
        put_whole(&place, "旧".as_bytes()).expect("written");
        let mut file = Beside::create(&place).expect("begun");
        file.write_all("新".as_bytes()).expect("written");
        drop(file);
        assert_eq!(fs::read_to_string(&place).expect("text"), "旧");
        assert_eq!(names(folder.path()), ["items.ndjson"]);
        put_whole(&place, "新".as_bytes()).expect("written");
        assert_eq!(fs::read_to_string(&place).expect("text"), "新");
        assert_eq!(names(folder.path()), ["items.ndjson"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay_and_what_is_no_file_is_written_into() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        put_whole(&at("a"), b"one").expect("written");
        fs::set_permissions(at("a"), fs::Permissions::from_mode(0o600)).expect("set");
        symlink("a", at("b")).expect("a link");
        put_whole(&at("b"), b"two").expect("written");
        assert!(at("b").is_symlink());
        assert_eq!(fs::read_to_string(at("a")).expect("text"), "two");
        let mode = fs::metadata(at("a")).expect("facts").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        put_whole(Path::new("/dev/null"), b"three").expect("written");
        assert!(!Path::new("/dev/null").is_file());
    }
}
