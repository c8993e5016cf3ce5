//! What the first file says of every item.

use crate::search::facets::Facet;
use crate::search::results::GROUP;
use crate::search::start::Start;

/// All items by place.
pub(super) struct Items {
    pub(super) facets: Vec<Facet>,
    /// Blocks of every place; 0 where it is empty.
    blocks: Vec<u32>,
    /// The blocks of an item, on average.
    average: f64,
    /// Where the results of every place are.
    results: Vec<ResultsAt>,
    /// The commonest characters with their rank.
    ranks: std::collections::HashMap<char, usize>,
}

/// Where an item's results are: the first file in the group of its place, its place in that file, and
/// how many files it takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ResultsAt {
    pub(super) file: usize,
    pub(super) among: usize,
    pub(super) files: usize,
}

impl Items {
    pub(super) fn new(start: Start) -> anyhow::Result<Self> {
        let mut blocks = Vec::with_capacity(start.blocks.len());
        for of_place in &start.blocks {
            anyhow::ensure!(*of_place < 1 << 20, "检索索引的首个文件不成立");
            blocks.push(u32::try_from(*of_place)?);
        }
        let items = blocks.iter().filter(|blocks| **blocks > 0).count();
        let all: f64 = blocks.iter().map(|blocks| f64::from(*blocks)).sum();
        let results = results(&blocks, &start.files)?;
        Ok(Self {
            facets: start.head.facets,
            blocks,
            average: all / items.max(1) as f64,
            results,
            ranks: start.head.common.chars().zip(1..).collect(),
        })
    }

    /// One more than the last place.
    pub(super) fn places(&self) -> usize {
        self.blocks.len()
    }

    /// The places of all items.
    pub(super) fn all(&self) -> impl Iterator<Item = u32> {
        let places = (0_u32..).zip(&self.blocks);
        places
            .filter(|(_, blocks)| **blocks > 0)
            .map(|(place, _)| place)
    }

    /// How long an item is, beside the average.
    pub(super) fn length(&self, item: u32) -> f64 {
        f64::from(self.blocks[item as usize]) / self.average
    }

    pub(super) fn results(&self, item: u32) -> ResultsAt {
        self.results[item as usize]
    }

    /// The rank of a character among the commonest, from 1; none for a rarer one.
    pub(super) fn rank(&self, c: char) -> Option<usize> {
        self.ranks.get(&c).copied()
    }
}

/// Where results are, counted from the first file of every group.
fn results(blocks: &[u32], files: &[usize]) -> anyhow::Result<Vec<ResultsAt>> {
    let mut results = Vec::with_capacity(files.len());
    let (mut next, mut among) = (0_usize, 0);
    for (place, (blocks, files)) in blocks.iter().zip(files).enumerate() {
        if place % GROUP == 0 {
            next = 0;
        }
        if *blocks == 0 {
            results.push(ResultsAt::default());
            continue;
        }
        anyhow::ensure!(*files > 0 || next > 0, "检索索引的首个文件不成立");
        among = if *files > 0 { 0 } else { among + 1 };
        let file = if *files > 0 { next } else { next - 1 };
        next += files;
        results.push(ResultsAt {
            file,
            among,
            files: *files,
        });
    }
    Ok(results)
}
