//! The text of a body: in memory, or left on disk until someone reads it.
//!
//! # Why
//! What is known of an item grows with its metadata; its text alone may be as long as it likes. A hundred thousand
//! texts were 300 MB of a build that looks at each of them three times. A text is asked for in the midst of rules
//! and views, which have no word for a disk that fails: so a text that does not come back as it was is empty, and
//! [`Lost`] says so to whoever is about to publish what was made of it.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::num::TryFromIntError;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::trouble;

/// A text that is there when it is asked for.
#[derive(Clone)]
pub struct Text(Seat);

#[derive(Clone)]
enum Seat {
    Here(Arc<str>),
    Left {
        file: Arc<LeftTexts>,
        start: u64,
        about: TextFacts,
    },
}

/// What is known of a text without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextFacts {
    /// Bytes.
    pub length: u32,
    /// Fingerprint.
    pub digest: u64,
}

/// Reads what lies in a file of texts.
pub trait ReadTexts: Send + Sync {
    /// The bytes of a stretch.
    ///
    /// # Errors
    /// When the machine fails.
    fn read(&self, start: u64, length: usize) -> io::Result<Vec<u8>>;

    /// Takes care that nobody finds the file again, for a text in it is not as it was.
    fn discard(&self);
}

/// A file in which texts were left, one behind another.
pub struct LeftTexts {
    /// The file.
    pub file: Box<dyn ReadTexts>,
    /// Told where a text of it cannot be read.
    pub lost: Arc<Lost>,
}

/// Whether a text that was left on disk could not be read again.
#[derive(Debug, Default)]
pub struct Lost(OnceLock<&'static str>);

/// Something was made of a text that could not be read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("读过的正文放在网站文件夹的 .gongkai 里，现在取不出来了：{0}。请再运行一次，会重新读取")]
pub struct TextsAreLost(&'static str);

impl Lost {
    /// Asked before what was made of texts is given to anyone.
    ///
    /// # Errors
    /// When one of them could not be read.
    pub fn check(&self) -> Result<(), TextsAreLost> {
        self.0.get().map_or(Ok(()), |why| Err(TextsAreLost(why)))
    }
}

impl TextFacts {
    fn of(text: &[u8]) -> Result<Self, TryFromIntError> {
        Ok(Self {
            length: u32::try_from(text.len())?,
            digest: xxh3_64(text),
        })
    }
}

impl Text {
    /// The text.
    #[must_use]
    pub fn read(&self) -> Cow<'_, str> {
        match &self.0 {
            Seat::Here(text) => Cow::Borrowed(text),
            Seat::Left { file, start, about } => Cow::Owned(file.text(*start, *about)),
        }
    }

    /// Its length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Seat::Here(text) => text.len(),
            Seat::Left { about, .. } => about.length as usize,
        }
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether it takes memory.
    #[must_use]
    pub fn is_here(&self) -> bool {
        matches!(self.0, Seat::Here(_))
    }

    /// What is known of it.
    ///
    /// # Errors
    /// When it is longer than a file of texts may hold.
    pub fn facts(&self) -> Result<TextFacts, TryFromIntError> {
        match &self.0 {
            Seat::Here(text) => TextFacts::of(text.as_bytes()),
            Seat::Left { about, .. } => Ok(*about),
        }
    }

    /// The text at a place of a file.
    #[must_use]
    pub fn left(file: Arc<LeftTexts>, start: u64, about: TextFacts) -> Self {
        Self(Seat::Left { file, start, about })
    }
}

impl LeftTexts {
    fn text(&self, start: u64, about: TextFacts) -> String {
        self.read(start, about).unwrap_or_else(|error| {
            // The first reason is the one to tell.
            let _ = self.lost.0.set(trouble::reason(&error));
            self.file.discard();
            String::new()
        })
    }

    fn read(&self, start: u64, about: TextFacts) -> io::Result<String> {
        let bytes = self.file.read(start, about.length as usize)?;
        if TextFacts::of(&bytes) != Ok(about) {
            return Err(io::ErrorKind::InvalidData.into());
        }
        String::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData.into())
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(Seat::Here(text.into()))
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::from("")
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.read() == other.read()
    }
}

impl Eq for Text {}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.read().fmt(f)
    }
}

impl fmt::Debug for LeftTexts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LeftTexts").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::{LeftTexts, Lost, ReadTexts, Text};

    const BYTES: &[u8] = "正文二".as_bytes();

    #[derive(Clone, Default)]
    struct Bytes {
        is_gone: Arc<AtomicBool>,
    }

    impl ReadTexts for Bytes {
        fn read(&self, start: u64, length: usize) -> io::Result<Vec<u8>> {
            let start = start as usize;
            let stretch = BYTES.get(start..start + length).map(<[u8]>::to_vec);
            stretch.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
        }

        fn discard(&self) {
            self.is_gone.store(true, Ordering::Relaxed);
        }
    }

    #[test]
    fn a_text_that_was_left_reads_as_it_was_or_is_told_to_be_lost() {
        let wanted = Text::from("文二");
        let about = wanted.facts().expect("short");
        for (start, is_sound) in [(3, true), (0, false), (4, false)] {
            let (lost, file) = (Arc::new(Lost::default()), Bytes::default());
            let texts = LeftTexts {
                file: Box::new(file.clone()),
                lost: lost.clone(),
            };
            let left = Text::left(Arc::new(texts), start, about);
            assert!(!left.is_here() && lost.check().is_ok());
            assert_eq!(left == wanted, is_sound, "{start}");
            assert_eq!(lost.check().is_ok(), is_sound, "{start}");
            assert_eq!(file.is_gone.load(Ordering::Relaxed), !is_sound, "{start}");
        }
    }
}
