//! Bytes that wait outside memory until they are asked for.
//!
//! # Why
//! The names of all files of an index follow from what the files hold, so all are made before the first
//! is written; in memory they were the largest part of a build. A file without a name holds them: it is
//! gone with the program, however that ends.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, ensure};

const TROUBLE: &str = "编制检索索引时无法读写临时文件（可用环境变量 TMPDIR 换一个有空间的文件夹）";

/// A place for bytes.
pub(super) struct Spill(Mutex<(File, u64)>);

/// Where bytes lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spilled {
    start: u64,
    length: u32,
}

impl Spill {
    pub(super) fn new() -> anyhow::Result<Self> {
        let file = tempfile::tempfile().context(TROUBLE)?;
        Ok(Self(Mutex::new((file, 0))))
    }

    /// Puts bytes behind all others.
    pub(super) fn put(&self, bytes: &[u8]) -> anyhow::Result<Spilled> {
        let length = u32::try_from(bytes.len())?;
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (file, end) = &mut *inner;
        let start = *end;
        file.seek(SeekFrom::Start(start)).context(TROUBLE)?;
        file.write_all(bytes).context(TROUBLE)?;
        *end += u64::from(length);
        Ok(Spilled { start, length })
    }

    /// Appends the bytes to others.
    pub(super) fn read(&self, spilled: Spilled, to: &mut Vec<u8>) -> anyhow::Result<()> {
        let first = to.len();
        to.reserve(spilled.length as usize);
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (file, _) = &mut *inner;
        file.seek(SeekFrom::Start(spilled.start)).context(TROUBLE)?;
        let mut all = file.take(u64::from(spilled.length));
        all.read_to_end(to).context(TROUBLE)?;
        ensure!(to.len() - first == spilled.length as usize, TROUBLE);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Spill;

    #[test]
    fn what_was_put_is_read_in_any_order() {
        let spill = Spill::new().expect("a place");
        let texts = ["一", "", "二二", "三"];
        let put = texts.map(|text| spill.put(text.as_bytes()).expect("room"));
        for (spilled, text) in put.iter().zip(texts).rev() {
            let mut bytes = b"-".to_vec();
            spill.read(*spilled, &mut bytes).expect("bytes");
            assert_eq!(bytes, [b"-", text.as_bytes()].concat());
        }
    }
}
