//! What may stand for an address on the web.

/// Whether a text is an absolute address of a page.
pub(super) fn is_address(text: &str) -> bool {
    let mut schemes = ["https://", "http://"].iter();
    let host = schemes
        .find_map(|scheme| text.strip_prefix(scheme))
        .map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let plain = |c: char| c.is_ascii_graphic() && !"\"'<>\\^`{|}".contains(c);
    host.is_some_and(|host| !host.is_empty()) && text.chars().all(plain)
}

/// The address under which a site stands, its slash at the end; none where the text is no such address: that of a
/// folder, without a query, and with no way out of it.
#[must_use]
pub fn site_address(text: &str) -> Option<String> {
    let is_step = |part: &str| matches!(part, "." | "..");
    let is_folder = !text.contains(['?', '#', '@']) && !text.split('/').any(is_step);
    let slash = if text.ends_with('/') { "" } else { "/" };
    (is_address(text) && is_folder).then(|| format!("{text}{slash}"))
}

#[cfg(test)]
mod tests {
    use super::site_address;

    #[test]
    fn a_site_stands_in_a_folder_of_a_host() {
        let wanted = Some("https://www.example.gov.cn/xxgk/".to_owned());
        assert_eq!(site_address("https://www.example.gov.cn/xxgk"), wanted);
        assert_eq!(site_address("https://www.example.gov.cn/xxgk/"), wanted);
        assert!(site_address("http://localhost:8000/").is_some());
        for text in [
            "",
            "x",
            "gongkai.cn",
            "https://",
            "https:///xxgk/",
            "ftp://x.example/",
            "javascript:alert(1)",
            "https://x.example/?q",
            "https://x.example/#a",
            "https://x.example/a b/",
            "https://x.example/../y/",
            "https://u:p@x.example/",
            "https://中文.cn/",
        ] {
            assert_eq!(site_address(text), None, "{text}");
        }
    }
}
