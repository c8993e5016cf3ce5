//! What the command line does, one command a file.

mod audit;
mod build;
mod check;
mod completions;
mod console;
mod explain;
mod export;
mod init;
mod list;
mod meant;
mod new;
mod paths;
mod refused;
mod search;
mod serve;
mod told;
mod usage;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use chrono::{NaiveDate, TimeDelta, Utc};
use clap::{Args, Parser, Subcommand};

use console::Console;
pub use told::told;
pub use usage::parse;

/// How a command ended, short of a failure of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// The content has errors.
    Faulty,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Faulty => Self::from(1),
        }
    }
}

/// 政府信息公开平台的生成与审核工具
#[derive(Debug, Parser)]
#[command(name = "gongkai", version)]
pub struct Cli {
    /// 站点所在的文件夹
    #[arg(
        long,
        global = true,
        display_order = 100,
        value_name = "文件夹",
        default_value = "."
    )]
    root: PathBuf,
    /// 只输出结果和错误
    #[arg(short, long, global = true, display_order = 100)]
    quiet: bool,
    /// 输出更多细节
    #[arg(
        short,
        long,
        global = true,
        display_order = 100,
        conflicts_with = "quiet"
    )]
    verbose: bool,
    /// 何时用颜色：auto 自动、always 总是、never 从不
    #[arg(
        long,
        global = true,
        display_order = 100,
        value_name = "方式",
        default_value = "auto"
    )]
    color: console::Colour,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 新建一个站点：设置、机构名录、栏目、工作要点、节假日和第一篇公开指南
    Init(init::InitArgs),
    /// 新建一条信息：按类型的模板写好全部字段，并编好下一个索引号
    New(new::NewArgs),
    /// 检查并生成公开平台
    Build(build::BuildArgs),
    /// 在本机预览：页面随编辑自动更新
    Serve(serve::ServeArgs),
    /// 检查全部或指定文件的问题
    Check(check::CheckArgs),
    /// 审核整个平台：空白栏目、违法和逾期之处、重点任务进度
    Audit(audit::AuditArgs),
    /// 讲解一个错误或规则代码
    Explain(explain::ExplainArgs),
    /// 列出栏目、类型、机构、规则、信息或任务
    List(list::ListArgs),
    /// 在已生成的网站里检索
    Search(search::SearchArgs),
    /// 导出全部公开信息，供已有的检索服务器导入
    Export(export::ExportArgs),
    /// 生成命令行补全脚本
    Completions(completions::CompletionsArgs),
}

/// The day as of which everything is said.
#[derive(Debug, Args)]
struct AsOf {
    /// 以哪一天为准（默认今天），如 2020-11-16
    #[arg(long, value_name = "日期", value_parser = crate::model::parse_date)]
    as_of: Option<NaiveDate>,
}

impl AsOf {
    /// The day given, else today in China, which keeps one time (UTC+8) all the year.
    fn day(&self) -> NaiveDate {
        self.as_of
            .unwrap_or_else(|| (Utc::now() + TimeDelta::hours(8)).date_naive())
    }
}

/// Runs what the command line asks for.
///
/// # Errors
/// When the machine fails or the command is wrongly used; the author's faults are an [`Outcome`].
pub fn run(cli: &Cli) -> Result<Outcome> {
    let console = Console::new(cli.color, cli.quiet, cli.verbose);
    let root = || {
        cli.root
            .canonicalize()
            .with_context(|| format!("找不到文件夹 {}", cli.root.display()))
    };
    match &cli.command {
        Command::Init(args) => init::run(&cli.root, args, &console),
        Command::New(args) => new::run(&root()?, args, &console),
        Command::Build(args) => build::run(&root()?, args, &console),
        Command::Serve(args) => serve::run(&root()?, args, &console),
        Command::Check(args) => check::run(&root()?, args, &console),
        Command::Audit(args) => audit::run(&root()?, args, &console),
        Command::Explain(args) => explain::run(args, &console),
        Command::List(args) => list::run(&root()?, args, &console),
        Command::Search(args) => search::run(&root()?, args, &console),
        Command::Export(args) => export::run(&root()?, args, &console),
        Command::Completions(args) => completions::run(args, &console),
    }
}
