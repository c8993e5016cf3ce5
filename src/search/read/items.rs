//! What the first file says of every item.

use crate::search::facets::Facet;
use crate::search::record::BLOCK;
use crate::search::start::Start;

/// All items by index number.
pub(super) struct Items {
    pub(super) facets: Vec<Facet>,
    /// First block of every item; one more for the end.
    starts: Vec<u32>,
    /// The item of every block.
    of_block: Vec<u32>,
    /// First file of results of every item, its place in that file, and how many files it takes.
    results: Vec<ResultsAt>,
    /// The commonest characters with their rank.
    ranks: std::collections::HashMap<char, usize>,
}

/// Where an item's results are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ResultsAt {
    pub(super) file: usize,
    pub(super) place: usize,
    pub(super) files: usize,
}

impl Items {
    pub(super) fn new(start: Start) -> anyhow::Result<Self> {
        let (mut starts, mut of_block) = (vec![0_u32], Vec::new());
        for (item, blocks) in (0_u32..).zip(&start.blocks) {
            anyhow::ensure!(*blocks < 1 << 20, "检索索引的首个文件不成立");
            of_block.extend(std::iter::repeat_n(item, *blocks));
            starts.push(u32::try_from(of_block.len())?);
        }
        let mut results = Vec::with_capacity(start.files.len());
        let (mut next, mut place) = (0_usize, 0);
        for files in start.files {
            anyhow::ensure!(files > 0 || next > 0, "检索索引的首个文件不成立");
            place = if files > 0 { 0 } else { place + 1 };
            let file = if files > 0 { next } else { next - 1 };
            next += files;
            results.push(ResultsAt { file, place, files });
        }
        let ranks = start.head.common.chars().zip(1..);
        Ok(Self {
            facets: start.head.facets,
            starts,
            of_block,
            results,
            ranks: ranks.collect(),
        })
    }

    pub(super) fn len(&self) -> usize {
        self.results.len()
    }

    /// One more than the last slot.
    pub(super) fn end(&self) -> usize {
        self.of_block.len() * BLOCK
    }

    /// The item of a slot.
    pub(super) fn at(&self, slot: u32) -> u32 {
        self.of_block[slot as usize / BLOCK]
    }

    /// The first slot of an item.
    pub(super) fn start(&self, item: u32) -> u32 {
        self.starts[item as usize] * 64
    }

    /// How many blocks an item takes.
    pub(super) fn blocks(&self, item: u32) -> u32 {
        self.starts[item as usize + 1] - self.starts[item as usize]
    }

    /// How many blocks there are.
    pub(super) fn all_blocks(&self) -> usize {
        self.of_block.len()
    }

    pub(super) fn results(&self, item: u32) -> ResultsAt {
        self.results[item as usize]
    }

    /// The rank of a character among the commonest, from 1; none for a rarer one.
    pub(super) fn rank(&self, c: char) -> Option<usize> {
        self.ranks.get(&c).copied()
    }
}
