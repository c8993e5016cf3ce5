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

use chrono::NaiveDate;
use gongkai::model::Artifact;
use gongkai::search::read::{Index, Wish};
use gongkai::{pipeline, render, search};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use corpus::Dice;

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
        "| items | start | median | p95 | most | index | files | index, CPU s | pages, CPU s | edit, CPU s | files of an edit | peak memory |"
    );
    println!("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
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
    let module = theme.asset("search.js").unwrap_or_default();
    let mut state = Vec::new();
    let index = timed(|| {
        let read = pipeline::attachment_text(root, &survey.portal);
        let before = search::Before::default();
        let index = search::artifacts(&survey.portal, read, module, before)?;
        state = index.state;
        write(&out, &index.artifacts)
    })?;
    let peak = peak_memory()?;
    let pages = timed(|| write(&out, &render::artifacts(&survey.portal, &theme)?))?;
    drop(survey);
    let (files, bytes) = contents(&out.join("search"))?;
    let wire = Wire::of(&out, &texts)?;
    let kilobytes = |bytes: usize| bytes.div_ceil(1024);
    let (edit, edited) = edit(root, day, module, state)?;
    println!(
        "| {count} | {} KB | {} KB | {} KB | {} KB | {} MB | {files} | {index:.1} | {pages:.1} | {edit:.2} | {edited} | {} MB |",
        kilobytes(wire.start),
        kilobytes(wire.share(50)),
        kilobytes(wire.share(95)),
        kilobytes(wire.share(100)),
        bytes >> 20,
        peak / 1024,
    );
    wire.hold(count)
}

/// What search costs after an edit of one item: CPU seconds, and files that have to be written.
fn edit(
    root: &Path,
    day: NaiveDate,
    module: &str,
    state: Vec<u8>,
) -> Result<(f64, usize), Failure> {
    let out = root.join("public");
    let item = root.join("content/o07/x457.md");
    let text = fs::read_to_string(&item)?;
    fs::write(
        &item,
        text.replacen("---\n\n", "---\n\n补充说明：本件已经修订。", 1),
    )?;
    let survey = pipeline::survey(root, day, None)?;
    let mut written = 0;
    let seconds = timed(|| {
        let read = pipeline::attachment_text(root, &survey.portal);
        let before = search::Before {
            state: Some(state),
            file: Some(Box::new(|path| fs::read(out.join(path)).ok())),
        };
        let index = search::artifacts(&survey.portal, read, module, before)?;
        anyhow::ensure!(index.is_patched, "the index was built whole");
        let is_new = |it: &Artifact<'_>| !out.join(it.path.as_str()).exists();
        let new: Vec<Artifact<'_>> = index.artifacts.into_iter().filter(is_new).collect();
        written = new.len();
        write(&out, &new)
    })?;
    Ok((seconds, written))
}

/// The CPU seconds that work takes, those of the system for it too: on a machine that is shared the
/// clock on the wall measures the others.
fn timed(work: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<f64> {
    let start = cpu_seconds()?;
    work()?;
    Ok(cpu_seconds()? - start)
}

/// CPU seconds of this process; Linux alone tells them so, in hundredths.
fn cpu_seconds() -> anyhow::Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let behind = stat.rsplit(')').next().unwrap_or_default();
    let numbers = behind.split_whitespace().skip(11).take(2);
    let ticks: Vec<f64> = numbers.map(str::parse).collect::<Result<_, _>>()?;
    Ok(ticks.iter().sum::<f64>() / 100.0)
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

    /// Fails where a query with its start fetches more than it may: bytes are the same on every machine.
    fn hold(&self, count: usize) -> Result<(), Failure> {
        let most: &[(usize, usize)] = match count {
            ..=10_000 => &[(50, 40), (95, 150), (100, 400)],
            _ => &[(50, 80)],
        };
        let start = if count <= 10_000 { 30 } else { 150 };
        let held = most
            .iter()
            .map(|(share, most)| (self.start + self.share(*share), *most));
        for (bytes, most) in held.chain([(self.start, start)]) {
            if bytes > most << 10 {
                return Err(format!("{bytes} bytes are fetched where {most} KB may be").into());
            }
        }
        Ok(())
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
