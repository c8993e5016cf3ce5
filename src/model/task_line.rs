//! One unit's part of one task of a year's plan, and how far it is.

use chrono::NaiveDate;

use super::{ItemIx, OrganIx};

/// How far a unit is with a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskStatus {
    /// Done, and the item that proves it.
    Done {
        /// The first item that proves it; for a continuous task the newest.
        item: ItemIx,
        /// Its day of publication.
        on: NaiveDate,
    },
    /// Nothing proves it yet, and there is time.
    Open,
    /// Nothing proves it, and the day is past.
    Overdue {
        /// The last day.
        due: NaiveDate,
    },
}

impl TaskStatus {
    /// How far, without the proof.
    #[must_use]
    pub fn state(self) -> TaskState {
        match self {
            Self::Done { .. } => TaskState::Done,
            Self::Open => TaskState::Open,
            Self::Overdue { .. } => TaskState::Overdue,
        }
    }
}

/// One unit's part of one task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskLine {
    /// `2020-04`
    pub task: String,
    /// Which plan of the site.
    pub plan: usize,
    /// Which row of that plan.
    pub row: usize,
    /// The unit.
    pub organ: OrganIx,
    /// Whether it leads (牵头).
    pub leads: bool,
    /// How far it is.
    pub status: TaskStatus,
}

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
