//! `gongkai build`: checks, then writes the platform.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::console::Console;
use super::refused::Undone;
use super::{AsOf, Outcome};

use crate::model::AuditReport;
use crate::pipeline::{self, BuildOptions, Built, Receipt, Timings};
use crate::report::audit;

#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    /// 写到哪个文件夹（默认站点下的 public）
    #[arg(long, value_name = "文件夹")]
    out: Option<PathBuf>,
    /// 改用这个网站地址，如 https://www.example.gov.cn/
    #[arg(long, value_name = "网址")]
    base_url: Option<String>,
    #[command(flatten)]
    as_of: AsOf,
    /// 同时做几件事（默认等于处理器核数）
    #[arg(long, value_name = "数目")]
    jobs: Option<usize>,
    /// 全部重新生成；输出文件夹里是另一个网站的，也换成这个网站
    #[arg(long)]
    force: bool,
    /// 有错误的信息不发布，其余照常生成
    #[arg(long)]
    allow_errors: bool,
    /// 同时发布内部审核报告（网页和工作簿，放在 internal-audit/）；不写就不发布
    #[arg(long)]
    with_audit: bool,
    /// 显示每个阶段用时
    #[arg(long)]
    timings: bool,
}

pub(super) fn run(root: &Path, args: &BuildArgs, console: &Console) -> Result<Outcome> {
    let start = Instant::now();
    limit_threads(args.jobs)?;
    let out = args
        .out
        .clone()
        .unwrap_or_else(|| pipeline::default_out(root));
    match built(root, &out, args, console)? {
        Built::Refused(faults) => UNDONE.for_faults(root, &faults, console),
        Built::Denied(findings) => UNDONE.for_denied(root, &findings, console),
        Built::Written {
            receipt,
            items,
            faults,
            warnings,
            timings,
        } => {
            console.draw(root, &warnings)?;
            console.draw(root, &faults)?;
            if !faults.is_empty() {
                console.say("上面有错误的信息没有发布。")?;
            }
            tell(&out, &receipt, items, console)?;
            if args.with_audit {
                console.say(
                    "内部审核报告在 internal-audit/，随网站一起发布：放到公网之前请确认应当公开。",
                )?;
            }
            let stages = (args.timings || console.verbose).then_some(&timings);
            tell_timings(start.elapsed(), stages, console)?;
            // Errors that are allowed are no failure: what was asked is done, and it has been said.
            Ok(Outcome::Done)
        }
    }
}

/// Builds, with a bar of how far it is.
fn built(root: &Path, out: &Path, args: &BuildArgs, console: &Console) -> Result<Built> {
    let bar = console.shows_progress().then(progress_bar);
    let progress = |done: usize, all: usize| {
        if let Some(bar) = &bar {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        }
    };
    let built = pipeline::build(
        root,
        out,
        &BuildOptions {
            as_of: args.as_of.day(),
            base_url: args.base_url.clone(),
            force: args.force,
            allow_errors: args.allow_errors,
            with_audit: args.with_audit.then_some(&drawn),
            progress: &progress,
            waits: &|| console.tell_waiting(),
        },
    );
    if let Some(bar) = &bar {
        bar.finish_and_clear();
    }
    built
}

const UNDONE: Undone = Undone {
    what: "没有生成",
    stays: "已发布的网站保持原样",
};

/// The page and the workbook of the audit.
fn drawn(report: &AuditReport<'_>) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let base = report.portal.site.settings.base_path();
    let page = audit::html(report, audit::By::Organ, base)?;
    Ok(vec![
        ("index.html", page.into_bytes()),
        ("audit.xlsx", audit::xlsx(report)?),
    ])
}

/// Threads beyond it only take each other's time: ten thousand of them bring a machine to a standstill.
const MOST_JOBS: usize = 256;

fn limit_threads(jobs: Option<usize>) -> Result<()> {
    let Some(jobs) = jobs else { return Ok(()) };
    anyhow::ensure!(
        (1..=MOST_JOBS).contains(&jobs),
        "--jobs 要写 1 到 {MOST_JOBS} 的整数，一般与处理器核数相同；不写就用全部核"
    );
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .build_global()
        .context("无法按 --jobs 建立线程")
}

fn progress_bar() -> ProgressBar {
    let style = ProgressStyle::with_template("生成 {bar:30} {pos}/{len} 页 {elapsed}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(0).with_style(style)
}

fn tell(out: &Path, receipt: &Receipt, items: usize, console: &Console) -> Result<()> {
    console.say(&format!(
        "已生成 {}：{items} 条信息；写入 {} 个文件，保留 {} 个，删除 {} 个。",
        out.display(),
        receipt.written.len(),
        receipt.kept,
        receipt.removed.len(),
    ))?;
    if console.verbose {
        for path in &receipt.written {
            console.say(&format!("  写入 {path}"))?;
        }
        for path in &receipt.removed {
            console.say(&format!("  删除 {path}"))?;
        }
    }
    if !receipt.foreign.is_empty() {
        let names: Vec<String> = receipt
            .foreign
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        console.say(&format!(
            "输出文件夹里有不是本工具写的文件，未作改动：{}",
            names.join("、")
        ))?;
    }
    Ok(())
}

fn tell_timings(whole: Duration, stages: Option<&Timings>, console: &Console) -> Result<()> {
    let took = format!("用时 {:.2} 秒", whole.as_secs_f64());
    let Some(stages) = stages else {
        return console.say(&format!("{took}。"));
    };
    let peak = peak_memory().map_or_else(String::new, |peak| format!("内存最多用到 {peak} MB。"));
    console.insist(&format!("{took}；{}。{peak}", in_stages(stages)))
}

/// The seconds of each stage. Some run side by side: their sum says nothing.
fn in_stages(timings: &Timings) -> String {
    let seconds = |(stage, time): &(&str, Duration)| format!("{stage} {:.2}", time.as_secs_f64());
    let stages: Vec<String> = timings.0.iter().map(seconds).collect();
    format!(
        "其中{}（有的阶段同时进行，各计各的时间，相加会多于总用时）",
        stages.join("，")
    )
}

/// The most memory that the program has held, in MB; none where the system does not tell.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes.div_ceil(1024))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Timings, in_stages};

    #[test]
    fn seconds_of_stages_are_not_to_be_added_up() {
        let second = Duration::from_secs(1);
        let timings = Timings(vec![("审核", second), ("检索", second)]);
        assert_eq!(
            in_stages(&timings),
            "其中审核 1.00，检索 1.00（有的阶段同时进行，各计各的时间，相加会多于总用时）"
        );
    }
}
