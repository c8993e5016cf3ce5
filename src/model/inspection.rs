//! The national inspection's verdict (国办秘函〔2019〕19号, part 1): three counts, each with its limit.

use chrono::NaiveDate;

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

/// How a count, or the site, stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// No limit is reached.
    Passes,
    /// A limit is reached.
    Fails,
    /// The paper does not exist yet: there is nothing to judge by.
    NotYet,
}

/// The counts that decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inspection {
    /// The day on which the paper was published.
    pub since: NaiveDate,
    /// Whether that day has come.
    pub in_force: bool,
    /// 空白栏目
    pub empty_columns: Count,
    /// 应更新但长期未更新的栏目, those of the next count left out.
    pub stale_columns: Count,
    /// 动态要闻 (two weeks), 通知公告 and 政策文件 (six months) that are stale.
    pub stale_news_and_policy: Count,
}

impl Inspection {
    /// How the site stands.
    #[must_use]
    pub fn judgement(&self) -> Judgement {
        let counts = [
            self.empty_columns,
            self.stale_columns,
            self.stale_news_and_policy,
        ];
        self.judge(counts.into_iter().any(Count::fails))
    }

    /// How one of the counts stands.
    #[must_use]
    pub fn judgement_of(&self, count: Count) -> Judgement {
        self.judge(count.fails())
    }

    fn judge(&self, fails: bool) -> Judgement {
        match (self.in_force, fails) {
            (false, _) => Judgement::NotYet,
            (true, true) => Judgement::Fails,
            (true, false) => Judgement::Passes,
        }
    }

    /// 合格 or 不合格; 尚未施行 before there is such an inspection.
    #[must_use]
    pub fn verdict(&self) -> &'static str {
        match self.judgement() {
            Judgement::Passes => "合格",
            Judgement::Fails => "不合格",
            Judgement::NotYet => "尚未施行",
        }
    }
}
