//! Small facts that one build leaves for the next in `.gongkai/`.
//!
//! Whatever cannot be read back whole was never said: a cache that is damaged, cut short or of another version
//! is an empty cache, never an error.

use std::fs::{self, DirEntry, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::anew;
use super::manifest::{self, Manifest};
use super::touched::Written;
use super::trouble::cannot;
use crate::model::{KeyWriter, SitePath};

/// Reads what was kept under a name; none where nothing was, or where it is damaged.
#[must_use]
pub fn recall(cache: &Path, name: &str) -> Option<Vec<u8>> {
    let mut bytes = fs::read(cache.join(name)).ok()?;
    let digest = bytes.split_off(bytes.len().checked_sub(32)?);
    (blake3::hash(&bytes).as_bytes() == digest.as_slice()).then_some(bytes)
}

/// Keeps bytes under a name for the next build; the file is whole or not there at all.
///
/// # Errors
/// When the machine fails.
pub fn keep(cache: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    if recall(cache, name).is_some_and(|kept| kept == bytes) {
        return Ok(());
    }
    let (place, new) = (place(cache, name)?, cache.join(anew::unfinished(name)));
    let digest = blake3::hash(bytes);
    let write = |mut file: File| file.write_all(&[bytes, digest.as_bytes()].concat());
    anew::create(&new).and_then(write).map_err(|error| {
        let _ = fs::remove_file(&new);
        cannot("写入", &new)(error)
    })?;
    install(&new, &place)
}

/// Where something is to be kept, in folders of our own.
pub(super) fn place(cache: &Path, name: &str) -> anyhow::Result<PathBuf> {
    let place = cache.join(name);
    if let Some(folder) = place.parent().filter(|folder| *folder != cache) {
        anew::unlink_folder(folder).map_err(|error| cannot("删除", folder)(error))?;
    }
    Ok(place)
}

/// Renames a new file into its place; where that cannot be, nothing of it stays.
pub(super) fn install(new: &Path, place: &Path) -> anyhow::Result<()> {
    fs::rename(new, place).map_err(|error| {
        let _ = fs::remove_file(new);
        cannot("写入", place)(error)
    })
}

/// The bytes of a file that stands in an output folder; none where it cannot be read.
#[must_use]
pub fn standing_file(out: &Path, path: &str) -> Option<Vec<u8>> {
    let path = SitePath::new(path).ok()?;
    fs::read(out.join(path.as_str())).ok()
}

/// Forgets what is kept in a folder of the cache and is not wanted, by the names of the files; and what was left there
/// half done, unless another may still be at it.
///
/// # Errors
/// When the machine fails.
pub fn keep_only(
    cache: &Path,
    folder: &str,
    is_wanted: impl Fn(&str) -> bool,
) -> anyhow::Result<()> {
    let folder = cache.join(folder);
    anew::unlink_folder(&folder).map_err(|error| cannot("删除", &folder)(error))?;
    sweep(&folder, is_wanted)
}

/// As [`keep_only`], of files that lie in the cache itself.
///
/// # Errors
/// When the machine fails.
pub fn forget(cache: &Path, is_unwanted: impl Fn(&str) -> bool) -> anyhow::Result<()> {
    sweep(cache, |name| !is_unwanted(name))
}

fn sweep(folder: &Path, is_wanted: impl Fn(&str) -> bool) -> anyhow::Result<()> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let stays = match anew::is_unfinished(&name) {
            true => anew::is_young(&entry),
            false => is_wanted(&name),
        };
        if !stays {
            fs::remove_file(entry.path())
                .map_err(|error| cannot("删除", &entry.path())(error))?;
        }
    }
    Ok(())
}

/// Fingerprint of what stands in an output folder: gongkai's manifest, every file's path and size, and when those
/// were touched that were since it was put there.
///
/// None where the folder is not gongkai's, or cannot be looked through.
#[must_use]
pub fn standing(out: &Path) -> Option<[u8; 16]> {
    let manifest = fs::read(out.join(super::manifest::NAME)).ok()?;
    let files = below(out, Written::look(out))?;
    let key = KeyWriter::new("standing").part(manifest).part(files);
    Some(key.finish().0)
}

/// What [`standing`] gives of a folder that holds the files of a manifest and nothing else; none where one of
/// them is of no certain size.
pub(super) fn standing_of_site(text: &str, manifest: &Manifest) -> Option<[u8; 16]> {
    let files = manifest.files();
    let files = files.map(|(path, made)| Some((path, made?.size)));
    let mut files: Vec<(&str, u64)> = files.collect::<Option<_>>()?;
    let own = (manifest::NAME, text.len() as u64);
    let place = files.partition_point(|(path, _)| *path < own.0);
    files.insert(place, own);
    let key = KeyWriter::new("standing")
        .part(text)
        .part(listed(&files, 0)?);
    Some(key.finish().0)
}

/// As [`below`], of files that are listed in order, from a byte of their paths on.
fn listed(mut files: &[(&str, u64)], from: usize) -> Option<[u8; 16]> {
    let mut entries = Vec::new();
    while let Some((path, size)) = files.first() {
        let rest = path.get(from..)?;
        let (name, until) = match rest.split_once('/') {
            Some((name, _)) => {
                let folder = path.get(..=from + name.len())?;
                (
                    name,
                    files.partition_point(|(path, _)| path.starts_with(folder)),
                )
            }
            None => (rest, 1),
        };
        let key = KeyWriter::new("entry").part(name);
        let (inner, others) = files.split_at_checked(until)?;
        let key = match rest.len() == name.len() {
            true => key.part(size.to_le_bytes()),
            false => key.part(listed(inner, from + name.len() + 1)?),
        };
        entries.push((name, key.finish()));
        files = others;
    }
    entries.sort_unstable_by_key(|(name, _)| *name);
    let digests = entries.into_iter().map(|(_, key)| key.0);
    let folder = digests.fold(KeyWriter::new("folder"), KeyWriter::part);
    Some(folder.finish().0)
}

/// Fingerprint of what stands below a folder, links not followed.
fn below(folder: &Path, written: Written) -> Option<[u8; 16]> {
    let entries: Result<Vec<DirEntry>, _> = fs::read_dir(folder).ok()?.collect();
    let mut entries = entries.ok()?;
    entries.sort_by_cached_key(DirEntry::file_name);
    let digests = entries
        .par_iter()
        .map(|entry| standing_of(entry, written))
        .collect::<Option<Vec<_>>>()?;
    let parts = digests
        .iter()
        .fold(KeyWriter::new("folder"), KeyWriter::part);
    Some(parts.finish().0)
}

fn standing_of(entry: &DirEntry, written: Written) -> Option<[u8; 16]> {
    let kind = entry.file_type().ok()?;
    let name = entry.file_name();
    let key = KeyWriter::new("entry").part(name.as_encoded_bytes());
    let key = match (kind.is_file(), kind.is_dir()) {
        (true, _) => {
            let facts = entry.metadata().ok()?;
            let key = key.part(facts.len().to_le_bytes());
            match written.then_touched(&facts) {
                Some(moment) => key.part(moment.map(i64::to_le_bytes).as_flattened()),
                None => key,
            }
        }
        (_, true) => key.part(below(&entry.path(), written)?),
        _ => key.part("neither file nor folder"),
    };
    Some(key.finish().0)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{keep, keep_only, recall, standing};

    #[test]
    fn what_is_damaged_was_never_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = folder.path();
        assert_eq!(recall(cache, "a"), None);
        keep(cache, "a", b"facts").expect("kept");
        assert_eq!(recall(cache, "a").as_deref(), Some(&b"facts"[..]));
        let whole = fs::read(cache.join("a")).expect("bytes");
        for length in 0..whole.len() {
            fs::write(cache.join("a"), whole.get(..length).expect("shorter")).expect("written");
            assert_eq!(recall(cache, "a"), None, "{length}");
            let mut flipped = whole.clone();
            flipped[length] ^= 1;
            fs::write(cache.join("a"), flipped).expect("written");
            assert_eq!(recall(cache, "a"), None, "{length}");
        }
    }

    #[test]
    fn what_cannot_be_kept_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = folder.path();
        fs::create_dir(cache.join("a")).expect("a folder in its place");
        assert!(keep(cache, "a", b"facts").is_err());
        assert_eq!(fs::read_dir(cache).expect("the cache").count(), 1);
    }

    #[test]
    fn many_threads_keep_one_thing_and_each_is_done() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = folder.path();
        let facts = |thread: u8| vec![thread; 1 << 16];
        std::thread::scope(|scope| {
            for thread in 0..8 {
                scope.spawn(move || {
                    for _ in 0..20 {
                        keep(cache, "read/a", &facts(thread)).expect("kept");
                    }
                });
            }
        });
        let kept = recall(cache, "read/a").expect("whole");
        assert!((0..8).any(|thread| kept == facts(thread)));
        assert_eq!(fs::read_dir(cache.join("read")).expect("kept").count(), 1);
    }

    #[test]
    fn what_another_is_writing_stays_and_what_was_left_half_done_goes() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = folder.path();
        let names = ["a", "b", "a.7-0.new", "a.7-1.new", "a.7.new", "b.new"];
        fs::create_dir(cache.join("read")).expect("made");
        for name in names {
            fs::write(cache.join("read").join(name), "half").expect("written");
        }
        let left = fs::File::options()
            .write(true)
            .open(cache.join("read/a.7-1.new"))
            .expect("a file");
        left.set_modified(std::time::UNIX_EPOCH).expect("old");
        keep_only(cache, "read", |name| name == "a").expect("swept");
        let stays = |name: &&str| cache.join("read").join(name).exists();
        let stay: Vec<&str> = names.into_iter().filter(stays).collect();
        assert_eq!(stay, ["a", "a.7-0.new", "a.7.new"]);
    }

    #[test]
    fn a_file_that_came_went_or_changed_its_size_shows() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path();
        // The manifest comes last, as a build puts it there.
        let left = || {
            fs::write(out.join(crate::output::manifest::NAME), "").expect("written");
            standing(out)
        };
        let write = |text| fs::write(out.join("a.html"), text).expect("written");
        assert_eq!(standing(out), None);
        let empty = left();
        write("one");
        let one = left();
        write("longer");
        let longer = left();
        fs::remove_file(out.join("a.html")).expect("removed");
        assert!(empty != one && one != longer && left() == empty);
        fs::create_dir(out.join("a.html")).expect("a folder");
        assert!(left() != empty && left() != one);
    }
}
