//! ACC001: an image without alternative text.

use crate::audit::facts::Facts;
use crate::audit::rule::{ACCESSIBILITY, Check, Rule};
use crate::model::{Diagnostic, ItemIx, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "ACC001",
    name: "image-without-alternative",
    severity: Severity::Warning,
    basis: "《信息技术 互联网内容无障碍可访问性技术要求与测试方法》（GB/T 37668—2019）",
    since: Some(ACCESSIBILITY),
    page: include_str!("image_without_alternative.md"),
    check: Check::Words(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    item.body
        .images
        .iter()
        .filter(|image| {
            image.alternative.trim().is_empty() && !is_film_or_sound(&image.destination)
        })
        .map(|image| {
            RULE.finding("图片没有替代文字，看不到图片的人不知道画的是什么")
                .with_place(item.at(image.span))
                .with_help("请写成 ![图里说了什么](文件名)；流程图、表格图要把内容说全")
        })
        .collect()
}

/// Film, sound and captions stand among the images; they are described in words beside them, or are such words.
fn is_film_or_sound(destination: &str) -> bool {
    const PLAYED: [&str; 10] = [
        "mp4", "webm", "avi", "mov", "mp3", "wav", "m4a", "ogg", "flac", "vtt",
    ];
    let path = destination.split(['?', '#']).next().unwrap_or_default();
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    PLAYED
        .iter()
        .any(|played| extension.eq_ignore_ascii_case(played))
}
