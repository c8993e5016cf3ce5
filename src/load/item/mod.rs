//! One Markdown file becomes an item.

mod address;
mod attachment;
mod cut;
mod identity;
mod nested;
mod second;

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

pub(super) use address::without_doubles;
pub(super) use attachment::meant;

use super::control_character;
use super::fault::{HTML_TOO_DEEP, UNKNOWN_KIND};
use super::fields::{Fields, Name, is_name};
use super::front_matter::{Halves, split};
use super::reading::Reading;
use super::seeds::kind_help;
use super::values::{organ, report_choice};
use super::yaml;
use crate::model::{
    Body, FIELDS, Form, Item, KindIx, Kinds, NumberAsWritten, Openness, OrganIx, Register,
    Validity, Written,
};

static NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| {
    FIELDS
        .iter()
        .map(|field| (field.key, field.alias))
        .collect()
});

/// What an item is read against.
#[derive(Debug)]
pub(super) struct Surroundings<'s> {
    pub(super) kinds: &'s Kinds,
    pub(super) register: &'s Register,
    /// The site's own address.
    pub(super) site: &'s str,
    /// Paths of every other file of `content/`.
    pub(super) files: &'s HashSet<Arc<str>>,
}

/// Reads an item; none when anything about it is at fault.
pub(super) fn read(text: &str, around: &Surroundings<'_>, reading: &Reading) -> Option<Item> {
    let Halves { front, body } = split(text, reading)?;
    let is_key = |key: &str| is_name(&NAMES, key) || nested::is_key(key);
    let node = yaml::read(front, &is_key, reading)?;
    cut::report(&node, text, reading);
    let fields = Fields::open(&node, "信息", &NAMES, reading)?;
    control_character::report(body, reading);
    second::report(body, around.kinds, reading);
    let body = crate::markdown::read(body.text, body.offset, body.lines + 1);
    if let Some(span) = body.too_deep {
        let help =
            "检查这里前面的标签是不是少了结束标签，如 </div>；用不着的标签和行首的“>”整个删去";
        reading.report(
            HTML_TOO_DEEP,
            span,
            "从这里起，HTML 标签、引用或列表一个套一个超过了 512 层",
            help,
        );
    }
    let item = build(&fields, body, text, around);
    item.filter(|_| reading.is_clean())
}

fn build(fields: &Fields<'_>, body: Body, text: &str, around: &Surroundings<'_>) -> Option<Item> {
    let reading = fields.reading();
    let organ = publisher(fields, around.register);
    let title = fields.required("title", "信息的全称");
    let kind = kind(fields, around.kinds);
    let draft = fields.flag("draft").unwrap_or(false);
    if !draft && fields.node("published_at").is_none() {
        fields.report_missing("published_at", "2020-11-02");
    }
    let id = identity::read(fields);
    let validity = validity(fields);
    let openness = fields.choice("openness", &Openness::ALL, Openness::label);
    let (proposal, its_file) = nested::proposal(fields);
    let (attachments, table) = attachment::read(fields, its_file, &body, around.files);
    let item = Item {
        source: reading.path.clone(),
        digest: *blake3::hash(text.as_bytes()).as_bytes(),
        joint_organs: joint_organs(fields, around.register, organ),
        columns: fields.list("columns"),
        document_number: fields
            .text("document_number")
            .map(|text| text.map(|text| NumberAsWritten::new(&text))),
        index_number: fields.text("index_number"),
        unified_number: fields.text("unified_number"),
        issued_on: fields.date("issued_on"),
        published_at: fields.moment("published_at"),
        effective_on: fields.date("effective_on"),
        expires_on: fields.date("expires_on"),
        repealed_on: fields.date("repealed_on"),
        validity,
        repeals: fields.names("repeals", |_| false),
        amends: fields.names("amends", |_| false),
        interprets: fields.names("interprets", |text| text.ends_with(".md")),
        forms: fields.choices("form", &Form::ALL, Form::label),
        interpreter: nested::interpreter(fields),
        topics: fields.list("topics"),
        genre: fields.text("genre"),
        keywords: fields.words("keywords"),
        summary: fields.text("summary"),
        openness: openness.map(|openness| openness.value).unwrap_or_default(),
        origin: fields.plain("source"),
        author: fields.plain("author"),
        attachments,
        table,
        project: fields.text("project"),
        stage: fields.text("stage"),
        tasks: fields.names("tasks", |_| false),
        field: fields.text("field"),
        period: fields.period("period"),
        mechanism: fields.text("mechanism"),
        part: fields.text("part"),
        aim: fields.text("aim"),
        comment_from: fields.date("comment_from"),
        comment_until: fields.date("comment_until"),
        outcome: fields.text("outcome"),
        proposal,
        absent: fields.flag("absent").unwrap_or(false),
        aliases: address::aliases(fields, around.site),
        draft,
        excuse: nested::excuse(fields),
        fields: fields.written().collect(),
        body,
        // What an item cannot be without comes last, so that the faults of all else are found first.
        id: id?,
        title: title?,
        kind: kind?,
        organ: organ?,
    };
    Some(item)
}

/// The organ that the item names, or the one whose folder it lies in.
///
/// A folder that is not registered has been reported with its first file, and nothing in it is published.
fn publisher(fields: &Fields<'_>, register: &Register) -> Option<OrganIx> {
    let reading = fields.reading();
    let folder = reading.path.split('/').nth(1).unwrap_or_default();
    let of_folder = register.iter().find(|(_, organ)| *organ.id == *folder);
    match fields.text("organ") {
        Some(name) => organ(&name, register, reading).filter(|_| of_folder.is_some()),
        None => of_folder.map(|(ix, _)| ix),
    }
}

fn kind(fields: &Fields<'_>, kinds: &Kinds) -> Option<Written<KindIx>> {
    let text = fields.required("kind", "policy-document")?;
    let found = kinds.find(&text);
    if found.is_none() {
        let message = format!("没有「{}」这种信息类型", text.value);
        let help = kind_help(&text, kinds);
        fields
            .reading()
            .report(UNKNOWN_KIND, text.span, message, help);
    }
    found.map(|ix| Written::new(ix, text.span))
}

fn joint_organs(fields: &Fields<'_>, register: &Register, own: Option<OrganIx>) -> Vec<OrganIx> {
    let mut organs = Vec::new();
    let is_one = |name: &str| register.find(name).is_some();
    for name in fields.names("joint_organs", is_one) {
        if let Some(ix) = organ(&name, register, fields.reading())
            && Some(ix) != own
            && !organs.contains(&ix)
        {
            organs.push(ix);
        }
    }
    organs
}

fn validity(fields: &Fields<'_>) -> Option<Written<Validity>> {
    let text = fields.text("validity")?;
    let found = Validity::from_label(&text);
    if found.is_none() {
        let all = Validity::ALL.into_iter().map(Validity::label);
        report_choice(&text, fields.known_as("validity"), all, fields.reading());
    }
    found.map(|validity| Written::new(validity, text.span))
}
