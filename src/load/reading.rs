//! One file while it is read: its path, and the faults found in it so far.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use super::fault::Fault;
use crate::model::{Diagnostic, Place, Span};

/// Faults of one file that are kept: a reader gives up long before.
const LIMIT: usize = 500;

/// Collects the faults of one file. Readers share it, so that a value can be asked for in one line.
#[derive(Debug)]
pub(super) struct Reading {
    /// Path from the site's root.
    pub(super) path: Arc<str>,
    faults: RefCell<Vec<Diagnostic>>,
    /// How many more there were.
    beyond: Cell<usize>,
}

impl Reading {
    pub(super) fn new(path: impl Into<Arc<str>>) -> Self {
        Self {
            path: path.into(),
            faults: RefCell::default(),
            beyond: Cell::new(0),
        }
    }

    /// A fault of a stretch of the file.
    pub(super) fn report(
        &self,
        fault: Fault,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let place = Place::at(self.path.clone(), span);
        self.add(fault.says(message).with_place(place).with_help(help));
    }

    /// A fault of the file as a whole.
    pub(super) fn report_file(
        &self,
        fault: Fault,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let place = Place::file(self.path.clone());
        self.add(fault.says(message).with_place(place).with_help(help));
    }

    pub(super) fn add(&self, diagnostic: Diagnostic) {
        let mut faults = self.faults.borrow_mut();
        if faults.len() < LIMIT {
            faults.push(diagnostic);
        } else {
            self.beyond.set(self.beyond.get() + 1);
        }
    }

    pub(super) fn is_clean(&self) -> bool {
        self.faults.borrow().is_empty()
    }

    pub(super) fn into_faults(self) -> Vec<Diagnostic> {
        let mut faults = self.faults.into_inner();
        if let (Some(last), beyond @ 1..) = (faults.last_mut(), self.beyond.get()) {
            last.help
                .push_str(&format!("（这个文件还有 {beyond} 处问题，没有列出）"));
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::{LIMIT, Reading};
    use crate::load::fault::EMPTY_FILE;

    #[test]
    fn a_flood_of_faults_is_counted_not_kept() {
        let reading = Reading::new("a.md");
        for _ in 0..LIMIT + 7 {
            reading.report_file(EMPTY_FILE, "空", "写");
        }
        let faults = reading.into_faults();
        assert_eq!(faults.len(), LIMIT);
        assert!(
            faults
                .last()
                .is_some_and(|last| last.help.contains("还有 7 处"))
        );
    }
}
