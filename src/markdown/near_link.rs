//! What an author meant for a link and Markdown does not take for one.
//!
//! # Why
//! `[附件](附件 1.xlsx)` is no link, for a blank ends a destination, and neither is
//! `[附件]（附件1.xlsx）` with the brackets of a Chinese keyboard. Both would be printed as they
//! stand, and the attachment would be missing, without a word to the editor.

/// Characters within which the bracket is looked for that closes a destination.
const LONGEST: usize = 300;

/// Something like a link in plain text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NearLink<'a> {
    /// All of it, brackets included.
    pub(super) whole: &'a str,
    /// Its words.
    pub(super) text: &'a str,
    /// What was meant for its destination.
    pub(super) destination: &'a str,
}

/// Everything in a piece of plain text that looks like a link.
pub(super) fn near_links(text: &str) -> Vec<NearLink<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(rest) = text.get(from..)
        && let Some(at) = rest.find(']')
    {
        let middle = from + at;
        found.extend(at_bracket(text, from, middle));
        from = middle + 1;
    }
    found
}

/// The near link whose words end at `middle` and begin no earlier than `from`.
fn at_bracket(text: &str, from: usize, middle: usize) -> Option<NearLink<'_>> {
    let words = text.get(from..middle)?;
    let begin = from + words.rfind('[')?;
    let behind = text.get(middle + 1..)?;
    let inner = behind.strip_prefix(['(', '（'])?;
    let mut near = inner.char_indices().take(LONGEST);
    let (length, close) = near.find(|(_, letter)| matches!(letter, ')' | '）' | '\n'))?;
    if close == '\n' {
        return None;
    }
    let end = text.len() - inner.len() + length + close.len_utf8();
    let destination = inner.get(..length)?.trim();
    is_address(destination).then_some(NearLink {
        whole: text.get(begin..end)?,
        text: text.get(begin + 1..middle)?,
        destination,
    })
}

/// Whether the text is an address or the name of a file.
fn is_address(text: &str) -> bool {
    let ending = text.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file = (2..=5).contains(&ending.len())
        && ending.chars().all(|letter| letter.is_ascii_alphanumeric())
        && ending.contains(|letter: char| letter.is_ascii_alphabetic());
    text.contains("://") || is_file
}

#[cfg(test)]
mod tests {
    use super::near_links;

    #[test]
    fn near_links_are_told_from_ordinary_brackets() {
        for (text, expected) in [
            ("见[附件](附件 1.xlsx)。", Some(("附件", "附件 1.xlsx"))),
            ("[附件]（附件1.xlsx）", Some(("附件", "附件1.xlsx"))),
            ("[甲][乙](乙 表.doc", None),
            ("[甲][乙](乙 表.doc)", Some(("乙", "乙 表.doc"))),
            ("国发[2020]（试行）", None),
            ("国发[2020] (1.0)", None),
            ("[网站]（https://a.cn）", Some(("网站", "https://a.cn"))),
        ] {
            let found = near_links(text);
            let found = found.first().map(|near| (near.text, near.destination));
            assert_eq!(found, expected, "{text}");
        }
    }
}
