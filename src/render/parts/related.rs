//! Links between documents: what one repeals or amends. Interpretations stand in `beside`.

use serde::Serialize;

use super::notice;
use super::row::Row;
use crate::model::{ItemIx, Relations};
use crate::render::ground::Ground;

/// Documents that stand in one relation to this one.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Related<'p> {
    label: &'static str,
    rows: Vec<Row<'p>>,
}

/// Every relation of an item that holds anything, but for what its validity notice names already.
pub(in crate::render) fn related<'p>(ground: &Ground<'p>, ix: ItemIx) -> Vec<Related<'p>> {
    let relations = &ground.portal.relations;
    let named = notice::successors(ground, ix);
    let groups = [
        ("本文件废止的文件", &relations.repeals),
        ("废止本文件的文件", &relations.repealed_by),
        ("本文件修改的文件", &relations.amends),
        ("修改本文件的文件", &relations.amended_by),
    ];
    groups
        .into_iter()
        .map(|(label, map)| (label, Relations::of(map, ix)))
        .filter(|(_, items)| *items != named)
        .map(|(label, items)| Related {
            label,
            rows: rows(ground, items),
        })
        .filter(|related| !related.rows.is_empty())
        .collect()
}

fn rows<'p>(ground: &Ground<'p>, items: &[ItemIx]) -> Vec<Row<'p>> {
    let row = |ix: &ItemIx| {
        let forms: Vec<&str> = ground.portal[*ix].forms.iter().map(|f| f.label()).collect();
        Row::new(ground, *ix).with_note(forms.join("、"))
    };
    items.iter().map(row).collect()
}
