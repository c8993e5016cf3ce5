//! Texts that look like lists or mappings to YAML: `[试行] 办法`, `- 第一`, `[某财[2020]1号]`.
//!
//! # Why
//! The parser notices them where the text goes on, and calls that wrong indentation or an unfinished list.
//! The indentation is right and the brackets are paired: what mends them is a pair of quotes.

use serde_yaml::granit_parser::ErrorKind as Kind;

/// The line of a mistake, cut where the parser noticed it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen<'t> {
    pub(super) before: &'t str,
    pub(super) behind: &'t str,
}

impl Seen<'_> {
    /// Whether a tab indents the line, which YAML takes for a part of the value above.
    pub(super) fn is_tabbed(&self) -> bool {
        let indent = self.before.chars().take_while(|c| matches!(c, ' ' | '\t'));
        indent.into_iter().any(|c| c == '\t')
    }
}

const TEXT: &str =
    "值是文字的，用半角双引号把整个值括起来，如 \"[示例] 标题\"；是列表的，右括号后面不能再写字";
const NUMBER: &str = "文号的年份用六角括号，如〔2020〕；要照写方括号的，用半角双引号把这个值括起来";
const LIST: &str = "值是文字的，用半角双引号把整个值括起来；是列表的，从下一行起每行写一个“- 项”";
const QUESTION: &str = "用半角双引号把整个值括起来";
const ELEMENT: &str = "用半角双引号把这一项括起来，如 [\"甲[乙]丙\", 丁]";
const NUMBERS: &str = "文号的年份用六角括号，如 [某财〔2020〕1号]；或者用半角双引号把这一项括起来";
const SURPLUS: &str = "删去多余的右括号；值是文字的，用半角双引号把整个值括起来";

/// What to say of such a text; none when the mistake is another.
pub(super) fn of(kind: &Kind, seen: Seen<'_>) -> Option<(String, &'static str)> {
    let before = seen.before.trim_end();
    let next = seen.behind.chars().next()?;
    match kind {
        Kind::BlockSequenceEntryNotAllowed if next == '-' && !before.is_empty() => {
            let message = "值以“- ”开头，会被当作列表的一项";
            Some((message.to_owned(), LIST))
        }
        Kind::MappingKeyNotAllowed if next == '?' && !before.is_empty() => {
            let message = "值以“? ”开头，会被当作一个键";
            Some((message.to_owned(), QUESTION))
        }
        Kind::MisplacedFlowCollectionEnd if matches!(next, ']' | '}') => {
            Some((format!("「{next}」没有配对的左括号"), SURPLUS))
        }
        Kind::InvalidIndentation
        | Kind::ExpectedBlockMappingKey
        | Kind::ExpectedBlockSequenceEntry
        | Kind::ExpectedFlowSequenceSeparator
        | Kind::ExpectedFlowMappingSeparator => behind_a_bracket(before)
            .or_else(|| matches!(next, '[' | '{').then(|| within_an_element(next, seen.behind))),
        _ => None,
    }
}

/// Text after a closing bracket: what the brackets hold was taken for the whole of a value.
fn behind_a_bracket(before: &str) -> Option<(String, &'static str)> {
    let close = before.chars().last().filter(|last| "]}".contains(*last))?;
    let taken = if close == ']' { "列表" } else { "键值对" };
    let Some(pair) = last_pair(before) else {
        let message = format!("「{close}」结束了{taken}，它后面却还有文字");
        return Some((message, TEXT));
    };
    let message = format!("「{pair}」会被当作{taken}，它后面却还有文字");
    let inside = pair.trim_matches(['[', ']']);
    Some((message, if is_year(inside) { NUMBER } else { TEXT }))
}

/// From the bracket that the text ends with back to its partner, which may stand on another line.
fn last_pair(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices().rev() {
        match character {
            ']' | '}' => depth += 1,
            '[' | '{' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return text.get(at..);
        }
    }
    None
}

/// A bracket in the middle of an element of a list between brackets.
fn within_an_element(open: char, behind: &str) -> (String, &'static str) {
    let inside = behind
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'));
    let numbered = inside.is_some_and(|(inside, _)| is_year(inside));
    (
        format!("括号里的一项中又有「{open}」，会被当作另一层的开头"),
        if numbered { NUMBERS } else { ELEMENT },
    )
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.chars().all(|digit| digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::{Part, read};
    use crate::load::reading::Reading;

    fn told(value: &str) -> Vec<(String, String)> {
        let reading = Reading::new("a.yaml");
        let text = format!("标题: 甲\n内容概述: {value}\n来源: 乙\n");
        read(Part::whole(&text), &|key| key == "标题", &reading);
        let faults = reading.into_faults().into_iter();
        faults.map(|fault| (fault.message, fault.help)).collect()
    }

    #[test]
    fn a_text_that_looks_like_a_list_wants_quotes_and_no_other_indentation() {
        for (value, said) in [
            (
                "[示例] 方括号开头",
                "「[示例]」会被当作列表，它后面却还有文字",
            ),
            (
                "[甲, [乙]] 丙",
                "「[甲, [乙]]」会被当作列表，它后面却还有文字",
            ),
            ("[甲,\n  乙] 丙", "「]」结束了列表，它后面却还有文字"),
            ("{甲} 与乙", "「{甲}」会被当作键值对，它后面却还有文字"),
            ("- 第一", "值以“- ”开头，会被当作列表的一项"),
            ("? 甲", "值以“? ”开头，会被当作一个键"),
            (
                "[甲[乙], 丙]",
                "括号里的一项中又有「[」，会被当作另一层的开头",
            ),
            ("]甲", "「]」没有配对的左括号"),
        ] {
            let told = told(value);
            let (message, help) = told.first().expect("a fault");
            assert_eq!((told.len(), message.as_str()), (1, said));
            assert!(help.contains("半角双引号"), "{help}");
        }
    }

    #[test]
    fn the_year_of_a_document_number_wants_its_own_brackets() {
        for value in [
            "[2020]5号",
            "[某财[2020]1号]",
            "[某财〔2020〕1号, 某财[2020]2号]",
        ] {
            let told = told(value);
            assert!(
                told.iter().all(|(_, help)| help.contains("〔2020〕")),
                "{told:?}"
            );
            assert_eq!(told.len(), 1);
        }
    }

    #[test]
    fn brackets_without_a_partner_are_told_as_before() {
        assert!(
            told("[甲, 乙")
                .iter()
                .any(|(message, _)| message == "「[」没有配对的右括号")
        );
        let indented = told("甲\n 丙: 丁");
        assert!(
            indented.iter().all(|(message, _)| message.contains("缩进")),
            "{indented:?}"
        );
    }
}
