//! The files of an index, each fetched once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use anyhow::{Context as _, bail, ensure};

use crate::search::bucket::{Kind, Listed, bucket, find};
use crate::search::bytes::{Digest, Reader, json, unpack};
use crate::search::names::Name;
use crate::search::paths;
use crate::search::record::{Record, Section};
use crate::search::results::GROUP;
use crate::search::start::{NAMED, Named};

/// Fetches a file by its path below the site's root.
pub type Fetch<'f> = Box<dyn Fn(&str) -> anyhow::Result<Vec<u8>> + 'f>;

/// The files.
pub(super) struct Files<'f> {
    fetch: Fetch<'f>,
    folder: String,
    buckets: usize,
    named: Named,
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
            named: Named::default(),
            known: RefCell::default(),
        }
    }

    /// Says how the other files are named, once the first file has told it.
    pub(super) fn learn(&mut self, buckets: usize, named: Named) {
        (self.buckets, self.named) = (buckets, named);
    }

    /// The payload of a file that is named by its digest; a whole file in the place of another is none.
    fn sound(&self, name: &str, digest: Digest) -> anyhow::Result<Rc<Vec<u8>>> {
        let is_known = self.known.borrow().contains_key(name);
        let payload = self.payload(name)?;
        if !is_known && Digest::of(&payload) != digest {
            self.known.borrow_mut().remove(name);
            bail!("检索索引文件 {name} 的内容与文件名不符");
        }
        Ok(payload)
    }

    /// A file's payload.
    pub(super) fn payload(&self, name: &str) -> anyhow::Result<Rc<Vec<u8>>> {
        if let Some(known) = self.known.borrow().get(name) {
            return Ok(Rc::clone(known));
        }
        let path = format!("{}{name}", self.folder);
        let packed = (self.fetch)(&path).with_context(|| format!("检索索引缺少文件 {path}"))?;
        let payload = unpack(&packed).with_context(|| format!("文件 {name}"))?;
        let payload = Rc::new(payload);
        self.known
            .borrow_mut()
            .insert(name.to_owned(), Rc::clone(&payload));
        Ok(payload)
    }

    /// The bucket in which a term is, if it is anywhere.
    fn bucket(&self, name: &str) -> anyhow::Result<Rc<Vec<u8>>> {
        let at = bucket(name, self.buckets);
        let directory = at / NAMED;
        let digest = self.named.directories.get(directory);
        let digest = digest.context("检索索引的首个文件不成立")?;
        let digests = self.sound(&paths::directory(directory, *digest), *digest)?;
        let mut reader = Reader::new(&digests);
        reader.take(at % NAMED * 6)?;
        let digest = Digest::read(&mut reader)?;
        self.sound(&paths::bucket(at, digest), digest)
    }

    /// The list of a term; none where the index has no such term.
    pub(super) fn term(&self, name: &str) -> anyhow::Result<Option<List>> {
        Ok(match find(&self.bucket(name)?, name)? {
            None => None,
            Some(Listed::Here(kind, bytes)) => Some(List {
                kind,
                bytes: bytes.to_vec(),
            }),
            Some(Listed::Long(kind, length, digest)) => {
                let bytes = self.sound(&paths::list(digest), digest)?.to_vec();
                ensure!(bytes.len() == length, "检索索引文件不完整");
                Some(List { kind, bytes })
            }
        })
    }

    /// The length of a term's list in bytes: how common it is, more or less.
    pub(super) fn weight(&self, name: &str) -> anyhow::Result<usize> {
        Ok(match find(&self.bucket(name)?, name)? {
            None => 0,
            Some(Listed::Here(_, bytes)) => bytes.len(),
            Some(Listed::Long(_, length, _)) => length,
        })
    }

    /// The days of publication.
    pub(super) fn dates(&self) -> anyhow::Result<Rc<Vec<u8>>> {
        self.sound(&paths::dates(self.named.dates), self.named.dates)
    }

    pub(super) fn names(&self, file: usize) -> anyhow::Result<Vec<Name>> {
        let digest = self.named.names.get(file);
        let digest = digest.context("检索索引的首个文件不成立")?;
        let payload = self.sound(&paths::names(*digest), *digest)?;
        json(&payload, "检索索引中的标题表不成立")
    }

    fn results(&self, place: u32, file: usize) -> anyhow::Result<Rc<Vec<u8>>> {
        let group = place as usize / GROUP;
        let digest = self.named.results.get(group);
        let digest = digest.context("检索索引的首个文件不成立")?;
        self.payload(&paths::results(group, *digest, file))
    }

    /// The records in a file of the group of a place.
    pub(super) fn records(&self, place: u32, file: usize) -> anyhow::Result<Vec<Record>> {
        let payload = self.results(place, file)?;
        json(&payload, "检索索引中的结果不成立")
    }

    /// The sections in a file of the group of a place.
    pub(super) fn sections(&self, place: u32, file: usize) -> anyhow::Result<Vec<Section>> {
        let payload = self.results(place, file)?;
        json(&payload, "检索索引中的结果不成立")
    }
}
