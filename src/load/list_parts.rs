//! Lists whose commas, brackets and dashes are Chinese: YAML takes the whole for one element.

use super::fault::{FULL_WIDTH_PUNCTUATION, YAML_SYNTAX};
use super::fields::Fields;
use super::scalars::{TEXTS, text_of};
use super::yaml::{Node, Value};
use crate::model::{Span, Written};

/// Marks that stand between elements and within none.
const COMMAS: &[char] = &['，', '；'];
/// Marks that stand within a name only where somebody registered it so: 县府办（县外事办、县金融办）.
const ALL: &[char] = &['，', '；', '、'];
/// Marks that stand between free words, as an office puts them in print.
const OF_WORDS: &[char] = &['，', '；', '、', ',', ';'];

impl Fields<'_> {
    /// A list of texts; a single text is a list of one.
    pub(super) fn list(&self, key: &str) -> Vec<Written<String>> {
        self.elements(key, COMMAS, |_| false)
    }

    /// Free words. What a mark between them means is plain, so none of them stands in the way of a build.
    pub(super) fn words(&self, key: &str) -> Vec<String> {
        let mut words = Vec::new();
        for node in self.nodes(key) {
            match &node.value {
                Value::Text { text, plain: true } if !is_behind_a_dash(text.trim()) => {
                    let text = text.trim();
                    let parts = apart(between_brackets(text).unwrap_or(text)).into_iter();
                    words.extend(parts.map(bare).map(str::to_owned));
                }
                _ => words.extend(self.element(key, node, ALL).into_iter().map(|it| it.value)),
            }
        }
        words.retain(|word| !word.is_empty());
        words
    }

    /// A list of texts whose places do not matter.
    pub(super) fn plain_list(&self, key: &str) -> Vec<String> {
        let texts = self.list(key).into_iter();
        texts.map(|text| text.value).collect()
    }

    /// A list of names, numbers or words, between which an author may put a 、 that is within none of them.
    pub(super) fn names(&self, key: &str, is_one: impl Fn(&str) -> bool) -> Vec<Written<String>> {
        self.elements(key, ALL, is_one)
    }

    fn elements(
        &self,
        key: &str,
        marks: &[char],
        is_one: impl Fn(&str) -> bool,
    ) -> Vec<Written<String>> {
        let of = |node: &Node| {
            let is_one = text_of(node).is_some_and(|text| is_one(&text.value));
            self.element(key, node, if is_one { &[] } else { marks })
        };
        self.nodes(key).iter().flat_map(of).collect()
    }

    /// What one element of a list holds: a text, none, or those that were meant.
    fn element(&self, key: &str, node: &Node, marks: &[char]) -> Vec<Written<String>> {
        // What stands in quotes is one, whatever it holds.
        if let Value::Text { text, plain: true } = &node.value
            && let Some(parts) = self.parts(key, text.trim(), node.span, marks)
        {
            return parts;
        }
        let text = text_of(node);
        if text.is_none() && node.value != Value::Null {
            self.report_type(key, node, TEXTS);
        }
        text.filter(|text| !text.is_empty()).into_iter().collect()
    }

    /// The elements that were meant by one, which is reported; none when one was meant.
    fn parts(
        &self,
        key: &str,
        text: &str,
        span: Span,
        marks: &[char],
    ) -> Option<Vec<Written<String>>> {
        let name = self.known_as(key);
        if is_behind_a_dash(text) {
            let message = format!("「{name}」里的“-”后面缺一个半角空格，程序认不出这是列表的一项");
            let help = "每项写一行“- 项”，减号后面空一个半角空格";
            self.reading().report(YAML_SYNTAX, span, message, help);
            return Some(Vec::new());
        }
        let inside = between_brackets(text);
        let mark = text.chars().find(|one| marks.contains(one));
        let fault = match (inside, mark) {
            (None, None) => return None,
            (Some(_), _) => "用全角的方括号括了起来，程序认不出这是列表".to_owned(),
            (None, Some(mark)) => format!("的各项之间是“{mark}”，会被当作同一项"),
        };
        let words = inside.unwrap_or(text).split(marks).map(bare);
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let help = format!(
            "分成几项来写，用半角的方括号和逗号，如 {name}: [{}]；标点确属内容的，用半角双引号把这一项括起来",
            words.join(", ")
        );
        let message = format!("「{name}」{fault}");
        self.reading()
            .report(FULL_WIDTH_PUNCTUATION, span, message, help);
        let written = |word: &&str| Written::new((*word).to_owned(), span);
        Some(words.iter().map(written).collect())
    }
}

/// `-　预算`, which YAML takes for a word that begins with a dash.
fn is_behind_a_dash(text: &str) -> bool {
    text.strip_prefix('-')
        .and_then(|rest| rest.chars().next())
        .is_some_and(|next| !next.is_ascii())
}

/// What full-width brackets hold, where they hold all: 【预算，决算】.
fn between_brackets(text: &str) -> Option<&str> {
    const OPEN: [char; 2] = ['【', '［'];
    const CLOSE: [char; 2] = ['】', '］'];
    let inside = text.strip_prefix(OPEN)?.strip_suffix(CLOSE)?;
    (!inside.contains(OPEN) && !inside.contains(CLOSE)).then_some(inside)
}

/// Free words from between their marks; one within a title or brackets parts none: 《某市、县条例》.
fn apart(text: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let is_between = |c: char| {
        match c {
            '《' | '〈' | '（' | '(' | '“' => depth += 1,
            '》' | '〉' | '）' | ')' | '”' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && OF_WORDS.contains(&c)
    };
    text.split(is_between).collect()
}

/// A word without the blanks and quotes around it.
fn bare(word: &str) -> &str {
    let word = word.trim();
    let inside = word
        .strip_prefix(['“', '"'])
        .and_then(|word| word.strip_suffix(['”', '"']));
    inside.unwrap_or(word)
}
