//! The index as it is to stand: built whole, or made from the one that stood.

use std::num::NonZero;

use anyhow::Context as _;
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use super::bytes::Digest;
use super::documents::Documents;
use super::grams::grams;
use super::patch::Patched;
use super::plan::Plan;
use super::state::State;
use super::stream::Stream;
use super::terms::Table;

/// Where the lists are.
pub(super) enum Lists {
    /// All of them here.
    All(Table),
    /// Those that changed here, the others in the files that stand.
    Changed(Patched),
}

/// Builds it whole.
pub(super) fn whole(documents: &Documents<'_>) -> (State, Table) {
    let stream = Stream::lay(documents.len(), &|place| documents.record(place));
    let plan = Plan::new(&stream.laid);
    let shares = grams(&stream, plan.long);
    let characters = stream.characters();
    let Stream { laid, .. } = stream;
    let table = Table::new(shares, plan.buckets);
    let buckets = (0..plan.buckets).into_par_iter().map(|at| {
        let written = table.bucket(at);
        let long = written.long.iter().map(|(digest, _)| *digest).collect();
        (Digest::of(&written.payload), long)
    });
    let state = State {
        plan,
        sources: (0..documents.len())
            .map(|at| documents.source(at))
            .collect(),
        laid,
        buckets: buckets.collect(),
        splits: table.splits().collect(),
        characters,
    };
    (state, table)
}

/// Does work on threads of its own.
///
/// # Why
/// The files of a site are made on the threads of one pool, and several of them wait here for the
/// one that works. Work handed to that pool would wait for threads that wait for it.
pub(super) fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> anyhow::Result<T> {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.min(rayon::current_num_threads().max(1)))
        .build()
        .context("无法建立编制检索索引的线程")?;
    std::thread::scope(|scope| {
        let worker = scope.spawn(|| pool.install(work));
        let done = worker.join();
        done.map_err(|_| anyhow::anyhow!("编制检索索引时程序出错"))
    })
}
