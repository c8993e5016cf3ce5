//! The national inspection's verdict (国办秘函〔2019〕19号, part 1): three counts, each with its limit.

use crate::model::{Column, ColumnIx, Freshness, Portal};

use super::matrix::{Matrix, Status};

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

/// Counts the matrix.
pub(super) fn inspect(portal: &Portal, matrix: &Matrix) -> Inspection {
    let stale = |of_policy: bool| {
        matrix
            .cells()
            .iter()
            .filter(|cell| cell.status == Status::Stale)
            .filter(|cell| is_news_or_policy(portal, cell.column) == of_policy)
            .count()
    };
    Inspection {
        empty_columns: Count {
            count: matrix.gaps(portal).count(),
            limit: 5,
        },
        stale_columns: Count {
            count: stale(false),
            limit: 10,
        },
        stale_news_and_policy: Count {
            count: stale(true),
            limit: 5,
        },
    }
}

/// News must change within two weeks; notices and policy documents are the column above the kinds of
/// policy. The columns below it (interpretations, meetings) count among the others.
fn is_news_or_policy(portal: &Portal, ix: ColumnIx) -> bool {
    let catalogue = &portal.site.catalogue;
    let holds_policy = |column: &Column| {
        column
            .kinds
            .iter()
            .any(|kind| kind == "policy-document" || kind == "normative-document")
    };
    let column = &catalogue[ix];
    let two_weeks = Freshness::Weeks(2);
    column
        .update
        .is_some_and(|update| update.is_as_tight_as(two_weeks))
        || holds_policy(column)
        || catalogue.children(ix).any(|(_, child)| holds_policy(child))
}
