//! Files that a withheld item offers stay with it, though an item of the public links to them.
//!
//! # Why
//! A link in a body is enough to publish a file, and a clerk who writes one seldom knows whose file it is. Only an
//! item of the public that names the file itself, as its attachment or table, says that it may be seen.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::model::Item;

/// Takes such files from the public items that only link to them, and says which they are, by path.
///
/// `links` are the files that stand for others: whatever its name, a file is withheld or public as a whole.
pub(super) fn keep_back(
    items: &mut [Arc<Item>],
    withheld: &[Arc<Item>],
    links: &BTreeMap<Arc<str>, Arc<str>>,
) -> HashSet<Arc<str>> {
    let real = |path: Arc<str>| links.get(&path).cloned().unwrap_or(path);
    let named_of = |item| named(item).map(real);
    let mut files: HashSet<Arc<str>> = withheld.iter().flat_map(|item| named_of(item)).collect();
    for file in items.iter().flat_map(|item| named_of(item)) {
        files.remove(&file);
    }
    if files.is_empty() {
        return files;
    }
    let behind = links.iter().filter(|(_, target)| files.contains(*target));
    let behind: Vec<Arc<str>> = behind.map(|(link, _)| Arc::clone(link)).collect();
    files.extend(behind);
    for item in items {
        if item.attachments.iter().any(|it| files.contains(&it.path)) {
            let attachments = &mut Arc::make_mut(item).attachments;
            attachments.retain(|file| !files.contains(&file.path));
        }
    }
    files
}

/// The files that an item names, not those that its body links to.
fn named(item: &Item) -> impl Iterator<Item = Arc<str>> {
    let declared = item.attachments.iter().filter(|file| file.declared);
    let table = item.table.iter().map(|table| &table.path);
    declared.map(|file| &file.path).chain(table).cloned()
}
