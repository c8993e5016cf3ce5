//! Control characters and tabs, which no editor shows: where exactly one stands.

use serde_yaml::granit_parser::ErrorKind;

use super::Part;
use super::parse::{Mistake, Trouble};
use crate::model::Span;

/// Whether a character shows nothing and may stand nowhere in YAML.
pub(super) fn is_hidden(character: char) -> bool {
    character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}')
}

/// Where a mistake stands: the parser tells of a control character, and of a tab before a key, where the text
/// begins that it takes for the one that holds it.
pub(super) fn exact(trouble: &Trouble, part: Part<'_>) -> Span {
    let span = trouble.span();
    let Trouble::Syntax {
        kind: Mistake::Parser(kind),
        ..
    } = trouble
    else {
        return span;
    };
    let begin = (span.start as usize).saturating_sub(part.offset);
    let found = match kind {
        ErrorKind::UnexpectedCharacter { character } if is_hidden(*character) => part
            .text
            .get(begin..)
            .and_then(|rest| Some((begin + rest.find(*character)?, character.len_utf8()))),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => indenting_tab(begin, part.text).map(|at| (at, 1)),
        ErrorKind::MappingValueNotAllowed => {
            let behind = part.text.get(begin..).unwrap_or_default();
            let line = behind.find('\n').map_or(part.text.len(), |at| begin + at);
            let text = part.text.get(..line);
            text.and_then(|text| indenting_tab(begin, text))
                .map(|at| (at, 1))
        }
        _ => None,
    };
    found.map_or(span, |(at, length)| place(at, at + length, part))
}

/// The first tab that indents a line, from the line of this byte on.
fn indenting_tab(begin: usize, text: &str) -> Option<usize> {
    let before = text.get(..begin)?;
    let mut at = before.rfind('\n').map_or(0, |newline| newline + 1);
    for line in text.get(at..)?.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line.get(..indent)?.find('\t') {
            return Some(at + tab);
        }
        at += line.len();
    }
    None
}

fn place(at: usize, end: usize, part: Part<'_>) -> Span {
    let place = Span::locate(part.text, at, end);
    Span::new(
        part.offset + at,
        part.offset + end,
        part.lines + place.line as usize,
        place.character as usize,
    )
}

#[cfg(test)]
mod tests {
    use super::super::{Part, read};
    use crate::load::reading::Reading;
    use crate::model::Span;

    #[test]
    fn a_control_character_is_told_where_it_stands_and_wants_no_quotes() {
        for value in [
            "甲\u{7}乙",
            "\u{7}乙",
            "\"甲\u{7}\"",
            "|\n  甲\n  乙\u{7}丙",
            "[甲, 乙\u{7}]",
        ] {
            let text = format!("\u{feff}标题：甲\n类型:乙\n来源: {value}\n");
            let reading = Reading::new("a.md");
            read(Part::whole(&text), &|key| key == "类型", &reading);
            let fault = reading.into_faults().pop().expect("a fault");
            assert_eq!(fault.message, "这里有一个看不见的控制字符（U+0007）");
            assert!(!fault.help.contains("引号"), "{}", fault.help);
            let span = fault.place.and_then(|place| place.span).expect("a span");
            let start = text.find('\u{7}').expect("the character");
            let place = Span::locate(&text, start, start);
            let found = (span.start, span.line, span.character);
            assert_eq!(
                found,
                (place.start, place.line, place.character),
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_tab_before_a_key_is_told_on_its_own_line() {
        for (text, line, character) in [
            ("标题: 甲\n概述: 概述\n\t来源: 乙\n", 3, 1),
            ("标题: 甲\n概述: 概\t述\n\n\t来源: 乙\n", 4, 1),
            ("标题：甲\n概述: 概述\n\t来源: 乙\n", 3, 1),
            ("标题: 甲\n概述: 概述\n  \t来源: 乙\n", 3, 3),
            ("单位:\n\t甲: 乙\n", 2, 1),
        ] {
            let reading = Reading::new("a.md");
            read(Part::whole(text), &|_| false, &reading);
            let fault = reading.into_faults().pop().expect("a fault");
            assert!(fault.message.contains("Tab"), "{text:?}: {fault:?}");
            let span = fault.place.and_then(|place| place.span).expect("a span");
            assert_eq!((span.line, span.character), (line, character), "{text:?}");
        }
    }

    #[test]
    fn a_sign_that_can_be_seen_still_wants_quotes() {
        let reading = Reading::new("a.md");
        read(Part::whole("标题: @甲\n"), &|_| false, &reading);
        let fault = reading.into_faults().pop().expect("a fault");
        assert_eq!(fault.message, "「@」不能出现在这里");
    }
}
