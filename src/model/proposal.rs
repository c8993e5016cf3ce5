//! The proposal that a reply answers (建议提案).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Written;

/// Whether a proposal is a deputy's 建议 or a member's 提案.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ProposalKind {
    /// 人大代表建议
    Suggestion,
    /// 政协委员提案
    Motion,
}

impl ProposalKind {
    /// The word that editors write.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Suggestion => "建议",
            Self::Motion => "提案",
        }
    }
}

/// The proposal that a reply answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// 编号
    pub number: String,
    /// 建议 or 提案
    pub kind: ProposalKind,
    /// 提出人
    pub proposer: String,
    /// Its text, where it is given here.
    pub text: Option<String>,
    /// Its text as a file beside the item.
    pub file: Option<Written<String>>,
    /// 答复日期
    pub answered_on: Option<NaiveDate>,
}
