//! The preview's side panel: the shown organ's columns, what is empty or stale, and how to add an item.

use serde_json::{Value, json};

use crate::audit;
use crate::model::{Cell, Column, ColumnStatus, OrganIx, OrganKind, Portal};

/// What the panel of the page at `path` shows; without organ where the page belongs to none.
pub(super) fn json(portal: &Portal, path: &str) -> Value {
    let register = &portal.site.register;
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
        "columns": columns(portal, ix),
    })
}

fn columns(portal: &Portal, organ: OrganIx) -> Vec<Value> {
    let matrix = audit::matrix(portal);
    let base = portal.site.settings.base_path();
    let id = &portal.site.register[organ].id;
    matrix
        .row(organ)
        .iter()
        .filter(|cell| cell.status != ColumnStatus::NotRequired)
        .map(|cell| {
            let column = &portal.site.catalogue[cell.column];
            json!({
                "name": column.name,
                "depth": portal.site.catalogue.lineage(cell.column).count() - 1,
                "status": cell.status.key(),
                "label": label(cell),
                "url": format!("{base}{id}/columns/{}.html", column.id),
                "command": command(column, id),
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

/// The exact command for a new item here; none where items come only through child columns.
fn command(column: &Column, organ: &str) -> Option<String> {
    let kind = column.kinds.first()?;
    Some(format!(
        "gongkai new {kind} --organ {organ} --title \"标题\""
    ))
}
