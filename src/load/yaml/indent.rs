//! Keys that stand too far to the right: the parser notices them at their colon, or a line below.

use serde_yaml::granit_parser::ErrorKind as Kind;

use super::Part;
use super::parse::{Mistake, Trouble};
use crate::model::Span;

const CONTINUED: &str = "这一行缩进不对：前面有空格，被当作上一行的接续";
const ALIGN: &str = "这一行是一个键的，删去行首多余的空格，和同一层的键左端对齐；是上一行的文字的，用半角双引号把整个值括起来";
const FIRST: &str = "第一个键的前面有空格或者制表符（Tab），后面的键和它对不齐";
const ALIGN_FIRST: &str = "删去这一行行首的空格和制表符";

/// Where such a line begins, what is wrong with it and how to mend it; none when the mistake is another.
pub(super) fn stray(
    trouble: &Trouble,
    part: Part<'_>,
) -> Option<(Span, &'static str, &'static str)> {
    let Trouble::Syntax {
        kind: Mistake::Parser(kind),
        span,
    } = trouble
    else {
        return None;
    };
    match kind {
        Kind::MappingValueNotAllowed => {
            let colon = (span.start as usize).checked_sub(part.offset)?;
            let line = part.text.get(..colon)?.rsplit('\n').next()?;
            let key = line.trim_start_matches(' ');
            let is_stray = key.len() < line.len() && !key.starts_with('\t') && !key.contains(": ");
            let begin = span.start.checked_sub(u32::try_from(line.len()).ok()?)?;
            let place = Span {
                start: begin,
                end: begin,
                line: span.line,
                character: 1,
            };
            is_stray.then_some((place, CONTINUED, ALIGN))
        }
        Kind::ExpectedDocumentStart => {
            let (at, line, number) = first(part.text)?;
            let start = part.offset + at;
            let place = Span::new(start, start, part.lines + number + 1, 1);
            line.starts_with([' ', '\t'])
                .then_some((place, FIRST, ALIGN_FIRST))
        }
        _ => None,
    }
}

/// The first line that says something: its byte, its text, the lines before it.
fn first(text: &str) -> Option<(usize, &str, usize)> {
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let words = line.trim();
        if !words.is_empty() && !words.starts_with('#') {
            return Some((at, line, number));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::{Part, read};
    use crate::load::reading::Reading;

    #[test]
    fn a_key_behind_blanks_is_told_at_the_beginning_of_its_line() {
        for (text, line, help) in [
            ("标题: 甲\n 类型: 乙\n", 2, "删去行首多余的空格"),
            ("标题: 甲\n 类型: \"乙\"\n", 2, "删去行首多余的空格"),
            ("标题：甲\n 类型: 乙\n", 2, "删去行首多余的空格"),
            ("人:\n  姓名: 甲\n   职务: 乙\n", 3, "删去行首多余的空格"),
            ("  标题: 甲\n类型: 乙\n", 1, "删去这一行行首"),
            ("# 注\n\n\t标题: 甲\n类型: 乙\n", 3, "删去这一行行首"),
        ] {
            let text = format!("\u{feff}{text}");
            let reading = Reading::new("a.md");
            read(Part::whole(&text), &|_| false, &reading);
            let fault = reading.into_faults().pop().expect("a fault");
            assert!(fault.help.contains(help), "{text:?}: {fault:?}");
            let span = fault.place.and_then(|place| place.span).expect("a span");
            assert_eq!((span.line, span.character), (line, 1), "{text:?}");
            let start = span.start as usize;
            let before = text.get(..start).unwrap_or_default();
            assert!(before == "\u{feff}" || before.ends_with('\n'), "{text:?}");
        }
    }

    #[test]
    fn a_second_colon_is_told_as_before() {
        for text in ["标题: 甲\n类型: 乙: 丙\n", "人:\n  姓名: 甲: 乙\n"] {
            let reading = Reading::new("a.md");
            read(Part::whole(text), &|_| false, &reading);
            let fault = reading.into_faults().pop().expect("a fault");
            assert!(fault.message.contains("第二个"), "{fault:?}");
        }
    }
}
