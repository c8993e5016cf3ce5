//! The files of terms: each a small directory of its own that holds short lists itself, so that a rare
//! pair costs one file; a long list lies in a file that the bucket names.

use anyhow::ensure;

use super::bytes::{Digest, Reader, put};

/// Lists of items longer than this have files of their own; so have lists of slots longer than twice
/// what a bucket is meant to hold. Files cost time when a site is written, bytes when it is asked.
pub(super) const LONG_ITEMS: usize = 2500;
const LONG_SLOTS: usize = 12_000;

/// What a term's list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Slots: see `postings::write_slots`.
    Slots,
    /// Items: see `postings::write_items`; or the split grams below a pair.
    Items,
}

/// A term to be written.
#[derive(Clone, Copy)]
pub(super) struct Term<'t> {
    pub(super) name: &'t str,
    pub(super) kind: Kind,
    pub(super) list: Given<'t>,
}

/// A list to be written: itself, or where it lies already, with its length.
#[derive(Clone, Copy)]
pub(super) enum Given<'t> {
    Bytes(&'t [u8]),
    Long(usize, Digest),
}

/// A bucket as it was written.
pub(super) struct Written {
    pub(super) payload: Vec<u8>,
    /// Its long lists; those given as bytes with them.
    pub(super) long: Vec<(Digest, Option<Vec<u8>>)>,
}

/// The bucket of a term; the browser's twin is `bucketOf`.
pub(super) fn bucket(name: &str, buckets: usize) -> usize {
    let name = name.strip_suffix('\t').unwrap_or(name);
    let hash = name.encode_utf16().fold(0x811c_9dc5_u32, |hash, unit| {
        (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193)
    });
    (hash ^ hash >> 15) as usize % buckets.max(1)
}

/// Writes terms in order of their names: the names, then a head for each, then the lists that are not
/// long.
pub(super) fn write(terms: &[Term<'_>]) -> Written {
    let names: Vec<&str> = terms.iter().map(|term| term.name).collect();
    let names = names.join("\n");
    let mut payload = Vec::with_capacity(names.len() * 3);
    put(&mut payload, names.len());
    payload.extend_from_slice(names.as_bytes());
    let (mut lists, mut long) = (Vec::new(), Vec::new());
    for term in terms {
        let (kind, longest) = match term.kind {
            Kind::Slots => (0, LONG_SLOTS),
            Kind::Items => (1, LONG_ITEMS),
        };
        let (length, digest) = match term.list {
            Given::Bytes(list) if list.len() <= longest || term.name.ends_with('\t') => {
                lists.extend_from_slice(list);
                (list.len(), None)
            }
            Given::Bytes(list) => {
                let digest = Digest::of(list);
                long.push((digest, Some(list.to_vec())));
                (list.len(), Some(digest))
            }
            Given::Long(length, digest) => {
                long.push((digest, None));
                (length, Some(digest))
            }
        };
        put(
            &mut payload,
            length << 2 | usize::from(digest.is_some()) << 1 | kind,
        );
        payload.extend_from_slice(digest.as_ref().map_or(&[], |digest| &digest.0));
    }
    payload.extend_from_slice(&lists);
    Written { payload, long }
}

/// A term as a bucket holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed<'p> {
    /// The list itself.
    Here(Kind, &'p [u8]),
    /// The length of the list, and the file that it is.
    Long(Kind, usize, Digest),
}

/// Reads an unpacked bucket.
pub(super) fn read(payload: &[u8]) -> anyhow::Result<Vec<(&str, Listed<'_>)>> {
    let mut reader = Reader::new(payload);
    let names = reader.number()?;
    let names = reader.text(names)?;
    let mut heads = Vec::new();
    for name in names.split('\n').filter(|_| !names.is_empty()) {
        let head = reader.number()?;
        let digest = match head & 2 {
            0 => None,
            _ => Some(Digest::read(&mut reader)?),
        };
        heads.push((name, head, digest));
    }
    let mut terms = Vec::with_capacity(heads.len());
    for (name, head, digest) in heads {
        let kind = match head & 1 {
            0 => Kind::Slots,
            _ => Kind::Items,
        };
        let listed = match digest {
            Some(digest) => Listed::Long(kind, head >> 2, digest),
            None => Listed::Here(kind, reader.take(head >> 2)?),
        };
        terms.push((name, listed));
    }
    ensure!(reader.is_empty(), "检索索引文件中的词表不成立");
    Ok(terms)
}

/// Finds a term in an unpacked bucket.
pub(super) fn find<'p>(payload: &'p [u8], name: &str) -> anyhow::Result<Option<Listed<'p>>> {
    let terms = read(payload)?;
    let found = terms.into_iter().find(|(other, _)| *other == name);
    Ok(found.map(|(_, listed)| listed))
}
