//! Items that could not be read, with their words: what they say of others is not known, but what they may say is.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::Read as _;
use std::sync::Arc;

use super::content::Source;
use super::source::Root;
use crate::model::Item;

/// Bytes of a file that are looked at; what is longer names no files behind its first pages.
const MOST: u64 = 1 << 20;

/// The words of every item's file that came to no item.
pub(super) fn unread(
    root: &Root,
    sources: &[Source],
    items: &[Arc<Item>],
) -> BTreeMap<Arc<str>, String> {
    if sources.len() == items.len() {
        return BTreeMap::new();
    }
    let read: HashSet<&str> = items.iter().map(|item| &*item.source).collect();
    let unread = sources.iter().filter(|it| !read.contains(&*it.path));
    unread
        .map(|source| (Arc::clone(&source.path), words(root, &source.path)))
        .collect()
}

/// The words of a file that was refused, whatever its encoding; nothing where it may not be looked into.
fn words(root: &Root, path: &str) -> String {
    let file = root.join(path);
    let mut bytes = Vec::new();
    let is_ours = root.holds(&file).is_ok_and(|inside| inside) && file.is_file();
    let opened = is_ours.then(|| File::open(&file).ok()).flatten();
    let read = opened.map(|file| file.take(MOST).read_to_end(&mut bytes));
    if !matches!(read, Some(Ok(_))) {
        return String::new();
    }
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let (text, ..) = encoding_rs::GB18030.decode(error.as_bytes());
            text.into_owned()
        }
    }
}
