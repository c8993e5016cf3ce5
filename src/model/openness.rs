//! Whether the public may see an item (公开方式, 条例 第十三条至第十六条).

use serde::{Deserialize, Serialize};

/// 公开方式. Only the first ever reaches the output (条例 第十三条至第十六条).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Openness {
    /// 主动公开
    #[default]
    Proactive,
    /// 依申请公开
    OnApplication,
    /// 不予公开
    Withheld,
}

impl Openness {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Proactive, Self::OnApplication, Self::Withheld];

    /// The word that editors write.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Proactive => "主动公开",
            Self::OnApplication => "依申请公开",
            Self::Withheld => "不予公开",
        }
    }
}
