//! How a document is interpreted and by whom (解读形式, 解读人).

use serde::{Deserialize, Serialize};

/// 解读形式
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Form {
    /// 文字
    Text,
    /// 图解
    Graphic,
    /// 音频
    Audio,
    /// 视频
    Video,
    /// 问答
    Questions,
    /// 专家解读
    Expert,
    /// 新闻发布会
    Press,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 7] = [
        Self::Text,
        Self::Graphic,
        Self::Audio,
        Self::Video,
        Self::Questions,
        Self::Expert,
        Self::Press,
    ];

    /// The word that editors write.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Text => "文字",
            Self::Graphic => "图解",
            Self::Audio => "音频",
            Self::Video => "视频",
            Self::Questions => "问答",
            Self::Expert => "专家解读",
            Self::Press => "新闻发布会",
        }
    }

    /// Whether it satisfies the demand for charts, audio or video on a normative document.
    #[must_use]
    pub fn is_graphic_or_av(self) -> bool {
        matches!(self, Self::Graphic | Self::Audio | Self::Video)
    }
}

/// 解读人
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interpreter {
    /// 姓名
    pub name: String,
    /// 职务
    pub post: String,
    /// 第一解读人: the unit's chief.
    pub head: bool,
}
