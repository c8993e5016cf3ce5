//! Which files the index will have, found from the words of the items alone, before any is made.

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use super::documents::{Documents, Facts};
use super::record::BODY;
use super::{facets, names};
use crate::model::{Key, KeyWriter};

/// Of the files' format; a reader refuses any other.
pub(super) const FORMAT: usize = 1;
/// Bytes of text that items share a file of results up to.
const TOGETHER: usize = 3500;
/// Bytes of text of a long item in one file.
const PART: usize = 6000;
/// Slots whose terms make one bucket, and whose long lists make one file.
const BUCKET: usize = 1400;
const LISTS: usize = 20_000;

/// The files of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plan {
    /// Fingerprint of all that flows into the index; the folder's name is its beginning.
    pub(super) key: Key,
    /// Files of terms.
    pub(super) buckets: usize,
    /// Files of long lists.
    pub(super) lists: usize,
    /// Files of names.
    pub(super) names: usize,
    /// Files of results in order.
    pub(super) results: Vec<ResultFile>,
}

/// A file of results: several items, or one part of a long one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ResultFile {
    /// The first item.
    pub(super) first: usize,
    /// How many.
    pub(super) count: usize,
    /// Which part of a long item, of how many.
    pub(super) part: usize,
    pub(super) parts: usize,
}

impl Plan {
    pub(super) fn new(documents: &Documents<'_>) -> Self {
        let facts: Vec<Facts> = (0..documents.len())
            .into_par_iter()
            .map(|at| documents.facts(at))
            .collect();
        let sizes: Vec<usize> = facts.iter().map(|facts| facts.size).collect();
        let slots = sizes.iter().sum::<usize>() / 3 + sizes.len() * BODY;
        Self {
            key: key(documents, &facts),
            buckets: slots.div_ceil(BUCKET).max(1),
            lists: slots.div_ceil(LISTS).max(1),
            names: names::files(documents),
            results: results(&sizes),
        }
    }

    /// The folder of the index: `search/1a2b3c4d5e6f`.
    pub(super) fn folder(&self) -> String {
        let short: String = self.key.hex().chars().take(12).collect();
        format!("search/{short}")
    }

    /// For every item: 0 where it shares the file of the item before, else how many files it takes.
    pub(super) fn files_of_items(&self) -> Vec<usize> {
        let mut files = Vec::new();
        for file in self.results.iter().filter(|file| file.part == 0) {
            files.push(file.parts);
            files.extend((1..file.count).map(|_| 0));
        }
        files
    }
}

fn results(sizes: &[usize]) -> Vec<ResultFile> {
    let mut files: Vec<ResultFile> = Vec::new();
    let mut filled = usize::MAX;
    for (first, size) in sizes.iter().copied().enumerate() {
        if filled.saturating_add(size) <= TOGETHER
            && let Some(file) = files.last_mut()
        {
            file.count += 1;
            filled += size;
            continue;
        }
        let parts = size.div_ceil(PART).max(1);
        files.extend((0..parts).map(|part| ResultFile {
            first,
            count: 1,
            part,
            parts,
        }));
        filled = if parts == 1 { size } else { usize::MAX };
    }
    files
}

/// Everything that flows in: the words of every item, its facets, and whether attachments are read.
fn key(documents: &Documents<'_>, facts: &[Facts]) -> Key {
    let facets = facets::facets(documents);
    let with_attachments = documents.portal.site.settings.search.attachments;
    let mut key = KeyWriter::new("search")
        .part(FORMAT.to_le_bytes())
        .part([u8::from(with_attachments)]);
    for facet in &facets {
        key = key.part(serde_json::to_vec(facet).unwrap_or_default());
        for set in &facet.of {
            key = key.part(set.to_le_bytes());
        }
    }
    for facts in facts {
        key = key.part(facts.digest);
    }
    key.finish()
}

#[cfg(test)]
mod tests {
    use super::{ResultFile, results};

    #[test]
    fn short_items_share_a_file_and_long_ones_take_several() {
        let files = results(&[1000, 2000, 1000, 20_000, 10]);
        let file = |first, count, part, parts| ResultFile {
            first,
            count,
            part,
            parts,
        };
        assert_eq!(
            files,
            [
                file(0, 2, 0, 1),
                file(2, 1, 0, 1),
                file(3, 1, 0, 4),
                file(3, 1, 1, 4),
                file(3, 1, 2, 4),
                file(3, 1, 3, 4),
                file(4, 1, 0, 1),
            ]
        );
    }
}
