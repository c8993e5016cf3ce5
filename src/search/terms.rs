//! Terms with their lists: gathered in any order, then put into buckets by a hash of their text.
//!
//! # Why
//! A hash finds a term's file without any directory, so that the start file does not grow with the
//! number of terms; what else it could hold (the first term of every file) grew to a quarter of a
//! megabyte at 100,000 items. A bucket is a small directory of its own, and holds short lists itself:
//! a rare pair costs one request.

use std::cmp::Ordering;

use rayon::iter::{IndexedParallelIterator as _, IntoParallelIterator as _, ParallelIterator as _};
use rayon::slice::ParallelSliceMut as _;

use super::bytes::{Reader, pack, put};

/// Lists of items longer than this lie in the files of long lists; so do lists of slots longer than
/// twice what a bucket is meant to hold.
const LONG_ITEMS: usize = 700;
const LONG_SLOTS: usize = 12_000;
/// Speed before size: lists hardly shrink.
const LEVEL: u8 = 4;

/// What a term's list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Slots: see `postings::slot_list`.
    Slots,
    /// Items: see `postings::item_list`; or the split grams below a pair.
    Items,
}

/// Terms as they come.
#[derive(Default)]
pub(super) struct Terms {
    bytes: Vec<u8>,
    entries: Vec<Entry>,
}

/// One term: its parts in the bytes, the list up to the next entry's start.
struct Entry {
    start: usize,
    name: u32,
    list: u32,
    kind: Kind,
}

#[derive(Clone, Copy)]
struct Term<'t> {
    name: &'t str,
    kind: Kind,
    list: &'t [u8],
}

/// The files that terms fill.
pub(super) struct Filled {
    /// Buckets, packed.
    pub(super) buckets: Vec<Vec<u8>>,
    /// Files of long lists, packed.
    pub(super) lists: Vec<Vec<u8>>,
    /// Bytes in every file of long lists but the last.
    pub(super) share: usize,
}

impl Terms {
    /// Adds a term.
    pub(super) fn add(&mut self, name: &str, kind: Kind, list: &[u8]) {
        self.entries.push(Entry {
            start: self.bytes.len(),
            name: u32::try_from(name.len()).unwrap_or(0),
            list: u32::try_from(list.len()).unwrap_or(0),
            kind,
        });
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.extend_from_slice(list);
    }

    fn iter(&self) -> impl Iterator<Item = Term<'_>> {
        self.entries.iter().filter_map(|entry| {
            let list = entry.start + entry.name as usize;
            Some(Term {
                name: std::str::from_utf8(self.bytes.get(entry.start..list)?).ok()?,
                kind: entry.kind,
                list: self.bytes.get(list..list + entry.list as usize)?,
            })
        })
    }
}

/// The bucket of a term; the browser's twin is `bucketOf`.
pub(super) fn bucket(name: &str, buckets: usize) -> usize {
    let name = name.strip_suffix('\t').unwrap_or(name);
    let hash = name.encode_utf16().fold(0x811c_9dc5_u32, |hash, unit| {
        (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193)
    });
    (hash ^ hash >> 15) as usize % buckets.max(1)
}

/// Puts the terms into so many buckets and so many files of long lists.
pub(super) fn fill(terms: &[Terms], buckets: usize, lists: usize) -> Filled {
    let mut all: Vec<(usize, Term<'_>)> = terms
        .iter()
        .flat_map(Terms::iter)
        .map(|term| (bucket(term.name, buckets), term))
        .collect();
    all.par_sort_unstable_by(|one, other| match one.0.cmp(&other.0) {
        Ordering::Equal => one.1.name.cmp(other.1.name),
        order => order,
    });
    let mut long = Vec::new();
    let mut rest = all.as_slice();
    let payloads: Vec<Vec<u8>> = (0..buckets)
        .map(|bucket| {
            let end = rest.partition_point(|(of, _)| *of == bucket);
            let (own, others) = rest.split_at(end);
            rest = others;
            payload(own, &mut long)
        })
        .collect();
    drop(all);
    let share = long.len().div_ceil(lists.max(1)).max(1);
    let shares: Vec<&[u8]> = (0..lists)
        .map(|at| long.get(at * share..).unwrap_or_default())
        .map(|rest| rest.get(..share).unwrap_or(rest))
        .collect();
    Filled {
        buckets: pack_all(payloads),
        lists: pack_all(shares),
        share,
    }
}

fn pack_all<B: AsRef<[u8]> + Send>(payloads: Vec<B>) -> Vec<Vec<u8>> {
    payloads
        .into_par_iter()
        .with_min_len(16)
        .map(|payload| pack(payload.as_ref(), LEVEL))
        .collect()
}

/// A bucket: names, then a head for each, then the lists that are not long.
fn payload(terms: &[(usize, Term<'_>)], long: &mut Vec<u8>) -> Vec<u8> {
    let names: Vec<&str> = terms.iter().map(|(_, term)| term.name).collect();
    let names = names.join("\n");
    let mut out = Vec::with_capacity(names.len() * 3);
    put(&mut out, names.len());
    out.extend_from_slice(names.as_bytes());
    let mut lists = Vec::new();
    for (_, term) in terms {
        let (kind, longest) = match term.kind {
            Kind::Slots => (0, LONG_SLOTS),
            Kind::Items => (1, LONG_ITEMS),
        };
        let is_long = term.list.len() > longest && !term.name.ends_with('\t');
        let flag = if is_long { 2 } else { 0 };
        put(&mut out, term.list.len() << 2 | flag | kind);
        if is_long {
            put(&mut out, long.len());
            long.extend_from_slice(term.list);
        } else {
            lists.extend_from_slice(term.list);
        }
    }
    out.extend_from_slice(&lists);
    out
}

/// A term as a bucket holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Listed {
    /// The list itself.
    Here(Kind, Vec<u8>),
    /// Where the list begins in the files of long lists, and its length.
    Long(Kind, usize, usize),
}

/// Finds a term in an unpacked bucket.
pub(super) fn find(payload: &[u8], name: &str) -> anyhow::Result<Option<Listed>> {
    let mut reader = Reader::new(payload);
    let names = reader.number()?;
    let names = reader.text(names)?;
    let mut heads = Vec::new();
    for _ in names.split('\n').filter(|_| !names.is_empty()) {
        let head = reader.number()?;
        let start = if head & 2 == 0 {
            None
        } else {
            Some(reader.number()?)
        };
        heads.push((head, start));
    }
    for (other, (head, start)) in names.split('\n').zip(heads) {
        let kind = if head & 1 == 0 {
            Kind::Slots
        } else {
            Kind::Items
        };
        let list = match start {
            Some(start) => Listed::Long(kind, start, head >> 2),
            None => Listed::Here(kind, reader.take(head >> 2)?.to_vec()),
        };
        if other == name {
            return Ok(Some(list));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::{Kind, LONG_ITEMS, Listed, Terms, bucket, fill, find};
    use crate::search::bytes::unpack;

    #[test]
    fn every_term_is_found_in_its_bucket_and_no_other() {
        let mut terms = Terms::default();
        let long = vec![7; LONG_ITEMS + 1];
        let names: Vec<String> = (0..500).map(|n| format!("词{n}")).collect();
        for name in &names {
            terms.add(name, Kind::Slots, name.as_bytes());
        }
        terms.add("长", Kind::Items, &long);
        let filled = fill(&[terms], 7, 3);
        for name in &names {
            let payload = unpack(&filled.buckets[bucket(name, 7)]).expect("whole");
            let here = Listed::Here(Kind::Slots, name.as_bytes().to_vec());
            assert_eq!(find(&payload, name).expect("sound"), Some(here));
            assert_eq!(find(&payload, "无此词").expect("sound"), None);
        }
        let payload = unpack(&filled.buckets[bucket("长", 7)]).expect("whole");
        let long = Listed::Long(Kind::Items, 0, LONG_ITEMS + 1);
        assert_eq!(find(&payload, "长").expect("sound"), Some(long));
        assert_eq!(filled.share, (LONG_ITEMS + 1).div_ceil(3));
    }

    #[test]
    fn an_empty_bucket_holds_nothing() {
        let filled = fill(&[], 2, 1);
        let payload = unpack(&filled.buckets[0]).expect("whole");
        assert_eq!(find(&payload, "").expect("sound"), None);
    }
}
