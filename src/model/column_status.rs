//! What an organ's mandated column holds on a day, and how many columns hold what.

/// What an organ's mandated column holds on the as-of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnStatus {
    /// Items, fresh enough.
    Filled,
    /// No item, but a dated statement that there is no such information.
    Stated,
    /// Neither.
    Empty,
    /// Items, the newest older than the column allows.
    Stale,
    /// The organ does not owe the column.
    NotRequired,
}

impl ColumnStatus {
    /// Every status, in the order of legends.
    pub const ALL: [Self; 5] = [
        Self::Filled,
        Self::Stated,
        Self::Stale,
        Self::Empty,
        Self::NotRequired,
    ];

    /// The English key of machine output.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Filled => "filled",
            Self::Stated => "stated",
            Self::Empty => "empty",
            Self::Stale => "stale",
            Self::NotRequired => "not-required",
        }
    }

    /// The word of a report.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Filled => "有内容",
            Self::Stated => "已声明无此类信息",
            Self::Empty => "空白",
            Self::Stale => "超期未更新",
            Self::NotRequired => "不要求",
        }
    }
}

/// How many columns of each status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Filled.
    pub filled: usize,
    /// Stated.
    pub stated: usize,
    /// Empty.
    pub empty: usize,
    /// Stale.
    pub stale: usize,
    /// Not required.
    pub not_required: usize,
}

impl Totals {
    /// How many columns are owed.
    #[must_use]
    pub fn required(self) -> usize {
        self.filled + self.stated + self.empty + self.stale
    }

    /// How many are of a status.
    #[must_use]
    pub fn of(self, status: ColumnStatus) -> usize {
        match status {
            ColumnStatus::Filled => self.filled,
            ColumnStatus::Stated => self.stated,
            ColumnStatus::Empty => self.empty,
            ColumnStatus::Stale => self.stale,
            ColumnStatus::NotRequired => self.not_required,
        }
    }
}

impl FromIterator<ColumnStatus> for Totals {
    fn from_iter<I: IntoIterator<Item = ColumnStatus>>(statuses: I) -> Self {
        let mut totals = Self::default();
        for status in statuses {
            *match status {
                ColumnStatus::Filled => &mut totals.filled,
                ColumnStatus::Stated => &mut totals.stated,
                ColumnStatus::Empty => &mut totals.empty,
                ColumnStatus::Stale => &mut totals.stale,
                ColumnStatus::NotRequired => &mut totals.not_required,
            } += 1;
        }
        totals
    }
}
