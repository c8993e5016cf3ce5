//! LNK001: a link or image whose page, anchor or file does not exist on this site.

use crate::audit::facts::{Facts, Target};
use crate::audit::rule::{Check, Rule, SITE_GUIDE};
use crate::model::{Diagnostic, Item, ItemIx, Severity, Span, join_path};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "LNK001",
    name: "broken-link",
    severity: Severity::Error,
    basis: "国办发〔2017〕47号；国办秘函〔2019〕19号（链接可用性）",
    since: Some(SITE_GUIDE),
    page: include_str!("broken_link.md"),
    check: Check::Item(check),
};

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    let links = item
        .body
        .links
        .iter()
        .map(|link| (&link.destination, link.span, "链接"));
    let images = item
        .body
        .images
        .iter()
        .map(|image| (&image.destination, image.span, "图片"));
    links
        .chain(images)
        .filter_map(|(destination, span, what)| fault(facts, item, destination, span, what))
        .chain(near_links(item))
        .collect()
}

/// `[附件](附件 1.xlsx)`: meant for a link, printed as it stands.
fn near_links(item: &Item) -> impl Iterator<Item = Diagnostic> {
    item.body.near_links.iter().map(|link| {
        let (text, destination) = (link.text.trim(), link.destination.trim());
        RULE.finding(format!(
            "“[{text}]({destination})”不成链接，会原样显示在网页上"
        ))
        .with_place(item.at(link.span))
        .with_help(format!(
            "地址里有空格的，用尖括号括起来：[{text}](<{destination}>)"
        ))
    })
}

fn fault(
    facts: &Facts<'_>,
    item: &Item,
    destination: &str,
    span: Span,
    what: &str,
) -> Option<Diagnostic> {
    let (message, help) = words(facts, item, destination, what)?;
    Some(
        RULE.finding(message)
            .with_place(item.at(span))
            .with_help(help),
    )
}

/// What is wrong with a destination and how to mend it; none where nothing is.
fn words(
    facts: &Facts<'_>,
    item: &Item,
    destination: &str,
    what: &str,
) -> Option<(String, &'static str)> {
    let shown = destination.trim();
    if is_local(shown) {
        return Some((
            format!("{what}指向本人电脑里的文件“{shown}”，别人打不开"),
            "请把文件放到这条信息所在的文件夹，再写文件名",
        ));
    }
    match facts.pages.resolve(item, destination) {
        Target::Found | Target::File(_) | Target::Unread | Target::Elsewhere => None,
        Target::Withheld => Some((
            format!("{what}指向没有公开的信息或者它的附件“{shown}”"),
            "请去掉这个链接，或者先公开那条信息；附件确实可以公开的，在本条信息的“附件”里写上它",
        )),
        Target::NoAnchor(anchor) => Some((
            format!("页面里没有“{anchor}”这个位置"),
            "请核对 # 后面的标题；标题改过的，链接也要改",
        )),
        // What is declared as an attachment is reported once, as an attachment.
        Target::Missing if is_declared(item, shown) => None,
        Target::Missing if shown.is_empty() => Some((
            format!("{what}没有写明地址"),
            "请写上地址，或者去掉这个链接",
        )),
        Target::Missing => Some((
            format!("{what}指向的“{shown}”不存在"),
            "请核对文件名和路径（区分大小写）；文件已经删去的，链接也要删去",
        )),
    }
}

/// `file:///…`, `C:\…`: what editors paste from their own computers.
fn is_local(destination: &str) -> bool {
    let mut characters = destination.chars();
    let is_drive = characters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && characters.next() == Some(':')
        && characters.next().is_some_and(|c| matches!(c, '\\' | '/'));
    is_drive || destination.to_ascii_lowercase().starts_with("file:")
}

fn is_declared(item: &Item, destination: &str) -> bool {
    let path = join_path(item.folder(), destination);
    item.attachments
        .iter()
        .any(|file| file.declared && path.as_deref() == Some(&*file.path))
}
