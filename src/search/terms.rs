//! Terms with their lists on their way into buckets: they come in any order, wait outside memory by the
//! directory that will name them, and are put together one directory after the other.
//!
//! # Why
//! A hash finds a term's bucket without any directory of terms, so that what is fetched first does not
//! grow with their number; the first term of every file, which it held once, grew to a quarter of a
//! megabyte at 100,000 items. But a hash also spreads what is found together over all buckets: in
//! memory, all lists had to stay until the last was found, and looking them up missed every cache.

use std::cmp::Ordering;
use std::sync::{Mutex, PoisonError};

use anyhow::Context as _;
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use super::bucket::{Given, Kind, Term, Written, bucket, write};
use super::bytes::{Reader, put};
use super::spill::{Spill, Spilled};
use super::start::NAMED;

/// Bytes of a directory's terms that one task keeps before it hands them over.
const HAND: usize = 4 << 10;
/// Bytes of a directory's terms that wait in memory.
const WAITING: usize = 32 << 10;
const BEYOND: &str = "检索索引的词表没有这一部分";

/// Where terms wait.
pub(super) struct Waiting {
    buckets: usize,
    spill: Spill,
    directories: Vec<Mutex<Directory>>,
}

/// The terms of the buckets that one directory names.
#[derive(Default)]
struct Directory {
    bytes: Vec<u8>,
    spilled: Vec<Spilled>,
}

/// The terms that one task finds.
pub(super) struct Terms<'w> {
    all: &'w Waiting,
    directories: Vec<Vec<u8>>,
}

impl Waiting {
    /// Terms for so many buckets.
    pub(super) fn new(buckets: usize) -> anyhow::Result<Self> {
        let directories = buckets.div_ceil(NAMED);
        Ok(Self {
            buckets,
            spill: Spill::new()?,
            directories: (0..directories).map(|_| Mutex::default()).collect(),
        })
    }

    /// Takes the terms of a task.
    pub(super) fn terms(&self) -> Terms<'_> {
        Terms {
            all: self,
            directories: vec![Vec::new(); self.directories.len()],
        }
    }

    fn take(&self, directory: usize, bytes: &mut Vec<u8>) -> anyhow::Result<()> {
        let directory = self.directories.get(directory);
        let directory = directory.context(BEYOND)?;
        let mut directory = directory.lock().unwrap_or_else(PoisonError::into_inner);
        directory.bytes.append(bytes);
        if directory.bytes.len() >= WAITING {
            let spilled = self.spill.put(&directory.bytes)?;
            directory.spilled.push(spilled);
            directory.bytes.clear();
        }
        Ok(())
    }

    /// Puts all buckets together, and gives in order what is made of each.
    pub(super) fn buckets<T: Send>(
        self,
        make: impl Fn(Written) -> anyhow::Result<T> + Sync,
    ) -> anyhow::Result<Vec<T>> {
        let of_directory = |at: usize| -> anyhow::Result<Vec<T>> {
            let first = at * NAMED;
            let bytes = self.waiting(at)?;
            let mut terms = waited(&bytes)?;
            terms.sort_unstable_by(Waited::before);
            let mut rest = terms.as_slice();
            let buckets = (first..self.buckets.min(first + NAMED)).map(|bucket| {
                let is_own = |term: &Waited<'_>| first + term.bucket == bucket;
                let (own, others) = rest.split_at(rest.partition_point(is_own));
                rest = others;
                let own: Vec<Term<'_>> = own.iter().map(|waited| waited.term).collect();
                make(write(&own))
            });
            buckets.collect()
        };
        let directories = (0..self.directories.len()).into_par_iter();
        let done = directories.map(of_directory);
        let done: Vec<Vec<T>> = done.collect::<anyhow::Result<_>>()?;
        Ok(done.into_iter().flatten().collect())
    }

    /// All that waits for a directory.
    fn waiting(&self, directory: usize) -> anyhow::Result<Vec<u8>> {
        let directory = self.directories.get(directory).context(BEYOND)?;
        let directory = directory.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bytes = Vec::new();
        for spilled in &directory.spilled {
            self.spill.read(*spilled, &mut bytes)?;
        }
        bytes.extend_from_slice(&directory.bytes);
        Ok(bytes)
    }
}

impl Terms<'_> {
    /// Adds a term.
    pub(super) fn add(&mut self, name: &str, kind: Kind, list: &[u8]) -> anyhow::Result<()> {
        let bucket = bucket(name, self.all.buckets);
        let at = bucket / NAMED;
        let bytes = self.directories.get_mut(at).context(BEYOND)?;
        put(bytes, bucket % NAMED * 2 + usize::from(kind == Kind::Items));
        put(bytes, name.len());
        put(bytes, list.len());
        bytes.extend_from_slice(name.as_bytes());
        bytes.extend_from_slice(list);
        match bytes.len() {
            0..HAND => Ok(()),
            _ => self.all.take(at, bytes),
        }
    }

    /// Hands over what is left.
    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        let left = self.directories.iter_mut().enumerate();
        let mut left = left.filter(|(_, bytes)| !bytes.is_empty());
        left.try_for_each(|(at, bytes)| self.all.take(at, bytes))
    }
}

/// A term that waited, and its bucket, counted from the first of its directory.
struct Waited<'b> {
    bucket: usize,
    /// How its name begins: settles almost every comparison.
    start: u64,
    term: Term<'b>,
}

impl Waited<'_> {
    fn before(&self, other: &Self) -> Ordering {
        let start = |it: &Self| (it.bucket, it.start);
        let by_start = start(self).cmp(&start(other));
        by_start.then_with(|| self.term.name.cmp(other.term.name))
    }
}

fn waited(bytes: &[u8]) -> anyhow::Result<Vec<Waited<'_>>> {
    let mut reader = Reader::new(bytes);
    let mut terms = Vec::new();
    while !reader.is_empty() {
        let head = reader.number()?;
        let (name, list) = (reader.number()?, reader.number()?);
        let name = reader.text(name)?;
        let mut start = [0; 8];
        let begins = name.len().min(8);
        start[..begins].copy_from_slice(&name.as_bytes()[..begins]);
        terms.push(Waited {
            bucket: head / 2,
            start: u64::from_be_bytes(start),
            term: Term {
                name,
                kind: [Kind::Slots, Kind::Items][head % 2],
                list: Given::Bytes(reader.take(list)?),
            },
        });
    }
    Ok(terms)
}

#[cfg(test)]
mod tests {
    use super::Waiting;
    use crate::search::bucket::{Kind, LONG_ITEMS, Listed, bucket, find};
    use crate::search::bytes::Digest;

    #[test]
    fn every_term_is_found_in_its_bucket_and_no_other() {
        let waiting = Waiting::new(300).expect("a place");
        let (mut terms, mut others) = (waiting.terms(), waiting.terms());
        let long = vec![7; LONG_ITEMS + 1];
        let names: Vec<String> = (0..50_000).map(|n| format!("词{n}")).collect();
        for (at, name) in names.iter().enumerate() {
            let terms = [&mut terms, &mut others];
            let added = terms[at % 2].add(name, Kind::Slots, name.as_bytes());
            added.expect("room");
        }
        terms.add("长", Kind::Items, &long).expect("room");
        terms.finish().expect("room");
        others.finish().expect("room");
        let buckets = waiting.buckets(Ok);
        let buckets = buckets.expect("buckets");
        assert_eq!(buckets.len(), 300);
        for name in &names {
            let payload = &buckets[bucket(name, 300)].payload;
            let here = Listed::Here(Kind::Slots, name.as_bytes());
            assert_eq!(find(payload, name).expect("sound"), Some(here));
            assert_eq!(find(payload, "无此词").expect("sound"), None);
        }
        let written = &buckets[bucket("长", 300)];
        let listed = Listed::Long(Kind::Items, long.len(), Digest::of(&long));
        assert_eq!(find(&written.payload, "长").expect("sound"), Some(listed));
        assert_eq!(written.long, [(Digest::of(&long), Some(long))]);
    }

    #[test]
    fn an_empty_bucket_holds_nothing() {
        let waiting = Waiting::new(2).expect("a place");
        let buckets = waiting.buckets(Ok);
        let buckets = buckets.expect("buckets");
        assert_eq!(buckets.len(), 2);
        for written in buckets {
            assert_eq!(find(&written.payload, "").expect("sound"), None);
            assert!(written.long.is_empty());
        }
    }
}
