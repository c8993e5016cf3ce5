//! The tables that a run prints, in Markdown, to be taken into BENCHMARKS.md.

use std::time::Duration;

use super::FULL;
use super::meter::Cost;

/// One measured thing.
pub struct Row {
    pub what: &'static str,
    pub cost: Cost,
}

/// Everything that was measured of one size, beside the full build.
pub fn print(count: u64, rows: &[Row], full: &Cost) {
    println!(
        "| {count} items | seconds | of a full build | CPU seconds | of a full build | peak memory |"
    );
    println!("|---|---:|---:|---:|---:|---:|");
    for Row { what, cost } in rows {
        let peak = cost.peak.map_or(String::new(), |peak| format!("{peak} MB"));
        let (wall, cpu) = (cost.wall.as_secs_f64(), cost.cpu.as_secs_f64());
        let of_full = 100.0 * ratio(cost.wall, full.wall);
        let cpu = match cost.cpu {
            Duration::ZERO => " | ".to_owned(),
            _ => format!("{cpu:.2} | {:.0} %", 100.0 * ratio(cost.cpu, full.cpu)),
        };
        println!("| {what} | {wall:.3} | {of_full:.0} % | {cpu} | {peak} |");
    }
    println!();
}

/// The cost of what begins with these words; nothing where that was not measured.
pub fn find(rows: &[Row], what: &str) -> Cost {
    let mut found = rows.iter().filter(|row| row.what.starts_with(what));
    found.next().map(|row| row.cost).unwrap_or_default()
}

/// What is aimed at, and what came of it: by the wall, and by the seconds of processors.
pub fn budgets(count: u64, rows: &[Row]) {
    let cost = |what: &str| find(rows, what);
    let full = cost(FULL);
    let line = |aim: String, of: Cost, to: Cost, show: fn(f64) -> String| {
        let (wall, cpu) = (ratio(of.wall, to.wall), ratio(of.cpu, to.cpu));
        let cpu = match of.cpu {
            Duration::ZERO => String::new(),
            _ => show(cpu),
        };
        println!("| {aim} | {} | {cpu} |", show(wall));
    };
    let times: fn(f64) -> String = |ratio| format!("{ratio:.1} ×");
    let percent: fn(f64) -> String = |ratio| format!("{:.1} %", 100.0 * ratio);
    println!("| aim at {count} items | by the wall | by CPU seconds |\n|---|---:|---:|");
    if rows.iter().any(|row| row.what.starts_with("Hugo")) {
        let (hugo, pages) = (cost("Hugo"), cost("full build, pages"));
        let audited = cost("full build, with index and audit");
        line(
            "Hugo takes ≥ 7 × as long as the pages".into(),
            hugo,
            pages,
            times,
        );
        line(
            "Hugo takes ≥ 4 × as long as all with index and audit".into(),
            hugo,
            audited,
            times,
        );
    }
    let (pages, floor) = (cost("full build, pages"), cost("floor of the pages"));
    line(
        "index ≤ the pages".into(),
        full.beyond(&pages),
        pages,
        times,
    );
    line("pages ≤ 2 × the floor".into(), pages, floor, times);
    line(
        "no change ≤ 8 % of a full build".into(),
        cost("no change"),
        full,
        percent,
    );
    line(
        "one edit ≤ 12 % of a full build".into(),
        cost("one edit"),
        full,
        percent,
    );
    line(
        "preview ready ≤ 15 % of a full build".into(),
        cost("preview: ready"),
        full,
        percent,
    );
    let (audit, load) = (cost("load and audit"), cost("load, nothing"));
    line("load and audit, in loads".into(), audit, load, times);
    let screen = cost("preview: edit").wall.as_millis();
    println!("| edit to screen ≤ 60 ms at 1,000, ≤ 150 ms at 10,000 | {screen} ms | |");
    let most = 150 + 6 * count / 1024;
    let peak = full
        .peak
        .map_or("unknown".to_owned(), |peak| format!("{peak} MB"));
    println!("| peak memory ≤ {most} MB (150 MB + 6 KB an item) | {peak} | |\n");
}

/// How the full build grows from size to size.
pub fn growth(all: &[(u64, Row)]) {
    for pair in all.windows(2) {
        let [(few, one), (many, other)] = pair else {
            continue;
        };
        println!(
            "{many} items take {:.1} × (CPU seconds: {:.1} ×) what {few} take.",
            ratio(other.cost.wall, one.cost.wall),
            ratio(other.cost.cpu, one.cost.cpu),
        );
    }
}

fn ratio(of: Duration, to: Duration) -> f64 {
    of.as_secs_f64() / to.as_secs_f64().max(1e-9)
}
