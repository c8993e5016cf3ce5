//! LNK002: an attachment that is declared and absent, empty, or of a type that is not allowed, or runs a script.

use std::sync::Arc;

use crate::audit::facts::Facts;
use crate::audit::rule::{Check, Rule, SITE_GUIDE};
use crate::model::{Diagnostic, Item, ItemIx, Severity, Written, half_width};

pub(in crate::audit::rules) static RULE: Rule = Rule {
    code: "LNK002",
    name: "missing-attachment",
    severity: Severity::Error,
    basis: "国办发〔2017〕47号；国办秘函〔2019〕19号（附件可用性）",
    since: Some(SITE_GUIDE),
    page: include_str!("missing_attachment.md"),
    check: Check::Item(check),
};

/// Documents, tables, pictures, sound, film with its captions, and archives that citizens can open.
const ALLOWED: [&str; 39] = [
    "pdf", "ofd", "doc", "docx", "wps", "rtf", "txt", "xls", "xlsx", "et", "csv", "ppt", "pptx",
    "dps", "odt", "ods", "odp", "xml", "json", "jpg", "jpeg", "png", "gif", "svg", "webp", "bmp",
    "tif", "tiff", "mp3", "wav", "m4a", "mp4", "webm", "avi", "vtt", "zip", "rar", "7z", "ceb",
];

const OTHER_TYPE: &str = "请改用 PDF、OFD、Word、Excel、图片、音视频等常用类型，程序、网页和快捷方式不能作附件；\
     审核本身不拦发布，要拦住，在 gongkai.yaml 的 build 里写 deny: [PRV001, PRV003, LNK002]";
const NO_SCRIPT: &str = "请用绘图软件另存为不带脚本的 SVG，或者改用 PNG、PDF；\
     审核本身不拦发布，要拦住，在 gongkai.yaml 的 build 里写 deny: [PRV001, PRV003, LNK002]";

/// A file that an item offers.
struct Offered<'i> {
    written: &'i Written<String>,
    path: String,
    declared: bool,
}

fn check(facts: &Facts<'_>, ix: ItemIx) -> Vec<Diagnostic> {
    let item = &facts[ix];
    offered(item)
        .filter_map(|file| {
            let (message, help) = fault(facts, &file)?;
            Some(
                RULE.finding(message)
                    .with_place(item.at(file.written.span))
                    .with_help(help),
            )
        })
        .collect()
}

/// Attachments, a proposal kept as a file among them, and the data table.
fn offered(item: &Item) -> impl Iterator<Item = Offered<'_>> {
    let attachments = item.attachments.iter().map(|file| Offered {
        written: &file.file,
        path: file.path.to_string(),
        declared: file.declared,
    });
    let table = item.table.iter().map(|table| Offered {
        written: &table.file,
        path: table.path.to_string(),
        declared: true,
    });
    attachments.chain(table)
}

fn fault(facts: &Facts<'_>, file: &Offered<'_>) -> Option<(String, String)> {
    let name = file.written.trim();
    let Some(found) = facts.portal.site.files.get(file.path.as_str()) else {
        // A file that only the body links to is a broken link.
        return file.declared.then(|| absence(facts, file));
    };
    if found.size == 0 {
        return Some((
            format!("附件“{name}”是空文件"),
            "请换成有内容的文件；可能是复制时出了错".to_owned(),
        ));
    }
    // Not of the name as it is written: a link may go on behind it, `预算.pdf#page=2`.
    let extension = file.path.rsplit_once('.').map_or("", |(_, end)| end);
    let is_allowed = ALLOWED
        .iter()
        .any(|allowed| extension.eq_ignore_ascii_case(allowed));
    if !is_allowed {
        let message = format!("附件“{name}”的类型不适合公开");
        return Some((message, OTHER_TYPE.to_owned()));
    }
    found.runs_script.then(|| {
        let message = format!("附件“{name}”里有脚本，打开时会运行");
        (message, NO_SCRIPT.to_owned())
    })
}

/// What is there instead of a file that could be offered, and what to write.
fn absence(facts: &Facts<'_>, file: &Offered<'_>) -> (String, String) {
    let name = file.written.trim();
    let portal = facts.portal;
    let path = file.path.as_str();
    let is_item = portal.by_source.contains_key(path)
        || portal.site.unread.contains_key(path)
        || portal.withheld.iter().any(|item| &*item.source == path);
    let below = format!("{path}/");
    let within = portal.site.files.keys().find(|it| it.starts_with(&below));
    if name.contains("://") {
        return (
            format!("附件“{name}”是网址，不是文件"),
            format!("附件只写文件夹里的文件；网址请写进正文：[名称]({name})"),
        );
    }
    if is_item {
        return (
            format!("附件“{name}”是一条信息，不是文件"),
            format!("请在正文里写链接：[标题]({name})"),
        );
    }
    if path.starts_with("content/data/") {
        return (
            format!("附件“{name}”在 content/data 里，那里的登记表不随信息发布"),
            "确实可以公开的，请复制到这条信息所在的文件夹，再写文件名".to_owned(),
        );
    }
    if let Some(inside) = within {
        let inside = inside.strip_prefix(&below).unwrap_or(inside);
        return (
            format!("附件“{name}”是文件夹，不是文件"),
            format!(
                "请逐个写出里面的文件，如 {}/{inside}",
                name.trim_end_matches('/')
            ),
        );
    }
    let help = match near(facts, path) {
        Some(near) => {
            format!("是不是同一文件夹里的“{near}”？文件名要写得一字不差，连同后缀和大小写")
        }
        None => "请把文件放到这条信息所在的文件夹，并核对文件名（区分大小写）".to_owned(),
    };
    (format!("附件“{name}”不存在"), help)
}

/// The one file of the same folder whose name differs in width, case, blanks or ending alone.
fn near<'p>(facts: &Facts<'p>, path: &str) -> Option<&'p str> {
    let (folder, name) = path.rsplit_once('/')?;
    let below = format!("{folder}/");
    let (wanted, stem) = (alike(name), alike(stem(name)));
    let files = facts
        .portal
        .site
        .files
        .range(Arc::<str>::from(below.as_str())..);
    let beside = files
        .map_while(|(path, _)| path.strip_prefix(below.as_str()))
        .filter(|name| !name.contains('/'));
    let (same, ending): (Vec<&str>, Vec<&str>) = beside
        .filter(|name| alike(self::stem(name)) == stem || alike(name) == wanted)
        .partition(|name| alike(name) == wanted);
    match (same.as_slice(), ending.as_slice()) {
        ([only], _) | ([], [only]) => Some(only),
        _ => None,
    }
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A name as one would say it.
fn alike(name: &str) -> String {
    let half = half_width(name).to_lowercase();
    half.chars().filter(|c| !c.is_whitespace()).collect()
}
