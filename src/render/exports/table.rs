//! An item's data table as a file: whole, however many pages it takes to read.
//!
//! The JSON is both open data and what the page's script filters and sorts by; it is asked for only when a
//! reader does either.

use std::sync::Arc;

use anyhow::Context as _;
use serde::Serialize;

use super::schema::SchemaOf;
use super::{MARK, workbook};
use crate::model::{Artifact, DataTable, Item, ItemIx, KeyWriter, SitePath, no_formula};
use crate::render::ground::Ground;

/// Which form a table is saved in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum TableForm {
    Csv,
    Xlsx,
    Json,
}

/// The JSON form.
#[derive(Serialize)]
struct Export<'p> {
    #[serde(rename = "$schema")]
    schema: String,
    title: &'p str,
    organ: &'p str,
    url: String,
    published: Option<String>,
    headings: Vec<String>,
    total: usize,
    rows: &'p [Vec<Arc<str>>],
}

impl TableForm {
    /// In the order in which they are offered.
    pub(in crate::render) const ALL: [Self; 3] = [Self::Csv, Self::Xlsx, Self::Json];

    /// `csv`: the ending of its file's name.
    pub(in crate::render) fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }
}

/// A table in one form; none of an item without a readable table.
pub(in crate::render) fn artifact<'p>(
    ground: &Arc<Ground<'p>>,
    path: SitePath,
    ix: ItemIx,
    form: TableForm,
) -> Artifact<'p> {
    let (ground, of_key) = (Arc::clone(ground), Arc::clone(ground));
    Artifact {
        path,
        key: Box::new(move |_| {
            let item = &of_key.portal[ix];
            // The table itself is in the key by its file.
            let without = DataTable::default();
            let about = Export::new(&of_key, item, &without);
            let path = item.table.as_ref().map(|table| &table.path);
            let facts = path.and_then(|path| of_key.portal.site.files.get(path));
            let mut key = KeyWriter::new("table").part(form.ending());
            if let Some(traditional) = &of_key.traditional {
                key = traditional.fingerprint(key);
            }
            let key = key.part(facts.map_or([0; 32], |facts| facts.digest));
            Ok(key.part(serde_json::to_vec(&about)?).finish().into())
        }),
        make: Box::new(move || {
            let item = &ground.portal[ix];
            let table = ground.table(item).context("数据表没有读出来")?;
            match form {
                TableForm::Csv => csv(table),
                TableForm::Xlsx => workbook::xlsx(table, item),
                TableForm::Json => {
                    let text = serde_json::to_string(&Export::new(&ground, item, table))?;
                    Ok(ground.in_its_characters(text + "\n").into_bytes())
                }
            }
        }),
    }
}

impl<'p> Export<'p> {
    fn new(ground: &Ground<'p>, item: &'p Item, table: &'p DataTable) -> Self {
        let path = ground.portal.item_path(item);
        Self {
            schema: ground.addresses.absolute(SchemaOf::Table.path()),
            title: &item.title.value,
            organ: &ground.portal.site.register[item.organ].name,
            url: ground.addresses.absolute(&path),
            published: item.published_at.as_ref().map(|moment| moment.written()),
            headings: table.headings(),
            total: table.rows.len(),
            rows: &table.rows,
        }
    }
}

fn csv(table: &DataTable) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(MARK.as_bytes().to_vec());
    writer.write_record(table.headings().iter().map(|heading| no_formula(heading)))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(|cell| no_formula(cell)))?;
    }
    writer.into_inner().context("数据表的 CSV 未能写完")
}
