//! The file that a reader opens first: facets, and what leads to all the other files.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::bytes::{Digest, Reader, json, put};
use super::documents::Documents;
use super::facets::{Facet, put_runs, read_runs};
use super::plan::{FORMAT, coarse};
use super::results::GROUP;

/// Buckets that one file names.
///
/// # Why
/// A file is named by a digest of what it holds, so that browsers may keep it for ever and two states
/// of a site never mix. The names of all buckets would be the largest part of the start file.
pub(super) const NAMED: usize = 128;
/// How many of the commonest characters are named, by which readers guess what is rare.
const COMMON: usize = 1024;

/// The readable part of the file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Head {
    /// The format.
    pub(super) format: usize,
    /// Places of items.
    pub(super) places: usize,
    /// Files of terms.
    pub(super) buckets: usize,
    /// What parts the files of names, in order.
    pub(super) names: Vec<String>,
    /// The commonest characters, the commonest first.
    pub(super) common: String,
    /// The facets without their columns.
    pub(super) facets: Vec<Facet>,
}

/// The whole of it.
#[derive(Debug)]
pub(super) struct Start {
    pub(super) head: Head,
    /// Blocks of every place as [`length`] tells them, 0 where it is empty.
    pub(super) blocks: Vec<usize>,
    /// Files of results of every place, 0 where it is empty or shares the one before.
    pub(super) files: Vec<usize>,
    /// The digests that other files are named by.
    pub(super) named: Named,
}

/// The digests in the names of other files.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// Of every folder of results.
    pub(super) results: Vec<Digest>,
    /// Of every file that names buckets.
    pub(super) directories: Vec<Digest>,
    /// Of every file of names.
    pub(super) names: Vec<Digest>,
    /// Of the days of publication.
    pub(super) dates: Digest,
}

impl Start {
    pub(super) fn write(&self) -> anyhow::Result<Vec<u8>> {
        let head = serde_json::to_vec(&self.head)?;
        let mut out = Vec::new();
        put(&mut out, head.len());
        out.extend_from_slice(&head);
        for facet in &self.head.facets {
            put_runs(&mut out, &facet.of);
        }
        self.blocks.iter().for_each(|blocks| put(&mut out, *blocks));
        self.files.iter().for_each(|files| put(&mut out, *files));
        let Named {
            results,
            directories,
            names,
            dates,
        } = &self.named;
        for digest in [results, directories, names].into_iter().flatten() {
            out.extend_from_slice(&digest.0);
        }
        out.extend_from_slice(&dates.0);
        Ok(out)
    }

    pub(super) fn read(payload: &[u8]) -> anyhow::Result<Self> {
        let mut reader = Reader::new(payload);
        let head = reader.number()?;
        let mut head: Head = json(reader.take(head)?, "检索索引的首个文件不成立")?;
        anyhow::ensure!(
            head.format == FORMAT,
            "检索索引的格式是{}，本程序读的是{FORMAT}",
            head.format
        );
        for facet in &mut head.facets {
            facet.of = read_runs(&mut reader, head.places, facet.sets.len())?;
        }
        let mut numbers = || -> anyhow::Result<Vec<usize>> {
            (0..head.places).map(|_| reader.number()).collect()
        };
        let (blocks, files) = (numbers()?, numbers()?);
        let mut digests = |count: usize| -> anyhow::Result<Vec<Digest>> {
            (0..count).map(|_| Digest::read(&mut reader)).collect()
        };
        let named = Named {
            results: digests(head.places.div_ceil(GROUP))?,
            directories: digests(head.buckets.div_ceil(NAMED))?,
            names: digests(head.names.len())?,
            dates: digests(1)?.first().copied().unwrap_or_default(),
        };
        anyhow::ensure!(reader.is_empty(), "检索索引的首个文件不成立");
        Ok(Self {
            head,
            blocks,
            files,
            named,
        })
    }
}

/// How long an item is, in so few steps that lengths take little room: the next number of two binary
/// digits before its zeros.
pub(super) fn length(blocks: usize) -> usize {
    coarse(blocks, 2)
}

/// The commonest characters, the commonest first.
pub(super) fn common(characters: &BTreeMap<char, u32>) -> String {
    let mut seen: Vec<(u32, char)> = characters.iter().map(|(c, count)| (*count, *c)).collect();
    seen.sort_unstable_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    seen.into_iter().take(COMMON).map(|(_, c)| c).collect()
}

/// The payload of the file of days of publication: of every place, counted from the earliest.
pub(super) fn dates(documents: &Documents<'_>) -> Vec<u8> {
    let day = |place: usize| documents.item(place)?.published_on();
    let first = (0..documents.len()).filter_map(day).min();
    let mut out = Vec::new();
    for place in 0..documents.len() {
        let since = day(place)
            .zip(first)
            .map(|(day, first)| (day - first).num_days() + 1);
        put(&mut out, usize::try_from(since.unwrap_or(0)).unwrap_or(0));
    }
    out
}
