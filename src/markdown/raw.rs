//! Raw HTML taken apart into tags and text.

/// A piece of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Text, with its entities as written.
    Text(&'a str),
    /// A start tag.
    Open(OpenTag<'a>),
    /// An end tag, its name in small letters.
    Close(String),
}

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct OpenTag<'a> {
    /// In small letters.
    pub(crate) name: String,
    /// Names in small letters, values without their entities.
    pub(crate) attributes: Vec<(String, String)>,
    /// The tag as written.
    pub(crate) written: &'a str,
    /// The byte of the raw HTML at which it begins.
    pub(crate) at: usize,
}

impl OpenTag<'_> {
    /// An attribute's value.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let (_, value) = attributes.find(|(known, _)| known == name)?;
        Some(value)
    }
}

/// The pieces of a stretch of raw HTML; comments are left out.
pub(crate) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let at = html.len() - tag.len();
        push_text(before, &mut pieces);
        if let Some(comment) = tag.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| {
                comment.get(end + "-->".len()..).unwrap_or_default()
            });
        } else if let Some((piece, behind)) = scan(tag, at) {
            pieces.push(piece);
            rest = behind;
        } else {
            push_text("<", &mut pieces);
            rest = tag.get(1..).unwrap_or_default();
        }
    }
    push_text(rest, &mut pieces);
    pieces
}

fn push_text<'a>(text: &'a str, pieces: &mut Vec<Piece<'a>>) {
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
}

/// The tag at the beginning of `html`, which begins at the byte `at`, and what stands behind it.
fn scan(html: &str, at: usize) -> Option<(Piece<'_>, &str)> {
    let inner = html.strip_prefix('<')?;
    let (inner, closes) = match inner.strip_prefix('/') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let end = inner.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
    let (name, mut rest) = inner.split_at_checked(end?)?;
    if !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return None;
    }
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|letter: char| letter == '/' || letter.is_whitespace());
        if let Some(behind) = rest.strip_prefix('>') {
            let name = name.to_ascii_lowercase();
            if closes {
                return Some((Piece::Close(name), behind));
            }
            let written = html.get(..html.len() - behind.len())?;
            let tag = OpenTag {
                name,
                attributes,
                written,
                at,
            };
            return Some((Piece::Open(tag), behind));
        }
        let (attribute, behind) = scan_attribute(rest)?;
        attributes.push(attribute);
        rest = behind;
    }
}

/// An attribute with its value, and what stands behind it.
fn scan_attribute(html: &str) -> Option<((String, String), &str)> {
    let end =
        html.find(|letter: char| letter.is_whitespace() || matches!(letter, '=' | '>' | '/'))?;
    let (name, rest) = html.split_at_checked(end)?;
    if name.is_empty() {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let Some(value) = rest.trim_start().strip_prefix('=') else {
        return Some(((name, String::new()), rest));
    };
    let value = value.trim_start();
    let (value, rest) = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split_once(quote)?,
        _ => {
            let end = value.find(|letter: char| letter.is_whitespace() || letter == '>')?;
            value.split_at_checked(end)?
        }
    };
    Some(((name, without_entities(value)), rest))
}

/// The text with its entities undone: the five of XML, the blank, and numbers.
pub(crate) fn without_entities(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, entity)) = rest.split_once('&') {
        plain.push_str(before);
        let end = entity.bytes().take(10).position(|byte| byte == b';');
        let decoded = end
            .and_then(|end| entity.split_at_checked(end))
            .and_then(|(name, behind)| Some((decode(name)?, behind.strip_prefix(';')?)));
        rest = if let Some((letter, behind)) = decoded {
            plain.push(letter);
            behind
        } else {
            plain.push('&');
            entity
        };
    }
    plain.push_str(rest);
    plain
}

fn decode(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{A0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(number) => u32::from_str_radix(number, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{OpenTag, Piece, pieces};

    #[test]
    fn html_is_taken_apart() {
        let html = "甲<td colspan=2 title='a&lt;b' hidden>乙<br/><!-- 注 --></TD>a < b";
        let attributes = [("colspan", "2"), ("title", "a<b"), ("hidden", "")];
        let open = |name: &str, attributes: &[(&str, &str)], written: &'static str| {
            let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
            Piece::Open(OpenTag {
                name: name.to_owned(),
                attributes: attributes.iter().map(own).collect(),
                written,
                at: html.find(written).expect("present"),
            })
        };
        assert_eq!(
            pieces(html),
            [
                Piece::Text("甲"),
                open("td", &attributes, "<td colspan=2 title='a&lt;b' hidden>"),
                Piece::Text("乙"),
                open("br", &[], "<br/>"),
                Piece::Close("td".to_owned()),
                Piece::Text("a "),
                Piece::Text("<"),
                Piece::Text(" b"),
            ]
        );
    }
}
