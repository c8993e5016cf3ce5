//! The national inspection's verdict (国办秘函〔2019〕19号, part 1): three counts, each with its limit.

/// One count of the inspection; reaching the limit fails the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// What was counted.
    pub count: usize,
    /// From here on the site fails.
    pub limit: usize,
}

impl Count {
    /// Whether the limit is reached.
    #[must_use]
    pub fn fails(self) -> bool {
        self.count >= self.limit
    }
}

/// The counts that decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inspection {
    /// 空白栏目
    pub empty_columns: Count,
    /// 应更新但长期未更新的栏目, those of the next count left out.
    pub stale_columns: Count,
    /// 动态要闻 (two weeks), 通知公告 and 政策文件 (six months) that are stale.
    pub stale_news_and_policy: Count,
}

impl Inspection {
    /// Whether no limit is reached.
    #[must_use]
    pub fn passes(&self) -> bool {
        ![
            self.empty_columns,
            self.stale_columns,
            self.stale_news_and_policy,
        ]
        .into_iter()
        .any(Count::fails)
    }

    /// 合格 or 不合格.
    #[must_use]
    pub fn verdict(&self) -> &'static str {
        if self.passes() { "合格" } else { "不合格" }
    }
}
