//! What one build leaves for the next with texts behind it, which are read one by one and never all at once.
//!
//! # The file
//! A head; the texts, one behind another; the length of the head in eight bytes, the least first; BLAKE3 of all that.
//! It is looked through once when it is recalled. As with what is kept plainly, it comes by a rename and is never
//! written again: whoever has it open goes on reading what it was, whatever takes its name.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anyhow::ensure;

use super::trouble::cannot;
use crate::model::{ReadTexts, Text};

/// Bytes that follow the texts: the length of the head, and the digest.
const FOOT: usize = 8 + 32;
/// Bytes that are read or written at once.
const PIECE: usize = 64 * 1024;

/// The texts behind a head.
pub struct Texts {
    file: Mutex<File>,
    /// Where the first begins.
    start: u64,
}

impl ReadTexts for Texts {
    fn read(&self, start: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.start + start))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

/// Reads the head of what was kept under a name, and opens its texts; none where nothing was, or where any byte is
/// not as it was.
#[must_use]
pub fn recall_with_texts(cache: &Path, name: &str) -> Option<(Vec<u8>, Texts)> {
    let mut file = File::open(cache.join(name)).ok()?;
    let length = file.metadata().ok().filter(fs::Metadata::is_file)?.len();
    let foot_at = length.checked_sub(FOOT as u64)?;
    let mut foot = [0; FOOT];
    file.seek(SeekFrom::Start(foot_at)).ok()?;
    file.read_exact(&mut foot).ok()?;
    let (start, digest) = foot.split_first_chunk::<8>()?;
    let start = u64::from_le_bytes(*start);
    file.rewind().ok()?;
    let mut hasher = blake3::Hasher::new();
    let mut head = Vec::new();
    let mut whole = BufReader::with_capacity(PIECE, &file);
    let in_head = whole.by_ref().take(start.min(foot_at));
    { in_head }.read_to_end(&mut head).ok()?;
    hasher.update(&head);
    hasher
        .update_reader(whole.take(foot_at.checked_sub(start)?))
        .ok()?;
    hasher.update(&start.to_le_bytes());
    let file = Mutex::new(file);
    (hasher.finalize().as_bytes() == digest).then_some((head, Texts { file, start }))
}

/// Keeps a head and texts under a name for the next build; the file is whole or not there at all.
///
/// # Errors
/// When the machine fails.
pub fn keep_with_texts(
    cache: &Path,
    name: &str,
    head: &[u8],
    texts: &[&Text],
) -> anyhow::Result<Texts> {
    // Another process may be at the same.
    let new = cache.join(format!("{name}.{}.new", std::process::id()));
    if let Some(folder) = new.parent() {
        fs::create_dir_all(folder).map_err(|error| cannot("新建文件夹", folder)(error))?;
    }
    let file = write(&new, head, texts)?;
    let place = cache.join(name);
    fs::rename(&new, &place).map_err(|error| cannot("写入", &place)(error))?;
    Ok(Texts {
        file: Mutex::new(file),
        start: head.len() as u64,
    })
}

/// Writes the file; it stays open, to be read.
fn write(place: &Path, head: &[u8], texts: &[&Text]) -> anyhow::Result<File> {
    let failed = |error| cannot("写入", place)(error);
    let mut options = File::options();
    let options = options.read(true).write(true).create(true).truncate(true);
    let mut file = BufWriter::with_capacity(PIECE, options.open(place).map_err(failed)?);
    let mut hasher = blake3::Hasher::new();
    let mut put = |bytes: &[u8]| {
        hasher.update(bytes);
        file.write_all(bytes).map_err(failed)
    };
    put(head)?;
    for text in texts {
        let bytes = text.read();
        ensure!(bytes.len() == text.len(), "读过的正文取不出来了");
        put(bytes.as_bytes())?;
    }
    put(&(head.len() as u64).to_le_bytes())?;
    file.write_all(hasher.finalize().as_bytes())
        .map_err(failed)?;
    file.into_inner()
        .map_err(|error| failed(error.into_error()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{keep_with_texts, recall_with_texts};
    use crate::model::{ReadTexts, Text};

    #[test]
    fn texts_are_read_one_by_one_and_outlast_what_takes_their_place() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, two, none) = (Text::from("第一"), Text::from("第二"), Text::default());
        let kept =
            keep_with_texts(folder.path(), "a/b", b"head", &[&one, &none, &two]).expect("kept");
        let (head, recalled) = recall_with_texts(folder.path(), "a/b").expect("recalled");
        assert_eq!(head, b"head");
        keep_with_texts(folder.path(), "a/b", b"", &[&two]).expect("kept");
        for texts in [kept, recalled] {
            assert_eq!(texts.read(6, 6).expect("bytes"), "第二".as_bytes());
            assert_eq!(texts.read(0, 0).expect("nothing"), b"");
            assert_eq!(texts.read(0, 6).expect("bytes"), "第一".as_bytes());
            assert!(texts.read(12, 60).is_err());
        }
        assert_eq!(
            fs::read_dir(folder.path().join("a"))
                .expect("a folder")
                .count(),
            1
        );
    }

    #[test]
    fn what_is_damaged_was_never_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = folder.path();
        assert!(recall_with_texts(cache, "a").is_none());
        keep_with_texts(cache, "a", b"head", &[&Text::from("text")]).expect("kept");
        let whole = fs::read(cache.join("a")).expect("bytes");
        for length in 0..whole.len() {
            fs::write(cache.join("a"), whole.get(..length).expect("shorter")).expect("written");
            assert!(recall_with_texts(cache, "a").is_none(), "{length}");
            let mut flipped = whole.clone();
            flipped[length] ^= 1;
            fs::write(cache.join("a"), flipped).expect("written");
            assert!(recall_with_texts(cache, "a").is_none(), "{length}");
        }
        fs::remove_file(cache.join("a")).expect("removed");
        fs::create_dir(cache.join("a")).expect("a folder in its place");
        assert!(recall_with_texts(cache, "a").is_none());
    }
}
