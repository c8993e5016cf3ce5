//! The files offered with an item.

use serde::Serialize;

use crate::model::{Item, KeyWriter};
use crate::render::ground::Ground;

/// One file to download.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Download<'p> {
    title: &'p str,
    /// Nowhere when the file is missing: the title is shown without a link.
    href: Option<String>,
    /// The name under which it is saved.
    name: &'p str,
    /// `XLSX`
    sort: String,
    size: Option<u64>,
    /// SHA-256, 64 hexadecimal digits.
    checksum: Option<String>,
    /// `video` or `audio` where a browser can play it.
    plays: Option<&'static str>,
    /// The file of the same name that ends with `.vtt`: the words of a film.
    captions: Option<String>,
}

/// Adds all that may be shown of an item's files and of its data table.
pub(in crate::render) fn cover(ground: &Ground<'_>, item: &Item, key: KeyWriter) -> KeyWriter {
    let attached = item.attachments.iter();
    let attached = attached.map(|file| (&file.path, file.title.as_str(), file.declared));
    let table = item.table.iter().map(|table| (&table.path, "", false));
    attached
        .chain(table)
        .fold(key, |key, (path, title, declared)| {
            let facts = ground.portal.site.files.get(path);
            let is_read = ground.portal.site.tables.contains_key(path);
            key.part(path.as_bytes())
                .part(title)
                .part([declared, is_read, facts.is_some()].map(u8::from))
                .part(facts.map_or([0; 32], |facts| facts.digest))
        })
}

/// The films and sounds of an item, those that its body plays included.
pub(in crate::render) fn films<'p>(ground: &Ground<'p>, item: &'p Item) -> Vec<Download<'p>> {
    let files = item.attachments.iter();
    files
        .map(|file| download(ground, item, &file.path, &file.title))
        .filter(Download::plays)
        .collect()
}

/// The files of an item; an image that its body shows is not offered again.
pub(in crate::render) fn downloads<'p>(ground: &Ground<'p>, item: &'p Item) -> Vec<Download<'p>> {
    let files = item.attachments.iter().filter(|file| {
        let written = &file.file.value;
        let shown = item.body.images.iter().any(|i| i.destination == *written);
        file.declared || !shown
    });
    files
        .map(|file| download(ground, item, &file.path, &file.title))
        .collect()
}

/// One file of an item by its path from the site's root.
pub(in crate::render) fn download<'p>(
    ground: &Ground<'p>,
    item: &Item,
    path: &'p str,
    title: &'p str,
) -> Download<'p> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let facts = ground.portal.site.files.get(path);
    let href = published(ground, item, path);
    let facts = facts.filter(|_| href.is_some());
    let plays = match extension.to_ascii_lowercase().as_str() {
        "mp4" | "webm" => Some("video"),
        "mp3" | "m4a" | "ogg" | "wav" => Some("audio"),
        _ => None,
    };
    let stem = path
        .strip_suffix(extension)
        .filter(|_| plays == Some("video"));
    Download {
        title: if title.is_empty() { name } else { title },
        href,
        name,
        sort: extension.to_uppercase(),
        size: facts.map(|facts| facts.size),
        checksum: facts.map(|facts| hex(&facts.sha256)),
        plays,
        captions: stem.and_then(|stem| published(ground, item, &format!("{stem}vtt"))),
    }
}

/// Where a file of an item is published; nowhere if it is missing.
fn published(ground: &Ground<'_>, item: &Item, path: &str) -> Option<String> {
    let published = ground.portal.file_path(item, path);
    let is_there = ground.portal.site.files.contains_key(path) && ground.paths.contains(&published);
    is_there.then(|| ground.addresses.href(&published))
}

impl<'p> Download<'p> {
    /// What readers see.
    pub(in crate::render) fn title(&self) -> &'p str {
        self.title
    }

    /// Whether a browser can play it.
    pub(in crate::render) fn plays(&self) -> bool {
        self.plays.is_some() && self.href.is_some()
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
