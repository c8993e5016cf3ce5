//! One disclosed thing: what a clerk writes as one Markdown file.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Body, Form, Interpreter, KindIx, Moment, NumberAsWritten, Openness, OrganIx, Place, Proposal,
    Span, Validity, Written, WrittenKey,
};

/// A file offered with an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// As written: relative to the item's folder.
    pub file: Written<String>,
    /// Path from the site's root; also when no such file exists.
    pub path: Arc<str>,
    /// What readers see; the file's name when the author gave none.
    pub title: String,
    /// Named under `attachments:`, not only linked from the body.
    pub declared: bool,
}

/// A data table beside the item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableFile {
    /// As written.
    pub file: Written<String>,
    /// Path from the site's root.
    pub path: Arc<str>,
}

/// `audit: {ignore: [CODE], reason: …}`: rules that this item is excused from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excuse {
    /// Codes of rules.
    pub codes: Vec<Written<String>>,
    /// Why.
    pub reason: String,
}

/// One disclosed thing; fields that a rule may point at carry their place.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Item {
    /// Path of its file from the site's root, with `/`.
    pub source: Arc<str>,
    /// Digest of the file's bytes.
    pub digest: [u8; 32],
    /// 编号: permanent, the last part of the URL.
    pub id: Arc<str>,
    /// 标题
    pub title: Written<String>,
    /// 类型
    pub kind: Written<KindIx>,
    /// 发布机构
    pub organ: OrganIx,
    /// 联合发文机关
    pub joint_organs: Vec<OrganIx>,
    /// 栏目 as written, ids or names; not yet looked up, for an unknown one is an audit finding.
    pub columns: Vec<Written<String>>,
    /// 发文字号 as written and as read.
    pub document_number: Option<Written<NumberAsWritten>>,
    /// 索引号
    pub index_number: Option<Written<String>>,
    /// 统一编号
    pub unified_number: Option<Written<String>>,
    /// 成文日期
    pub issued_on: Option<Written<NaiveDate>>,
    /// 发布日期; absent only on drafts.
    pub published_at: Option<Written<Moment>>,
    /// 施行日期
    pub effective_on: Option<Written<NaiveDate>>,
    /// 有效期至
    pub expires_on: Option<Written<NaiveDate>>,
    /// 废止日期
    pub repealed_on: Option<Written<NaiveDate>>,
    /// 有效性 as the author states it; see `Relations::validity` for what follows from everything.
    pub validity: Option<Written<Validity>>,
    /// 废止文件
    pub repeals: Vec<Written<String>>,
    /// 修改文件
    pub amends: Vec<Written<String>>,
    /// 解读对象: document numbers, item ids or relative paths.
    pub interprets: Vec<Written<String>>,
    /// 解读形式
    pub forms: Vec<Written<Form>>,
    /// 解读人
    pub interpreter: Option<Written<Interpreter>>,
    /// 主题分类: `综合政务/政务公开`
    pub topics: Vec<Written<String>>,
    /// 体裁
    pub genre: Option<Written<String>>,
    /// 关键词
    pub keywords: Vec<String>,
    /// 内容概述
    pub summary: Option<Written<String>>,
    /// 公开方式
    pub openness: Openness,
    /// 来源
    pub origin: Option<String>,
    /// 作者
    pub author: Option<String>,
    /// 附件, declared first, then those that the body links to.
    pub attachments: Vec<Attachment>,
    /// 数据表
    pub table: Option<TableFile>,
    /// 项目
    pub project: Option<Written<String>>,
    /// 阶段
    pub stage: Option<Written<String>>,
    /// 对应任务: `2020-04`
    pub tasks: Vec<Written<String>>,
    /// 试点领域
    pub field: Option<Written<String>>,
    /// 期间: `2020`, `2020-Q3`
    pub period: Option<Written<String>>,
    /// 工作机制 of a rule: 发布 / 审查 / 协调 / 动态调整
    pub mechanism: Option<Written<String>>,
    /// 应急环节 of an emergency item.
    pub part: Option<Written<String>>,
    /// 六稳六保 aim.
    pub aim: Option<Written<String>>,
    /// 征求意见开始
    pub comment_from: Option<Written<NaiveDate>>,
    /// 征求意见截止
    pub comment_until: Option<Written<NaiveDate>>,
    /// 征求意见结果
    pub outcome: Option<Written<String>>,
    /// 建议提案
    pub proposal: Option<Written<Proposal>>,
    /// 无此类信息: a dated statement, not an item.
    pub absent: bool,
    /// 旧地址: old URLs that redirect here, each a path from the site's root.
    pub aliases: Vec<Written<String>>,
    /// 草稿
    pub draft: bool,
    /// Rules it is excused from.
    pub excuse: Option<Excuse>,
    /// Every key that is written.
    #[serde(with = "super::field::by_number")]
    pub fields: Vec<WrittenKey>,
    /// What follows the front matter.
    pub body: Body,
}

impl Item {
    /// Whether the item may reach the public: 主动公开 and no draft.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.openness == Openness::Proactive && !self.draft
    }

    /// What an editor's preview says of an item that the public never sees: 草稿, 依申请公开, 不予公开.
    #[must_use]
    pub fn mark(&self) -> Option<&'static str> {
        match (self.draft, self.openness) {
            (true, _) => Some("草稿"),
            (false, Openness::Proactive) => None,
            (false, openness) => Some(openness.label()),
        }
    }

    /// Whether the field of this English key is written, and says something.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        let mut fields = self.fields.iter();
        fields.any(|field| field.key == key && !field.is_blank)
    }

    /// The place of a field's key, or of the title where the field is not written.
    #[must_use]
    pub fn place_of(&self, key: &str) -> Place {
        let written = self.fields.iter().find(|field| field.key == key);
        self.at(written.map_or(self.title.span, |field| field.span))
    }

    /// A stretch of this item's file.
    #[must_use]
    pub fn at(&self, span: Span) -> Place {
        Place::at(self.source.clone(), span)
    }

    /// The folder of its file, from the site's root.
    #[must_use]
    pub fn folder(&self) -> &str {
        Path::new(&*self.source)
            .parent()
            .and_then(Path::to_str)
            .unwrap_or_default()
    }

    /// The organs that issued it: its own, then those that did so jointly.
    pub fn organs(&self) -> impl Iterator<Item = OrganIx> + '_ {
        std::iter::once(self.organ).chain(self.joint_organs.iter().copied())
    }

    /// The day of publication.
    #[must_use]
    pub fn published_on(&self) -> Option<NaiveDate> {
        self.published_at.as_ref().map(|moment| moment.value.date)
    }

    /// The day from which it holds, and what it repeals or amends no longer does as it stood: 施行日期, or the day
    /// of publication where none is written.
    #[must_use]
    pub fn holds_from(&self) -> Option<NaiveDate> {
        let effective = self.effective_on.as_ref().map(|day| day.value);
        effective.or_else(|| self.published_on())
    }

    /// The document number in standard form.
    #[must_use]
    pub fn number_shown(&self) -> Option<String> {
        self.document_number.as_ref().map(|number| number.shown())
    }
}
