//! PLN: the year's plan, its tasks and its progress.

pub(super) mod plan_inconsistent;
pub(super) mod progress_quarter;
pub(super) mod task_overdue;
