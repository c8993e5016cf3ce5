//! The file that a reader opens first: facets, and what leads to all the other files.

use serde::{Deserialize, Serialize};

use super::bytes::{Reader, pack, put, unpack};
use super::documents::Documents;
use super::facets::{Facet, facets, put_runs, read_runs};
use super::plan::{FORMAT, Plan};
use super::stream::Stream;
use super::terms::Filled;

/// How many of the commonest characters are named, by which readers guess what is rare.
const COMMON: usize = 1024;

/// The readable part of the file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Head {
    /// The format.
    pub(super) format: usize,
    /// Items.
    pub(super) items: usize,
    /// Files of terms.
    pub(super) buckets: usize,
    /// Files of long lists, and the bytes of each.
    pub(super) lists: usize,
    pub(super) share: usize,
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
    /// Blocks of every item.
    pub(super) blocks: Vec<usize>,
    /// Files of results of every item, 0 where it shares the one before.
    pub(super) files: Vec<usize>,
}

impl Start {
    pub(super) fn new(
        documents: &Documents<'_>,
        plan: &Plan,
        stream: &Stream,
        filled: &Filled,
        names: Vec<String>,
    ) -> Self {
        Self {
            head: Head {
                format: FORMAT,
                items: documents.len(),
                buckets: plan.buckets,
                lists: plan.lists,
                share: filled.share,
                names,
                common: common(stream),
                facets: facets(documents),
            },
            blocks: stream
                .blocks
                .iter()
                .map(|blocks| *blocks as usize)
                .collect(),
            files: plan.files_of_items(),
        }
    }

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
        Ok(pack(&out, 9))
    }

    pub(super) fn read(file: &[u8]) -> anyhow::Result<Self> {
        let payload = unpack(file)?;
        let mut reader = Reader::new(&payload);
        let head = reader.number()?;
        let mut head: Head = serde_json::from_slice(reader.take(head)?)?;
        anyhow::ensure!(
            head.format == FORMAT,
            "检索索引的格式是{}，本程序读的是{FORMAT}",
            head.format
        );
        for facet in &mut head.facets {
            facet.of = read_runs(&mut reader, head.items, facet.sets.len())?;
        }
        let mut numbers =
            || -> anyhow::Result<Vec<usize>> { (0..head.items).map(|_| reader.number()).collect() };
        let (blocks, files) = (numbers()?, numbers()?);
        anyhow::ensure!(reader.is_empty(), "检索索引的首个文件不成立");
        Ok(Self {
            head,
            blocks,
            files,
        })
    }
}

fn common(stream: &Stream) -> String {
    let mut counts = vec![0_usize; 0x3_0000];
    for token in &stream.tokens {
        if let Some(count) = counts.get_mut(*token as usize) {
            *count += 1;
        }
    }
    let mut seen: Vec<(usize, char)> = counts
        .into_iter()
        .enumerate()
        .skip(1)
        .filter(|(_, count)| *count > 0)
        .filter_map(|(token, count)| Some((count, char::from_u32(u32::try_from(token).ok()?)?)))
        .collect();
    seen.sort_unstable_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    seen.into_iter().take(COMMON).map(|(_, c)| c).collect()
}

/// The days of publication, counted from the earliest, in index order.
pub(super) fn dates(documents: &Documents<'_>) -> Vec<u8> {
    let day = |at: usize| documents.item(at).published_on();
    let first = (0..documents.len()).filter_map(day).min();
    let mut out = Vec::new();
    for at in 0..documents.len() {
        let since = day(at)
            .zip(first)
            .map(|(day, first)| (day - first).num_days() + 1);
        put(&mut out, usize::try_from(since.unwrap_or(0)).unwrap_or(0));
    }
    pack(&out, 9)
}
