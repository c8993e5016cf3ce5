//! The preview's side panel: the shown organ's columns, what is empty or stale, and how to add an item.

use std::path::Path;

use serde_json::{Value, json};

use crate::commands::paths;
use crate::model::{Cell, ColumnIx, ColumnStatus, OrganIx, OrganKind, Portal};
use crate::{audit, pipeline};

/// How gongkai is called for the shown site from the folder where the preview was started.
pub(super) struct Invocation(String);

impl Invocation {
    pub(super) fn new(root: &Path) -> Self {
        let here = std::env::current_dir().and_then(|here| here.canonicalize());
        Self(match here {
            Ok(here) if here == root => "gongkai".to_owned(),
            _ => format!(
                "gongkai --root {}",
                paths::shell_word(&root.to_string_lossy())
            ),
        })
    }
}

/// What the panel of the page at `path` shows; without organ where the page belongs to none.
pub(super) fn json(portal: &Portal, path: &str, invocation: &Invocation) -> Value {
    let register = &portal.site.register;
    let (set, path) = match path.strip_prefix(pipeline::TRADITIONAL) {
        Some(path) => (pipeline::TRADITIONAL, path),
        None => ("", path),
    };
    let first = path.split('/').next().unwrap_or_default();
    let shown = register.iter().find(|(_, organ)| &*organ.id == first);
    let government = || {
        register
            .iter()
            .find(|(_, organ)| organ.kind == OrganKind::Government)
    };
    let Some((ix, organ)) = shown.or_else(government) else {
        return json!({});
    };
    let source = portal
        .items
        .iter()
        .find(|item| portal.item_path(item) == path);
    json!({
        "organ": organ.name,
        "source": source.map(|item| &*item.source),
        "columns": columns(portal, ix, set, invocation),
    })
}

fn columns(portal: &Portal, organ: OrganIx, set: &str, invocation: &Invocation) -> Vec<Value> {
    let matrix = audit::matrix(portal);
    let base = portal.site.settings.base_path();
    let id = &portal.site.register[organ].id;
    matrix
        .row(organ)
        .iter()
        .filter(|cell| cell.status != ColumnStatus::NotRequired)
        .map(|cell| {
            let column = &portal.site.catalogue[cell.column];
            let new = new_item(portal, cell.column, organ);
            json!({
                "name": column.name,
                "depth": portal.site.catalogue.lineage(cell.column).count() - 1,
                "status": cell.status.key(),
                "label": label(cell),
                "url": format!("{base}{set}{id}/columns/{}.html", column.id),
                "command": new.map(|new| format!("{} {new}", invocation.0)),
            })
        })
        .collect()
}

/// 3 条，最新 2020-10-09
fn label(cell: &Cell) -> String {
    let word = cell.status.label();
    match cell.newest {
        Some(newest) if cell.items > 0 => format!("{word}：{} 条，最新 {newest}", cell.items),
        Some(stated) => format!("{word}（{stated}）"),
        None => word.to_owned(),
    }
}

/// The exact command for a new item here; none where items come only through child columns. The column is named
/// where the kind alone does not lead to it.
fn new_item(portal: &Portal, ix: ColumnIx, organ: OrganIx) -> Option<String> {
    let site = &portal.site;
    let column = &site.catalogue[ix];
    let kind = column.kinds.first()?;
    let reached = pipeline::columns_of_kind(site, site.kinds.find(kind)?, organ);
    let is_reached = reached
        .into_iter()
        .any(|reached| site.catalogue.lineage(reached).any(|up| up == ix));
    let named = if is_reached {
        String::new()
    } else {
        format!(" --column {}", column.id)
    };
    let organ = &site.register[organ].id;
    Some(format!(
        "new {kind} --organ {organ}{named} --title \"标题\""
    ))
}
