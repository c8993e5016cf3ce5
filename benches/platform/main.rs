//! The benchmark: what a build costs, as ratios within one run, on a county of a size of one's choice.
//!
//! `cargo bench --bench platform -- 1000 10000`

// The table is what the benchmark is run for.
#![allow(clippy::print_stdout)]

mod corpus;
mod floor;
mod hugo;
mod preview;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

type Failure = Box<dyn std::error::Error>;

const PROGRAM: &str = env!("CARGO_BIN_EXE_gongkai");
const AS_OF: &str = "2020-11-16";
/// Each figure is the median of so many runs.
const RUNS: usize = 3;

fn main() -> Result<(), Failure> {
    let sizes: Vec<u64> = std::env::args()
        .filter_map(|arg| arg.parse().ok())
        .collect();
    println!("| items | what | seconds | of a full build | of the floor |");
    println!("|---:|---|---:|---:|---:|");
    for count in if sizes.is_empty() {
        vec![1_000, 10_000]
    } else {
        sizes
    } {
        measure(count)?;
    }
    Ok(())
}

fn measure(count: u64) -> Result<(), Failure> {
    let place = tempfile::tempdir()?;
    let (root, out) = (place.path().join("site"), place.path().join("site/public"));
    corpus::write(&root, count, 2020)?;
    let full = median(|| clear(&root), || build(&root))?;
    let unchanged = median(|| Ok(()), || build(&root))?;
    let one_edit = median(|| append(&root.join("content/o00/x0.md")), || build(&root))?;
    let check = || run(&root, &["check", "--quiet", "--as-of", AS_OF], &[0, 1]);
    let audit = median(|| Ok(()), check)?;
    let (sizes, copy) = (floor::sizes(&out)?, place.path().join("floor"));
    let floor = median(
        || remove(&copy),
        || Ok(floor::run(&root.join("content"), &copy, &sizes)?),
    )?;
    let row = |what: &str, time: Duration| {
        let (time, full, floor) = (time.as_secs_f64(), full.as_secs_f64(), floor.as_secs_f64());
        println!(
            "| {count} | {what} | {time:.2} | {:.0} % | {:.1} × |",
            100.0 * time / full,
            time / floor
        );
    };
    row("floor: read all, write all", floor);
    row("full build", full);
    row("no change", unchanged);
    row("one edit", one_edit);
    row("check (load and audit)", audit);
    let preview = preview::measure(&root)?;
    row("preview: ready", preview.ready);
    row("preview: edit to screen", preview.edit_to_screen);
    match hugo::measure(&root)? {
        Some(time) => row("Hugo, full build", time),
        None => println!("| {count} | Hugo | not installed | | |"),
    }
    Ok(())
}

/// The median of several runs; what `prepare` does before each does not count.
pub fn median(
    prepare: impl Fn() -> Result<(), Failure>,
    work: impl Fn() -> Result<(), Failure>,
) -> Result<Duration, Failure> {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        prepare()?;
        let start = Instant::now();
        work()?;
        times.push(start.elapsed());
    }
    times.sort();
    Ok(times[times.len() / 2])
}

fn build(root: &Path) -> Result<(), Failure> {
    run(root, &["build", "--quiet", "--as-of", AS_OF], &[0])
}

fn run(root: &Path, args: &[&str], wanted: &[i32]) -> Result<(), Failure> {
    let mut command = Command::new(PROGRAM);
    command
        .arg("--root")
        .arg(root)
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let status = command.status()?;
    if status.code().is_some_and(|code| wanted.contains(&code)) {
        Ok(())
    } else {
        Err(format!("gongkai {args:?} ended with {status}").into())
    }
}

fn clear(root: &Path) -> Result<(), Failure> {
    remove(&root.join("public"))?;
    remove(&root.join(".gongkai"))
}

/// Removes a folder, if it is there.
pub fn remove(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

fn append(path: &Path) -> Result<(), Failure> {
    fs::write(path, fs::read_to_string(path)? + "\n又一段。\n")?;
    Ok(())
}
