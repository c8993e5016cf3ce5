//! `gongkai export`: the published items for a search server that an office already runs.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};

use super::console::Console;
use super::paths::is_apart;
use super::{AsOf, Outcome};
use crate::model::Portal;
use crate::pipeline;
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
    ensure!(
        is_apart(root, &out),
        "{} 是站点自己的文件夹，导出的数据请写到别处",
        out.display()
    );
    let survey = pipeline::survey(root, args.as_of.day(), None)?;
    console.draw(root, &survey.faults)?;
    let portal = &survey.portal;
    // A search server shows what it is given: what may not be built may not be handed to it either.
    let denied = pipeline::denied(root, portal)?;
    if !denied.is_empty() {
        console.draw(root, &denied)?;
        console.say("没有导出：上面的内容不能公开，请先改正。")?;
        return Ok(Outcome::Faulty);
    }
    let (items, mapping) = match args.format {
        Format::Ndjson => (out.join("items.ndjson"), out.join("mapping.json")),
    };
    std::fs::create_dir_all(&out).with_context(|| cannot(&out))?;
    write_items(root, portal, &args.index, &items).with_context(|| cannot(&items))?;
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

fn cannot(write: &Path) -> String {
    format!("无法写 {}", write.display())
}

fn write_items(root: &Path, portal: &Portal, index: &str, to: &Path) -> Result<()> {
    let mut file = BufWriter::new(File::create(to)?);
    let texts = pipeline::attachment_text(root, portal);
    export::bulk(portal, texts, index, &mut |lines| {
        Ok(file.write_all(lines.as_bytes())?)
    })?;
    file.flush()?;
    Ok(portal.site.lost.check()?)
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
