//! LNK003: a file in an organ's folder that no item names, so that it is not published.

use std::collections::HashSet;

use crate::audit::facts::{Facts, Target};
use crate::audit::rule::{Check, Rule, SITE_GUIDE};
use crate::model::{Diagnostic, Item, Place, Severity};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "LNK003",
    name: "unused-attachment",
    severity: Severity::Info,
    basis: "国办发〔2017〕47号（附件可用性）",
    since: Some(SITE_GUIDE),
    page: include_str!("unused_attachment.md"),
    check: Check::Site(check),
};

/// What computers leave in folders by themselves.
const LEFTOVERS: [&str; 3] = ["thumbs.db", "desktop.ini", "readme.txt"];

fn check(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let portal = facts.portal;
    // A file of a draft is used, though it is not published.
    let used: HashSet<String> = portal
        .items
        .iter()
        .chain(&portal.withheld)
        .flat_map(|item| used_by(facts, item))
        .collect();
    portal
        .site
        .files
        .keys()
        .filter(|path| !used.contains(&***path) && !is_leftover(path))
        // Whoever follows the advice to delete it could not read what names it.
        .filter(|path| !facts.is_named_by_unread(file_name(path)))
        .map(|path| {
            let organ = path
                .split('/')
                .nth(1)
                .and_then(|id| portal.site.register.find(id));
            let (message, help) = words(path);
            let finding = RULE
                .finding(message)
                .with_place(Place::file(path.clone()))
                .with_help(help);
            match organ {
                Some(organ) => finding.with_organ(portal.site.register[organ].id.clone()),
                None => finding,
            }
        })
        .collect()
}

/// What is wrong with a file and how to mend it. Windows hides what a name ends in, so that one sees `通知.md` where
/// `通知.md.txt` lies.
fn words(path: &str) -> (String, String) {
    const ALMOST: [&str; 3] = [".md.txt", ".markdown", ".md.docx"];
    let name = file_name(path);
    let lower = name.to_ascii_lowercase();
    let almost = ALMOST.iter().find(|ending| lower.ends_with(*ending));
    if let Some(stem) = almost.and_then(|ending| name.get(..name.len() - ending.len())) {
        let message = format!("文件名以 .md 结尾的才当作信息发布，这个文件叫“{name}”，不会发布");
        let help = format!(
            "是一条信息的，改名为 {stem}.md（在 Windows 的“查看”里勾选“文件扩展名”才看得到全名）；是附件的，在相应信息的“附件”里写上它"
        );
        return (message, help);
    }
    (
        "没有信息引用这个文件，它不会发布".to_owned(),
        "请在相应信息的“附件”里写上它；用不着的，从文件夹里删去".to_owned(),
    )
}

fn used_by(facts: &Facts<'_>, item: &Item) -> Vec<String> {
    let attached = item.attachments.iter().map(|file| file.path.to_string());
    let table = item.table.iter().map(|table| table.path.to_string());
    let links = item.body.links.iter().map(|link| &link.destination);
    let images = item.body.images.iter().map(|image| &image.destination);
    let linked = links.chain(images).filter_map(|destination| {
        match facts.pages.resolve(item, destination) {
            Target::File(path) => Some(path),
            _ => None,
        }
    });
    attached.chain(table).chain(linked).collect()
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

fn is_leftover(path: &str) -> bool {
    let name = file_name(path);
    name.starts_with('.')
        || name.starts_with("~$")
        || LEFTOVERS.contains(&name.to_ascii_lowercase().as_str())
}
