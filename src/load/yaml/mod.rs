//! YAML as a tree of texts with their places.
//!
//! # Why
//! The parser's events are read directly, not through serde: an event carries its place and the typed kind
//! of an error, both keys of a duplicate are seen, and no scalar is ever taken for a number, so that
//! `0576` stays `0576` and `2020-11-02` stays what its author wrote. Derived structs were refused because
//! they stop at the first fault of a file; this room must report them all.

mod blocks;
mod brackets;
mod control;
mod indent;
mod node;
mod parse;
mod repair;
mod wording;

pub(super) use node::{Key, Node, Value};

use super::control_character;
use super::fault::{FULL_WIDTH_PUNCTUATION, YAML_SYNTAX, YAML_TOO_COMPLEX};
use super::reading::Reading;
use crate::model::Span;
use brackets::Seen;
use parse::{Trouble, parse};

/// A stretch of a file that is YAML, and where it begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'t> {
    /// The YAML.
    pub(super) text: &'t str,
    /// Byte offset within the file.
    pub(super) offset: usize,
    /// Lines of the file before it.
    pub(super) lines: usize,
}

impl<'t> Part<'t> {
    /// The whole of a file, a BOM left out.
    pub(super) fn whole(text: &'t str) -> Self {
        let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self {
            text: plain,
            offset: text.len() - plain.len(),
            lines: 0,
        }
    }
}

/// Whether YAML takes the character for white space: it knows neither full-width nor no-break spaces.
fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n')
}

/// Reads a stretch of YAML; reports what is wrong with it.
///
/// When a full-width colon, or the lack of a space of YAML's own behind a colon, breaks it, both are reported and the rest is
/// read as if they had been mended, so that the other faults of the file show in the same run. What is
/// broken otherwise gives no tree, and all its mistakes are told.
pub(super) fn read(
    part: Part<'_>,
    is_key: &dyn Fn(&str) -> bool,
    reading: &Reading,
) -> Option<Node> {
    let first = parse(part);
    let repair = match &first {
        Ok(node) if matches!(node.value, Value::Map(_) | Value::List(_)) => None,
        Ok(_) | Err(Trouble::Syntax { .. }) => repair::mend(part, is_key),
        Err(Trouble::TooComplex { .. }) => None,
    };
    let Some(repair) = repair else {
        return finish(first, part, |span| to_end_of_line(span, part), reading);
    };
    repair.report(reading);
    let mended = Part {
        text: &repair.text,
        ..part
    };
    let place = |span| to_end_of_line(repair.moved(span), part);
    let outcome = parse(mended).map(|mut node| {
        repair.restore(&mut node);
        node
    });
    finish(outcome, mended, place, reading)
}

/// The tree, or what is wrong with each entry; `place` tells where a mistake stands in the file.
fn finish(
    outcome: Result<Node, Trouble>,
    part: Part<'_>,
    place: impl Fn(Span) -> Span,
    reading: &Reading,
) -> Option<Node> {
    let troubles = match outcome {
        Ok(mut node) => {
            mend_quotes(&mut node, reading);
            if part.text.contains('\\') {
                control_character::report_escaped(&node, reading);
            }
            return Some(node);
        }
        Err(bomb @ Trouble::TooComplex { .. }) => vec![bomb],
        Err(first) => blocks::troubles(part, first),
    };
    for trouble in troubles {
        if let Some((span, message, help)) = indent::stray(&trouble, part) {
            reading.report(YAML_SYNTAX, place(span), message, help);
            continue;
        }
        let span = place(control::exact(&trouble, part));
        let (fault, (message, help)) = match trouble {
            Trouble::Syntax { kind, span } => (YAML_SYNTAX, wording::of(&kind, seen(part, span))),
            Trouble::TooComplex { what, .. } => {
                let help = "请检查这一段是否由程序误生成，把它改成普通的“键: 值”和列表";
                (YAML_TOO_COMPLEX, (what, help))
            }
        };
        reading.report(fault, span, message, help);
    }
    None
}

/// The line on which a mistake was noticed, cut there.
fn seen(part: Part<'_>, span: Span) -> Seen<'_> {
    let at = (span.start as usize).saturating_sub(part.offset);
    let (before, behind) = part.text.split_at_checked(at).unwrap_or_default();
    Seen {
        before: before.rsplit('\n').next().unwrap_or_default(),
        behind: behind.lines().next().unwrap_or_default(),
    }
}

/// An error has a beginning and no end: what follows on its line is shown.
fn to_end_of_line(span: Span, part: Part<'_>) -> Span {
    let start = (span.start as usize).saturating_sub(part.offset);
    let rest = part.text.get(start..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default().trim_end();
    let end = span
        .start
        .saturating_add(u32::try_from(line.len()).unwrap_or(0));
    Span { end, ..span }
}

/// Full-width quotes that stand where YAML's own should, as in “2020-11-02”, are reported and taken off.
fn mend_quotes(node: &mut Node, reading: &Reading) {
    const QUOTES: [char; 5] = ['“', '”', '＂', '‘', '’'];
    match &mut node.value {
        Value::Text { text, plain: true } => {
            let inside = text
                .strip_prefix(QUOTES)
                .and_then(|rest| rest.strip_suffix(QUOTES))
                .filter(|inside| !inside.contains(QUOTES));
            let Some(inside) = inside.map(str::to_owned) else {
                return;
            };
            let message = format!("值「{text}」用全角引号括了起来，引号会被当作内容");
            let help = format!(
                "去掉引号，写成 {inside}；引号确属内容的，外面再加一对半角引号：\"{text}\""
            );
            reading.report(FULL_WIDTH_PUNCTUATION, node.span, message, help);
            *text = inside;
        }
        Value::List(nodes) => nodes.iter_mut().for_each(|node| mend_quotes(node, reading)),
        Value::Map(entries) => entries
            .iter_mut()
            .for_each(|(_, node)| mend_quotes(node, reading)),
        Value::Null | Value::Text { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, Part, Value, read};
    use crate::load::reading::Reading;
    use crate::model::Span;

    fn tree(text: &str) -> (Option<Node>, Vec<String>) {
        let reading = Reading::new("a.yaml");
        let node = read(
            Part::whole(text),
            &|key| key == "title" || key == "日期",
            &reading,
        );
        let faults = reading.into_faults().into_iter();
        (node, faults.map(|fault| fault.code.to_owned()).collect())
    }

    fn entries(text: &str) -> Vec<(String, String, Span)> {
        let Some(Value::Map(entries)) = tree(text).0.map(|node| node.value) else {
            return Vec::new();
        };
        let entry = |(key, node): (super::Key, Node)| match node.value {
            Value::Text { text, .. } => (key.text, text, node.span),
            other => (key.text, format!("{other:?}"), node.span),
        };
        entries.into_iter().map(entry).collect()
    }

    #[test]
    fn a_scalar_is_the_text_that_was_written() {
        let words: Vec<String> = entries("a: 0576\nb: 2020-11-02\nc: 1e3\nd: yes\ne: 0x10\n")
            .into_iter()
            .map(|(_, text, _)| text)
            .collect();
        assert_eq!(words, ["0576", "2020-11-02", "1e3", "yes", "0x10"]);
    }

    #[test]
    fn a_value_knows_its_place_behind_a_bom_and_after_chinese() {
        let text = "\u{feff}标题: 甲\r\n日期: 乙丙\r\n";
        let start = text.find('乙').unwrap_or_default();
        let found = entries(text).pop().map(|(_, _, span)| span);
        assert_eq!(found, Some(Span::new(start, start + 6, 2, 5)));
    }

    #[test]
    fn an_alias_stands_where_it_is_used() {
        let spans: Vec<Span> = entries("a: &x 甲\nb: *x\n")
            .into_iter()
            .map(|(_, _, span)| span)
            .collect();
        assert_eq!(
            spans.last().map(|span| (span.line, span.character)),
            Some((2, 4))
        );
    }

    #[test]
    fn places_are_those_of_the_file_after_colons_were_mended() {
        let text = "title：甲\n日期:乙\nother: 丙\n";
        assert_eq!(tree(text).1, ["SRC006", "SRC005"]);
        let found = entries(text);
        let words: Vec<(&str, &str)> = found
            .iter()
            .map(|(key, text, _)| (&**key, &**text))
            .collect();
        assert_eq!(words, [("title", "甲"), ("日期", "乙"), ("other", "丙")]);
        for (_, word, span) in &found {
            let start = text.find(word.as_str()).unwrap_or_default();
            assert_eq!(*span, Span::locate(text, start, start + 3), "{word}");
        }
    }

    #[test]
    fn a_blank_that_yaml_does_not_know_is_told_on_its_line_and_mended() {
        for blank in ["　", "\u{a0}", "\u{a0}　", "\u{2003}"] {
            let text = format!(
                "title:{blank}\"甲\"\nother:{blank}[乙]\n日期： {blank}丙\n日期：{blank}丁\n"
            );
            assert_eq!(tree(&text).1, ["SRC005", "SRC005", "SRC006", "SRC006"]);
            let found = entries(&text);
            let words: Vec<&str> = found.iter().map(|(_, text, _)| text.trim()).collect();
            assert_eq!(words.first(), Some(&"甲"));
            for (word, entry) in ["\"甲\"", "[乙]", "丁"].into_iter().zip([0, 1, 3]) {
                let start = text.find(word).unwrap_or_default();
                let place = Span::locate(&text, start, start + word.len());
                assert_eq!(
                    found.get(entry).map(|(_, _, span)| *span),
                    Some(place),
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn a_full_width_colon_inside_a_value_is_its_own() {
        let (_, faults) = tree("title: 关于：说明\nsummary: |\n  日期：今天\n  title：甲\n");
        assert_eq!(faults, [""; 0]);
    }

    #[test]
    fn both_entries_of_a_double_are_kept() {
        assert_eq!(entries("title: 甲\ntitle: 乙\n").len(), 2);
    }
}
