//! The index, built in one go when the first of its files is asked for.

use std::num::NonZero;

use anyhow::Context as _;

use super::bytes::pack;
use super::documents::Documents;
use super::grams::grams;
use super::names;
use super::plan::Plan;
use super::start::{Start, dates};
use super::stream::Stream;
use super::terms::{Filled, fill};

/// The bytes of every file of the index but those of results.
pub(super) struct Index {
    pub(super) start: Vec<u8>,
    pub(super) dates: Vec<u8>,
    pub(super) names: Vec<Vec<u8>>,
    pub(super) filled: Filled,
}

impl Index {
    /// Builds it on threads of its own.
    ///
    /// # Why
    /// The files of a site are made on the threads of one pool, and several of them wait here for the
    /// one that builds. Work handed to that pool would wait for threads that wait for it.
    pub(super) fn build(documents: &Documents<'_>, plan: &Plan) -> anyhow::Result<Self> {
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads.min(rayon::current_num_threads().max(1)))
            .build()
            .context("无法建立编制检索索引的线程")?;
        std::thread::scope(|scope| {
            let build = || pool.install(|| Self::build_here(documents, plan));
            let built = scope.spawn(build).join();
            built.unwrap_or_else(|_| anyhow::bail!("编制检索索引时程序出错"))
        })
    }

    fn build_here(documents: &Documents<'_>, plan: &Plan) -> anyhow::Result<Self> {
        let stream = Stream::lay(documents.len(), &|at| documents.record(at));
        let terms = grams(&stream);
        let filled = fill(&terms, plan.buckets, plan.lists);
        drop(terms);
        let (shares, borders) = names::shares(documents);
        let mut names = Vec::with_capacity(plan.names);
        for at in 0..plan.names {
            let share = shares.get(at).map_or(&[][..], Vec::as_slice);
            names.push(pack(&serde_json::to_vec(share)?, 7));
        }
        let start = Start::new(documents, plan, &stream, &filled, borders).write()?;
        Ok(Self {
            start,
            dates: dates(documents),
            names,
            filled,
        })
    }
}
