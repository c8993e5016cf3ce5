//! Characters that Markdown would take for markup and that an official text means as themselves.

use super::change::Change;
use super::cjk::is_han;
use super::element::{Fate, fate};

/// Where each closing mark is found for the last time, so that no text is searched twice for one.
struct Closings<'a> {
    text: &'a str,
    last: Vec<(String, Option<usize>)>,
}

impl Closings<'_> {
    /// Whether `closing`, in small letters, stands in the text behind this byte.
    fn behind(&mut self, at: usize, closing: &str) -> bool {
        let known = self.last.iter().find(|(known, _)| known == closing);
        let last = if let Some((_, last)) = known {
            *last
        } else {
            let last = self.text.to_ascii_lowercase().rfind(closing);
            self.last.push((closing.to_owned(), last));
            last
        };
        last.is_some_and(|last| last > at)
    }
}

/// Adds every `*`, `~` and `<` of `text` that is meant as itself.
pub(super) fn literals(text: &str, changes: &mut Vec<Change>) {
    let mut closings = Closings {
        text,
        last: Vec::new(),
    };
    let mut at = 0;
    while let Some(rest) = text.get(at..)
        && let Some(found) = rest.find(['*', '~', '<', '\\'])
        && let Some(rest) = rest.get(found..)
    {
        let start = at + found;
        let first = rest.chars().next().unwrap_or_default();
        at = start + 1;
        if first == '\\' {
            at += rest.chars().nth(1).map_or(0, char::len_utf8);
            continue;
        }
        if first == '<' {
            if !is_markup(rest, start, &mut closings) {
                changes.push(Change::Literal(start));
            }
            continue;
        }
        let length = rest.len() - rest.trim_start_matches(first).len();
        at = start + length;
        let before = text.get(..start).unwrap_or_default();
        let after = text.get(at..).unwrap_or_default();
        let meant = match first {
            '~' => length == 1,
            _ => between_digits(before, after) || (length == 1 && within_name(before, after)),
        };
        if meant {
            changes.extend((start..at).map(Change::Literal));
        }
    }
}

/// `3*4`, `138****1234`, `33102319********123X`: a size or a masked number.
fn between_digits(before: &str, after: &str) -> bool {
    let (Some(before), Some(after)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    before.is_ascii_alphanumeric()
        && after.is_ascii_alphanumeric()
        && (before.is_ascii_digit() || after.is_ascii_digit())
}

/// `王*明、李*华`: the middle of a name of which one Han character on each side is left.
fn within_name(before: &str, after: &str) -> bool {
    let ends = |letter: Option<char>| {
        letter.is_none_or(|letter| !letter.is_alphanumeric() && letter != '*')
    };
    let mut before = before.chars().rev();
    let mut after = after.chars();
    before.next().is_some_and(is_han)
        && after.next().is_some_and(is_han)
        && ends(before.next())
        && ends(after.next())
}

/// Whether `<` begins a tag of HTML, a closed comment or an address, and nothing else.
///
/// `<zwxx>`, `<!重要>` and a comment that never ends would vanish from the page.
fn is_markup(rest: &str, at: usize, closings: &mut Closings<'_>) -> bool {
    let inner = rest.strip_prefix('<').unwrap_or(rest);
    if inner.starts_with("!--") {
        return closings.behind(at + 1, "-->");
    }
    if inner.starts_with(['!', '?']) {
        return false;
    }
    let named = inner.strip_prefix('/').unwrap_or(inner);
    let end = named
        .find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-')
        .unwrap_or(named.len());
    let (name, behind) = named.split_at_checked(end).unwrap_or((named, ""));
    let follows_tag = behind
        .starts_with(|letter: char| letter == '>' || letter == '/' || letter.is_ascii_whitespace());
    if !follows_tag || !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return true;
    }
    let name = name.to_ascii_lowercase();
    match fate(&name) {
        None => false,
        Some(Fate::Drop) if named.len() == inner.len() => closings.behind(at, &format!("</{name}")),
        Some(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, literals};

    #[test]
    fn what_is_meant_as_itself_is_found() {
        for (text, expected) in [
            ("规格3*4*5", 2),
            ("138****1234、139****5678", 8),
            ("王*明、李*华", 2),
            ("申请人*王*", 0),
            ("这是*重点*内容", 0),
            ("（一）~（三）", 1),
            ("~~删~~", 0),
            ("~~~\n代码\n~~~", 0),
            ("\\~", 0),
            ("<zwxx>与</zwxx>", 2),
            ("<sub>2</sub>", 0),
            ("县府办<县大数据局>", 0),
            ("<https://a.cn>", 0),
            ("<a@b.cn>", 0),
            ("<!-- 注 -->", 0),
            ("<!-- 未完", 1),
            ("<!A 级>", 1),
            ("<?xml?>", 1),
            ("<script>没有完", 1),
            ("<script>x</script>", 0),
            ("a < b", 0),
        ] {
            let mut changes = Vec::new();
            literals(text, &mut changes);
            assert!(
                changes
                    .iter()
                    .all(|change| matches!(change, Change::Literal(_)))
            );
            assert_eq!(changes.len(), expected, "{text}");
        }
    }
}
