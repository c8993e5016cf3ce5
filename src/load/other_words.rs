//! Words that offices use for what a key means, where the letters are near another key or near none.
//!
//! # Why
//! 发文日期 is one character from 发布日期, and on a county's pages it stands for 成文日期: a day of signing that is
//! given out as the day of publication is a false one.

/// What a key is called elsewhere: on pages, in document headers, in registers. The first key that a mapping has is meant.
const OTHER_WORDS: &[(&str, &[&str])] = &[
    (
        "成文日期",
        &[
            "发文日期",
            "发文时间",
            "成文时间",
            "印发日期",
            "印发时间",
            "签发日期",
            "签发时间",
            "制发日期",
            "落款日期",
            "生成日期",
            "生成时间",
        ],
    ),
    (
        "发布日期",
        &[
            "发布时间",
            "公开日期",
            "公开时间",
            "公布日期",
            "公布时间",
            "登载日期",
            "上网日期",
            "上网时间",
        ],
    ),
    (
        "施行日期",
        &["施行时间", "实施日期", "实施时间", "生效日期", "生效时间"],
    ),
    ("有效期至", &["失效日期", "失效时间"]),
    ("废止日期", &["废止时间"]),
    ("有效性", &["效力", "效力状态", "时效性", "时效状态"]),
    (
        "发文字号",
        &[
            "文号",
            "文件编号",
            "文件字号",
            "公文字号",
            "发文号",
            "发文文号",
        ],
    ),
    (
        "发布机构",
        &[
            "发布机关",
            "发布单位",
            "发文机关",
            "发文单位",
            "制发机关",
            "公开机构",
            "公开机关",
        ],
    ),
    ("联合发文机关", &["联合发文单位", "联合印发机关"]),
    (
        "标题",
        &["名称", "题目", "信息名称", "文件名称", "文件标题"],
    ),
    ("文件", &["文件名", "文件名称", "附件名"]),
    ("类型", &["信息类型", "信息类别", "信息分类"]),
    ("体裁", &["文种", "公文种类", "体裁分类"]),
    ("索引号", &["索取号", "信息索引号"]),
    ("关键词", &["主题词"]),
    (
        "内容概述",
        &["摘要", "概要", "简介", "内容摘要", "内容简介"],
    ),
    ("来源", &["信息来源"]),
    ("公开方式", &["公开属性", "公开类别"]),
];

/// The key that a word stands for, of those that may be written.
pub(super) fn key_for(word: &str, is_key: impl Fn(&str) -> bool) -> Option<&'static str> {
    let known = OTHER_WORDS.iter().filter(|(key, _)| is_key(key));
    let mut meant = known.filter(|(_, words)| words.contains(&word));
    meant.next().map(|(key, _)| *key)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{OTHER_WORDS, key_for};
    use crate::model::find_field;

    #[test]
    fn a_word_stands_for_a_key_and_is_none_itself() {
        for (key, words) in OTHER_WORDS {
            assert!(find_field(key).is_some() || *key == "文件", "{key}");
            let all: HashSet<&&str> = words.iter().collect();
            assert_eq!(all.len(), words.len(), "{key}");
            for word in *words {
                assert!(find_field(word).is_none(), "{word}");
            }
        }
    }

    #[test]
    fn only_what_may_be_written_is_meant() {
        assert_eq!(key_for("文件名称", |key| key == "文件"), Some("文件"));
        assert_eq!(key_for("文件名称", |_| true), Some("标题"));
        assert_eq!(key_for("发文日期", |key| key == "标题"), None);
        assert_eq!(key_for("标题", |_| true), None);
    }
}
