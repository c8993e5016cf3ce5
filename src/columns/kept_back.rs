//! Files that a withheld item offers stay with it, though an item of the public links to them.
//!
//! # Why
//! A link in a body is enough to publish a file, and a clerk who writes one seldom knows whose file it is. Only an
//! item of the public that names the file itself, as its attachment or table, says that it may be seen.

use std::collections::HashSet;
use std::sync::Arc;

use crate::model::Item;

/// Takes such files from the public items that only link to them, and says which they are, by path.
pub(super) fn keep_back(items: &mut [Arc<Item>], withheld: &[Arc<Item>]) -> HashSet<Arc<str>> {
    let mut files: HashSet<Arc<str>> = withheld.iter().flat_map(|item| named(item)).collect();
    for file in items.iter().flat_map(|item| named(item)) {
        files.remove(&file);
    }
    if files.is_empty() {
        return files;
    }
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
