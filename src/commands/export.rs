//! `gongkai export`: the published items for a search server that an office already runs.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};

use super::console::Console;
use super::paths::is_apart;
use super::{AsOf, Outcome};
use crate::pipeline;
use crate::search::export;

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// 输出格式：ndjson（OpenSearch、Elasticsearch 的批量导入格式）
    #[arg(long, value_name = "格式", default_value = "ndjson")]
    format: Format,
    /// 写到哪个文件夹：items.ndjson 为数据，mapping.json 为字段说明
    #[arg(long, value_name = "文件夹")]
    out: PathBuf,
    /// 检索服务器中索引的名称
    #[arg(long, value_name = "名称", default_value = "gongkai")]
    index: String,
    #[command(flatten)]
    as_of: AsOf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Ndjson,
}

pub(super) fn run(root: &Path, args: &ExportArgs, console: &Console) -> Result<Outcome> {
    check_name(&args.index)?;
    ensure!(
        is_apart(root, &args.out),
        "{} 是站点自己的文件夹，导出的数据请写到别处",
        args.out.display()
    );
    let survey = pipeline::survey(root, args.as_of.day(), None)?;
    console.draw(root, &survey.faults)?;
    let portal = &survey.portal;
    let cannot = |what: &Path| format!("无法写 {}", what.display());
    std::fs::create_dir_all(&args.out).with_context(|| cannot(&args.out))?;
    let (items, mapping) = match args.format {
        Format::Ndjson => (args.out.join("items.ndjson"), args.out.join("mapping.json")),
    };
    let file = File::create(&items).with_context(|| cannot(&items))?;
    let mut file = BufWriter::new(file);
    export::bulk(
        portal,
        pipeline::attachment_text(root, portal),
        &args.index,
        &mut |lines| Ok(file.write_all(lines.as_bytes())?),
    )
    .and_then(|()| Ok(file.flush()?))
    .and_then(|()| Ok(portal.site.lost.check()?))
    .with_context(|| cannot(&items))?;
    let text = format!("{:#}\n", export::mapping());
    std::fs::write(&mapping, text).with_context(|| cannot(&mapping))?;
    console.say(&format!(
        "已导出 {} 条信息到 {}；先用 {} 建立索引，再批量导入。",
        portal.items.len(),
        items.display(),
        mapping.display()
    ))?;
    Ok(if survey.faults.is_empty() {
        Outcome::Done
    } else {
        Outcome::Faulty
    })
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
