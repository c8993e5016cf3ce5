//! `gongkai init`: a new site for a county, which builds at once.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use chrono::{Datelike, NaiveDate};
use clap::Args;
use include_dir::{Dir, include_dir};

use super::console::Console;
use super::paths::{is_apart, shell_word};
use super::{AsOf, Outcome};

/// Files of a new site, `{{…}}` to be filled in.
static SCAFFOLD: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/scaffold");

/// The holidays, of which a site keeps its own copy to add a year's to; the head of its copy is the scaffold's.
static CALENDAR: &str = include_str!("../../seeds/calendar.yaml");

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

pub(super) fn run(root: &Path, args: &InitArgs, console: &Console) -> Result<Outcome> {
    let dir = match root == Path::new(".") {
        true => args.dir.clone(),
        false => root.join(&args.dir),
    };
    let (dir, day) = (dir.as_path(), args.as_of.day());
    let shown = dir.display();
    let county = args.county.trim();
    let county = county.strip_suffix("人民政府").unwrap_or(county);
    ensure!(
        !county.is_empty() && county.chars().all(|c| c.is_alphanumeric()),
        "县名「{county}」只能用汉字、字母和数字"
    );
    ensure_free(dir)?;
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
        "gongkai --root {root} check\ngongkai --root {root} build\n\
        gongkai --root {root} new institution --organ xzf --title 机构职能\n"
    ))?;
    Ok(Outcome::Done)
}

/// Makes the folder, which must be empty but for the `.git` of a fresh clone, and no part of another site.
fn ensure_free(dir: &Path) -> Result<()> {
    let shown = dir.display();
    let whole = std::path::absolute(dir).unwrap_or_else(|_| dir.to_path_buf());
    for site in whole.ancestors().skip(1) {
        let real = site.canonicalize().unwrap_or_else(|_| site.to_path_buf());
        ensure!(
            !site.join("gongkai.yaml").exists() || is_apart(&real, dir),
            "{shown} 在站点 {} 的文件夹里面，请另选一个空文件夹",
            site.display()
        );
    }
    std::fs::create_dir_all(dir).with_context(|| format!("不能建立文件夹 {shown}"))?;
    let entries = std::fs::read_dir(dir).with_context(|| format!("不能读取文件夹 {shown}"))?;
    ensure!(
        entries.flatten().all(|entry| entry.file_name() == ".git"),
        "{shown} 里已有文件，请另选一个空文件夹"
    );
    Ok(())
}

/// The files of a new site, by name.
fn site(county: &str, day: NaiveDate) -> Vec<(String, String)> {
    let of_site = |file: &include_dir::File<'_>| {
        let name = file.path().to_string_lossy();
        let name = name.replace("YEAR", &day.year().to_string());
        let text = filled(file.contents_utf8().unwrap_or_default(), county, day);
        (name, text)
    };
    files(&SCAFFOLD).into_iter().map(of_site).collect()
}

fn files<'d>(dir: &'d Dir<'d>) -> Vec<&'d include_dir::File<'d>> {
    dir.files().chain(dir.dirs().flat_map(files)).collect()
}

fn filled(text: &str, county: &str, day: NaiveDate) -> String {
    let years = CALENDAR.find("\nyears:").map(|at| at + 1);
    let years = years.and_then(|at| CALENDAR.get(at..)).unwrap_or_default();
    text.replace("{{calendar}}", years.trim_end())
        .replace("{{county}}", county)
        .replace("{{level}}", level(county))
        .replace("{{year}}", &day.year().to_string())
        .replace("{{date}}", &day.to_string())
}

/// What short names begin with: 县政府, 市政府.
fn level(county: &str) -> &'static str {
    let levels = ["县", "市", "区", "旗"];
    let level = levels.into_iter().find(|level| county.ends_with(level));
    level.unwrap_or("县")
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
