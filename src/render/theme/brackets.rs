//! Whether a style sheet ends what it begins: brackets, strings, comments.
//!
//! # Why
//! Style sheets are joined, so one brace too few makes all that follows part of one rule, and a browser drops it
//! without a word. No more of CSS is judged: what a browser does not know it passes over, one declaration at a time.

use std::ops::Range;

use super::compact::tokens;

/// The first fault of a style sheet.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unpaired {
    /// What it points at, in bytes.
    pub(super) range: Range<usize>,
    /// What is wrong there, in Chinese.
    pub(super) message: String,
}

/// What is opened and never closed, or closed and never opened; none where all is in pairs.
pub(super) fn unpaired(source: &str) -> Option<Unpaired> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut at = 0;
    for token in tokens(source) {
        let first = token.chars().next()?;
        if let Some(message) = unended(token, first) {
            return Some(fault(at, first, message));
        }
        match (first, open.last().copied()) {
            ('{' | '(' | '[', _) => open.push((at, first)),
            ('}' | ')' | ']', Some((_, opening))) if closing(opening) == first => {
                open.pop();
            }
            // A brace ends no bracket: it is the bracket that is not closed.
            ('}', Some((opened, opening))) if opening != '{' => {
                return Some(never_closed(opened, opening));
            }
            ('}' | ')' | ']', _) => {
                return Some(fault(
                    at,
                    first,
                    format!("这个“{first}”前面没有与它配对的括号，请删去，或者补上前面的那一个"),
                ));
            }
            _ => {}
        }
        at += token.len();
    }
    open.pop()
        .map(|(opened, opening)| never_closed(opened, opening))
}

fn never_closed(at: usize, opening: char) -> Unpaired {
    let closing = closing(opening);
    fault(
        at,
        opening,
        format!(
            "这个“{opening}”没有与它配对的“{closing}”，请补上；也可能是它里面的一处少了“{closing}”"
        ),
    )
}

/// What is wrong with a string, an address or a comment that does not end.
fn unended(token: &str, first: char) -> Option<String> {
    match first {
        '"' | '\'' => {
            let is_closed = token.len() > 1 && token.ends_with(first);
            // A line may go on in the next behind a backslash alone.
            let breaks = token
                .replace("\\\r\n", "")
                .replace("\\\n", "")
                .contains('\n');
            (!is_closed || breaks)
                .then(|| format!("{first} 开头的文字在这一行里没有用 {first} 结束"))
        }
        '/' if token.starts_with("/*") => {
            let is_closed = token.len() > 3 && token.ends_with("*/");
            (!is_closed).then(|| "备注没有结束，缺 */".to_owned())
        }
        'u' | 'U' if token.len() > 1 && !token.ends_with(')') => {
            Some("url( 开头的地址没有用“)”结束".to_owned())
        }
        _ => None,
    }
}

fn fault(at: usize, first: char, message: String) -> Unpaired {
    Unpaired {
        range: at..at + first.len_utf8(),
        message,
    }
}

fn closing(opening: char) -> char {
    match opening {
        '{' => '}',
        '(' => ')',
        _ => ']',
    }
}

#[cfg(test)]
mod tests {
    use super::unpaired;

    #[test]
    fn what_is_not_in_pairs_is_told_where_it_begins() {
        for (source, at, message) in [
            (
                ".a { color: red;\n.b { top: 0; }\n",
                ".a {",
                "没有与它配对的“}”",
            ),
            (
                "@media print { .a { top: 0; }\n",
                "@media print {",
                "没有与它配对的“}”",
            ),
            (".a { top: 0; } }\n.b {}", ".a { top: 0; } }", "前面没有"),
            (
                ".a { color: rgb(1, 2, 3; }\n",
                ".a { color: rgb(",
                "没有与它配对的“)”",
            ),
            (".a { color: red); }", ".a { color: red)", "前面没有"),
            (".a[href { top: 0; }", ".a[", "没有与它配对的“]”"),
            (
                ".a::before { content: \"甲; }\n.b { content: \"乙\"; }",
                ".a::before { content: \"",
                "没有用 \" 结束",
            ),
            (".甲 { content: '}", ".甲 { content: '", "没有用 ' 结束"),
            (".a {}\n/* 备注\n.b {}", ".a {}\n/", "备注没有结束"),
            (".a {}/*/", ".a {}/", "备注没有结束"),
            (
                ".a { background: url(a.png; }",
                ".a { background: u",
                "url( 开头的地址",
            ),
        ] {
            let found = unpaired(source).expect(source);
            assert_eq!(source.get(..found.range.end), Some(at), "{found:?}");
            assert!(found.message.contains(message), "{found:?}");
        }
    }

    #[test]
    fn what_only_looks_open_is_passed_over() {
        for source in [
            "",
            "\r\n",
            "/* { ( \" */ .a { content: \"} /* \\\" \"; }",
            ".a\\{ { top: calc((1px + 2px) * 2); }",
            ".a { background: url( data:image/svg+xml;a({\" ); --empty: {}; }",
            ".a::after { content: \"a\\\nb\"; }",
            "@import url(\"a.css\");",
            ".u { unset: u; }",
        ] {
            assert_eq!(unpaired(source), None, "{source}");
        }
    }
}
