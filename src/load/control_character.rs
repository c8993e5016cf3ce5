//! Control characters: no page of HTML may hold one, no editor shows one, and on a terminal one gives orders.

use super::fault::CONTROL_CHARACTER;
use super::reading::Reading;
use super::yaml::{Node, Part, Value};
use crate::model::Span;

const HELP: &str =
    "删去这个字符；它多半是复制文字时带进来的，看不见就把它前后的字一起删去，重新打一遍";

/// Says where the first control character of a stretch of text stands, and how many there are.
pub(super) fn report(part: Part<'_>, reading: &Reading) {
    let Some((at, character)) = strays(part.text).next() else {
        return;
    };
    let more = match strays(part.text).count() {
        1 => String::new(),
        all => format!("，这样的字符共有 {all} 个"),
    };
    let end = at + character.len_utf8();
    let within = Span::locate(part.text, at, end);
    let line = part.lines + within.line as usize;
    let span = Span::new(
        part.offset + at,
        part.offset + end,
        line,
        within.character as usize,
    );
    let message = format!("{}{more}", named(character));
    reading.report(CONTROL_CHARACTER, span, message, HELP);
}

/// Says of each value that it holds one which an escape stands for, as `"\e"` does: raw ones are faults of the YAML.
pub(super) fn report_escaped(node: &Node, reading: &Reading) {
    match &node.value {
        Value::List(nodes) => nodes.iter().for_each(|node| report_escaped(node, reading)),
        Value::Map(entries) => entries
            .iter()
            .for_each(|(_, node)| report_escaped(node, reading)),
        Value::Text { text, .. } => {
            if let Some((_, character)) = strays(text).next() {
                let help = "删去值里以“\\”开头的写法，如 \\e、\\a、\\x07；反斜杠本身写成 \\\\";
                reading.report(CONTROL_CHARACTER, node.span, named(character), help);
            }
        }
        Value::Null => {}
    }
}

fn named(character: char) -> String {
    let code = u32::from(character);
    format!("这里有一个看不见的控制字符（U+{code:04X}）")
}

/// Every control character but those that end lines and indent them.
fn strays(text: &str) -> impl Iterator<Item = (usize, char)> {
    // The second row of them begins with the byte C2, which few Chinese texts hold.
    let may_be =
        |byte: &u8| *byte < b' ' && !b"\t\n\r".contains(byte) || matches!(byte, 0x7f | 0xc2);
    let is_any = text.as_bytes().iter().any(may_be);
    let looked_at = if is_any { text } else { "" };
    let is_stray = |(_, c): &(usize, char)| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    looked_at.char_indices().filter(is_stray)
}

#[cfg(test)]
mod tests {
    use super::{Part, report, strays};
    use crate::load::reading::Reading;

    #[test]
    fn what_gives_orders_is_told_from_what_ends_lines() {
        assert_eq!(strays("甲\t乙\r\n丙·丁\u{a0}").next(), None);
        for stray in [
            '\u{1}', '\u{7}', '\u{b}', '\u{c}', '\u{1b}', '\u{7f}', '\u{85}', '\u{9b}',
        ] {
            let text = format!("甲\n乙{stray}丙");
            assert_eq!(strays(&text).next(), Some((7, stray)), "{stray:?}");
        }
    }

    #[test]
    fn the_first_is_shown_and_all_are_counted() {
        let reading = Reading::new("a.md");
        let part = Part {
            text: "甲\n乙\u{1b}[31m\u{7}",
            offset: 40,
            lines: 4,
        };
        report(part, &reading);
        let faults = reading.into_faults();
        let [fault] = faults.as_slice() else {
            panic!("{faults:?}")
        };
        let span = fault
            .place
            .as_ref()
            .and_then(|place| place.span)
            .expect("a span");
        assert_eq!((span.start, span.line, span.character), (47, 6, 2));
        assert!(fault.message.contains("U+001B") && fault.message.contains("2 个"));
    }
}
