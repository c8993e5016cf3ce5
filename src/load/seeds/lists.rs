//! Seed files that are plain lists: vocabularies, topics, wording.

use super::super::fault::{CONTRADICTORY_SEED, DUPLICATE_NAME};
use super::super::fields::{Fields, Name};
use super::super::reading::Reading;
use super::super::yaml::Node;
use super::{built_in, parse};
use crate::model::{Span, Term, Topic, Topics, Vocabulary, Wording};

/// Path of the vocabularies from the site's root.
pub(super) const VOCABULARIES: &str = "seeds/vocabularies.yaml";
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

/// `seeds/vocabularies.yaml`; a list that the site's own does not name stays the built-in one.
pub(super) fn vocabulary(node: &Node, reading: &Reading) -> Vocabulary {
    let unheard = Reading::new(VOCABULARIES);
    let built_in = built_in(VOCABULARIES).and_then(|text| parse(text, VOCABULARY, &unheard));
    let none = Vocabulary::default;
    let built_in = built_in.map_or_else(none, |node| lists(&node, none(), &unheard));
    lists(node, built_in, reading)
}

fn lists(node: &Node, otherwise: Vocabulary, reading: &Reading) -> Vocabulary {
    let Some(top) = Fields::open(node, "词表", VOCABULARY[0], reading) else {
        return otherwise;
    };
    let list = |key, otherwise| match top.node(key) {
        Some(_) => top.plain_list(key),
        None => otherwise,
    };
    Vocabulary {
        mechanisms: list("mechanisms", otherwise.mechanisms),
        emergency_parts: list("emergency_parts", otherwise.emergency_parts),
        aims: list("aims", otherwise.aims),
        stages: list("stages", otherwise.stages),
        fields: list("fields", otherwise.fields),
        genres: list("genres", otherwise.genres),
    }
}

/// `seeds/topics.yaml`
pub(super) fn topics(node: &Node, reading: &Reading) -> Topics {
    let Some(top) = Fields::open(node, "主题分类表", TOPICS[0], reading) else {
        return Topics::default();
    };
    top.wants("topics", "[{name: 综合政务, children: [政务公开]}]");
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
    top.wants("terms", "[{wrong: 帐户, right: 账户}]");
    let mut terms: Vec<Term> = Vec::new();
    for node in top.nodes("terms") {
        let Some((term, span)) = term(node, reading) else {
            continue;
        };
        if terms.iter().any(|other| other.wrong == term.wrong) {
            let message = format!("用词「{}」写了两次", term.wrong);
            reading.report(DUPLICATE_NAME, span, message, "合为一条，删去另一条");
            continue;
        }
        terms.push(term);
    }
    Wording(terms)
}

/// A term, and where its wrong word stands.
fn term(node: &Node, reading: &Reading) -> Option<(Term, Span)> {
    let fields = Fields::open(node, "用词", WORDING[1], reading)?;
    let wrong = fields.required("wrong", "帐户");
    let right = fields.required("right", "账户");
    let (wrong, right) = (wrong?, right?);
    if right.contains(&wrong.value) {
        let (wrong, span) = (&wrong.value, right.span);
        let message = if *wrong == right.value {
            format!("「right」和「wrong」都是「{wrong}」，怎样写都会被报告")
        } else {
            format!("「right」里还有「wrong」的「{wrong}」，照着改了仍会被报告")
        };
        let help = "「wrong」写不规范的词，「right」写规范的词，其中不能再有前一个词";
        reading.report(CONTRADICTORY_SEED, span, message, help);
        return None;
    }
    let term = Term {
        wrong: wrong.value,
        right: right.value,
        why: fields.plain("why").unwrap_or_default(),
    };
    Some((term, wrong.span))
}
