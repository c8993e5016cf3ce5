//! The published items for a search server that an office already runs: OpenSearch or Elasticsearch.
//!
//! The form is that of their bulk API: for every item a line that says what to do and a line with the
//! item, each ended by a line feed. See "Bulk API" in either server's documentation.

use serde_json::{Map, Value, json};

use super::documents::{Documents, ReadText};
use super::record::{Section, Source};
use crate::model::{Item, ItemIx, Portal};

/// What the server must know of the fields before it takes the items: the body of `PUT /<index>`.
#[must_use]
pub fn mapping() -> Value {
    // `cjk` is built into both servers and cuts Chinese into pairs of characters.
    let text = json!({"type": "text", "analyzer": "cjk"});
    let title = json!({
        "type": "text",
        "analyzer": "cjk",
        "fields": {"keyword": {"type": "keyword", "ignore_above": 512}},
    });
    let mut properties = Map::new();
    for (names, field) in [
        (&["title"][..], title),
        (&["summary", "body", "table"], text.clone()),
        (
            &["issued_on", "effective_on", "expires_on", "repealed_on"],
            json!({"type": "date", "format": "strict_date"}),
        ),
        (&["published_at"], json!({"type": "date"})),
        (&["absent"], json!({"type": "boolean"})),
        (&["year"], json!({"type": "short"})),
        (
            &["attachments"],
            json!({"properties": {
                "title": text,
                "url": {"type": "keyword", "index": false},
                "text": text,
            }}),
        ),
    ] {
        for name in names {
            properties.insert((*name).to_owned(), field.clone());
        }
    }
    for name in KEYWORDS {
        properties.insert(name.to_owned(), json!({"type": "keyword"}));
    }
    json!({"mappings": {"dynamic": "strict", "properties": properties}})
}

const KEYWORDS: [&str; 22] = [
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
    "topics",
    "genre",
    "keywords",
    "source",
    "author",
    "project",
    "stage",
    "field",
    "period",
    "tasks",
];

/// Visits the two lines of every published item, in index order.
///
/// # Errors
/// When `visit` fails.
pub fn bulk(
    portal: &Portal,
    read: ReadText<'_>,
    index: &str,
    visit: &mut dyn FnMut(&str) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let documents = Documents::new(portal, read);
    for (place, ix, item) in documents.items() {
        let id = portal.item_path(item);
        let id = id.strip_suffix(".html").unwrap_or(&id);
        let action = json!({"index": {"_index": index, "_id": id}});
        visit(&format!("{action}\n{}\n", document(&documents, place, ix)))?;
    }
    Ok(())
}

fn document(documents: &Documents<'_>, place: usize, ix: ItemIx) -> Value {
    let portal = documents.portal;
    let site = &portal.site;
    let item = &portal[ix];
    let columns = &portal.placements[ix.0 as usize];
    let joint = item
        .joint_organs
        .iter()
        .map(|organ| &*site.register[*organ].id);
    let url = format!("{}{}", site.settings.url, portal.item_path(item));
    let mut fields = dates(item);
    let mut add = |name: &str, value: Value| {
        let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !is_empty {
            fields.insert(name.to_owned(), value);
        }
    };
    add("url", json!(url));
    add("title", json!(item.title.value));
    add("kind", json!(site.kinds[item.kind.value].id));
    add("kind_name", json!(site.kinds[item.kind.value].name));
    add("organ", json!(&*site.register[item.organ].id));
    add("organ_name", json!(site.register[item.organ].name));
    add("joint_organs", json!(joint.collect::<Vec<_>>()));
    let ids = columns.iter().map(|column| &*site.catalogue[*column].id);
    add("columns", json!(ids.collect::<Vec<_>>()));
    let names = columns.iter().map(|column| &site.catalogue[*column].name);
    add("column_names", json!(names.collect::<Vec<_>>()));
    add("document_number", json!(item.number_shown()));
    let validity = portal.relations.validity[ix.0 as usize];
    add("validity", json!(validity.map(crate::model::Validity::key)));
    let topics = item.topics.iter().map(|topic| &topic.value);
    add("topics", json!(topics.collect::<Vec<_>>()));
    let tasks = item.tasks.iter().map(|task| &task.value);
    add("tasks", json!(tasks.collect::<Vec<_>>()));
    add("keywords", json!(item.keywords));
    add("source", json!(item.origin));
    add("author", json!(item.author));
    add("absent", json!(item.absent.then_some(true)));
    for (name, field) in [
        ("index_number", &item.index_number),
        ("unified_number", &item.unified_number),
        ("genre", &item.genre),
        ("summary", &item.summary),
        ("project", &item.project),
        ("stage", &item.stage),
        ("field", &item.field),
        ("period", &item.period),
    ] {
        add(name, json!(field.as_ref().map(|field| &field.value)));
    }
    let record = documents.record(place).unwrap_or_default();
    for Section(source, text) in record.sections {
        match source {
            Source::Body => add("body", json!(text)),
            Source::Table => add("table", json!(text)),
            Source::Summary | Source::Keywords | Source::Attachment => {}
        }
    }
    add("attachments", json!(attachments(documents, item)));
    Value::Object(fields)
}

fn dates(item: &Item) -> Map<String, Value> {
    let mut fields = Map::new();
    for (name, date) in [
        ("issued_on", &item.issued_on),
        ("effective_on", &item.effective_on),
        ("expires_on", &item.expires_on),
        ("repealed_on", &item.repealed_on),
    ] {
        if let Some(date) = date {
            fields.insert(name.to_owned(), json!(date.value.to_string()));
        }
    }
    if let Some(moment) = &item.published_at {
        fields.insert("published_at".to_owned(), json!(moment.value.rfc3339()));
        let year = moment.value.date.format("%Y").to_string();
        fields.insert("year".to_owned(), json!(year.parse::<u16>().ok()));
    }
    fields
}

/// Title, address and text of the files that are published with the item.
fn attachments(documents: &Documents<'_>, item: &Item) -> Vec<Value> {
    let site = &documents.portal.site;
    let published = item
        .attachments
        .iter()
        .filter(|file| site.files.contains_key(&file.path));
    published
        .map(|file| {
            let path = documents.portal.file_path(item, &file.path);
            let url = format!("{}{path}", site.settings.url);
            match documents.text_of(&file.path) {
                Some(text) => json!({"title": file.title, "url": url, "text": text}),
                None => json!({"title": file.title, "url": url}),
            }
        })
        .collect()
}
