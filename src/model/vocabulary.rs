//! Words that regulation fixes and that rules and templates list: mechanisms, parts, aims, stages, fields.

/// The closed word lists of the catalogue, each in its mandated order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// 发布, 审查, 协调, 动态调整 (条例 第十一、十七、十八、二十三条).
    pub mechanisms: Vec<String>,
    /// 应急预案 … 处置结果.
    pub emergency_parts: Vec<String>,
    /// 六稳, then 六保.
    pub aims: Vec<String>,
    /// The eight life-cycle stages of a major project.
    pub stages: Vec<String>,
    /// The 26 pilot fields of grassroots disclosure.
    pub fields: Vec<String>,
    /// The 15 公文种类.
    pub genres: Vec<String>,
}
