//! The same items as a site of Hugo's, with the theme in `benches/peers/hugo`, where Hugo is installed.
//!
//! # What is alike
//! The pages of items with their frame, navigation, metadata, JSON-LD, list of contents and checksums; the columns of each
//! organ and of the county, by year too, in pages of twenty; directories as pages, CSV and JSON; feeds. What Hugo has no means
//! for is left out of its theme: codes for telephones, and the columns that hold nothing.
//!
//! Which items stand in which column Hugo is told in the front matter, as its taxonomies want it; the time that takes is not
//! counted.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use include_dir::{Dir, include_dir};
use serde::Deserialize;
use serde_json::json;
use tempfile::TempDir;

use super::meter::{self, Cost};
use super::site::Site;
use super::{Failure, gongkai};

static THEME: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/benches/peers/hugo");

/// An item, as `gongkai list items` tells of it.
#[derive(Deserialize)]
struct Item {
    organ: String,
    columns: Vec<String>,
    published_on: String,
    path: String,
}

/// A column, as `gongkai list columns` tells of it.
#[derive(Deserialize)]
struct Column {
    id: String,
    name: String,
    parent: Option<String>,
    basis: Option<String>,
}

/// An organ, as `gongkai list organs` tells of it.
#[derive(Deserialize)]
struct Organ {
    id: String,
    name: String,
    short: String,
}

/// A site of Hugo's, ready to be built.
pub struct Hugo {
    site: TempDir,
}

impl Hugo {
    /// Writes the items of a site for Hugo; none where it is not installed.
    pub fn prepare(from: &Site) -> Result<Option<Self>, Failure> {
        let installed = Command::new("hugo")
            .arg("version")
            .stdout(Stdio::null())
            .status();
        if !installed.is_ok_and(|status| status.success()) {
            return Ok(None);
        }
        let site = tempfile::tempdir()?;
        write(&from.root, site.path())?;
        Ok(Some(Self { site }))
    }

    /// Builds it into a folder.
    pub fn build(&self, out: &Path) -> Result<Cost, Failure> {
        let site = self.site.path();
        let mut hugo = Command::new("hugo");
        hugo.arg("--source").arg(site).arg("--quiet");
        hugo.arg("--cacheDir").arg(site.join("cache"));
        hugo.arg("--destination").arg(out);
        Ok(meter::run(&mut hugo, &[0])?.0)
    }
}

/// Writes a site of Hugo's with the items of a site of ours.
pub fn write(root: &Path, site: &Path) -> Result<(), Failure> {
    fs::create_dir_all(site)?;
    THEME.extract(site)?;
    let columns: Vec<Column> = listed(root, "columns")?;
    let columns: BTreeMap<&str, &Column> = columns.iter().map(|c| (c.id.as_str(), c)).collect();
    write_data(root, site, &columns)?;
    for item in listed::<Item>(root, "items")? {
        let (file, from) = (Path::new(&item.path), root.join(&item.path));
        let name = file.file_name().unwrap_or_default();
        let folder = site.join("content").join(&item.organ);
        fs::create_dir_all(&folder)?;
        let text = fs::read_to_string(from)?
            .replacen("---\n", &format!("---\n{}", shelves(&item, &columns)), 1)
            .replacen("published_at:", "date:", 1)
            .replacen("kind:", "disclosure:", 1);
        fs::write(folder.join(name), text)?;
    }
    copy_attachments(root, site)
}

/// What a list of the program says of a site.
fn listed<T: for<'a> Deserialize<'a>>(root: &Path, what: &str) -> Result<Vec<T>, Failure> {
    let output = gongkai(root, &["list", what, "--format", "json"]).output()?;
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The catalogue and the organs, as data of Hugo's.
fn write_data(root: &Path, site: &Path, columns: &BTreeMap<&str, &Column>) -> Result<(), Failure> {
    let children = |of: Option<&str>| -> Vec<&str> {
        let all = columns.values();
        all.filter(|column| column.parent.as_deref() == of)
            .map(|column| column.id.as_str())
            .collect()
    };
    let told: BTreeMap<&str, _> = columns
        .iter()
        .map(|(id, column)| {
            let told = json!({
                "id": id, "name": column.name, "basis": column.basis,
                "ancestors": ancestors(id, columns), "children": children(Some(id)),
            });
            (*id, told)
        })
        .collect();
    let organs: Vec<Organ> = listed(root, "organs")?;
    let organs: BTreeMap<&str, _> = organs
        .iter()
        .map(|organ| {
            let told = json!({ "id": organ.id, "name": organ.name, "short": organ.short });
            (organ.id.as_str(), told)
        })
        .collect();
    let data = site.join("data");
    fs::create_dir_all(&data)?;
    fs::write(data.join("columns.json"), json!(told).to_string())?;
    fs::write(data.join("organs.json"), json!(organs).to_string())?;
    fs::write(data.join("tops.json"), json!(children(None)).to_string())?;
    Ok(())
}

/// The columns above one, the outermost first.
fn ancestors<'a>(id: &str, columns: &BTreeMap<&str, &'a Column>) -> Vec<&'a str> {
    let mut above = Vec::new();
    let mut at = columns.get(id).and_then(|column| column.parent.as_deref());
    while let Some(id) = at {
        above.insert(0, id);
        at = columns.get(id).and_then(|column| column.parent.as_deref());
    }
    above
}

/// The lines of front matter that put an item into Hugo's taxonomies.
fn shelves(item: &Item, columns: &BTreeMap<&str, &Column>) -> String {
    let mut all: Vec<&str> = Vec::new();
    for id in &item.columns {
        for id in ancestors(id, columns).into_iter().chain([id.as_str()]) {
            if !all.contains(&id) {
                all.push(id);
            }
        }
    }
    let (organ, year) = (&item.organ, item.published_on.get(..4).unwrap_or_default());
    let own: Vec<String> = all.iter().map(|id| format!("{organ}/{id}")).collect();
    let by_year: Vec<String> = all.iter().map(|id| format!("{id}/{year}")).collect();
    let primary = item.columns.first().map_or("other", String::as_str);
    format!(
        "primary: {primary}\nshelf: {}\ncolumn: {}\ncolumnyear: {}\ndirectory: [all, {organ}]\n",
        json!(own),
        json!(all),
        json!(by_year)
    )
}

/// Attachments lie beside the items, and in Hugo's site where they are published.
fn copy_attachments(root: &Path, site: &Path) -> Result<(), Failure> {
    for entry in walkdir::WalkDir::new(root.join("content")) {
        let entry = entry?;
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "csv") {
            let organ = path.parent().and_then(Path::file_name).unwrap_or_default();
            let folder = site.join("static").join(organ).join("files");
            fs::create_dir_all(&folder)?;
            fs::copy(path, folder.join(entry.file_name()))?;
        }
    }
    Ok(())
}
