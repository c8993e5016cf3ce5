//! The files of an index, each fetched once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use anyhow::Context as _;

use crate::search::bytes::unpack;
use crate::search::names::Name;
use crate::search::record::{Record, Section};
use crate::search::terms::{Kind, Listed, bucket, find};

/// Fetches a file by its path below the site's root.
pub type Fetch<'f> = Box<dyn Fn(&str) -> anyhow::Result<Vec<u8>> + 'f>;

/// The files.
pub(super) struct Files<'f> {
    fetch: Fetch<'f>,
    folder: String,
    buckets: usize,
    share: usize,
    known: RefCell<HashMap<String, Rc<Vec<u8>>>>,
}

/// A term's list.
pub(super) struct List {
    pub(super) kind: Kind,
    pub(super) bytes: Vec<u8>,
}

impl<'f> Files<'f> {
    pub(super) fn new(fetch: Fetch<'f>, folder: String) -> Self {
        Self {
            fetch,
            folder,
            buckets: 0,
            share: 0,
            known: RefCell::default(),
        }
    }

    /// Says how terms are spread, once the first file has told it.
    pub(super) fn spread(&mut self, buckets: usize, share: usize) {
        (self.buckets, self.share) = (buckets, share);
    }

    /// A file as it is.
    pub(super) fn packed(&self, name: &str) -> anyhow::Result<Vec<u8>> {
        let path = format!("{}{name}", self.folder);
        (self.fetch)(&path).with_context(|| format!("检索索引缺少文件 {path}"))
    }

    /// A file's payload.
    pub(super) fn payload(&self, name: &str) -> anyhow::Result<Rc<Vec<u8>>> {
        if let Some(known) = self.known.borrow().get(name) {
            return Ok(Rc::clone(known));
        }
        let payload = unpack(&self.packed(name)?).with_context(|| format!("文件 {name}"))?;
        let payload = Rc::new(payload);
        self.known
            .borrow_mut()
            .insert(name.to_owned(), Rc::clone(&payload));
        Ok(payload)
    }

    /// The list of a term; none where the index has no such term.
    pub(super) fn term(&self, name: &str) -> anyhow::Result<Option<List>> {
        let bucket = self.payload(&format!("b/{}.bin", bucket(name, self.buckets)))?;
        Ok(match find(&bucket, name)? {
            None => None,
            Some(Listed::Here(kind, bytes)) => Some(List { kind, bytes }),
            Some(Listed::Long(kind, start, length)) => Some(List {
                kind,
                bytes: self.long(start, length)?,
            }),
        })
    }

    /// The length of a term's list in bytes: how common it is, more or less.
    pub(super) fn weight(&self, name: &str) -> anyhow::Result<usize> {
        let bucket = self.payload(&format!("b/{}.bin", bucket(name, self.buckets)))?;
        Ok(match find(&bucket, name)? {
            None => 0,
            Some(Listed::Here(_, bytes)) => bytes.len(),
            Some(Listed::Long(_, _, length)) => length,
        })
    }

    fn long(&self, start: usize, length: usize) -> anyhow::Result<Vec<u8>> {
        anyhow::ensure!(self.share > 0, "检索索引的首个文件不成立");
        let mut bytes = Vec::new();
        let (mut at, end) = (start, start + length);
        while at < end {
            let file = at / self.share;
            let payload = self.payload(&format!("l/{file}.bin"))?;
            let from = at - file * self.share;
            let to = (end - file * self.share).min(self.share);
            let piece = payload.get(from..to).context("检索索引文件不完整")?;
            bytes.extend_from_slice(piece);
            at = file * self.share + to;
        }
        Ok(bytes)
    }

    pub(super) fn names(&self, file: usize) -> anyhow::Result<Vec<Name>> {
        let payload = self.payload(&format!("n/{file}.bin"))?;
        serde_json::from_slice(&payload).context("检索索引中的标题表不成立")
    }

    pub(super) fn records(&self, file: usize) -> anyhow::Result<Vec<Record>> {
        let payload = self.payload(&format!("r/{file}.bin"))?;
        serde_json::from_slice(&payload).context("检索索引中的结果不成立")
    }

    pub(super) fn sections(&self, file: usize) -> anyhow::Result<Vec<Section>> {
        let payload = self.payload(&format!("r/{file}.bin"))?;
        serde_json::from_slice(&payload).context("检索索引中的结果不成立")
    }
}
