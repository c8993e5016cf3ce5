//! Text and addresses made fit for HTML.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What may not stand in an address as it is.
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
    .add(b'^')
    .add(b'[')
    .add(b']');

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

/// Writes an address between double quotes. A second `#`, and a `%` that encodes nothing, are
/// encoded, for both are errors in an address.
pub(super) fn push_address(html: &mut String, address: &str) {
    let (before, fragment) = match address.split_once('#') {
        Some((before, fragment)) => (before, Some(fragment)),
        None => (address, None),
    };
    push_encoded(html, before);
    if let Some(fragment) = fragment {
        html.push('#');
        push_encoded(html, &fragment.replace('#', "%23"));
    }
}

fn push_encoded(html: &mut String, part: &str) {
    let mut rest = part;
    while let Some((before, behind)) = rest.split_once('%') {
        push_fit(html, before);
        let encodes = behind
            .get(..2)
            .is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        html.push_str(if encodes { "%" } else { "%25" });
        rest = behind;
    }
    push_fit(html, rest);
}

fn push_fit(html: &mut String, part: &str) {
    for piece in utf8_percent_encode(part, UNFIT) {
        push_text(html, piece);
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
        None => !address.starts_with("//") || has_host(address),
        Some((scheme, _)) => {
            let scheme = scheme.to_ascii_lowercase();
            let behind = address.split_once(':').map_or("", |(_, behind)| behind);
            SCHEMES.contains(&scheme.as_str()) && (!scheme.starts_with("http") || has_host(behind))
        }
    }
}

/// Whether an address, from its `//` on, names a host as hosts are named.
fn has_host(address: &str) -> bool {
    let Some(behind) = address.strip_prefix("//") else {
        return false;
    };
    let host = behind.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = host.split_once(':').unwrap_or((host, ""));
    let may_stand = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '.' | '_');
    let is_port = port.len() <= 5 && port.bytes().all(|digit| digit.is_ascii_digit());
    is_port && !host.is_empty() && host.chars().all(may_stand)
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
        html.clear();
        push_address(&mut html, "/a?x=100%#b#c[1]");
        assert_eq!(html, "/a?x=100%25#b%23c%5B1%5D");
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
            "http:a.cn",
            "https://",
            "https:///a",
            "//",
            "http://a b.cn/",
            "http://a.cn:x/",
        ] {
            assert!(!is_safe(unsafe_one), "{unsafe_one}");
        }
    }
}
