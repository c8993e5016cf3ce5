//! Where a symbolic link of `content/` leads: a file is offered under a link's name only where it would be offered
//! under its own.
//!
//! # Why
//! Who may see a file is told by where it lies: what is no item's source, no register and no settings is offered by
//! the items that name it. A link gives a file a second place, and whoever asks the name alone publishes a draft's
//! source or the register of applications. To refuse all links was refused: one form for many items is lawful.

use std::path::Path;
use std::sync::Arc;

use super::fault::LINK_OUTSIDE_SITE;
use super::reading::Reading;
use super::source::{self, Root};

/// The end of a link, every link on the way followed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A file under an organ's folder that is no item: its path from the site's root.
    Offered(Arc<str>),
    /// An item's source: its path.
    Item(String),
    /// A file of `content/data/`: its path.
    Register(String),
    /// Any other file of the site: its path.
    Elsewhere(String),
    Folder,
    /// A pipe, a socket, a device.
    NoFile,
    Outside,
}

/// Follows a link, or says of a file that is none where it lies.
///
/// # Errors
/// When the link leads nowhere or a folder on the way cannot be read.
pub(super) fn follow(root: &Root, file: &Path) -> std::io::Result<End> {
    if !root.holds(file)? {
        return Ok(End::Outside);
    }
    let facts = file.metadata()?;
    if facts.is_dir() {
        return Ok(End::Folder);
    }
    if !facts.is_file() {
        return Ok(End::NoFile);
    }
    let real = file.canonicalize()?;
    let content = root.join("content").canonicalize();
    let inside = content.ok().and_then(|top| real.strip_prefix(top).ok());
    let Some(inside) = inside else {
        return Ok(End::Elsewhere(root.shown(&real)));
    };
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    let path = format!("content/{}", parts.join("/"));
    Ok(match parts.as_slice() {
        [] | [_] => End::Elsewhere(path),
        parts if parts.iter().any(|part| is_passed_over(part)) => End::Elsewhere(path),
        [folder, ..] if folder == "data" => End::Register(path),
        _ if is_item(&path) => End::Item(path),
        _ => End::Offered(path.into()),
    })
}

/// Hidden files, and what editors and systems leave behind.
pub(super) fn is_passed_over(name: &str) -> bool {
    let left_behind = name.starts_with('.') || name.starts_with("~$") || name == "Thumbs.db";
    left_behind || name.ends_with('~') || name.eq_ignore_ascii_case("desktop.ini")
}

/// Whether a file is an item's, by its name.
pub(super) fn is_item(path: &str) -> bool {
    path.to_lowercase().ends_with(".md")
}

/// Whether a link may stand at a path for what it leads to. An item and a register say for themselves what becomes
/// of them; any other file is offered as it is.
pub(super) fn is_allowed(path: &str, end: &End) -> bool {
    match end {
        End::Offered(_) => true,
        End::Item(_) | End::Register(_) | End::Elsewhere(_) => {
            is_item(path) || path.starts_with("content/data/")
        }
        End::Folder | End::NoFile | End::Outside => false,
    }
}

/// Says why a link cannot stand.
pub(super) fn report(end: &End, reading: &Reading) {
    let (message, help) = match end {
        End::Outside => return source::report_link(reading),
        End::NoFile => return source::report_no_file(reading),
        End::Folder | End::Offered(_) => (
            "这个符号链接指向一个文件夹".to_owned(),
            "把文件夹本身移到这里，不要用链接：链接会让同一份文件出现两次，甚至绕成一圈",
        ),
        End::Item(path) => (
            format!("这个符号链接指向一条信息的源文件 {path}，会把源文件当作附件发布"),
            "删去这个链接；要提到那条信息，在正文里写链接，如 [标题](文件名.md)",
        ),
        End::Register(path) => (
            format!("这个符号链接指向登记表 {path}，content/data 里的登记表不随信息发布"),
            "删去这个链接；确实可以公开的内容，另存为一个文件放到信息所在的文件夹",
        ),
        End::Elsewhere(path) => (
            format!("这个符号链接指向 {path}，那不是机构文件夹里可以公开的文件"),
            "把要公开的文件复制到信息所在的文件夹里，不要用链接",
        ),
    };
    reading.report_file(LINK_OUTSIDE_SITE, message, help);
}
