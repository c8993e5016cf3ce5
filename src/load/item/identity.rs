//! The permanent id of an item: the last part of its URL.

use std::sync::Arc;

use super::super::fault::WRONG_ID;
use super::super::fields::Fields;

/// Pages that every organ has beside its items.
const RESERVED: &[&str] = &["index", "directory", "feed"];

/// Whether a page or file of this name, without its ending, stands beside every organ's items: `directory`, and
/// `directory-p2`, which a long one goes on to.
pub(super) fn is_reserved(stem: &str) -> bool {
    let stem = stem.to_ascii_lowercase();
    RESERVED.contains(&stem.as_str()) || is_further(&stem, "directory-p")
}

/// Whether a name is `before` and a number.
pub(super) fn is_further(name: &str, before: &str) -> bool {
    name.strip_prefix(before).is_some_and(is_number)
}

/// Whether a text is a number as pages are numbered.
pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The id that is written, else the file's name, else a digest of it where it is not ASCII.
pub(super) fn read(fields: &Fields<'_>) -> Option<Arc<str>> {
    let reading = fields.reading();
    let stem = stem(&reading.path);
    let Some(id) = fields.text("id") else {
        let id = from_stem(stem);
        if is_reserved(&id) {
            let message = format!("文件名 {stem}.md 会与网站自己的 {stem} 页面冲突");
            let help = "给文件换一个名字，或者用「id」写一个编号";
            reading.report_file(WRONG_ID, message, help);
            return None;
        }
        return Some(id.into());
    };
    let (message, help) = if !is_plain(&id) {
        let message = format!("编号「{}」不能用在网址里", id.value);
        (message, "编号只用字母、数字、减号和下划线，不超过100个字符")
    } else if is_reserved(&id) {
        let message = format!("编号「{}」已被网站自己的页面占用", id.value);
        (message, "换一个编号")
    } else {
        return Some(id.value.into());
    };
    reading.report(WRONG_ID, id.span, message, help);
    None
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Pinyin is refused for names in Chinese: it is wrong too often (重庆 → zhong-qing).
fn from_stem(stem: &str) -> String {
    if is_plain(stem) {
        return stem.to_owned();
    }
    let digest = blake3::hash(stem.as_bytes()).to_hex();
    let digits: String = digest.chars().take(10).collect();
    format!("x{digits}")
}

fn is_plain(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    !id.is_empty() && id.len() <= 100 && id.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::{from_stem, is_reserved, stem};

    #[test]
    fn the_pages_of_an_organ_are_no_items() {
        for (stem, reserved) in [
            ("index", true),
            ("Feed", true),
            ("directory-p2", true),
            ("directory-p", false),
            ("directory-plan", false),
            ("index-2", false),
        ] {
            assert_eq!(is_reserved(stem), reserved, "{stem}");
        }
    }

    #[test]
    fn an_ascii_name_is_the_id_and_any_other_gives_a_digest() {
        assert_eq!(stem("content/czj/a/budget-2020.md"), "budget-2020");
        assert_eq!(from_stem("budget-2020"), "budget-2020");
        let id = from_stem("天政办便函〔2020〕31号");
        assert!(id.starts_with('x') && id.len() == 11, "{id}");
        assert_ne!(id, from_stem("天政办便函〔2020〕32号"));
    }
}
