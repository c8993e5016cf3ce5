//! `seeds/catalogue/<level>.yaml`: the mandated columns, and what the site adds to them or tightens.
//!
//! # Why
//! The built-in catalogue is always read and the site's own is laid over it. A file that took its place
//! whole, as other seeds do, could drop a column that the regulation demands without anyone noticing.

use super::super::fault::UNKNOWN_REFERENCE;
use super::super::nearest::offer;
use super::super::reading::Reading;
use super::draft::{Draft, drafts};
use super::overlay;
use super::{Shelf, built_in};
use crate::model::{Catalogue, Column, ColumnIx, Kinds, Settings, Written};

/// A column whose parent is still a name.
#[derive(Debug)]
pub(super) struct Planned {
    pub(super) column: Column,
    pub(super) parent: Option<String>,
}

/// Reads the catalogue that is in force.
pub(super) fn read(shelf: &mut Shelf<'_>, settings: &Settings, kinds: &Kinds) -> Catalogue {
    let mut columns = Vec::new();
    let base = format!("seeds/catalogue/{}.yaml", settings.level);
    if let Some(text) = built_in(&base) {
        let reading = Reading::new(base.as_str());
        for draft in drafts(text, kinds, &reading) {
            append(draft, &mut columns, &reading);
        }
        shelf.faults.extend(reading.into_faults());
    }
    let path = format!("seeds/catalogue/{}.yaml", settings.catalogue);
    let reading = Reading::new(path.as_str());
    if let Some(text) = shelf.own(&path, &reading) {
        for draft in drafts(&text, kinds, &reading) {
            lay_over(draft, &mut columns, &reading);
        }
    }
    shelf.faults.extend(reading.into_faults());
    Catalogue::new(linked(columns))
}

fn lay_over(draft: Draft, columns: &mut Vec<Planned>, reading: &Reading) {
    let known = columns
        .iter()
        .position(|planned| *planned.column.id == *draft.id.value);
    match known.and_then(|index| columns.get_mut(index)) {
        Some(planned) => overlay::tighten(planned, draft, reading),
        None => append(draft, columns, reading),
    }
}

/// Puts a new column behind its parent and all that already stands under it.
fn append(draft: Draft, columns: &mut Vec<Planned>, reading: &Reading) {
    let Some((column, parent)) = draft.into_column(reading) else {
        return;
    };
    let Some(parent) = parent else {
        let parent = None;
        return columns.push(Planned { column, parent });
    };
    if !columns
        .iter()
        .any(|other| *other.column.id == *parent.value)
    {
        return report_parent(&parent, columns, reading);
    }
    let last = columns
        .iter()
        .rposition(|planned| is_under(planned, &parent, columns))
        .unwrap_or_default();
    let parent = Some(parent.value);
    columns.insert(last + 1, Planned { column, parent });
}

/// Whether the column is the one of this id, or stands below it.
fn is_under(planned: &Planned, id: &str, columns: &[Planned]) -> bool {
    let above = |planned: &&Planned| {
        let parent = planned.parent.as_deref()?;
        columns.iter().find(|other| *other.column.id == *parent)
    };
    std::iter::successors(Some(planned), above).any(|planned| *planned.column.id == *id)
}

fn report_parent(parent: &Written<String>, columns: &[Planned], reading: &Reading) {
    let message = format!("上级栏目「{}」不存在，或者写在了下级的后面", parent.value);
    let known = columns.iter().map(|planned| &*planned.column.id);
    let help = offer(parent, known, "parent 写已有栏目的编号，上级写在下级前面");
    reading.report(UNKNOWN_REFERENCE, parent.span, message, help);
}

/// Parents by name become parents by index.
fn linked(columns: Vec<Planned>) -> Vec<Column> {
    let ids: Vec<_> = columns
        .iter()
        .map(|planned| planned.column.id.clone())
        .collect();
    columns
        .into_iter()
        .map(|mut planned| {
            planned.column.parent = planned.parent.and_then(|parent| {
                let index = ids.iter().position(|id| **id == *parent)?;
                u32::try_from(index).ok().map(ColumnIx)
            });
            planned.column
        })
        .collect()
}
