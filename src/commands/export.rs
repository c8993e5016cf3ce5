//! `gongkai export`: the published items for a search server that an office already runs.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};

use super::console::Console;
use super::paths::is_apart;
use super::refused::Undone;
use super::{AsOf, Outcome};
use crate::model::Portal;
use crate::pipeline::{self, Beside};
use crate::search::export;

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// 输出格式：ndjson（OpenSearch、Elasticsearch 的批量导入格式）
    #[arg(long, value_name = "格式", default_value = "ndjson")]
    format: Format,
    /// 写到哪个文件夹（默认站点下的 export）：items.ndjson 为数据，mapping.json 为字段说明
    #[arg(long, value_name = "文件夹")]
    out: Option<PathBuf>,
    /// 检索服务器中索引的名称
    #[arg(long, value_name = "名称", default_value = "gongkai")]
    index: String,
    /// 有错误的信息不导出，其余照常导出
    #[arg(long)]
    allow_errors: bool,
    #[command(flatten)]
    as_of: AsOf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Ndjson,
}

pub(super) fn run(root: &Path, args: &ExportArgs, console: &Console) -> Result<Outcome> {
    check_name(&args.index)?;
    let out = args.out.clone().unwrap_or_else(|| root.join("export"));
    let (items, mapping) = match args.format {
        Format::Ndjson => (out.join("items.ndjson"), out.join("mapping.json")),
    };
    // Files that stand there may be links to others.
    for path in [&out, &items, &mapping] {
        ensure!(
            is_apart(root, path),
            "{} 在站点自己的文件夹里，或者是指向那里的链接，导出的数据请写到别处",
            path.display()
        );
    }
    let survey = pipeline::survey(root, args.as_of.day(), None)?;
    if pipeline::is_in_the_way(&survey.faults, args.allow_errors) {
        return UNDONE.for_faults(root, &survey.faults, console);
    }
    console.draw(root, &survey.faults)?;
    let portal = &survey.portal;
    // A search server shows what it is given: what may not be built may not be handed to it either.
    let denied = pipeline::denied(root, portal)?;
    if !denied.is_empty() {
        return UNDONE.for_denied(root, &denied, console);
    }
    std::fs::create_dir_all(&out).with_context(|| cannot(&out))?;
    write(root, portal, &args.index, &items, &mapping)?;
    if !survey.faults.is_empty() {
        console.say("上面有错误的信息没有导出。")?;
    }
    console.say(&format!(
        "已导出 {} 条信息到 {}；先用 {} 建立索引，再批量导入。",
        portal.items.len(),
        items.display(),
        mapping.display()
    ))?;
    Ok(Outcome::Done)
}

const UNDONE: Undone = Undone {
    what: "没有导出",
    stays: "以前导出的数据保持原样",
};

fn cannot(write: &Path) -> String {
    format!("无法写 {}", write.display())
}

/// Writes both files and puts them in their places when both are whole.
fn write(root: &Path, portal: &Portal, index: &str, items: &Path, mapping: &Path) -> Result<()> {
    let bulk = write_items(root, portal, index, items).with_context(|| cannot(items))?;
    let fields = write_mapping(mapping).with_context(|| cannot(mapping))?;
    bulk.install().with_context(|| cannot(items))?;
    fields.install().with_context(|| cannot(mapping))
}

fn write_items(root: &Path, portal: &Portal, index: &str, to: &Path) -> Result<Beside> {
    let mut file = Beside::create(to)?;
    let texts = pipeline::attachment_text(root, portal);
    export::bulk(portal, texts, index, &mut |lines| {
        Ok(file.write_all(lines.as_bytes())?)
    })?;
    portal.site.lost.check()?;
    file.flush()?;
    Ok(file)
}

fn write_mapping(to: &Path) -> Result<Beside> {
    let mut file = Beside::create(to)?;
    file.write_all(format!("{:#}\n", export::mapping()).as_bytes())?;
    file.flush()?;
    Ok(file)
}

/// What both servers take for the name of an index: see "Create index API", path parameters.
fn check_name(name: &str) -> Result<()> {
    let is_taken = |c: char| c.is_uppercase() || r#"\/*?"<>| ,#:"#.contains(c);
    ensure!(
        !name.is_empty()
            && name.len() <= 255
            && !name.starts_with(['-', '_', '+'])
            && !matches!(name, "." | "..")
            && !name.contains(is_taken),
        "检索服务器不接受「{name}」作索引名称：只用小写字母、数字和 - _ .，不以 - _ + 开头，不超过 255 字节"
    );
    Ok(())
}
