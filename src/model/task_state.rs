//! How far a unit is with a task of the year's plan.

/// Done, or not yet, or too late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskState {
    /// An item proves it.
    Done,
    /// Nothing proves it yet, and there is time.
    Open,
    /// Nothing proves it, and the day is past.
    Overdue,
}

impl TaskState {
    /// Every state, in the order of legends.
    pub const ALL: [Self; 3] = [Self::Done, Self::Open, Self::Overdue];

    /// The English key of machine output.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Open => "open",
            Self::Overdue => "overdue",
        }
    }

    /// The word of a report.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Done => "已完成",
            Self::Open => "未到期",
            Self::Overdue => "已逾期",
        }
    }
}
