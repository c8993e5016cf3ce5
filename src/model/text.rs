//! The text of a body: in memory, or left on disk until someone reads it.
//!
//! # Why
//! What is known of an item grows with its metadata; its text alone may be as long as it likes. A hundred thousand
//! texts were 300 MB of a build that looks at each of them three times. A text is asked for in the midst of rules
//! and views, which have no word for a disk that fails: so a text that cannot be read again is empty, and [`Lost`]
//! says so to whoever is about to publish what was made of it.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::sync::{Arc, OnceLock};

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
        length: u32,
    },
}

/// Reads what lies in a file of texts.
pub trait ReadTexts: Send + Sync {
    /// The bytes of a stretch.
    ///
    /// # Errors
    /// When the machine fails.
    fn read(&self, start: u64, length: usize) -> io::Result<Vec<u8>>;
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
#[error(
    "读过的正文放在网站文件夹的 .gongkai 里，现在取不出来了：{0}。请删除 .gongkai 文件夹，再运行一次"
)]
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

impl Text {
    /// The text.
    #[must_use]
    pub fn read(&self) -> Cow<'_, str> {
        match &self.0 {
            Seat::Here(text) => Cow::Borrowed(text),
            Seat::Left {
                file,
                start,
                length,
            } => Cow::Owned(file.text(*start, *length as usize)),
        }
    }

    /// Its length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Seat::Here(text) => text.len(),
            Seat::Left { length, .. } => *length as usize,
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

    /// The text at a place of a file.
    #[must_use]
    pub fn left(file: Arc<LeftTexts>, start: u64, length: u32) -> Self {
        Self(Seat::Left {
            file,
            start,
            length,
        })
    }
}

impl LeftTexts {
    fn text(&self, start: u64, length: usize) -> String {
        let read = self.file.read(start, length);
        let text = read.and_then(|bytes| {
            String::from_utf8(bytes)
                .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
        });
        text.unwrap_or_else(|error| {
            // The first reason is the one to tell.
            let _ = self.lost.0.set(trouble::reason(&error));
            String::new()
        })
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

    use super::{LeftTexts, Lost, ReadTexts, Text};

    struct Bytes(&'static [u8]);

    impl ReadTexts for Bytes {
        fn read(&self, start: u64, length: usize) -> io::Result<Vec<u8>> {
            let start = start as usize;
            let stretch = self.0.get(start..start + length);
            stretch
                .map(<[u8]>::to_vec)
                .ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
        }
    }

    #[test]
    fn a_text_that_was_left_reads_as_it_was_and_a_lost_one_is_told_of() {
        let lost = Arc::new(Lost::default());
        let file = Arc::new(LeftTexts {
            file: Box::new(Bytes("正文二".as_bytes())),
            lost: lost.clone(),
        });
        let left = Text::left(file.clone(), 3, 6);
        assert_eq!(left, Text::from("文二"));
        assert!(!left.is_here() && lost.check().is_ok());
        for (start, length) in [(4, 3), (6, 9)] {
            let lost = Arc::new(Lost::default());
            let file = Arc::new(LeftTexts {
                file: Box::new(Bytes("正文二".as_bytes())),
                lost: lost.clone(),
            });
            assert_eq!(Text::left(file, start, length).read(), "");
            assert!(lost.check().is_err(), "{start} {length}");
        }
    }
}
