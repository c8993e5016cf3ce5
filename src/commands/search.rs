//! `gongkai search`: the search of a built site, at the terminal.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use clap::{Args, ValueEnum};
use serde::Deserialize;
use serde_json::{Map, json};

use super::Outcome;
use super::console::Console;
use super::meant::{meant, meant_organ};
use crate::model::nearest_organ;
use crate::pipeline;
use crate::search::read::{Answer, Facet, Index, Sort, Value, Wish, asks};

#[derive(Debug, Args)]
pub(super) struct SearchArgs {
    /// 要找的内容；几个词用空格隔开
    #[arg(value_name = "内容", num_args = 0..)]
    words: Vec<String>,
    /// 只要这些机构的（编号或名称），可以多次使用
    #[arg(long, value_name = "机构")]
    organ: Vec<String>,
    /// 只要这些栏目的（编号或名称），可以多次使用
    #[arg(long, value_name = "栏目")]
    column: Vec<String>,
    /// 只要这些年份的，可以多次使用
    #[arg(long, value_name = "年份")]
    year: Vec<String>,
    /// 只要这些类型的（编号或名称），可以多次使用
    #[arg(long, value_name = "类型")]
    kind: Vec<String>,
    /// 只要这些有效性的：in-force、amended、expired、repealed
    #[arg(long, value_name = "有效性")]
    validity: Vec<String>,
    /// 排序：relevance 相关程度、date 发布日期
    #[arg(long, value_name = "方式", default_value = "relevance")]
    sort: Order,
    /// 略过前几条
    #[arg(long, value_name = "条数", default_value_t = 0)]
    offset: usize,
    /// 最多列出几条；0 为全部
    #[arg(long, value_name = "条数", default_value_t = 10)]
    limit: usize,
    /// 输出格式：text 文字、json 数据
    #[arg(long, value_name = "格式", default_value = "text")]
    format: Format,
    /// 在哪个已生成的网站里找（默认站点下的 public）
    #[arg(long, value_name = "文件夹")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Order {
    Relevance,
    Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(root: &Path, args: &SearchArgs, console: &Console) -> Result<Outcome> {
    let site = args
        .out
        .clone()
        .unwrap_or_else(|| pipeline::default_out(root));
    let fetch = |path: &str| Ok(std::fs::read(site.join(path))?);
    let index = Index::open(Box::new(fetch)).with_context(|| {
        format!(
            "{} 里没有可用的检索索引，请先运行 gongkai build",
            site.display()
        )
    })?;
    let words = args.words.join(" ");
    ensure!(
        words.trim().is_empty() || asks(&words) || args.narrows(),
        "没有给出要找的内容：「{words}」只有引号、括号一类符号"
    );
    let answer = answer(&index, &site, &words, &args.wish(index.facets())?)?;
    match args.format {
        Format::Json => console.data(&format!("{}\n", to_json(&answer)))?,
        Format::Text => console.data(&to_text(&answer))?,
    }
    if args.format == Format::Text {
        console.say(&summary(&answer))?;
        if args.column.is_empty() {
            columns_named(&index, &words).try_for_each(|told| console.say(&told))?;
        }
    }
    Ok(Outcome::Done)
}

impl SearchArgs {
    /// Whether anything but words narrows what is found.
    fn narrows(&self) -> bool {
        let given = [
            &self.organ,
            &self.column,
            &self.year,
            &self.kind,
            &self.validity,
        ];
        given.iter().any(|values| !values.is_empty())
    }

    fn wish(&self, facets: &[Facet]) -> Result<Wish> {
        let filters = [
            ("organ", &self.organ),
            ("column", &self.column),
            ("year", &self.year),
            ("kind", &self.kind),
            ("validity", &self.validity),
        ];
        let filter = |(name, asked): (&str, &Vec<String>)| {
            let facet = facets.iter().find(|facet| facet.name == name);
            let keys = asked.iter().map(|asked| key(facet, asked));
            Ok((name.to_owned(), keys.collect::<Result<_>>()?))
        };
        Ok(Wish {
            filters: filters.into_iter().map(filter).collect::<Result<_>>()?,
            sort: match self.sort {
                Order::Relevance => Sort::Relevance,
                Order::Date => Sort::Date,
            },
            offset: self.offset,
            limit: (self.limit > 0).then_some(self.limit),
        })
    }
}

/// What is found as it was typed; where that is not found whole, and the site has pages in traditional characters,
/// what is found in simplified ones: as on its search page.
fn answer(index: &Index<'_>, site: &Path, words: &str, wish: &Wish) -> Result<Answer> {
    let typed = index.search(words, wish)?;
    if typed.total > 0 && typed.exact {
        return Ok(typed);
    }
    let Some(plain) = simplified(site, words) else {
        return Ok(typed);
    };
    let other = index.search(&plain, wish)?;
    Ok(if other.total > 0 { other } else { typed })
}

/// The simplified character for each traditional one, as the site's own search page has them.
#[derive(Deserialize)]
struct Characters {
    from: String,
    to: String,
}

/// The words in simplified characters; none where they are already, or the site has no others.
fn simplified(site: &Path, words: &str) -> Option<String> {
    let bytes = std::fs::read(site.join("zh-hant/characters.json")).ok()?;
    let Characters { from, to } = serde_json::from_slice(&bytes).ok()?;
    let table: HashMap<char, char> = from.chars().zip(to.chars()).collect();
    let plain = words.chars().map(|one| *table.get(&one).unwrap_or(&one));
    Some(plain.collect::<String>()).filter(|plain| plain != words)
}

/// The key of a facet's value that was asked for by its key or by its name.
fn key(facet: Option<&Facet>, asked: &str) -> Result<String> {
    let values = facet.map_or(&[][..], |facet| &facet.values);
    let asked = asked.trim();
    let is_meant = |value: &&Value| value.0 == asked || value.1 == asked;
    if let Some(value) = values.iter().find(is_meant) {
        return Ok(value.0.clone());
    }
    let (label, list) = facet.map_or(("", ""), |facet| match facet.name.as_str() {
        "organ" => (&*facet.label, "organs"),
        "column" => (&*facet.label, "columns"),
        "kind" => (&*facet.label, "kinds"),
        _ => (&*facet.label, ""),
    });
    if list.is_empty() {
        let keys: Vec<&str> = values.iter().map(|value| value.0.as_str()).collect();
        bail!(
            "网站里没有{label}为「{asked}」的信息；有的是：{}",
            keys.join("、")
        );
    }
    let names = values.iter().flat_map(|value| [&*value.0, &*value.1]);
    let rest = if list == "organs" {
        let of_organ = values.iter().flat_map(|value| {
            let names = [&*value.0, &*value.1].into_iter();
            names.map(|name| (value.0.as_str(), name))
        });
        meant_organ(nearest_organ(asked, of_organ))
    } else {
        meant(asked, names, list)
    };
    bail!("网站里没有{label}为「{asked}」的信息{rest}");
}

fn summary(answer: &Answer) -> String {
    match (answer.total, answer.exact) {
        (0, _) => "没有找到。".to_owned(),
        (total, true) => format!("共 {total} 条，列出 {} 条。", answer.hits.len()),
        (total, false) => format!(
            "没有与所输文字完全一致的；含有其中词语的共 {total} 条，列出 {} 条。",
            answer.hits.len()
        ),
    }
}

/// The columns whose names hold what was typed, as a reader knows them who does not know what stands in them: 年报 is
/// in the name of 政府信息公开年报 and in the title of no report.
fn columns_named<'i>(index: &'i Index<'_>, words: &str) -> impl Iterator<Item = String> + 'i {
    /// One character is in the name of many.
    const SHORTEST: usize = 2;
    let words = words.trim().to_owned();
    let is_name = words.chars().count() >= SHORTEST;
    let facets = index.facets().iter();
    let columns = facets.filter(move |facet| is_name && facet.name == "column");
    let values = columns.flat_map(|facet| &facet.values);
    let named = values.filter(move |value| value.1.contains(&words));
    named.map(|value| {
        format!(
            "栏目“{}”的信息：gongkai search --column {}",
            value.1, value.0
        )
    })
}

fn to_text(answer: &Answer) -> String {
    let mut text = String::new();
    for hit in &answer.hits {
        let facts = [&hit.document_number, &hit.organ, &hit.date];
        let facts: Vec<&str> = facts
            .into_iter()
            .map(String::as_str)
            .filter(|fact| !fact.is_empty())
            .collect();
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{}\n  {}\n  {}{}\n  {}\n",
            hit.title,
            facts.join(" · "),
            if hit.excerpt.attachment {
                "附件："
            } else {
                ""
            },
            hit.excerpt.text,
            hit.path
        );
    }
    text
}

/// The same shape as the browser's module gives.
fn to_json(answer: &Answer) -> serde_json::Value {
    let hits = answer.hits.iter().map(|hit| {
        json!({
            "url": hit.path,
            "title": hit.title,
            "document_number": hit.document_number,
            "organ": hit.organ,
            "date": hit.date,
            "excerpt": hit.excerpt.text,
        })
    });
    let facets = answer
        .facets
        .iter()
        .map(|(name, values)| (name.clone(), json!(values)));
    json!({
        "total": answer.total,
        "exact": answer.exact,
        "hits": hits.collect::<Vec<_>>(),
        "facets": facets.collect::<Map<_, _>>(),
    })
}
