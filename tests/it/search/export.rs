//! The export for offices that run a search server.

use std::collections::BTreeSet;

use gongkai::search::export;

use super::corpus::texts;
use super::{SECRET, portal};

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
