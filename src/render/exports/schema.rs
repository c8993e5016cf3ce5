//! What open data looks like, for programs and their authors: JSON Schemas, published beside the data.

use crate::model::{Artifact, KeyWriter, SitePath};
use crate::render::ground::Ground;

/// What a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum SchemaOf {
    Directory,
    Table,
}

impl SchemaOf {
    /// Every schema.
    pub(in crate::render) const ALL: [Self; 2] = [Self::Directory, Self::Table];

    /// `open-data/directory.schema.json`
    pub(in crate::render) fn path(self) -> &'static str {
        match self {
            Self::Directory => "open-data/directory.schema.json",
            Self::Table => "open-data/table.schema.json",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Directory => include_str!("directory.schema.json"),
            Self::Table => include_str!("table.schema.json"),
        }
    }
}

/// A schema under its own address.
pub(in crate::render) fn artifact<'p>(
    ground: &Ground<'p>,
    path: SitePath,
    of: SchemaOf,
) -> Artifact<'p> {
    let root = &ground.portal.site.settings.url;
    let text = of.text().replace("{root}", root);
    Artifact {
        path,
        key: KeyWriter::new("schema").part(&text).known(),
        make: Box::new(move || Ok(text.clone().into_bytes())),
    }
}
