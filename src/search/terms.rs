//! Terms with their lists: gathered in any order, then put into buckets by a hash of their text.
//!
//! # Why
//! A hash finds a term's bucket without any directory of terms, so that what is fetched first does not
//! grow with their number; the first term of every file, which it held once, grew to a quarter of a
//! megabyte at 100,000 items.

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::bucket::{Given, Kind, Term, Written, bucket, write};

/// Terms as they come.
#[derive(Default)]
pub(super) struct Terms {
    bytes: Vec<u8>,
    entries: Vec<Entry>,
    /// Split grams with the number of their slots.
    pub(super) splits: Vec<(String, u32)>,
}

/// One term: its name lies in the bytes from the start, its list behind that.
struct Entry {
    start: u32,
    list: u32,
    name: u16,
    kind: Kind,
}

impl Terms {
    /// Adds a term.
    pub(super) fn add(&mut self, name: &str, kind: Kind, list: &[u8]) {
        let lengths = (
            u32::try_from(self.bytes.len()),
            u32::try_from(list.len()),
            u16::try_from(name.len()),
        );
        // A share holds far less than 4 GiB, and a token of 64 KB is nobody's word.
        let (Ok(start), Ok(list_length), Ok(name_length)) = lengths else {
            return;
        };
        self.entries.push(Entry {
            start,
            list: list_length,
            name: name_length,
            kind,
        });
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.extend_from_slice(list);
    }

    /// Notes that a gram is split.
    pub(super) fn note_split(&mut self, name: &str, slots: usize) {
        let slots = u32::try_from(slots).unwrap_or(u32::MAX);
        self.splits.push((name.to_owned(), slots));
    }

    /// Nothing more is added: what growing kept ready is given back.
    pub(super) fn complete(&mut self) {
        self.bytes.shrink_to_fit();
        self.entries.shrink_to_fit();
    }

    fn term(&self, at: usize) -> Option<Term<'_>> {
        let entry = self.entries.get(at)?;
        let start = entry.start as usize;
        let list = start + usize::from(entry.name);
        Some(Term {
            name: std::str::from_utf8(self.bytes.get(start..list)?).ok()?,
            kind: entry.kind,
            list: Given::Bytes(self.bytes.get(list..list + entry.list as usize)?),
        })
    }
}

/// All terms, found by their bucket.
pub(super) struct Table {
    shares: Vec<Terms>,
    /// Share and number of every term, bucket by bucket.
    order: Vec<(u32, u32)>,
    /// Where each bucket ends in the order.
    ends: Vec<usize>,
}

impl Table {
    /// Puts the terms into so many buckets.
    pub(super) fn new(shares: Vec<Terms>, buckets: usize) -> Self {
        let of_share = |share: &Terms| -> Vec<u32> {
            let terms = (0..share.entries.len()).map(|at| share.term(at));
            let bucket_of = |term: Option<Term<'_>>| term.map_or(0, |it| bucket(it.name, buckets));
            terms
                .map(|term| u32::try_from(bucket_of(term)).unwrap_or(0))
                .collect()
        };
        let bucket_of: Vec<Vec<u32>> = shares.par_iter().map(of_share).collect();
        let mut ends = vec![0; buckets.max(1)];
        for bucket in bucket_of.iter().flatten() {
            ends[*bucket as usize] += 1;
        }
        let mut total = 0;
        for end in &mut ends {
            (*end, total) = (total, total + *end);
        }
        let mut order = vec![(0, 0); total];
        for (share, buckets) in (0_u32..).zip(&bucket_of) {
            for (at, bucket) in (0_u32..).zip(buckets) {
                let next = &mut ends[*bucket as usize];
                order[*next] = (share, at);
                *next += 1;
            }
        }
        Self {
            shares,
            order,
            ends,
        }
    }

    /// A bucket's payload, and its long lists.
    pub(super) fn bucket(&self, at: usize) -> Written {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        let order = self
            .ends
            .get(at)
            .and_then(|end| self.order.get(start..*end));
        let terms = order.unwrap_or_default().iter();
        let mut terms: Vec<Term<'_>> = terms
            .filter_map(|(share, at)| self.shares.get(*share as usize)?.term(*at as usize))
            .collect();
        terms.sort_unstable_by_key(|term| term.name);
        write(&terms)
    }

    /// Split grams with the number of their slots.
    pub(super) fn splits(&self) -> impl Iterator<Item = (String, u32)> {
        self.shares.iter().flat_map(|share| share.splits.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::{Table, Terms};
    use crate::search::bucket::{Kind, LONG_ITEMS, Listed, bucket, find};
    use crate::search::bytes::Digest;

    #[test]
    fn every_term_is_found_in_its_bucket_and_no_other() {
        let mut terms = Terms::default();
        let long = vec![7; LONG_ITEMS + 1];
        let names: Vec<String> = (0..500).map(|n| format!("词{n}")).collect();
        for name in &names {
            terms.add(name, Kind::Slots, name.as_bytes());
        }
        terms.add("长", Kind::Items, &long);
        let table = Table::new(vec![terms, Terms::default()], 7);
        for name in &names {
            let payload = table.bucket(bucket(name, 7)).payload;
            let here = Listed::Here(Kind::Slots, name.as_bytes());
            assert_eq!(find(&payload, name).expect("sound"), Some(here));
            assert_eq!(find(&payload, "无此词").expect("sound"), None);
        }
        let written = table.bucket(bucket("长", 7));
        let listed = Listed::Long(Kind::Items, long.len(), Digest::of(&long));
        assert_eq!(find(&written.payload, "长").expect("sound"), Some(listed));
        assert_eq!(written.long, [(Digest::of(&long), Some(long))]);
    }

    #[test]
    fn an_empty_bucket_holds_nothing() {
        let written = Table::new(Vec::new(), 2).bucket(0);
        assert_eq!(find(&written.payload, "").expect("sound"), None);
        assert!(written.long.is_empty());
    }
}
