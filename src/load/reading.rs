//! One file while it is read: its path, and the faults found in it so far.

use std::cell::RefCell;
use std::sync::Arc;

use super::fault::Fault;
use crate::model::{Diagnostic, Place, Span};

/// Collects the faults of one file. Readers share it, so that a value can be asked for in one line.
#[derive(Debug)]
pub(super) struct Reading {
    /// Path from the site's root.
    pub(super) path: Arc<str>,
    faults: RefCell<Vec<Diagnostic>>,
}

impl Reading {
    pub(super) fn new(path: impl Into<Arc<str>>) -> Self {
        Self {
            path: path.into(),
            faults: RefCell::default(),
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
        self.faults.borrow_mut().push(diagnostic);
    }

    pub(super) fn is_clean(&self) -> bool {
        self.faults.borrow().is_empty()
    }

    pub(super) fn into_faults(self) -> Vec<Diagnostic> {
        self.faults.into_inner()
    }
}
