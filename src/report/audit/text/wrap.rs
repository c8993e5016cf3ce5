//! Lines that fit a terminal: Chinese text may break between any two characters, save where its
//! punctuation forbids it (禁则), and a word, number or path stays whole where it can.

use unicode_width::UnicodeWidthChar as _;

/// What may not begin a line.
const CLOSING: &str = "、，。；：？！）》〉」』】〕”’…—％·,.;:?!)]}%";
/// What may not end a line.
const OPENING: &str = "（《〈「『【〔“‘([{";

/// How many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|char| char.width().unwrap_or(0)).sum()
}

/// The text in lines of at most `others` columns, the first of at most `first`; what is longer than a line
/// without a place to break is cut.
pub(super) fn wrap(text: &str, first: usize, others: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let room = if lines.is_empty() { first } else { others };
        if width(&line) + width(piece.trim_end()) <= room {
            line.push_str(piece);
            continue;
        }
        if !line.is_empty() {
            lines.push(line.trim_end().to_owned());
        }
        line.clear();
        for char in piece.trim_start().chars() {
            let room = if lines.is_empty() { first } else { others };
            if width(&line) + char.width().unwrap_or(0) > room && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line.push(char);
        }
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// The stretches between which a line may break.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, char) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, char)) {
            pieces.extend(text.get(start..at));
            start = at;
        }
        before = Some(char);
    }
    pieces.extend(text.get(start..));
    pieces
}

fn may_break(before: char, after: char) -> bool {
    let is_wide = |char: char| char.width() == Some(2);
    let between = before == ' ' || is_wide(before) || is_wide(after);
    between && after != ' ' && !CLOSING.contains(after) && !OPENING.contains(before)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{width, wrap};

    #[test]
    fn lines_break_where_chinese_allows() {
        for (text, columns, expected) in [
            (
                "请补上“施行日期”，并核对正文",
                12,
                &["请补上“施行", "日期”，并核", "对正文"][..],
            ),
            ("见《条例》第二十条", 6, &["见《条", "例》第", "二十条"]),
            ("一二三，四", 6, &["一二", "三，四"]),
            ("use a path here", 6, &["use a", "path", "here"]),
            (
                "写成 content/czj/a.md 即可",
                10,
                &["写成", "content/cz", "j/a.md 即", "可"],
            ),
            ("", 10, &[""]),
        ] {
            assert_eq!(wrap(text, columns, columns), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_nothing_is_lost(text in "[a-z 一-十，。（）“”]{0,60}", columns in 8usize..40) {
            let lines = wrap(&text, columns, columns);
            let plain = |text: &str| text.replace(' ', "");
            prop_assert_eq!(plain(&lines.concat()), plain(&text));
            for line in lines {
                prop_assert!(width(&line) <= columns, "{line}");
            }
        }
    }
}
