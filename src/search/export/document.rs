//! One item with all that is said of it.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::super::documents::Documents;
use super::super::record::{Section, Source};
use crate::model::{Item, ItemIx, Validity, Written};

/// Fields that hold something, by their names.
#[derive(Default)]
struct Fields(Map<String, Value>);

impl Fields {
    /// Adds a field; what says nothing is left out.
    fn add(&mut self, name: &str, value: Value) {
        let is_empty = match &value {
            Value::Null => true,
            Value::String(words) => words.is_empty(),
            Value::Array(values) => values.is_empty(),
            Value::Object(fields) => fields.is_empty(),
            _ => false,
        };
        if !is_empty {
            self.0.insert(name.to_owned(), value);
        }
    }
}

/// The item at a place.
pub(super) fn document(documents: &Documents<'_>, place: usize, ix: ItemIx) -> Value {
    let item = &documents.portal[ix];
    let mut fields = Fields::default();
    standing(documents, ix, &mut fields);
    dates(item, &mut fields);
    written(item, &mut fields);
    of_its_kind(item, &mut fields);
    let record = documents.record(place).unwrap_or_default();
    for Section(source, text) in record.sections {
        match source {
            Source::Body => fields.add("body", json!(text)),
            Source::Table => fields.add("table", json!(text)),
            Source::Summary | Source::Keywords | Source::Attachment => {}
        }
    }
    fields.add("attachments", json!(attachments(documents, item)));
    Value::Object(fields.0)
}

/// Whose it is, where it stands, and whether it binds.
fn standing(documents: &Documents<'_>, ix: ItemIx, fields: &mut Fields) {
    let portal = documents.portal;
    let (site, item) = (&portal.site, &portal[ix]);
    let url = format!("{}{}", site.settings.url, portal.item_path(item));
    fields.add("url", json!(url));
    fields.add("kind", json!(site.kinds[item.kind.value].id));
    fields.add("kind_name", json!(site.kinds[item.kind.value].name));
    fields.add("organ", json!(&*site.register[item.organ].id));
    fields.add("organ_name", json!(site.register[item.organ].name));
    let joint = item.joint_organs.iter();
    let joint: Vec<&str> = joint.map(|organ| &*site.register[*organ].id).collect();
    fields.add("joint_organs", json!(joint));
    let columns = portal.placements[ix.0 as usize].iter();
    let columns = columns.map(|column| &site.catalogue[*column]);
    let (ids, names): (Vec<&str>, Vec<&str>) = columns.map(|it| (&*it.id, &*it.name)).unzip();
    fields.add("columns", json!(ids));
    fields.add("column_names", json!(names));
    let validity = portal.relations.validity[ix.0 as usize];
    fields.add("validity", json!(validity.map(Validity::key)));
}

fn dates(item: &Item, fields: &mut Fields) {
    for (name, date) in [
        ("issued_on", &item.issued_on),
        ("effective_on", &item.effective_on),
        ("expires_on", &item.expires_on),
        ("repealed_on", &item.repealed_on),
        ("comment_from", &item.comment_from),
        ("comment_until", &item.comment_until),
    ] {
        fields.add(name, json!(date.as_ref().map(|date| day(date.value))));
    }
    if let Some(moment) = &item.published_at {
        let year = moment.value.date.format("%Y").to_string();
        fields.add("published_at", json!(moment.value.rfc3339()));
        fields.add("year", json!(year.parse::<u16>().ok()));
    }
}

/// What any item may say, as it is written.
fn written(item: &Item, fields: &mut Fields) {
    fields.add("title", json!(item.title.value));
    fields.add("document_number", json!(item.number_shown()));
    fields.add("keywords", json!(item.keywords));
    fields.add("source", json!(item.origin));
    fields.add("author", json!(item.author));
    fields.add("absent", json!(item.absent.then_some(true)));
    for (name, field) in [
        ("index_number", &item.index_number),
        ("unified_number", &item.unified_number),
        ("genre", &item.genre),
        ("summary", &item.summary),
        ("project", &item.project),
        ("stage", &item.stage),
        ("field", &item.field),
        ("period", &item.period),
        ("mechanism", &item.mechanism),
        ("part", &item.part),
        ("aim", &item.aim),
        ("outcome", &item.outcome),
    ] {
        fields.add(name, json!(field.as_ref().map(|field| &field.value)));
    }
    for (name, list) in [
        ("topics", &item.topics),
        ("tasks", &item.tasks),
        ("repeals", &item.repeals),
        ("amends", &item.amends),
        ("interprets", &item.interprets),
    ] {
        fields.add(name, json!(values(list)));
    }
}

/// What interpretations and replies say beyond.
fn of_its_kind(item: &Item, fields: &mut Fields) {
    let forms = item.forms.iter().map(|form| form.value.label());
    fields.add("form", json!(forms.collect::<Vec<_>>()));
    if let Some(Written { value: person, .. }) = &item.interpreter {
        let mut of = Fields::default();
        of.add("name", json!(person.name));
        of.add("post", json!(person.post));
        of.add("head", json!(person.head));
        fields.add("interpreter", Value::Object(of.0));
    }
    if let Some(Written { value, .. }) = &item.proposal {
        let mut of = Fields::default();
        of.add("number", json!(value.number));
        of.add("kind", json!(value.kind.label()));
        of.add("proposer", json!(value.proposer));
        of.add("text", json!(value.text));
        of.add("answered_on", json!(value.answered_on.map(day)));
        fields.add("proposal", Value::Object(of.0));
    }
}

fn values(list: &[Written<String>]) -> Vec<&str> {
    list.iter().map(|written| written.value.as_str()).collect()
}

fn day(date: NaiveDate) -> String {
    date.to_string()
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
