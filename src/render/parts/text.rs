//! The body of an item as HTML, and the contents list of a long one.

use serde::Serialize;

use super::addressee;
use crate::markdown;
use crate::model::{Item, KeyWriter, parse_date};
use crate::render::ground::Ground;
use crate::render::targets;

/// A heading of a body, for the contents list.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Entry<'p> {
    text: &'p str,
    anchor: &'p str,
    level: u8,
}

/// The body as HTML.
pub(in crate::render) fn html(ground: &Ground<'_>, item: &Item) -> String {
    let html = markdown::render(&item.body, &|destination| {
        targets::resolve(ground, item, destination)
    });
    let register = &ground.portal.site.register;
    let signers = ground.portal.organs_of(item);
    let html = addressee::marked(html);
    signers.fold(html, |html, organ| signed(&html, &register[organ].name))
}

/// Marks an organ's name and a date in paragraphs of their own as a signature (落款), which stands right.
fn signed(html: &str, name: &str) -> String {
    let paragraph = format!("<p>{name}</p>\n<p>");
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(&paragraph) {
        out.push_str(before);
        match after.split_once("</p>") {
            Some((date, after)) if parse_date(date).is_ok() => {
                out.push_str(&format!(
                    "<p class=\"gk-signature\">{name}</p>\n<p class=\"gk-signature\">{date}</p>"
                ));
                rest = after;
            }
            _ => {
                out.push_str(&paragraph);
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Puts the note of attachments (附件说明) where GB/T 9704 has it: after the text, before the signature.
///
/// Only paper shows it; on a screen the files themselves stand below.
pub(in crate::render) fn with_note(body: String, files: &[&str]) -> String {
    const SIGNATURE: &str = "<p class=\"gk-signature\">";
    if files.is_empty() || body.is_empty() {
        return body;
    }
    let lines: String = files
        .iter()
        .enumerate()
        .map(|(at, file)| {
            let number = if files.len() > 1 {
                format!("{}. ", at + 1)
            } else {
                String::new()
            };
            format!("<span>{number}{}</span>", escaped(named(file)))
        })
        .collect();
    let note = format!("<p class=\"gk-attachment-note\">附件：{lines}</p>\n");
    match body.split_once(SIGNATURE) {
        Some((before, after)) => format!("{before}{note}{SIGNATURE}{after}"),
        None => format!("{}\n{note}", body.trim_end()),
    }
}

/// The file's name without the `附件1：` that the note says already; whole where nothing but an ending would be left,
/// or where 附件 is no more than a part of the name: 附件1.xlsx, 附件名单.xlsx, 附件2020年预算.pdf.
fn named(file: &str) -> &str {
    const MOST_DIGITS: usize = 2;
    let is_digit: fn(char) -> bool = |c| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let is_chinese: fn(char) -> bool = |c| "一二三四五六七八九十".contains(c);
    let is_set_off = |c: char| " 　．.、:：".contains(c);
    let Some(behind) = file.trim_start().strip_prefix("附件") else {
        return file;
    };
    let number = behind.trim_start();
    let counted = number.chars().take_while(|c| is_digit(*c)).count();
    let unnumbered =
        match number.trim_start_matches(if counted > 0 { is_digit } else { is_chinese }) {
            whole if whole.len() == number.len() => behind,
            rest => rest,
        };
    let name = unnumbered.trim_start_matches(is_set_off);
    let is_numbered = (1..=MOST_DIGITS).contains(&counted);
    let is_apart = name.len() < unnumbered.len();
    let is_name = name.starts_with(|c: char| c.is_alphanumeric() || "《“「".contains(c));
    let is_ending = !name.contains('.') && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if (is_apart || is_numbered) && is_name && !(is_ending && unnumbered.starts_with('.')) {
        name
    } else {
        file
    }
}

fn escaped(text: &str) -> String {
    let amp = text.replace('&', "&amp;");
    amp.replace('<', "&lt;").replace('>', "&gt;")
}

/// Adds all that the HTML depends on.
pub(in crate::render) fn fingerprint(
    ground: &Ground<'_>,
    item: &Item,
    key: KeyWriter,
) -> KeyWriter {
    let register = &ground.portal.site.register;
    let signers = ground.portal.organs_of(item);
    let key = signers.fold(key.part(item.digest), |key, organ| {
        key.part(&register[organ].name)
    });
    targets::fingerprint(ground, item, key)
}

/// The headings of the upper two levels, where there are enough of them to need a list.
pub(in crate::render) fn contents(item: &Item) -> Vec<Entry<'_>> {
    const ENOUGH: usize = 4;
    let headings = &item.body.headings;
    let top = headings.iter().map(|heading| heading.level).min();
    let entries: Vec<Entry<'_>> = headings
        .iter()
        .filter(|heading| top.is_some_and(|top| heading.level <= top + 1))
        .map(|heading| Entry {
            text: &heading.text,
            anchor: &heading.anchor,
            level: top.map_or(1, |top| heading.level - top + 1),
        })
        .collect();
    if entries.len() < ENOUGH {
        Vec::new()
    } else {
        entries
    }
}

#[cfg(test)]
mod tests {
    use super::{named, signed, with_note};

    #[test]
    fn attachments_are_noted_before_the_signature() {
        let body = "<p>正文。</p>\n<p class=\"gk-signature\">天台县财政局</p>\n";
        let note = "<p class=\"gk-attachment-note\">附件：<span>表 &lt;1&gt;</span></p>\n";
        assert_eq!(
            with_note(body.to_owned(), &["表 <1>"]),
            body.replacen("<p class", &format!("{note}<p class"), 1)
        );
        let two = with_note("<p>正文。</p>".to_owned(), &["附件1 甲", "乙"]);
        assert!(two.ends_with("附件：<span>1. 甲</span><span>2. 乙</span></p>\n"));
        assert_eq!(with_note(body.to_owned(), &[]), body);
    }

    #[test]
    fn a_file_is_noted_by_its_name_and_never_by_a_bare_ending() {
        for (file, noted) in [
            ("附件1.xlsx", "附件1.xlsx"),
            ("附件.docx", "附件.docx"),
            ("附件 1（示例）.xlsx", "附件 1（示例）.xlsx"),
            ("附件3-1 名单", "附件3-1 名单"),
            ("附件名单.xlsx", "附件名单.xlsx"),
            ("附件一览表.xlsx", "附件一览表.xlsx"),
            ("附件2020年预算.pdf", "附件2020年预算.pdf"),
            ("附件", "附件"),
            ("附件2：名单.pdf", "名单.pdf"),
            ("附件：名单", "名单"),
            ("附件 名单", "名单"),
            ("附件二：名单", "名单"),
            ("附件２名单.xlsx", "名单.xlsx"),
            ("附件1.名单.pdf", "名单.pdf"),
            ("附件1《名单》", "《名单》"),
            ("名单.pdf", "名单.pdf"),
        ] {
            assert_eq!(named(file), noted, "{file}");
        }
    }

    #[test]
    fn a_name_over_a_date_is_a_signature() {
        let name = "天台县财政局";
        assert_eq!(
            signed(
                "<p>正文。</p>\n<p>天台县财政局</p>\n<p>2020年7月15日</p>\n",
                name
            ),
            "<p>正文。</p>\n<p class=\"gk-signature\">天台县财政局</p>\n\
             <p class=\"gk-signature\">2020年7月15日</p>\n"
        );
        let prose = "<p>天台县财政局</p>\n<p>负责财政工作。</p>\n";
        assert_eq!(signed(prose, name), prose);
    }
}
