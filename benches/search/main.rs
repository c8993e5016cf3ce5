//! What search costs: its building beside the pages', and the bytes that a reader fetches for a query.
//!
//! `cargo bench --bench search -- 1000 10000 100000`; with `--keep DIR` the last site stays there, built,
//! for `node benches/search/browser.mjs DIR/public`.

// The tables are what the benchmark is run for.
#![allow(clippy::print_stdout)]

mod corpus;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use gongkai::model::Artifact;
use gongkai::search::read::{Index, Wish};
use gongkai::{pipeline, render, search};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use corpus::Dice;

type Failure = Box<dyn std::error::Error>;

const QUERIES: usize = 400;

fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut sizes: Vec<usize> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000];
    }
    let keep = args.iter().position(|arg| arg == "--keep");
    let keep = keep.and_then(|at| args.get(at + 1)).map(PathBuf::from);
    println!(
        "| items | start | median | p95 | most | index | files | index, s | pages, s | peak memory |"
    );
    println!("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for count in sizes {
        let place = tempfile::tempdir()?;
        let root = keep.clone().unwrap_or_else(|| place.path().to_path_buf());
        measure(&root, count)?;
    }
    Ok(())
}

fn measure(root: &Path, count: usize) -> Result<(), Failure> {
    let texts = corpus::write(root, count)?;
    let day = NaiveDate::from_ymd_opt(2020, 12, 31).ok_or("no day")?;
    let survey = pipeline::survey(root, day, None)?;
    if let Some(fault) = survey.faults.first() {
        return Err(format!("the corpus has a fault: {}", fault.message).into());
    }
    let theme = pipeline::theme(root, &survey.portal)?;
    let out = root.join("public");
    let index = timed(|| {
        let read = pipeline::attachment_text(root, &survey.portal);
        let module = theme.asset("search.js").unwrap_or_default();
        let before = search::Before::default();
        let index = search::artifacts(&survey.portal, read, module, before)?;
        write(&out, &index.artifacts)
    })?;
    let peak = peak_memory()?;
    let pages = timed(|| write(&out, &render::artifacts(&survey.portal, &theme)?))?;
    let (files, bytes) = contents(&out.join("search"))?;
    let wire = Wire::of(&out, &texts)?;
    let kilobytes = |bytes: usize| bytes.div_ceil(1024);
    println!(
        "| {count} | {} KB | {} KB | {} KB | {} KB | {} MB | {files} | {:.1} | {:.1} | {} MB |",
        kilobytes(wire.start),
        kilobytes(wire.share(50)),
        kilobytes(wire.share(95)),
        kilobytes(wire.share(100)),
        bytes >> 20,
        index.as_secs_f64(),
        pages.as_secs_f64(),
        peak / 1024,
    );
    Ok(())
}

fn timed(work: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<Duration> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed())
}

/// Makes and writes all of them on every thread, none kept in memory.
fn write(out: &Path, artifacts: &[Artifact<'_>]) -> anyhow::Result<()> {
    artifacts.par_iter().try_for_each(|artifact| {
        let path = out.join(artifact.path.as_str());
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        Ok(fs::write(path, (artifact.make)()?)?)
    })
}

/// Files and bytes below a folder.
fn contents(folder: &Path) -> Result<(usize, u64), Failure> {
    let mut sum = (0, 0);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let more = if entry.file_type()?.is_dir() {
            contents(&entry.path())?
        } else {
            (1, entry.metadata()?.len())
        };
        sum = (sum.0 + more.0, sum.1 + more.1);
    }
    Ok(sum)
}

/// The most memory this process has had at once, in KB; Linux alone tells it so.
fn peak_memory() -> Result<usize, Failure> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number.ok_or("no VmHWM")?.parse()?)
}

/// Bytes that queries fetch, each by a reader that has only just come: the start is not counted.
struct Wire {
    start: usize,
    queries: Vec<usize>,
}

impl Wire {
    fn of(out: &Path, texts: &[[String; 3]]) -> Result<Self, Failure> {
        let mut dice = Dice(4);
        let (mut start, mut queries) = (0, Vec::new());
        for _ in 0..QUERIES {
            let fetched: RefCell<BTreeMap<String, usize>> = RefCell::default();
            let fetch = |path: &str| {
                let bytes = fs::read(out.join(path))?;
                fetched.borrow_mut().insert(path.to_owned(), bytes.len());
                Ok(bytes)
            };
            let index = Index::open(Box::new(fetch))?;
            start = fetched.borrow().values().sum();
            let wish = Wish {
                limit: Some(10),
                ..Wish::default()
            };
            let query = query(&mut dice, texts);
            if index.search(&query, &wish)?.total == 0 {
                return Err(format!("nothing holds {query}").into());
            }
            queries.push(fetched.borrow().values().sum::<usize>() - start);
        }
        queries.sort_unstable();
        Ok(Self { start, queries })
    }

    /// So much that so many of a hundred queries fetch no more.
    fn share(&self, percent: usize) -> usize {
        let at = (self.queries.len() * percent).div_ceil(100);
        self.queries.get(at.saturating_sub(1)).copied().unwrap_or(0)
    }
}

/// One or several stretches of one item's number, title and body.
fn query(dice: &mut Dice, texts: &[[String; 3]]) -> String {
    let of = &texts[dice.below(texts.len())];
    if dice.below(8) == 0 {
        return of[0].clone();
    }
    let parts = [1, 1, 1, 2, 3][dice.below(5)];
    let parts: Vec<String> = (0..parts).map(|_| stretch(dice, of)).collect();
    parts.join(" ")
}

fn stretch(dice: &mut Dice, of: &[String; 3]) -> String {
    let line = if dice.below(3) == 0 { &of[1] } else { &of[2] };
    // Runs of digits are words: none is cut.
    let stretches: Vec<Vec<char>> = line
        .split(|c: char| c == '\n' || c.is_ascii_digit())
        .map(|stretch| stretch.chars().collect())
        .filter(|stretch: &Vec<char>| stretch.len() >= 2)
        .collect();
    let stretch = &stretches[dice.below(stretches.len())];
    let length = (2 + dice.below(14)).min(stretch.len());
    let start = dice.below(stretch.len() - length + 1);
    stretch[start..start + length].iter().collect()
}
