//! `gongkai new`: a new item in the right folder, from its kind's template.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use chrono::{Datelike, NaiveDate};
use clap::Args;

use super::console::Console;
use super::meant::{meant, meant_organ};
use super::{AsOf, Outcome};
use crate::model::{Column, FIELDS, Field, Item, Kind, OrganIx, Portal, Site};
use crate::pipeline;

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// 信息类型的编号或名称，见 gongkai list kinds
    #[arg(value_name = "类型")]
    kind: String,
    /// 发布机构的编号、名称或简称，见 gongkai list organs
    #[arg(long, value_name = "机构")]
    organ: String,
    /// 标题
    #[arg(long, value_name = "标题")]
    title: String,
    /// 放进哪个栏目，写编号或名称，见 gongkai list columns；不写时由类型决定
    #[arg(long, value_name = "栏目")]
    column: Option<String>,
    #[command(flatten)]
    as_of: AsOf,
}

pub(super) fn run(root: &Path, args: &NewArgs, console: &Console) -> Result<Outcome> {
    let title = args.title.trim();
    ensure!(
        !title.is_empty(),
        "标题是空的：请在 --title 后面写出信息的全称，如 --title 2020年部门预算"
    );
    let day = args.as_of.day();
    // Two at once would get the same number.
    let _lock = pipeline::lock(root, &|| console.tell_waiting())?;
    let portal = pipeline::survey(root, day, None)?.portal;
    let site = &portal.site;
    let (kind, organ) = meant_by(site, args)?;
    let column = args.column.as_deref();
    let column = column
        .map(|name| column_for(site, organ, name))
        .transpose()?;
    let organ_id = &site.register[organ].id;
    let folder = format!("content/{organ_id}/{}", kind.id);
    let path = free_path(root, &portal, organ, kind, &folder, day.year());
    let start = Start {
        title,
        index_number: next_index_number(&portal, organ, day)?,
        column,
        day,
    };
    let text = template(kind, &start);
    let advice = advice(site, kind, organ, &start);
    std::fs::create_dir_all(root.join(&folder))
        .with_context(|| format!("不能建立文件夹 {folder}"))?;
    write_new(&root.join(&path), &path, &text)?;
    console.data(&format!("{path}\n"))?;
    console.say(
        "已新建。填好各项，写好正文，删去 draft 一行即可发布；随时可用 gongkai check 检查。",
    )?;
    advice.iter().try_for_each(|words| console.say(words))?;
    Ok(Outcome::Done)
}

/// What the item needs that the program cannot fill in.
fn advice(site: &Site, kind: &Kind, organ: OrganIx, start: &Start<'_>) -> Vec<String> {
    let mut advice = Vec::new();
    let fields = [&kind.required, &kind.useful];
    let has_number = fields
        .iter()
        .any(|keys| keys.iter().any(|key| key == "index_number"));
    let organ = &site.register[organ];
    if has_number && start.index_number.is_none() {
        advice.push(format!(
            "没有编索引号：机构名录里没有{}的统一社会信用代码。请照证书在 content/organs.yaml 的“id: {}”下面补一行“uscc: 18位代码”，以后新建的信息就会编好；这一条写成“代码/{}-00001”。",
            organ.short,
            organ.id,
            start.day.year()
        ));
    }
    let columns = || {
        let columns = site.catalogue.iter().map(|(_, column)| column);
        columns.filter(|column| {
            column.kinds.contains(&kind.id) && !column.is_of_other_level(organ.kind)
        })
    };
    if start.column.is_none() && columns().all(|column| column.by_columns) {
        let names: Vec<&str> = columns().map(|column| column.name.as_str()).collect();
        let which = match names.is_empty() {
            true => "，见 gongkai list columns".to_owned(),
            false => format!("：{}", names.join("、")),
        };
        advice.push(format!(
            "“{}”要写明放进哪个栏目，请填好“columns”一项{which}。下次可用 --column 指明。",
            kind.name
        ));
    }
    advice
}

/// Writes a file that is not there yet; where it cannot be written whole, nothing of it stays to stop the site.
fn write_new(file: &Path, path: &str, text: &str) -> Result<()> {
    let mut opened = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(file)
        .with_context(|| format!("不能新建 {path}"))?;
    let written = opened.write_all(text.as_bytes());
    if written.is_err() {
        // The first error is the one to tell.
        let _ = std::fs::remove_file(file);
    }
    written.with_context(|| format!("不能写入 {path}"))
}

/// The kind and the organ that the command names.
fn meant_by<'s>(site: &'s Site, args: &NewArgs) -> Result<(&'s Kind, OrganIx)> {
    let Some(kind) = site.kinds.find(&args.kind) else {
        bail!(
            "没有「{}」这个类型{}",
            args.kind,
            meant(&args.kind, site.kinds.names(), "kinds")
        );
    };
    let Some(organ) = site.register.find(&args.organ) else {
        bail!(
            "名录里没有「{}」{}",
            args.organ,
            meant_organ(site.register.nearest(&args.organ))
        );
    };
    Ok((&site.kinds[kind], organ))
}

/// The column that a name means for an organ.
fn column_for<'s>(site: &'s Site, organ: OrganIx, name: &str) -> Result<&'s Column> {
    let organ = &site.register[organ];
    let Some(ix) = site.catalogue.find_for(name, organ.kind) else {
        bail!(
            "没有「{name}」这个栏目{}",
            meant(name, site.catalogue.names(), "columns")
        );
    };
    let column = &site.catalogue[ix];
    ensure!(
        !column.is_of_other_level(organ.kind),
        "「{}」（{}）不是{}一级的栏目：县级和乡镇的其他主动公开内容分列，请改用本机关的栏目，见 gongkai list columns",
        column.name,
        column.id,
        organ.short
    );
    Ok(column)
}

/// `content/czj/budget/budget-2020-1.md`, the first number that neither a file nor an item's id takes.
fn free_path(
    root: &Path,
    portal: &Portal,
    organ: OrganIx,
    kind: &Kind,
    folder: &str,
    year: i32,
) -> String {
    let taken = |id: &str| everything(portal).any(|item| item.organ == organ && &*item.id == id);
    (1u32..)
        .map(|number| format!("{}-{year}-{number}", kind.id))
        .find(|id| !taken(id) && !root.join(folder).join(format!("{id}.md")).exists())
        .map(|id| format!("{folder}/{id}.md"))
        .unwrap_or_default()
}

fn everything(portal: &Portal) -> impl Iterator<Item = &Item> {
    let items = portal.items.iter().chain(&portal.withheld);
    items.map(|item| &**item)
}

/// The organ's code, the year and one more than the highest serial that the code has in it.
///
/// The code is the organ's 统一社会信用代码, else the one that its items already use.
///
/// # Errors
/// When the highest serial is so high that none comes after it.
fn next_index_number(portal: &Portal, organ: OrganIx, day: NaiveDate) -> Result<Option<String>> {
    let numbered =
        || everything(portal).filter_map(|item| Some((item, item.index_number.as_ref()?)));
    let used = || {
        numbered()
            .filter(|(item, _)| item.organ == organ)
            .find_map(|(_, number)| Some(number.split_once('/')?.0.to_owned()))
    };
    let Some(code) = portal.site.register[organ].uscc.clone().or_else(used) else {
        return Ok(None);
    };
    let stem = format!("{code}/{}-", day.year());
    let serial = |number: &str| number.strip_prefix(stem.as_str())?.parse::<u32>().ok();
    let highest = numbered()
        .filter_map(|(item, number)| Some((serial(number)?, item)))
        .max_by_key(|(serial, _)| *serial);
    let Some((highest, item)) = highest else {
        return Ok(Some(format!("{stem}00001")));
    };
    let Some(next) = highest.checked_add(1) else {
        bail!(
            "编不出下一个索引号：{} 的索引号“{stem}{highest}”流水号太大，请先改正",
            item.source
        );
    };
    Ok(Some(format!("{stem}{next:05}")))
}

/// What is known of an item before it is filled in.
struct Start<'s> {
    title: &'s str,
    index_number: Option<String>,
    /// The column it is to stand in beside those that its kind implies.
    column: Option<&'s Column>,
    day: NaiveDate,
}

/// The front matter: what every item has, what the kind requires, what it may use (commented out).
fn template(kind: &Kind, start: &Start<'_>) -> String {
    let mut text = String::from("---\n");
    let mut line = |before: &str, field: &Field, value: &str| {
        let pad = if value.is_empty() { "" } else { " " };
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{before}{}:{pad}{value}  # {}：{}",
            field.key, field.alias, field.hint
        );
    };
    let column = start
        .column
        .map_or_else(String::new, |column| format!("[{}]", column.id));
    let is_required = |key: &str| kind.required.iter().any(|required| required == key);
    let is_useful = |key: &str| kind.useful.iter().any(|useful| useful == key);
    for field in FIELDS {
        match field.key {
            "title" => line("", field, &quoted(start.title)),
            "kind" => line("", field, &kind.id),
            "published_at" => line("", field, &start.day.to_string()),
            "draft" => line("", field, "true"),
            "index_number" if is_required(field.key) || is_useful(field.key) => {
                line("", field, start.index_number.as_deref().unwrap_or_default());
            }
            "columns" if !column.is_empty() => line("", field, &column),
            key if is_required(key) => line("", field, ""),
            key if is_useful(key) => line("# ", field, ""),
            _ => {}
        }
    }
    text + "---\n\n"
}

/// A YAML string that no character of the title can break.
fn quoted(title: &str) -> String {
    serde_json::Value::from(title).to_string()
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_title_with_quotes_and_colons_stays_one_string() {
        assert_eq!(quoted("关于\"一件事\": 通知"), r#""关于\"一件事\": 通知""#);
    }
}
