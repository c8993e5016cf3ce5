//! Seed files that are plain lists: vocabularies, topics, wording.

use super::super::fields::{Fields, Name};
use super::super::reading::Reading;
use super::super::yaml::Node;
use crate::model::{Term, Topic, Topics, Vocabulary, Wording};

pub(super) const VOCABULARY: &[&str] = &[
    "mechanisms",
    "emergency_parts",
    "aims",
    "stages",
    "fields",
    "genres",
];
pub(super) const TOPIC_KEYS: &[&str] = &["topics", "name", "children"];
pub(super) const WORDING_KEYS: &[&str] = &["terms", "wrong", "right", "why"];

/// `seeds/vocabularies.yaml`
pub(super) fn vocabulary(node: &Node, reading: &Reading) -> Vocabulary {
    let names: Vec<Name> = VOCABULARY.iter().map(|key| (*key, *key)).collect();
    let Some(top) = Fields::open(node, "词表", &names, reading) else {
        return Vocabulary::default();
    };
    Vocabulary {
        mechanisms: top.plain_list("mechanisms"),
        emergency_parts: top.plain_list("emergency_parts"),
        aims: top.plain_list("aims"),
        stages: top.plain_list("stages"),
        fields: top.plain_list("fields"),
        genres: top.plain_list("genres"),
    }
}

/// `seeds/topics.yaml`
pub(super) fn topics(node: &Node, reading: &Reading) -> Topics {
    let Some(top) = Fields::open(node, "主题分类表", &[("topics", "topics")], reading) else {
        return Topics::default();
    };
    let names = [("name", "name"), ("children", "children")];
    let topics = top.nodes("topics").iter().filter_map(|node| {
        let fields = Fields::open(node, "主题分类", &names, reading)?;
        Some(Topic {
            name: fields.required("name", "name: 综合政务")?.value,
            children: fields.plain_list("children"),
        })
    });
    Topics(topics.collect())
}

/// `seeds/wording.yaml`
pub(super) fn wording(node: &Node, reading: &Reading) -> Wording {
    let Some(top) = Fields::open(node, "用词表", &[("terms", "terms")], reading) else {
        return Wording::default();
    };
    let names = [("wrong", "wrong"), ("right", "right"), ("why", "why")];
    let terms = top.nodes("terms").iter().filter_map(|node| {
        let fields = Fields::open(node, "用词", &names, reading)?;
        Some(Term {
            wrong: fields.required("wrong", "wrong: 帐户")?.value,
            right: fields.required("right", "right: 账户")?.value,
            why: fields.plain("why").unwrap_or_default(),
        })
    });
    Wording(terms.collect())
}
