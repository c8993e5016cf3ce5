//! The index as it is to stand: built whole, or made from the one that stood.

use std::collections::HashMap;
use std::num::NonZero;

use anyhow::Context as _;

use super::bytes::{Digest, pack, store};
use super::documents::Documents;
use super::grams::grams;
use super::patch::Patched;
use super::plan::Plan;
use super::spill::{Spill, Spilled};
use super::state::State;
use super::stream::Stream;
use super::terms::Waiting;

/// How hard long lists are packed: there are few, and bitmaps shrink to half.
pub(super) const LISTS: u8 = 1;

/// Where the lists are.
pub(super) enum Lists {
    /// All of them here.
    All(Built),
    /// Those that changed here, the others in the files that stand.
    Changed(Patched),
}

/// The files of an index built whole: all that are many.
pub(super) struct Built {
    spill: Spill,
    buckets: Vec<Spilled>,
    lists: HashMap<Digest, Spilled>,
    results: Vec<Vec<Spilled>>,
}

impl Built {
    pub(super) fn bucket(&self, at: usize) -> anyhow::Result<Vec<u8>> {
        self.file(self.buckets.get(at))
    }

    pub(super) fn list(&self, digest: Digest) -> anyhow::Result<Vec<u8>> {
        self.file(self.lists.get(&digest))
    }

    pub(super) fn results(&self, group: usize, file: usize) -> anyhow::Result<Vec<u8>> {
        self.file(self.results.get(group).and_then(|files| files.get(file)))
    }

    fn file(&self, spilled: Option<&Spilled>) -> anyhow::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let spilled = spilled.context("检索索引没有这个文件")?;
        self.spill.read(*spilled, &mut bytes)?;
        Ok(bytes)
    }
}

/// Builds it whole.
pub(super) fn whole(documents: &Documents<'_>) -> anyhow::Result<(State, Built)> {
    let spill = Spill::new()?;
    let stream = Stream::lay(
        documents.len(),
        &|place| documents.last_record(place),
        &spill,
    )?;
    let plan = Plan::new(&stream.laid);
    let waiting = Waiting::new(plan.buckets)?;
    let splits = grams(&stream, plan.long, &waiting)?;
    let characters = stream.characters();
    let Stream { laid, results, .. } = stream;
    let written = waiting.buckets(|written| {
        let digest = Digest::of(&written.payload);
        let bucket = spill.put(&store(&written.payload))?;
        let mut long = Vec::new();
        for (digest, list) in written.long {
            let list = list.context("检索索引没有这个列表")?;
            long.push((digest, spill.put(&pack(&list, LISTS))?));
        }
        Ok((digest, bucket, long))
    })?;
    let mut built = Built {
        spill,
        buckets: Vec::with_capacity(written.len()),
        lists: HashMap::new(),
        results,
    };
    let mut buckets = Vec::with_capacity(written.len());
    for (digest, bucket, long) in written {
        built.buckets.push(bucket);
        buckets.push((digest, long.iter().map(|(digest, _)| *digest).collect()));
        built.lists.extend(long);
    }
    let state = State {
        plan,
        sources: (0..documents.len())
            .map(|at| documents.source(at))
            .collect(),
        laid,
        buckets,
        splits: splits
            .into_iter()
            .map(|split| (split.name, split.slots))
            .collect(),
        characters,
    };
    Ok((state, built))
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
