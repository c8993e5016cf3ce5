//! What the server must know of the fields before it takes the items.

use serde_json::{Map, Value, json};

/// Fields that are compared whole: ids, names, numbers, words of closed lists.
const KEYWORDS: [&str; 29] = [
    "url",
    "kind",
    "kind_name",
    "organ",
    "organ_name",
    "joint_organs",
    "columns",
    "column_names",
    "document_number",
    "index_number",
    "unified_number",
    "validity",
    "repeals",
    "amends",
    "interprets",
    "form",
    "topics",
    "genre",
    "keywords",
    "source",
    "author",
    "project",
    "stage",
    "tasks",
    "field",
    "period",
    "mechanism",
    "part",
    "aim",
];
const TEXTS: [&str; 4] = ["summary", "body", "table", "outcome"];
const DAYS: [&str; 6] = [
    "issued_on",
    "effective_on",
    "expires_on",
    "repealed_on",
    "comment_from",
    "comment_until",
];

/// The body of `PUT /<index>`.
#[must_use]
pub fn mapping() -> Value {
    // `cjk` is built into both servers and cuts Chinese into pairs of characters.
    let text = json!({"type": "text", "analyzer": "cjk"});
    let keyword = json!({"type": "keyword"});
    let day = json!({"type": "date", "format": "strict_date"});
    let mut properties = Map::new();
    let alike = [
        (&KEYWORDS[..], &keyword),
        (&TEXTS[..], &text),
        (&DAYS[..], &day),
    ];
    for (names, field) in alike {
        let named = names.iter().map(|name| ((*name).to_owned(), field.clone()));
        properties.extend(named);
    }
    let single = [
        (
            "title",
            json!({
                "type": "text",
                "analyzer": "cjk",
                "fields": {"keyword": {"type": "keyword", "ignore_above": 512}},
            }),
        ),
        ("published_at", json!({"type": "date"})),
        ("year", json!({"type": "short"})),
        ("absent", json!({"type": "boolean"})),
        (
            "interpreter",
            json!({"properties": {
                "name": keyword,
                "post": keyword,
                "head": {"type": "boolean"},
            }}),
        ),
        (
            "proposal",
            json!({"properties": {
                "number": keyword,
                "kind": keyword,
                "proposer": keyword,
                "text": text,
                "answered_on": day,
            }}),
        ),
        (
            "attachments",
            json!({"properties": {
                "title": text,
                "url": {"type": "keyword", "index": false},
                "text": text,
            }}),
        ),
    ];
    properties.extend(single.map(|(name, field)| (name.to_owned(), field)));
    json!({"mappings": {"dynamic": "strict", "properties": properties}})
}
