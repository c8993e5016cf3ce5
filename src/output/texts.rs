//! What one build leaves for the next with texts behind it, which are read one by one and never all at once.
//!
//! # The file
//! A head; the texts, one behind another; the length of the head in eight bytes, the least first; BLAKE3 of the head.
//! Whoever reads a text knows its fingerprint: to look through them all took a twelfth of an edit. As with what is
//! kept plainly, the file comes by a rename and is never written again: whoever has it open goes on reading what it
//! was, whatever takes its name.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::ensure;

use super::anew;
use super::memory::{install, place};
use super::trouble::cannot;
use crate::model::{ReadTexts, Text};

/// Bytes that follow the texts: the length of the head, and the digest.
const FOOT: usize = 8 + 32;
/// Bytes that are read or written at once.
const PIECE: usize = 64 * 1024;

/// The texts behind a head.
pub struct Texts {
    file: Mutex<File>,
    path: PathBuf,
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

    fn discard(&self) {
        // What cannot be removed is found damaged once more.
        let _ = fs::remove_file(&self.path);
    }
}

/// Reads the head of what was kept under a name, and opens its texts; none where nothing was, or where the head is
/// not as it was.
#[must_use]
pub fn recall_with_texts(cache: &Path, name: &str) -> Option<(Vec<u8>, Texts)> {
    let path = cache.join(name);
    let mut file = File::open(&path).ok()?;
    let length = file.metadata().ok().filter(fs::Metadata::is_file)?.len();
    let mut foot = [0; FOOT];
    let foot_at = length.checked_sub(FOOT as u64)?;
    file.seek(SeekFrom::Start(foot_at)).ok()?;
    file.read_exact(&mut foot).ok()?;
    let (start, digest) = foot.split_first_chunk::<8>()?;
    let start = u64::from_le_bytes(*start);
    let mut head = vec![0; usize::try_from(start).ok().filter(|_| start <= foot_at)?];
    file.rewind().ok()?;
    file.read_exact(&mut head).ok()?;
    let file = Mutex::new(file);
    (blake3::hash(&head).as_bytes() == digest).then_some((head, Texts { file, path, start }))
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
    let place = place(cache, name)?;
    let new = cache.join(anew::unfinished(name));
    let file = write(&new, head, texts)?;
    install(&new, &place)?;
    Ok(Texts {
        file: Mutex::new(file),
        path: place,
        start: head.len() as u64,
    })
}

/// Writes the file; it stays open, to be read.
fn write(place: &Path, head: &[u8], texts: &[&Text]) -> anyhow::Result<File> {
    let failed = |error| cannot("写入", place)(error);
    let mut file = BufWriter::with_capacity(PIECE, anew::create(place).map_err(failed)?);
    let mut put = |bytes: &[u8]| file.write_all(bytes).map_err(failed);
    put(head)?;
    for text in texts {
        let bytes = text.read();
        ensure!(bytes.len() == text.len(), "读过的正文取不出来了");
        put(bytes.as_bytes())?;
    }
    put(&(head.len() as u64).to_le_bytes())?;
    put(blake3::hash(head).as_bytes())?;
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
    fn a_damaged_head_was_never_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = folder.path();
        assert!(recall_with_texts(cache, "a").is_none());
        keep_with_texts(cache, "a", b"head", &[&Text::from("text")]).expect("kept");
        let whole = fs::read(cache.join("a")).expect("bytes");
        for at in 0..whole.len() {
            fs::write(cache.join("a"), whole.get(..at).expect("shorter")).expect("written");
            assert!(recall_with_texts(cache, "a").is_none(), "{at}");
            let mut flipped = whole.clone();
            flipped[at] ^= 1;
            fs::write(cache.join("a"), flipped).expect("written");
            let is_text = (4..8).contains(&at);
            assert_eq!(recall_with_texts(cache, "a").is_some(), is_text, "{at}");
        }
        fs::write(cache.join("a"), &whole).expect("written");
        let (_, texts) = recall_with_texts(cache, "a").expect("recalled");
        texts.discard();
        assert!(recall_with_texts(cache, "a").is_none());
        fs::create_dir(cache.join("a")).expect("a folder in its place");
        assert!(recall_with_texts(cache, "a").is_none());
    }
}
