//! `gongkai init`: a new site for a county, which builds at once.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use chrono::{Datelike, NaiveDate};
use clap::Args;
use include_dir::{Dir, include_dir};

use super::console::Console;
use super::paths::shell_word;
use super::{AsOf, Outcome};

/// Files of a new site, `{{…}}` to be filled in.
static SCAFFOLD: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/seeds/init");

/// Seeds that a site keeps as its own copies, to add a year's holidays or tighten a column.
static COPIES: &[(&str, &str)] = &[
    (
        "seeds/calendar.yaml",
        include_str!("../../seeds/calendar.yaml"),
    ),
    (
        "seeds/catalogue/county.yaml",
        include_str!("../../seeds/catalogue/county.yaml"),
    ),
];

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// 新站点的文件夹；没有就新建，已有内容则拒绝
    #[arg(value_name = "文件夹")]
    dir: PathBuf,
    /// 县（市、区）的名称，如 天台县
    #[arg(long, value_name = "名称", default_value = "示例县")]
    county: String,
    #[command(flatten)]
    as_of: AsOf,
}

pub(super) fn run(args: &InitArgs, console: &Console) -> Result<Outcome> {
    let (dir, day) = (&args.dir, args.as_of.day());
    let shown = dir.display();
    let county = args.county.trim();
    ensure!(
        !county.is_empty() && county.chars().all(|c| c.is_alphanumeric()),
        "县名「{county}」只能用汉字、字母和数字"
    );
    std::fs::create_dir_all(dir).with_context(|| format!("不能建立文件夹 {shown}"))?;
    let mut entries = std::fs::read_dir(dir).with_context(|| format!("不能读取文件夹 {shown}"))?;
    ensure!(
        entries.next().is_none(),
        "{shown} 里已有文件，请另选一个空文件夹"
    );
    let site = site(county, day);
    let written = site
        .iter()
        .try_for_each(|(name, text)| write(dir, name, text));
    if written.is_err() {
        // Half a site would stand in the way of the next attempt; the first error is the one to tell.
        site.iter().for_each(|(name, _)| unwrite(dir, name));
    }
    written?;
    console.say(&format!("已在 {shown} 建立{county}的站点。接下来："))?;
    let root = shell_word(&shown.to_string());
    console.data(&format!(
        "gongkai --root {root} build\ngongkai --root {root} new guide --organ xzf --title 标题\n"
    ))?;
    Ok(Outcome::Done)
}

/// The files of a new site, by name.
fn site(county: &str, day: NaiveDate) -> Vec<(String, String)> {
    let own = files(&SCAFFOLD).into_iter().map(|file| {
        let name = file.path().to_string_lossy();
        let name = name.replace("YEAR", &day.year().to_string());
        let text = filled(file.contents_utf8().unwrap_or_default(), county, day);
        (name, text)
    });
    let copies = COPIES
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    own.chain(copies).collect()
}

fn files<'d>(dir: &'d Dir<'d>) -> Vec<&'d include_dir::File<'d>> {
    dir.files().chain(dir.dirs().flat_map(files)).collect()
}

fn filled(text: &str, county: &str, day: NaiveDate) -> String {
    text.replace("{{county}}", county)
        .replace("{{year}}", &day.year().to_string())
        .replace("{{date}}", &day.to_string())
}

fn write(dir: &Path, name: &str, text: &str) -> Result<()> {
    let path = dir.join(name);
    let folder = path.parent().unwrap_or(dir);
    std::fs::create_dir_all(folder)
        .with_context(|| format!("不能建立文件夹 {}", folder.display()))?;
    std::fs::write(&path, text).with_context(|| format!("不能写入 {}", path.display()))
}

/// Takes a file away again, and the folders below `dir` that hold nothing then.
fn unwrite(dir: &Path, name: &str) {
    let path = dir.join(name);
    let _ = std::fs::remove_file(&path);
    for folder in path.ancestors().skip(1).take_while(|folder| *folder != dir) {
        let _ = std::fs::remove_dir(folder);
    }
}
