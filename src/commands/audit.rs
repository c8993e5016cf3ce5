//! `gongkai audit`: what is empty, unlawful or late, and which tasks of the year are done.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use clap::{Args, ValueEnum};

use super::console::Console;
use super::explain::card;
use super::meant::{meant, meant_organ};
use super::paths::{is_apart, within};
use super::{AsOf, Outcome};
use crate::model::{AuditReport, ColumnIx, OrganIx, Portal, Scope, Severity, Tally};
use crate::pipeline;
use crate::report::audit;

#[derive(Debug, Args)]
pub(super) struct AuditArgs {
    /// 只看这些文件或文件夹的问题；整个站点仍会读取
    #[arg(value_name = "路径")]
    paths: Vec<PathBuf>,
    /// 只看这个机构（编号、名称、简称或别名），可写多次
    #[arg(long, value_name = "机构")]
    organ: Vec<String>,
    /// 只看这条规则的问题（代码或名称），可写多次
    #[arg(long, value_name = "代码")]
    rule: Vec<String>,
    /// 只看这个栏目和它的下级（编号或名称），可写多次
    #[arg(long, value_name = "栏目")]
    column: Vec<String>,
    #[command(flatten)]
    as_of: AsOf,
    /// 输出格式：text 文字、xlsx 工作簿、html 网页、csv 问题表、json 数据、sarif 代码平台；不写时看文件名，再不然是 text
    #[arg(long, value_name = "格式")]
    format: Option<Format>,
    /// 写到这个文件，不在屏幕上显示
    #[arg(long, value_name = "文件")]
    output: Option<PathBuf>,
    /// 按什么归类：organ 机构、rule 规则、column 栏目
    #[arg(long, value_name = "方式", default_value = "organ")]
    by: By,
    /// 有哪一级以上的问题就以 1 退出：error 错误、warning 警告、info 提示、never 从不
    #[arg(long, value_name = "级别", default_value = "error")]
    fail_on: FailOn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Csv,
    Xlsx,
    Html,
    Sarif,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    Organ,
    Rule,
    Column,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

pub(super) fn run(root: &Path, args: &AuditArgs, console: &Console) -> Result<Outcome> {
    let format = format(args)?;
    match &args.output {
        Some(path) => is_free(root, path)?,
        None => ensure!(
            format != Format::Xlsx || !std::io::stdout().is_terminal(),
            "工作簿不能显示在屏幕上，请写到文件：gongkai audit --output 审核.xlsx"
        ),
    }
    let survey = pipeline::survey(root, args.as_of.day(), None)?;
    if survey.is_partial() {
        console.draw(root, &survey.faults)?;
        bail!(
            "网站的设置、机构名单或 seeds 有错误，审核的结论靠不住，所以没有审核：请先改正上面的问题"
        );
    }
    let scope = scope(root, args, &survey.portal)?;
    let report = pipeline::audit_report(root, &survey.portal, &survey.faults)?.narrowed(scope);
    let told = told(&report, format, args, console)?;
    match &args.output {
        Some(path) => {
            pipeline::put_whole(path, &told)
                .with_context(|| format!("不能写入 {}", path.display()))?;
            console.say(&format!("已写入 {}：{}。", path.display(), counts(&report)))?;
        }
        None if format == Format::Text => console.data(&String::from_utf8_lossy(&told))?,
        None => console.file(&told)?,
    }
    Ok(outcome(&report, args.fail_on))
}

/// The format asked for, else the one that the file's name ends in, else text.
fn format(args: &AuditArgs) -> Result<Format> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let extension = args.output.as_ref().and_then(|path| path.extension());
    let Some(extension) = extension else {
        return Ok(Format::Text);
    };
    let extension = extension.to_string_lossy().to_lowercase();
    let words = match extension.as_str() {
        "txt" | "log" | "md" => return Ok(Format::Text),
        "htm" => return Ok(Format::Html),
        "pdf" => "要 PDF，请先写成 .html 文件，用浏览器打开，打印时选“另存为 PDF”",
        _ => "请用 .xlsx、.html、.csv、.json、.sarif 或 .txt，也可以用 --format 指明格式",
    };
    match <Format as ValueEnum>::from_str(&extension, true) {
        Ok(format) => Ok(format),
        Err(_) => bail!("不能写成 .{extension} 文件：{words}"),
    }
}

/// An audit writes nothing into the site: not over its sources, not among what is published.
fn is_free(root: &Path, path: &Path) -> Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    folder
        .canonicalize()
        .with_context(|| format!("找不到文件夹 {}", folder.display()))?;
    ensure!(
        is_apart(root, path),
        "{} 是站点自己的文件，审核报告请写到别处",
        path.display()
    );
    Ok(())
}

/// How much is found, and how much a table of findings leaves out.
fn counts(report: &AuditReport<'_>) -> String {
    let Tally {
        errors,
        warnings,
        infos,
    } = report.tally();
    let mut words = format!("{errors} 个错误，{warnings} 个警告，{infos} 个提示");
    for (count, what) in [
        (report.excused.len(), "条已豁免"),
        (
            report.portal.site.settings.audit.off.len(),
            "条规则本站不审核",
        ),
    ] {
        if count > 0 {
            words += &format!("；另有 {count} {what}");
        }
    }
    words
}

fn told(
    report: &AuditReport<'_>,
    format: Format,
    args: &AuditArgs,
    console: &Console,
) -> Result<Vec<u8>> {
    let by = match args.by {
        By::Organ => audit::By::Organ,
        By::Rule => audit::By::Rule,
        By::Column => audit::By::Column,
    };
    Ok(match format {
        Format::Text => {
            let layout = audit::Layout {
                by,
                columns: console.columns(),
                whole: console.verbose,
            };
            let text = audit::text(report, layout);
            match args.output {
                // A file is read by programs that show colours as noise.
                Some(_) => anstream::adapter::strip_str(&text).to_string().into_bytes(),
                None => text.into_bytes(),
            }
        }
        Format::Json => lines(&audit::json(report))?,
        Format::Csv => audit::csv(report)?.into_bytes(),
        Format::Xlsx => audit::xlsx(report)?,
        Format::Html => audit::html(report, by, &report.portal.site.settings.url)?.into_bytes(),
        Format::Sarif => lines(&audit::sarif(report))?,
    })
}

fn lines(json: &serde_json::Value) -> Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(json)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn outcome(report: &AuditReport<'_>, fail_on: FailOn) -> Outcome {
    let limit = match fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Info => Severity::Info,
        FailOn::Never => return Outcome::Done,
    };
    // Gravest first: what is at or above the limit compares as no greater.
    match report
        .findings
        .iter()
        .any(|finding| finding.severity <= limit)
    {
        true => Outcome::Faulty,
        false => Outcome::Done,
    }
}

/// The names of the command line, found in register, catalogue and list of rules.
fn scope(root: &Path, args: &AuditArgs, portal: &Portal) -> Result<Scope> {
    let paths = args.paths.iter().map(|path| within(root, path));
    let organs = args.organ.iter().map(|name| organ(portal, name));
    let columns = args.column.iter().map(|name| columns(portal, name));
    let codes = args.rule.iter().map(|asked| Ok(card(asked)?.code));
    Ok(Scope {
        organs: organs.collect::<Result<_>>()?,
        columns: columns.collect::<Result<Vec<_>>>()?.concat(),
        codes: codes.collect::<Result<_>>()?,
        paths: paths.collect::<Result<_>>()?,
    })
}

fn organ(portal: &Portal, name: &str) -> Result<OrganIx> {
    let register = &portal.site.register;
    let Some(organ) = register.find(name) else {
        bail!(
            "名录里没有「{name}」{}",
            meant_organ(register.nearest(name))
        );
    };
    Ok(organ)
}

/// Names repeat among columns (土地征收 is owed by the county and by townships): all of that name are meant.
fn columns(portal: &Portal, name: &str) -> Result<Vec<ColumnIx>> {
    let catalogue = &portal.site.catalogue;
    let asked = name.trim();
    let of_id = catalogue.iter().filter(|(_, column)| &*column.id == asked);
    let of_name = catalogue.iter().filter(|(_, column)| column.name == asked);
    let found: Vec<ColumnIx> = of_id.chain(of_name).map(|(ix, _)| ix).collect();
    ensure!(
        !found.is_empty(),
        "没有「{name}」这个栏目{}",
        meant(name, catalogue.names(), "columns")
    );
    Ok(found)
}
