//! Seed files that are plain lists: vocabularies, topics, wording.

use super::super::fields::{Fields, Name};
use super::super::reading::Reading;
use super::super::yaml::Node;
use crate::model::{Term, Topic, Topics, Vocabulary, Wording};

/// Every key of the vocabularies.
pub(super) const VOCABULARY: &[&[Name]] = &[&[
    ("mechanisms", ""),
    ("emergency_parts", ""),
    ("aims", ""),
    ("stages", ""),
    ("fields", ""),
    ("genres", ""),
]];
/// Every key of the topics.
pub(super) const TOPICS: &[&[Name]] = &[&[("topics", "")], &[("name", ""), ("children", "")]];
/// Every key of the wording list.
pub(super) const WORDING: &[&[Name]] = &[
    &[("terms", "")],
    &[("wrong", ""), ("right", ""), ("why", "")],
];

/// `seeds/vocabularies.yaml`
pub(super) fn vocabulary(node: &Node, reading: &Reading) -> Vocabulary {
    let Some(top) = Fields::open(node, "词表", VOCABULARY[0], reading) else {
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
    let Some(top) = Fields::open(node, "主题分类表", TOPICS[0], reading) else {
        return Topics::default();
    };
    let topics = top.nodes("topics").iter().filter_map(|node| {
        let fields = Fields::open(node, "主题分类", TOPICS[1], reading)?;
        Some(Topic {
            name: fields.required("name", "综合政务")?.value,
            children: fields.plain_list("children"),
        })
    });
    Topics(topics.collect())
}

/// `seeds/wording.yaml`
pub(super) fn wording(node: &Node, reading: &Reading) -> Wording {
    let Some(top) = Fields::open(node, "用词表", WORDING[0], reading) else {
        return Wording::default();
    };
    let terms = top.nodes("terms").iter().filter_map(|node| {
        let fields = Fields::open(node, "用词", WORDING[1], reading)?;
        Some(Term {
            wrong: fields.required("wrong", "帐户")?.value,
            right: fields.required("right", "账户")?.value,
            why: fields.plain("why").unwrap_or_default(),
        })
    });
    Wording(terms.collect())
}
