//! The directory as open data: CSV for spreadsheets, JSON for programs.

use std::sync::Arc;

use anyhow::Context as _;
use serde::Serialize;

use super::MARK;
use super::schema::SchemaOf;
use crate::model::{Artifact, ItemIx, KeyWriter, OrganIx, SitePath, no_formula};
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
struct Export<'p> {
    #[serde(rename = "$schema")]
    schema: String,
    organ: &'p str,
    total: usize,
    entries: Vec<Record<'p>>,
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
        // Records are small; the key is that of the bytes themselves.
        key: Box::new(move || {
            let bytes = make(&of_key, organ, form)?;
            Ok(KeyWriter::new("export").part(bytes).finish())
        }),
        make: Box::new(move || make(&ground, organ, form)),
    }
}

fn make(ground: &Ground<'_>, organ: Option<OrganIx>, form: Form) -> anyhow::Result<Vec<u8>> {
    let items = ground.outline.disclosed(organ);
    let records = items.iter().map(|ix| Record::new(ground, *ix)).collect();
    match form {
        Form::Csv => csv(records),
        Form::Json => {
            let site = &ground.portal.site;
            let name = organ.map_or(&site.settings.name, |organ| &site.register[organ].name);
            let mut bytes = serde_json::to_vec_pretty(&Export {
                schema: ground.addresses.absolute(SchemaOf::Directory.path()),
                organ: name,
                total: items.len(),
                entries: records,
            })?;
            bytes.push(b'\n');
            Ok(bytes)
        }
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
}

fn csv(records: Vec<Record<'_>>) -> anyhow::Result<Vec<u8>> {
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
    let mut writer = csv::Writer::from_writer(MARK.as_bytes().to_vec());
    writer.write_record(HEAD)?;
    for record in records {
        writer.write_record([
            no_formula(record.index_number.unwrap_or_default()),
            no_formula(record.title),
            no_formula(record.summary.unwrap_or_default()),
            record.date.unwrap_or_default(),
            record.organ.to_owned(),
            record.kind.to_owned(),
            no_formula(&record.document_number.unwrap_or_default()),
            record.published.unwrap_or_default(),
            record.validity.unwrap_or_default().to_owned(),
            record.url,
        ])?;
    }
    writer.into_inner().context("公开目录的 CSV 未能写完")
}
