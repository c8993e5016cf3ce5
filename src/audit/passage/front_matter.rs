//! The texts of an item's front matter, whatever a clerk may write freely there.
//!
//! # Why
//! A value that no page shows today is in an address, a feed or the open data tomorrow. So every key that takes
//! more than a date, a yes or no, or a word of a closed list is here; a test walks all keys of the front matter.

use crate::model::{Item, Span, Written};

/// What sort of text a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Words that people read: what is wrong in a body is wrong in them.
    Words,
    /// A number, an id, an address or the name of a file or column: personal numbers alone are looked for.
    Name,
}

/// One value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'i> {
    /// English key.
    pub(super) key: &'static str,
    /// 标题, 内容概述.
    pub(super) name: &'static str,
    pub(super) text: &'i str,
    /// The stretch of the value, where it is known.
    pub(super) span: Option<Span>,
    pub(super) sort: Sort,
}

/// Every text of the front matter, those of words before names.
pub(super) fn texts(item: &Item) -> Vec<Text<'_>> {
    let mut texts = Vec::new();
    add_words(&mut texts, item);
    add_persons(&mut texts, item);
    add_files(&mut texts, item);
    add_names(&mut texts, item);
    add_lists(&mut texts, item);
    texts
}

impl<'i> Text<'i> {
    fn written(
        key: &'static str,
        name: &'static str,
        sort: Sort,
        value: &'i Written<String>,
    ) -> Self {
        let span = Some(value.span);
        let text = value.value.as_str();
        Self {
            key,
            name,
            text,
            span,
            sort,
        }
    }

    fn plain(key: &'static str, name: &'static str, sort: Sort, text: &'i str) -> Self {
        let span = None;
        Self {
            key,
            name,
            text,
            span,
            sort,
        }
    }
}

/// Adds the values of several keys, each with its Chinese name.
fn add_written<'i, V>(
    texts: &mut Vec<Text<'i>>,
    sort: Sort,
    keys: impl IntoIterator<Item = (&'static str, &'static str, V)>,
) where
    V: IntoIterator<Item = &'i Written<String>>,
{
    for (key, name, values) in keys {
        let values = values.into_iter();
        texts.extend(values.map(|value| Text::written(key, name, sort, value)));
    }
}

fn add_words<'i>(texts: &mut Vec<Text<'i>>, item: &'i Item) {
    texts.push(Text::written("title", "标题", Sort::Words, &item.title));
    let written = [
        ("summary", "内容概述", &item.summary),
        ("project", "项目", &item.project),
        ("outcome", "征求意见结果", &item.outcome),
        ("genre", "体裁", &item.genre),
        ("stage", "阶段", &item.stage),
        ("field", "试点领域", &item.field),
        ("mechanism", "工作机制", &item.mechanism),
        ("part", "应急环节", &item.part),
        ("aim", "六稳六保", &item.aim),
    ];
    add_written(texts, Sort::Words, written);
    let keywords = item.keywords.iter().map(|it| ("keywords", "关键词", it));
    let origin = item.origin.iter().map(|it| ("source", "来源", it));
    let author = item.author.iter().map(|it| ("author", "作者", it));
    let plain = keywords.chain(origin).chain(author);
    texts.extend(plain.map(|(key, name, text)| Text::plain(key, name, Sort::Words, text)));
}

fn add_persons<'i>(texts: &mut Vec<Text<'i>>, item: &'i Item) {
    let of = |key, name| move |text: &'i String| Text::plain(key, name, Sort::Words, text);
    if let Some(person) = &item.interpreter {
        let words = [&person.name, &person.post].into_iter();
        texts.extend(words.map(of("interpreter", "解读人")));
    }
    if let Some(proposal) = &item.proposal {
        let words = std::iter::once(&proposal.proposer).chain(&proposal.text);
        texts.extend(words.map(of("proposal", "建议提案")));
        let number = proposal.number.as_str();
        texts.push(Text::plain("proposal", "建议提案", Sort::Name, number));
    }
}

/// A reader sees the title, and downloads under the file's own name.
fn add_files<'i>(texts: &mut Vec<Text<'i>>, item: &'i Item) {
    for file in &item.attachments {
        let own = name_of(&file.path);
        let title = file.title.as_str();
        let title = Some(title).filter(|title| without_ending(title) != own);
        let words = title.into_iter().chain(std::iter::once(own));
        texts.extend(words.map(|text| Text::plain("attachments", "附件名称", Sort::Words, text)));
    }
    let table = item.table.iter().map(|table| name_of(&table.path));
    texts.extend(table.map(|text| Text::plain("table", "数据表名称", Sort::Name, text)));
}

fn add_names<'i>(texts: &mut Vec<Text<'i>>, item: &'i Item) {
    if let Some(number) = &item.document_number {
        texts.push(Text {
            key: "document_number",
            name: "发文字号",
            text: &number.text,
            span: Some(number.span),
            sort: Sort::Name,
        });
    }
    let written = [
        ("index_number", "索引号", &item.index_number),
        ("unified_number", "统一编号", &item.unified_number),
        ("period", "期间", &item.period),
    ];
    add_written(texts, Sort::Name, written);
    let id = if item.has("id") {
        "编号"
    } else {
        "文件名"
    };
    // Letters before a number make no other number of it where an address is made up of both.
    let number = item
        .id
        .trim_start_matches(|c: char| c.is_ascii_alphabetic());
    texts.push(Text::plain("id", id, Sort::Name, number));
}

fn add_lists<'i>(texts: &mut Vec<Text<'i>>, item: &'i Item) {
    let lists = [
        ("topics", "主题分类", &item.topics),
        ("interprets", "解读对象", &item.interprets),
        ("repeals", "废止文件", &item.repeals),
        ("amends", "修改文件", &item.amends),
        ("columns", "栏目", &item.columns),
        ("tasks", "对应任务", &item.tasks),
        ("aliases", "旧地址", &item.aliases),
    ];
    add_written(texts, Sort::Name, lists);
}

/// The name of a file, without the ending that would seem to go on with a number.
fn name_of(path: &str) -> &str {
    without_ending(path.rsplit('/').next().unwrap_or_default())
}

fn without_ending(name: &str) -> &str {
    let is_ending =
        |ending: &str| ending.len() <= 5 && ending.chars().all(|c| c.is_ascii_alphanumeric());
    let parts = name.rsplit_once('.');
    parts.map_or(
        name,
        |(stem, ending)| if is_ending(ending) { stem } else { name },
    )
}
