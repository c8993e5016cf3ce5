//! The keys of an item's front matter: English name, Chinese alias, and what a clerk is told of each.

use super::Span;

/// One key of the front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// English key.
    pub key: &'static str,
    /// Chinese alias; either may be used, not both.
    pub alias: &'static str,
    /// A line for the clerk, with an example of the value.
    pub hint: &'static str,
}

const fn field(key: &'static str, alias: &'static str, hint: &'static str) -> Field {
    Field { key, alias, hint }
}

/// Every key, in the order in which templates write them.
pub const FIELDS: &[Field] = &[
    field("title", "标题", "信息的全称"),
    field("kind", "类型", "信息类型，见 gongkai list kinds"),
    field("organ", "发布机构", "不填时为所在文件夹的机构"),
    field(
        "joint_organs",
        "联合发文机关",
        "列表，如 [县财政局, 县审计局]",
    ),
    field("columns", "栏目", "列表，除类型所属栏目外还要进入的栏目"),
    field("document_number", "发文字号", "如 天政办便函〔2020〕31号"),
    field("index_number", "索引号", "机构代码/年份-流水号"),
    field(
        "unified_number",
        "统一编号",
        "行政规范性文件才有，如 JTTD01-2020-0001",
    ),
    field("issued_on", "成文日期", "如 2020-11-02"),
    field(
        "published_at",
        "发布日期",
        "如 2020-11-02 或 2020-11-02 15:30",
    ),
    field("effective_on", "施行日期", "如 2020-12-01"),
    field("expires_on", "有效期至", "如 2025-11-30"),
    field("repealed_on", "废止日期", "如 2023-06-30"),
    field(
        "validity",
        "有效性",
        "有效、失效、废止、已修改；不填时按日期和其他文件推算",
    ),
    field("repeals", "废止文件", "列表，被本文件废止的发文字号"),
    field("amends", "修改文件", "列表，被本文件修改的发文字号"),
    field(
        "interprets",
        "解读对象",
        "列表，所解读文件的发文字号、编号或相对路径",
    ),
    field(
        "form",
        "解读形式",
        "文字、图解、音频、视频、问答、专家解读、新闻发布会",
    ),
    field(
        "interpreter",
        "解读人",
        "{name: 姓名, post: 职务, head: 是否单位主要负责人}",
    ),
    field("topics", "主题分类", "列表，如 [综合政务/政务公开]"),
    field("genre", "体裁", "如 通知、意见、公告"),
    field("keywords", "关键词", "列表"),
    field("summary", "内容概述", "一两句话说明内容"),
    field(
        "openness",
        "公开方式",
        "主动公开（默认）、依申请公开、不予公开",
    ),
    field("source", "来源", "信息来源"),
    field("author", "作者", "作者"),
    field(
        "attachments",
        "附件",
        "列表，如 [{file: 附件1.xlsx, title: 附件1}]",
    ),
    field("table", "数据表", "同一文件夹中的 CSV 或 XLSX 文件"),
    field("project", "项目", "重大建设项目的名称"),
    field("stage", "阶段", "重大建设项目的阶段"),
    field("tasks", "对应任务", "列表，如 [2020-04]"),
    field("field", "试点领域", "26个试点领域之一"),
    field("period", "期间", "如 2020 或 2020-Q3"),
    field(
        "mechanism",
        "工作机制",
        "只写一项：发布、审查、协调或者动态调整",
    ),
    field(
        "part",
        "应急环节",
        "应急预案、监测预警、防控措施、事态进展、处置结果",
    ),
    field("aim", "六稳六保", "六稳六保之一，如 稳就业"),
    field("comment_from", "征求意见开始", "如 2020-09-01"),
    field("comment_until", "征求意见截止", "如 2020-09-30"),
    field("outcome", "征求意见结果", "征求意见的结果"),
    field(
        "proposal",
        "建议提案",
        "{number: 编号, kind: 建议, proposer: 提出人, text: 原文, answered_on: 日期}",
    ),
    field(
        "absent",
        "无此类信息",
        "true 表示声明本机关没有该栏目的信息",
    ),
    field("aliases", "旧地址", "列表，要转到本页的旧网址"),
    field("audit", "审核", "{ignore: [规则代码], reason: 理由}"),
    field("draft", "草稿", "true 时不发布"),
    field("id", "编号", "永久编号，不填时用文件名"),
];

/// Finds a field by its English key or Chinese alias.
#[must_use]
pub fn find_field(name: &str) -> Option<&'static Field> {
    FIELDS
        .iter()
        .find(|field| field.key == name || field.alias == name)
}

/// A key as it stands in the front matter of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenKey {
    /// English key.
    pub key: &'static str,
    /// The place of the key itself.
    pub span: Span,
    /// Nothing stands behind it: no value, blanks between quotes, a list of such.
    pub is_blank: bool,
}

/// Written keys as their numbers in [`FIELDS`]: what is kept of an item between builds.
pub(super) mod by_number {
    use serde::de::{Deserialize as _, Deserializer, Error as _};
    use serde::ser::{SerializeSeq as _, Serializer};

    use super::{FIELDS, Span, WrittenKey};

    pub(in crate::model) fn serialize<S: Serializer>(
        fields: &[WrittenKey],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        let mut list = to.serialize_seq(Some(fields.len()))?;
        for written in fields {
            let number = FIELDS.iter().position(|field| field.key == written.key);
            list.serialize_element(&(number, written.span, written.is_blank))?;
        }
        list.end()
    }

    pub(in crate::model) fn deserialize<'d, D: Deserializer<'d>>(
        from: D,
    ) -> Result<Vec<WrittenKey>, D::Error> {
        let list = Vec::<(Option<usize>, Span, bool)>::deserialize(from)?;
        let known = |(number, span, is_blank): (Option<usize>, Span, bool)| {
            let key = FIELDS.get(number?)?.key;
            Some(WrittenKey {
                key,
                span,
                is_blank,
            })
        };
        let fields: Option<Vec<_>> = list.into_iter().map(known).collect();
        fields.ok_or_else(|| D::Error::custom("no such field"))
    }
}
