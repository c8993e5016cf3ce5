//! The export for offices that run a search server.

use std::collections::BTreeSet;

use gongkai::model::FIELDS;
use gongkai::search::export;
use serde_json::json;

use super::corpus::texts;
use super::{SECRET, portal};
use crate::small_site::{SmallSite, item};

#[test]
fn the_export_is_what_the_bulk_interface_takes_and_the_mapping_knows_every_field() {
    let texts = texts(60);
    let mut lines = String::new();
    export::bulk(&portal(&texts), Box::new(|_| None), "county", &mut |more| {
        lines.push_str(more);
        Ok(())
    })
    .expect("lines");
    assert!(lines.ends_with('\n') && !lines.contains("\n\n") && !lines.contains(SECRET));
    let mapping = export::mapping();
    let known = mapping["mappings"]["properties"]
        .as_object()
        .expect("fields");
    let lines: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let mut ids = BTreeSet::new();
    for pair in lines.chunks(2) {
        let [action, document] = pair else {
            panic!("an action without its document")
        };
        assert_eq!(action.as_object().map(serde_json::Map::len), Some(1));
        assert_eq!(action["index"]["_index"], "county");
        assert!(ids.insert(action["index"]["_id"].to_string()));
        for name in document.as_object().expect("fields").keys() {
            assert!(known.contains_key(name), "{name}");
        }
    }
    assert_eq!(ids.len(), texts.len());
    let first = lines
        .iter()
        .find(|line| line["title"] == texts[7].title.as_str());
    let first = first.expect("an item");
    assert_eq!(first["document_number"], texts[7].number.as_str());
    assert!(first["body"].as_str().expect("words").contains("，"));
}

#[test]
fn the_mapping_knows_every_key_of_an_item_but_those_for_the_office_alone() {
    let mapping = export::mapping();
    let known = mapping["mappings"]["properties"]
        .as_object()
        .expect("fields");
    // What is exported is open; an id is part of the address, and old addresses lead to it.
    let own = ["openness", "draft", "audit", "id", "aliases"];
    for field in FIELDS {
        assert_ne!(
            known.contains_key(field.key),
            own.contains(&field.key),
            "{}",
            field.key
        );
    }
}

#[test]
fn interpretations_drafts_and_replies_are_exported_with_all_that_they_say() {
    let fields = "interprets: [天政发〔2020〕1号]\nform: [图解]\ninterpreter: {name: 王某, post: 局长, head: true}\n\
        comment_from: 2020-09-01\ncomment_until: 2020-09-30\noutcome: 没有收到意见\nrepeals: [天政发〔2019〕1号]\n\
        proposal: {number: 1号, kind: 建议, proposer: 李某, text: 原文, answered_on: 2020-11-02}\n";
    let text = item("other", fields, "正文。");
    let place = SmallSite::with(&[("content/xzf/one.md", &text)]);
    let mut lines = String::new();
    export::bulk(&place.portal(), Box::new(|_| None), "county", &mut |more| {
        lines.push_str(more);
        Ok(())
    })
    .expect("lines");
    let document = lines.lines().nth(1).expect("a document");
    let document: serde_json::Value = serde_json::from_str(document).expect("JSON");
    for (name, value) in [
        ("interprets", json!(["天政发〔2020〕1号"])),
        ("form", json!(["图解"])),
        (
            "interpreter",
            json!({"name": "王某", "post": "局长", "head": true}),
        ),
        ("comment_from", json!("2020-09-01")),
        ("comment_until", json!("2020-09-30")),
        ("outcome", json!("没有收到意见")),
        ("repeals", json!(["天政发〔2019〕1号"])),
        (
            "proposal",
            json!({"number": "1号", "kind": "建议", "proposer": "李某", "text": "原文", "answered_on": "2020-11-02"}),
        ),
    ] {
        assert_eq!(document[name], value, "{name}");
    }
}
