//! Whether a document is in force (有效性).

use serde::{Deserialize, Serialize};

/// 有效性 of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Validity {
    /// 有效
    InForce,
    /// 已修改: in force, in the wording of a later document
    Amended,
    /// 失效: past its last day
    Expired,
    /// 废止: ended by a later document
    Repealed,
}

impl Validity {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::InForce, Self::Amended, Self::Expired, Self::Repealed];

    /// The word that editors write and citizens read.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::InForce => "有效",
            Self::Amended => "已修改",
            Self::Expired => "失效",
            Self::Repealed => "废止",
        }
    }

    /// The English key of machine output and CSS classes.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::Amended => "amended",
            Self::Expired => "expired",
            Self::Repealed => "repealed",
        }
    }

    /// Reads the word; `已废止` and `已失效` are common and mean the same.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        let label = label.trim();
        let plain = match label {
            "已废止" => "废止",
            "已失效" => "失效",
            "修改" => "已修改",
            other => other,
        };
        Self::ALL
            .into_iter()
            .find(|validity| validity.label() == plain)
    }

    /// Whether the document still binds.
    #[must_use]
    pub fn binds(self) -> bool {
        matches!(self, Self::InForce | Self::Amended)
    }
}
