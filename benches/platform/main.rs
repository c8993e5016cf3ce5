//! The benchmark: what a build costs, as ratios within one run, on a county of a size of one's choice.
//!
//! `cargo bench --bench platform -- 1000 10000`
//!
//! `--write ROOT COUNT` only writes the site that is measured, `--write-hugo ROOT FOLDER` only what Hugo builds of it.

// The tables are what the benchmark is run for.
#![allow(clippy::print_stdout)]

mod corpus;
mod floor;
mod hugo;
mod meter;
mod preview;
mod rounds;
mod site;
mod table;

use std::path::Path;
use std::process::Command;

use meter::Cost;
use site::Site;
use table::Row;

type Failure = Box<dyn std::error::Error>;

const PROGRAM: &str = env!("CARGO_BIN_EXE_gongkai");
const AS_OF: &str = "2020-11-16";
/// What all else is a share of.
const FULL: &str = "full build, with search index";
/// Sizes from here on are measured once: a second would cost minutes and gigabytes.
const LARGE: u64 = 50_000;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, root, site] = arguments.as_slice()
        && flag == "--write-hugo"
    {
        return hugo::write(Path::new(root), Path::new(site));
    }
    if let [flag, root, count] = arguments.as_slice()
        && flag == "--write"
    {
        return Ok(corpus::write(Path::new(root), count.parse()?, 2020)?);
    }
    let mut sizes: Vec<u64> = arguments
        .iter()
        .filter_map(|arg| arg.parse().ok())
        .collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000];
    }
    let mut all = Vec::new();
    for count in sizes {
        all.push((count, measure(count)?));
    }
    table::growth(&all);
    Ok(())
}

/// Measures one size, prints its tables, and gives the full build's row for the comparison of sizes.
fn measure(count: u64) -> Result<Row, Failure> {
    let place = tempfile::tempdir()?;
    let site = Site::write(place.path(), count)?;
    let runs = if count < LARGE { 3 } else { 1 };
    let row = |what, cost| Row { what, cost };
    let mut rows = rounds::measure(&site, runs)?;
    let load = least(runs, || site.without_memory(&["list", "organs"], &[0]))?;
    let audit = least(runs, || {
        site.without_memory(&["audit", "--format", "json"], &[0, 1])
    })?;
    let preview = preview::measure(&site.root)?;
    rows.extend([
        row("load, nothing remembered", load),
        row("load and audit, nothing remembered", audit),
        row("preview: ready", preview.ready),
        row("preview: edit to screen", preview.edit_to_screen),
    ]);
    let full = table::find(&rows, FULL);
    table::print(count, &rows, &full);
    table::budgets(count, &rows);
    Ok(row(FULL, full))
}

/// The least that several runs cost.
fn least(runs: usize, mut work: impl FnMut() -> Result<Cost, Failure>) -> Result<Cost, Failure> {
    let costs: Result<Vec<Cost>, Failure> = (0..runs).map(|_| work()).collect();
    Ok(Cost::least(&costs?))
}

/// The program on a site, as of the day of the corpus.
fn gongkai(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.arg("--root").arg(root).args(arguments);
    command.args(["--as-of", AS_OF]);
    command
}
