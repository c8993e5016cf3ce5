//! The directory as open data: CSV for spreadsheets, JSON for programs.

use std::sync::Arc;

use anyhow::Context as _;
use serde::{Serialize, Serializer};

use super::MARK;
use super::schema::SchemaOf;
use crate::model::{Artifact, ItemIx, Key, KeyWriter, OrganIx, SitePath, no_formula};
use crate::render::ground::Ground;
use crate::render::parts::row::validity;
use crate::render::views::directory::Entry;

/// Which form an export has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Form {
    Csv,
    Json,
}

/// One entry of the JSON export.
#[derive(Serialize)]
struct Record<'p> {
    index_number: Option<&'p str>,
    title: &'p str,
    summary: Option<&'p str>,
    date: Option<String>,
    organ: &'p str,
    kind: &'p str,
    document_number: Option<String>,
    published: Option<String>,
    validity: Option<&'static str>,
    url: String,
}

/// The whole JSON export.
#[derive(Serialize)]
struct Export<'g, 'p> {
    #[serde(rename = "$schema")]
    schema: String,
    organ: &'p str,
    total: usize,
    entries: Entries<'g, 'p>,
}

/// Entries that are made one by one as they are written: those of a county are megabytes.
struct Entries<'g, 'p> {
    ground: &'g Ground<'p>,
    items: &'g [ItemIx],
}

/// The export of an organ's directory, or of the county's.
pub(in crate::render) fn artifact<'p>(
    ground: &Arc<Ground<'p>>,
    path: SitePath,
    organ: Option<OrganIx>,
    form: Form,
) -> Artifact<'p> {
    let (ground, of_key) = (Arc::clone(ground), Arc::clone(ground));
    Artifact {
        path,
        key: Box::new(move |_| Ok(key(&of_key, organ, form).into())),
        make: Box::new(move || make(&ground, organ, form)),
    }
}

/// The key covers what stands before the records, and every record by its fingerprint.
fn key(ground: &Ground<'_>, organ: Option<OrganIx>, form: Form) -> Key {
    let Export {
        schema,
        organ,
        total: _,
        entries,
    } = Export::new(ground, organ);
    let key = KeyWriter::new("export")
        .part([form as u8])
        .part(schema)
        .part(organ);
    cover(ground, entries.items, key).finish()
}

/// Adds all that open data says of items, each found when first asked for; lists and feeds say no more.
pub(in crate::render) fn cover<'i>(
    ground: &Ground<'_>,
    items: impl IntoIterator<Item = &'i ItemIx>,
    key: KeyWriter,
) -> KeyWriter {
    let record = |ix: &ItemIx| {
        // Lists mark what does not hold yet, which the data say by nothing but its dates.
        let not_yet = ground.portal.takes_effect_on(*ix).is_some();
        let find = || Record::new(ground, *ix).fingerprint(not_yet);
        ground.lines.record(*ix, find)
    };
    let records = items.into_iter().map(record);
    records.fold(key, |key, record| key.part(record.0))
}

fn make(ground: &Ground<'_>, organ: Option<OrganIx>, form: Form) -> anyhow::Result<Vec<u8>> {
    /// Bytes of a record, as a rule.
    const USUAL: usize = 768;
    let export = Export::new(ground, organ);
    let mut bytes = Vec::with_capacity(USUAL * (export.total + 1));
    match form {
        Form::Csv => csv(&export.entries, bytes),
        Form::Json => {
            serde_json::to_writer_pretty(&mut bytes, &export)?;
            bytes.push(b'\n');
            Ok(bytes)
        }
    }
}

impl<'g, 'p> Export<'g, 'p> {
    fn new(ground: &'g Ground<'p>, organ: Option<OrganIx>) -> Self {
        let items = ground.outline.disclosed(organ);
        let site = &ground.portal.site;
        Self {
            schema: ground.addresses.absolute(SchemaOf::Directory.path()),
            organ: organ.map_or(&site.settings.name, |organ| &site.register[organ].name),
            total: items.len(),
            entries: Entries { ground, items },
        }
    }
}

impl<'p> Entries<'_, 'p> {
    fn records(&self) -> impl Iterator<Item = Record<'p>> {
        self.items.iter().map(|ix| Record::new(self.ground, *ix))
    }
}

impl Serialize for Entries<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.records())
    }
}

impl<'p> Record<'p> {
    fn new(ground: &Ground<'p>, ix: ItemIx) -> Self {
        let item = &ground.portal[ix];
        let site = &ground.portal.site;
        let entry = Entry::new(ground, ix);
        let validity = validity(ground, ix);
        Self {
            index_number: entry.index_number,
            title: entry.title,
            summary: entry.summary,
            date: entry.date,
            organ: &site.register[item.organ].name,
            kind: &site.kinds[item.kind.value].name,
            document_number: item.number_shown(),
            published: item.published_at.as_ref().map(|moment| moment.written()),
            validity: validity.map(crate::model::Validity::label),
            url: ground.addresses.absolute(&ground.portal.item_path(item)),
        }
    }

    /// Fingerprint of every field, each with its length or its absence, and of what lists say besides.
    fn fingerprint(&self, not_yet: bool) -> Key {
        let Self {
            index_number,
            title,
            summary,
            date,
            organ,
            kind,
            document_number,
            published,
            validity,
            url,
        } = self;
        let sure = [Some(*title), Some(*organ), Some(*kind), Some(url)];
        let perhaps = [
            *index_number,
            *summary,
            date.as_deref(),
            document_number.as_deref(),
            published.as_deref(),
            *validity,
        ];
        let fields = sure.into_iter().chain(perhaps);
        let add = |key: KeyWriter, field: Option<&str>| match field {
            Some(text) => key.part(text).part([1]),
            None => key.part([0]).part([0]),
        };
        let key = KeyWriter::new("record").part([u8::from(not_yet)]);
        fields.fold(key, add).finish()
    }
}

fn csv(entries: &Entries<'_, '_>, mut bytes: Vec<u8>) -> anyhow::Result<Vec<u8>> {
    const HEAD: [&str; 10] = [
        "索引号",
        "名称",
        "内容概述",
        "生成日期",
        "发布机构",
        "信息类型",
        "发文字号",
        "发布日期",
        "有效性",
        "网址",
    ];
    bytes.extend_from_slice(MARK.as_bytes());
    let mut writer = csv::Writer::from_writer(bytes);
    writer.write_record(HEAD)?;
    for (ix, record) in entries.items.iter().zip(entries.records()) {
        let published = entries.ground.portal[*ix].published_at.as_ref();
        writer.write_record([
            no_formula(record.index_number.unwrap_or_default()),
            no_formula(record.title),
            no_formula(record.summary.unwrap_or_default()),
            record.date.unwrap_or_default(),
            record.organ.to_owned(),
            record.kind.to_owned(),
            no_formula(&record.document_number.unwrap_or_default()),
            published.map_or(String::new(), |moment| moment.shown()),
            record.validity.unwrap_or_default().to_owned(),
            record.url,
        ])?;
    }
    writer.into_inner().context("公开目录的 CSV 未能写完")
}
