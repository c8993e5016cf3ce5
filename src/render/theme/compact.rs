//! Style sheets and scripts without what only their authors read: comments, indentation, spaces.
//!
//! Only what cannot change a meaning goes. `minifier` was tried instead: it takes the spaces of `clamp(1rem,
//! 2vw + 1rem, 3rem)` and of `.a ::before`, which both then say something else.

/// Marks that a space before them does not part from anything.
const CLOSING: &[char] = &['{', '}', ';', ',', ')', ']', '>', '~', '!'];
/// Marks that a space after them does not part from anything. Not `+`, `-`, `*` and `/`, which in `calc()` need
/// theirs, and `:` only here, for `.a :hover` is not `.a:hover`.
const OPENING: &[char] = &['{', '}', ';', ',', '(', '[', '>', '~', ':'];

/// A style sheet in one line, strings, escapes and addresses as they were.
pub(super) fn styles(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    // What was written last, if it was a mark; a style sheet begins as after a rule.
    let mut last = Some('}');
    let mut space = false;
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let (token, kind) = token(rest, first);
        rest = rest.strip_prefix(token).unwrap_or_default();
        let opened = last.is_some_and(|mark| OPENING.contains(&mark));
        match kind {
            Kind::Space => space = true,
            // A comment parts `a/**/b` into two without being a space.
            Kind::Comment if !space && !opened && !rest.starts_with(char::is_whitespace) => {
                out.push_str("/**/");
                last = None;
            }
            Kind::Comment => {}
            Kind::Verbatim | Kind::Mark => {
                let plain = kind == Kind::Mark;
                if space && !opened && !(plain && CLOSING.contains(&first)) {
                    out.push(' ');
                }
                // The last declaration needs no end, unless its value is empty.
                if plain && first == '}' && last == Some(';') && !out.ends_with(":;") {
                    out.pop();
                }
                out.push_str(token);
                last = plain.then_some(first);
                space = false;
            }
        }
    }
    out
}

/// A script without indentation and lines that are comments. One whose lines may be parts of something longer (a
/// template, a string, a comment with code beside it) stays as it is.
pub(super) fn script(source: &str) -> String {
    lines_of_code(source).unwrap_or_else(|| source.to_owned())
}

/// The lines that are not comments, each trimmed; none where a line cannot be told from what is around it.
fn lines_of_code(source: &str) -> Option<String> {
    let mut code = String::with_capacity(source.len());
    let mut in_comment = false;
    for line in source.lines() {
        let plain = line.trim();
        let comment = plain.strip_prefix("/*");
        if let Some(comment) = comment.or(in_comment.then_some(plain)) {
            in_comment = match comment.split_once("*/") {
                Some((_, "")) => false,
                Some(_) => return None,
                None => true,
            };
        } else if plain.contains("/*")
            || line.ends_with('\\')
            || !plain.matches('`').count().is_multiple_of(2)
        {
            return None;
        } else if !plain.is_empty() && !plain.starts_with("//") {
            code.extend([plain, "\n"]);
        }
    }
    (!in_comment).then_some(code)
}

/// What a style sheet is made of: strings, escapes, addresses, comments and runs of spaces whole, all else one
/// character at a time.
pub(super) fn tokens(source: &str) -> impl Iterator<Item = &str> {
    let mut rest = source;
    std::iter::from_fn(move || {
        let (token, _) = token(rest, rest.chars().next()?);
        rest = rest.strip_prefix(token).unwrap_or_default();
        Some(token)
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Space,
    Comment,
    /// A string, an escape or an address, in which every character counts.
    Verbatim,
    /// Any other character.
    Mark,
}

/// What `rest` begins with.
fn token(rest: &str, first: char) -> (&str, Kind) {
    let (length, kind) = match first {
        c if c.is_ascii_whitespace() => (run(rest, |c| c.is_ascii_whitespace()), Kind::Space),
        '/' if rest.starts_with("/*") => {
            let end = rest.get(2..).and_then(|inner| inner.find("*/"));
            (end.map_or(rest.len(), |at| at + 4), Kind::Comment)
        }
        '"' | '\'' => (through(rest, 1, first), Kind::Verbatim),
        '\\' => (escape(rest), Kind::Verbatim),
        'u' | 'U' if address(rest) => (through(rest, 4, ')'), Kind::Verbatim),
        c => (c.len_utf8(), Kind::Mark),
    };
    (rest.get(..length).unwrap_or(rest), kind)
}

/// Whether this is `url(` without a quoted string.
fn address(rest: &str) -> bool {
    let named = rest
        .get(..4)
        .is_some_and(|name| name.eq_ignore_ascii_case("url("));
    let inner = rest.get(4..).unwrap_or_default().trim_start();
    named && !inner.starts_with(['"', '\''])
}

/// The length through the next `end` that is not escaped, from the byte `start`; all, where there is none.
fn through(rest: &str, start: usize, end: char) -> usize {
    let mut escaped = false;
    let inner = rest.get(start..).unwrap_or_default();
    let at = inner.find(|c| {
        let ends = c == end && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    at.map_or(rest.len(), |at| start + at + end.len_utf8())
}

/// The length of an escape: up to six hexadecimal digits and the space that ends them, or one character.
fn escape(rest: &str) -> usize {
    let inner = rest.get(1..).unwrap_or_default();
    let digits = run(inner, |c| c.is_ascii_hexdigit()).min(6);
    let after = inner.get(digits..).unwrap_or_default().chars().next();
    let next = after.filter(|c| digits == 0 || c.is_ascii_whitespace());
    1 + digits + next.map_or(0, char::len_utf8)
}

/// The length of what all is `like` it.
fn run(text: &str, like: impl Fn(char) -> bool) -> usize {
    text.find(|c| !like(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::{script, styles};

    #[test]
    fn a_style_sheet_loses_what_only_its_authors_read() {
        for (source, plain) in [
            (
                "/* a * b */\n.a {\n  color: red; /**/\n}\n\n",
                ".a{color:red}",
            ),
            (
                ".a > .b ,\n.c ~ .d { margin: 0 1px !important; }",
                ".a>.b,.c~.d{margin:0 1px!important}",
            ),
            (
                "@media (width > 2rem) and (hover) { .a { top: 0; } }",
                "@media (width>2rem) and (hover){.a{top:0}}",
            ),
            (
                "@page :first { @bottom-center { content: \"— \" counter(page); } }",
                "@page :first{@bottom-center{content:\"— \" counter(page)}}",
            ),
        ] {
            assert_eq!(styles(source), plain);
        }
    }

    #[test]
    fn what_counts_in_a_style_sheet_stays() {
        for kept in [
            ".b::after{content:\"/* no */  { } \\\" ; \"}",
            ".a{width:clamp(1rem,2vw + 1rem,3rem);margin:calc(-1 * (2px - var(--x)) / 2)}",
            ".a :hover,.a ::before,.a:not(:hover) .b,.a + .b,.a *{top:0}",
            ".a{background:url( data:image/svg+xml;a, b  /* c */ )}",
            ".a{background:url(\"a  b.png\")}",
            ".\\31  .b,.c\\{ .d,.e\\20  f{top:0}",
            ".a{--empty:;}",
            ".a/**/.b{top:0}",
            "li:nth-child(2n + 1 of .x){grid-area:1 / 2}",
            ".a{content:\"unclosed",
        ] {
            assert_eq!(styles(kept), kept);
        }
    }

    #[test]
    fn a_script_loses_comments_and_indentation_where_lines_are_whole() {
        let plain = "if (a) {\nb(\"//\"); // c\n}\n";
        for source in [
            "// Why.\nif (a) {\n  b(\"//\"); // c\n\n}\n",
            "/** What. */\nif (a) {\n  b(\"//\"); // c\n  /*\n   * Why `so`.\n   */\n}\n",
        ] {
            assert_eq!(script(source), plain);
        }
        for kept in [
            "a = `\n  // b\n`;\n",
            "/*\n  // a */ b();\n",
            "  /* a */ b();\n",
            "  b(\"/*\");\n",
            "  /*/ b();\n",
            "a = \"b\\\n  // c\";\n",
        ] {
            assert_eq!(script(kept), kept);
        }
    }
}
