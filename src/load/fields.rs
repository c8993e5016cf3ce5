//! Values of a mapping, asked for by key: what is missing, unknown or of the wrong sort is reported.

use super::fault::{
    DUPLICATE_KEY, FULL_WIDTH_PUNCTUATION, KEY_AND_ALIAS, MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE,
    YAML_SYNTAX,
};
use super::other_words::key_for;
use super::reading::Reading;
use super::slip::{did_you_mean, shows_nothing, slip, visible};
use super::yaml::{Key, Node, Value};
use crate::model::{Place, Span, WrittenKey};

/// A key and its Chinese alias; an empty alias is none.
pub(super) type Name = (&'static str, &'static str);

/// One entry whose key is known.
#[derive(Debug)]
struct Entry<'n> {
    name: Name,
    at: &'n Key,
    value: &'n Node,
}

/// A mapping whose keys have been checked.
#[derive(Debug)]
pub(super) struct Fields<'n> {
    entries: Vec<Entry<'n>>,
    span: Span,
    reading: &'n Reading,
    /// What the mapping is, for messages: 附件.
    what: &'n str,
    names: &'n [Name],
}

/// Whether a word is one of the keys, or an alias.
pub(super) fn is_name(names: &[Name], word: &str) -> bool {
    !word.is_empty()
        && names
            .iter()
            .any(|(key, alias)| *key == word || *alias == word)
}

impl<'n> Fields<'n> {
    /// Checks the keys of a mapping against those that are known; none when the node is no mapping.
    pub(super) fn open(
        node: &'n Node,
        what: &'n str,
        names: &'n [Name],
        reading: &'n Reading,
    ) -> Option<Self> {
        let map: &[(Key, Node)] = match &node.value {
            Value::Map(map) => map,
            Value::Null => &[],
            Value::Text { .. } | Value::List(_) => {
                let message = format!("{what}应当是“键: 值”，现在是{}", node.sort());
                reading.report(WRONG_TYPE, node.span, message, possible(names));
                return None;
            }
        };
        let mut fields = Self {
            entries: Vec::with_capacity(map.len()),
            span: map.first().map_or(node.span, |(key, _)| key.span),
            reading,
            what,
            names,
        };
        for (key, value) in map {
            fields.enter(key, value);
        }
        // What is said of an unknown key depends on those that are written.
        for (key, _) in map.iter().filter(|(key, _)| !is_name(names, &key.text)) {
            fields.report_unknown(key);
        }
        Some(fields)
    }

    /// Takes an entry in; a key with characters that nobody sees is read as if they had been taken out.
    fn enter(&mut self, at: &'n Key, value: &'n Node) {
        let name = |word: &str| {
            let is = |(key, alias): &&Name| !word.is_empty() && (*key == word || *alias == word);
            self.names.iter().find(is).copied()
        };
        let Some(name) = name(&at.text).or_else(|| name(&visible(&at.text))) else {
            return;
        };
        match self.entries.iter().find(|entry| entry.name == name) {
            Some(first) => self.report_double(first.at, at),
            None => self.entries.push(Entry { name, at, value }),
        }
    }

    fn report_unknown(&self, key: &Key) {
        // In `{name: 甲, phone：0576}` the colon is a part of the key.
        if let Some((name, _)) = key.text.split_once('：')
            && is_name(self.names, name)
        {
            let message = format!("「{name}」后面是全角冒号“：”，程序认不出这是一个键");
            let help = format!("改成半角冒号加一个空格：{name}: 值");
            let reading = self.reading;
            return reading.report(FULL_WIDTH_PUNCTUATION, key.span, message, help);
        }
        // And so it is where no space that YAML knows follows it: `{phone:　0576}`.
        if let Some((name, _)) = key.text.split_once(':')
            && is_name(self.names, name)
        {
            let message = format!("「{name}:」后面缺一个半角空格");
            let help = format!("改成半角冒号加一个半角空格：{name}: 值");
            let reading = self.reading;
            return reading.report(YAML_SYNTAX, key.span, message, help);
        }
        let known = self.names.iter().flat_map(|(key, alias)| [*key, *alias]);
        let message = format!("{}没有「{}」这个键", self.what, key.text);
        let help = self
            .called_elsewhere(&key.text)
            .or_else(|| slip(&key.text, known))
            .unwrap_or_else(|| possible(self.names));
        self.reading.report(UNKNOWN_KEY, key.span, message, help);
    }

    /// Offers the key that an office's word for it stands for, or tells that the key is written already.
    fn called_elsewhere(&self, word: &str) -> Option<String> {
        let meant = key_for(word, |key| is_name(self.names, key))?;
        let is_meant = |entry: &&Entry<'_>| entry.name.1 == meant;
        Some(match self.entries.iter().find(is_meant) {
            Some(entry) => format!(
                "它就是「{}」，已经写在第 {} 行，请删去一处",
                entry.at.text, entry.at.span.line
            ),
            None => did_you_mean(meant),
        })
    }

    fn report_double(&self, first: &Key, second: &Key) {
        let (fault, message, help) = if first.text == second.text {
            let message = format!("「{}」写了两次", second.text);
            (DUPLICATE_KEY, message, "留下一处，删去另一处")
        } else {
            let message = format!(
                "「{}」和「{}」是同一个键，不能都写",
                first.text, second.text
            );
            (KEY_AND_ALIAS, message, "中文键和英文键任选一个，删去另一个")
        };
        let place = |key: &Key| Place::at(self.reading.path.clone(), key.span);
        let diagnostic = fault
            .says(message)
            .with_place(place(second))
            .with_help(help);
        self.reading
            .add(diagnostic.with_also(place(first), "先写在这里"));
    }

    fn entry(&self, key: &str) -> Option<&Entry<'n>> {
        self.entries.iter().find(|entry| entry.name.0 == key)
    }

    /// The file that is read.
    pub(super) fn reading(&self) -> &'n Reading {
        self.reading
    }

    /// Every key that is written, in the order of the file.
    pub(super) fn written(&self) -> impl Iterator<Item = WrittenKey> {
        self.entries.iter().map(|entry| WrittenKey {
            key: entry.name.0,
            span: entry.at.span,
            is_blank: says_nothing(entry.value),
        })
    }

    /// The key as this author knows it: Chinese where the file is written in Chinese keys.
    pub(super) fn known_as(&self, key: &str) -> &'static str {
        let chinese = |entry: &Entry<'_>| entry.at.text == entry.name.1;
        let written = self.entry(key).map(chinese);
        let name = self.names.iter().find(|(name, _)| *name == key);
        match (
            name,
            written.unwrap_or_else(|| self.entries.iter().any(chinese)),
        ) {
            (Some((_, alias)), true) if !alias.is_empty() => alias,
            (Some((key, _)), _) => key,
            (None, _) => "",
        }
    }

    /// The value of a key; none when it is absent or empty, in quotes or without.
    pub(super) fn node(&self, key: &str) -> Option<&'n Node> {
        let entry = self.entry(key)?;
        (!is_empty(entry.value)).then_some(entry.value)
    }

    /// The place of a key, or of the mapping's first key where it is not written.
    pub(super) fn place_of(&self, key: &str) -> Span {
        self.entry(key).map_or(self.span, |entry| entry.at.span)
    }

    /// Says that a key is missing, or has no value; the example is a value.
    pub(super) fn report_missing(&self, key: &str, example: &str) {
        let name = self.known_as(key);
        let (message, help) = if self.entry(key).is_some() {
            let message = format!("「{name}」没有填写");
            (message, format!("在冒号后面补上内容，如 {name}: {example}"))
        } else {
            let gloss = self.gloss(key, name);
            let message = format!("{}缺「{name}」{gloss}", self.what);
            (message, format!("补上一行，如 {name}: {example}"))
        };
        self.reading
            .report(MISSING_KEY, self.place_of(key), message, help);
    }

    /// Says that a key is missing, or has no value, where it is so; `[]` is a value.
    pub(super) fn wants(&self, key: &str, example: &str) {
        if self.node(key).is_none() {
            self.report_missing(key, example);
        }
    }

    /// The Chinese name of a key that is called by its English one.
    fn gloss(&self, key: &str, name: &str) -> String {
        let alias = self.names.iter().find(|(english, _)| *english == key);
        match alias {
            Some((_, alias)) if !alias.is_empty() && *alias != name => format!("（{alias}）"),
            _ => String::new(),
        }
    }
}

/// Whether a scalar is left out, or is nothing but blanks and characters without width: `""`, `"　"`.
fn is_empty(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Text { text, .. } => shows_nothing(text),
        Value::List(_) | Value::Map(_) => false,
    }
}

/// Whether nothing is written in it, however deep.
pub(super) fn says_nothing(node: &Node) -> bool {
    match &node.value {
        Value::List(nodes) => nodes.iter().all(says_nothing),
        Value::Map(entries) => entries.iter().all(|(_, node)| says_nothing(node)),
        Value::Null | Value::Text { .. } => is_empty(node),
    }
}

/// What may be written, as long as it is few enough to be read.
fn possible(names: &[Name]) -> String {
    if names.len() > 20 {
        return "每行写一个“键: 值”，可用的键见 gongkai new 生成的模板；暂时不用的在行首加 #"
            .to_owned();
    }
    let names: Vec<&str> = names.iter().map(|(key, _)| *key).collect();
    format!("这里可以写的键有：{}", names.join("、"))
}
