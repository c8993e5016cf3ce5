//! Words of an item that YAML takes for a comment: `标题: 关于某事 #3 的通知` ends before the `#`.
//!
//! # Why
//! Nothing is wrong with such a line, so that half a title would be published without a word. Only values that
//! hold free words are looked at: behind a kind or a date whatever follows is a comment. What YAML's own writers set
//! off, with a blank behind the `#`, is a comment everywhere, unless a number follows at once (项目 # 1).

use super::super::fault::TEXT_AS_COMMENT;
use super::super::reading::Reading;
use super::super::yaml::{Key, Node, Value};
use crate::model::{Span, find_field};

/// Keys whose values hold free words or names of files.
const FREE: &[&str] = &[
    "title",
    "summary",
    "keywords",
    "source",
    "author",
    "outcome",
    "project",
    "attachments",
    "table",
    "proposal",
    "interpreter",
];

/// Says of each value under a key of free words where it was cut.
pub(super) fn report(front: &Node, text: &str, reading: &Reading) {
    let Value::Map(entries) = &front.value else {
        return;
    };
    for (key, node) in entries {
        if find_field(&key.text).is_some_and(|field| FREE.contains(&field.key)) {
            walk(key, node, text, reading);
        }
    }
}

fn walk(key: &Key, node: &Node, text: &str, reading: &Reading) {
    match &node.value {
        Value::List(nodes) => nodes.iter().for_each(|node| walk(key, node, text, reading)),
        Value::Map(entries) => entries
            .iter()
            .for_each(|(key, node)| walk(key, node, text, reading)),
        Value::Text {
            text: value,
            plain: true,
        } => {
            report_cut(key, value, node.span.end as usize, text, reading);
        }
        // `标题: #3 通知`, of which nothing is left.
        Value::Null => {
            let end = key.span.end as usize;
            let colon = text.get(end..).is_some_and(|rest| rest.starts_with(':'));
            report_cut(key, "", end + usize::from(colon), text, reading);
        }
        Value::Text { .. } => {}
    }
}

fn report_cut(key: &Key, value: &str, end: usize, text: &str, reading: &Reading) {
    let Some(cut) = text.get(end..).and_then(cut) else {
        return;
    };
    let start = end + cut.blanks;
    let words = cut.words;
    let span = Span::locate(text, start, start + words.len());
    let name = &key.text;
    let message = format!("「{name}」的值到“#”为止，后面的“{words}”被当作备注，不会登出");
    let whole = if value.is_empty() {
        words.to_owned()
    } else {
        format!("{value} {words}")
    };
    let quoted = if whole.contains(['"', '\\']) {
        String::new()
    } else {
        format!("：{name}: \"{whole}\"")
    };
    let help =
        format!("“#”是内容的，用半角双引号把整个值括起来{quoted}；是备注的，另起一行，行首写“# ”");
    reading.report(TEXT_AS_COMMENT, span, message, help);
}

/// What follows a value on its line.
struct Cut<'t> {
    blanks: usize,
    words: &'t str,
}

/// What looks like words behind a value: `#3`, and `# 3` where no more than one blank is before it. A note as YAML
/// has them, ` # 备注`, is one.
fn cut(rest: &str) -> Option<Cut<'_>> {
    let line = rest.lines().next()?.trim_end();
    let words = line.trim_start_matches([' ', '\t']);
    let blanks = line.len() - words.len();
    let behind = words.strip_prefix('#')?;
    let is_number = behind.trim_start().starts_with(|c: char| c.is_numeric());
    let is_spaced = behind.is_empty() || behind.starts_with([' ', '\t', '#']);
    let is_note = is_spaced && (blanks > 1 || !is_number);
    (blanks > 0 && !is_note).then_some(Cut { blanks, words })
}
