//! What the audit has to say of a site on a day.

use super::{Diagnostic, Inspection, Matrix, TaskLine};

/// What the audit has to say of a site on a day.
#[derive(Debug)]
pub struct Audit {
    /// What stands, by file, line and code.
    pub findings: Vec<Diagnostic>,
    /// What items are excused from, in the same order.
    pub excused: Vec<Excused>,
    /// Organ × mandated column.
    pub matrix: Matrix,
    /// The national inspection's counts and verdict.
    pub inspection: Inspection,
    /// Task × responsible unit.
    pub tasks: Vec<TaskLine>,
}

/// A finding that its item is excused from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excused {
    /// What was found.
    pub finding: Diagnostic,
    /// Why the item is excused.
    pub reason: String,
}
