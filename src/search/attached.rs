//! The words of attachments, kept for as long as they are asked for: those of all would not fit into memory.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// Gives the text of an attachment by its path; none where it holds none that can be read.
pub type ReadText<'p> = Box<dyn Fn(&str) -> Option<String> + Send + Sync + 'p>;

type FindShared<'p> = Box<dyn FnOnce() -> HashSet<&'p str> + Send + 'p>;

/// Each read when it is first asked for: an edit opens no attachment but the item's own.
pub(super) struct Attached<'p> {
    read: ReadText<'p>,
    kept: Mutex<HashMap<String, Option<Arc<str>>>>,
    /// Files that several items offer.
    shared: LazyLock<HashSet<&'p str>, FindShared<'p>>,
}

impl<'p> Attached<'p> {
    pub(super) fn new(
        read: ReadText<'p>,
        shared: impl FnOnce() -> HashSet<&'p str> + Send + 'p,
    ) -> Self {
        Self {
            read,
            kept: Mutex::default(),
            shared: LazyLock::new(Box::new(shared)),
        }
    }

    /// The text of a file; two threads that ask at once both read it, and none waits.
    pub(super) fn text(&self, path: &str) -> Option<Arc<str>> {
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(text) = kept().get(path) {
            return text.clone();
        }
        let text: Option<Arc<str>> = (self.read)(path).map(Arc::from);
        kept().insert(path.to_owned(), text.clone());
        text
    }

    /// Lets go of the texts of files, but those that others offer too.
    pub(super) fn let_go<'f>(&self, files: impl Iterator<Item = &'f str>) {
        let own = files.filter(|path| !self.shared.contains(path));
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        for path in own {
            kept.remove(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::sync::PoisonError;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::Attached;

    #[test]
    fn a_text_is_read_once_and_let_go_unless_others_offer_its_file() {
        let reads = AtomicUsize::new(0);
        let read = |path: &str| {
            reads.fetch_add(1, Ordering::Relaxed);
            Some(path.to_owned())
        };
        let attached = Attached::new(Box::new(read), || HashSet::from(["shared"]));
        for files in [["own", "shared"], ["another", "shared"]] {
            for file in files.iter().chain(&files) {
                assert_eq!(attached.text(file).as_deref(), Some(*file));
            }
            attached.let_go(files.into_iter());
        }
        assert_eq!(reads.load(Ordering::Relaxed), 3);
        let kept = attached.kept.lock().unwrap_or_else(PoisonError::into_inner);
        assert_eq!(kept.keys().collect::<Vec<_>>(), ["shared"]);
    }
}
