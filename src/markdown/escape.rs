//! Text and addresses made fit for HTML.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What may not stand in an address as it is; `%` may, for addresses come encoded.
const UNFIT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'|')
    .add(b'\\')
    .add(b'^');

/// Schemes that a citizen's click may follow.
pub(super) const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Writes `text` so that it reads as text, in content and between double quotes alike.
pub(super) fn push_text(html: &mut String, text: &str) {
    for part in text.split_inclusive(['&', '<', '>', '"']) {
        let special = part.chars().next_back().and_then(|last| match last {
            '&' => Some((last, "&amp;")),
            '<' => Some((last, "&lt;")),
            '>' => Some((last, "&gt;")),
            '"' => Some((last, "&quot;")),
            _ => None,
        });
        match special {
            Some((last, entity)) => {
                html.push_str(part.strip_suffix(last).unwrap_or(part));
                html.push_str(entity);
            }
            None => html.push_str(part),
        }
    }
}

/// Writes an address between double quotes.
pub(super) fn push_address(html: &mut String, address: &str) {
    for part in utf8_percent_encode(address, UNFIT) {
        push_text(html, part);
    }
}

/// Whether an address is relative or of a scheme that runs nothing.
///
/// Browsers skip control characters and blanks within a scheme; so does this.
pub(super) fn is_safe(address: &str) -> bool {
    let bare: String = address
        .chars()
        .filter(|letter| !letter.is_control() && !letter.is_whitespace())
        .take_while(|letter| !matches!(letter, '/' | '?' | '#'))
        .collect();
    match bare.split_once(':') {
        None => true,
        Some((scheme, _)) => SCHEMES
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known)),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_safe, push_address, push_text};

    #[test]
    fn markup_in_text_reads_as_text() {
        let mut html = String::new();
        push_text(&mut html, "各乡镇<街道>&\"甲\"");
        assert_eq!(html, "各乡镇&lt;街道&gt;&amp;&quot;甲&quot;");
    }

    #[test]
    fn addresses_are_encoded_once() {
        let mut html = String::new();
        push_address(&mut html, "/a/附件 1.xlsx?x=1&y=%20");
        assert_eq!(html, "/a/%E9%99%84%E4%BB%B6%201.xlsx?x=1&amp;y=%20");
    }

    #[test]
    fn only_harmless_schemes_are_safe() {
        for safe in [
            "附件.doc",
            "/a#b:c",
            "https://a.cn",
            "MAILTO:a@b.cn",
            "#x",
            "a?b:c",
            "",
        ] {
            assert!(is_safe(safe), "{safe}");
        }
        for unsafe_one in [
            "javascript:alert(1)",
            "java\tscript:x",
            " JavaScript:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc",
            "C:\\a.doc",
        ] {
            assert!(!is_safe(unsafe_one), "{unsafe_one}");
        }
    }
}
