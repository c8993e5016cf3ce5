//! Control characters, which no editor shows: where exactly one stands.

use serde_yaml::granit_parser::ErrorKind;

use super::Part;
use super::parse::{Mistake, Trouble};
use crate::model::Span;

/// Whether a character shows nothing and may stand nowhere in YAML.
pub(super) fn is_hidden(character: char) -> bool {
    character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}')
}

/// Where a mistake stands: the parser tells of a control character where the text begins that holds it.
pub(super) fn exact(trouble: &Trouble, part: Part<'_>) -> Span {
    let span = trouble.span();
    match trouble {
        Trouble::Syntax {
            kind: Mistake::Parser(ErrorKind::UnexpectedCharacter { character }),
            ..
        } if is_hidden(*character) => find(*character, span, part).unwrap_or(span),
        _ => span,
    }
}

/// The first place of the character from the span's on.
fn find(character: char, span: Span, part: Part<'_>) -> Option<Span> {
    let begin = (span.start as usize).saturating_sub(part.offset);
    let at = begin + part.text.get(begin..)?.find(character)?;
    let end = at + character.len_utf8();
    let place = Span::locate(part.text, at, end);
    Some(Span::new(
        part.offset + at,
        part.offset + end,
        part.lines + place.line as usize,
        place.character as usize,
    ))
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
    fn a_sign_that_can_be_seen_still_wants_quotes() {
        let reading = Reading::new("a.md");
        read(Part::whole("标题: @甲\n"), &|_| false, &reading);
        let fault = reading.into_faults().pop().expect("a fault");
        assert_eq!(fault.message, "「@」不能出现在这里");
    }
}
