//! HTML as the sanitiser gives it, well-formed, taken apart into tags and text.

/// A piece of well-formed HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'h> {
    /// Text between tags.
    Text(&'h str),
    /// A start tag: the element's name, and what stands between `<` and `>`.
    Open(&'h str, &'h str),
    /// An end tag: the element's name.
    Close(&'h str),
}

impl Token<'_> {
    /// Whether it is nothing but blanks.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Token::Text(text) if text.trim_ascii().is_empty())
    }
}

/// Takes well-formed HTML apart.
pub(super) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        if !text.is_empty() {
            tokens.push(Token::Text(text));
        }
        let mut is_quoted = false;
        let end = tag.find(|letter| {
            is_quoted ^= letter == '"';
            letter == '>' && !is_quoted
        });
        let (inner, behind) = tag
            .split_at_checked(end.unwrap_or(tag.len()))
            .unwrap_or((tag, ""));
        rest = behind.strip_prefix('>').unwrap_or(behind);
        tokens.push(match inner.strip_prefix('/') {
            Some(name) => Token::Close(name),
            None => Token::Open(inner.split(' ').next().unwrap_or(inner), inner),
        });
    }
    if !rest.is_empty() {
        tokens.push(Token::Text(rest));
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::{Token, tokens};

    #[test]
    fn a_bracket_in_a_value_ends_no_tag() {
        assert_eq!(
            tokens("甲<a title=\"1>0\">乙</a><br>"),
            [
                Token::Text("甲"),
                Token::Open("a", "a title=\"1>0\""),
                Token::Text("乙"),
                Token::Close("a"),
                Token::Open("br", "br"),
            ]
        );
    }
}
