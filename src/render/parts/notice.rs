//! The banner on a document that no longer holds as it stands, with the way to what took its place.

use serde::Serialize;

use super::row::{Row, ValidityMark, validity};
use crate::model::{ItemIx, Relations, Validity};
use crate::render::ground::Ground;

/// 已废止, 已失效 or 已修改, said on the original.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Notice<'p> {
    mark: ValidityMark,
    words: String,
    /// What repealed or amended it.
    successors: Vec<Row<'p>>,
}

impl<'p> Notice<'p> {
    /// The notice of an item; none while it is in force, or no document.
    pub(in crate::render) fn of(ground: &Ground<'p>, ix: ItemIx) -> Option<Self> {
        let validity = validity(ground, ix)?;
        let mark = ValidityMark::new(validity)?;
        let item = &ground.portal[ix];
        let since = |day: Option<chrono::NaiveDate>| {
            day.map_or(String::new(), |day| {
                format!("（{}）", day.format("%Y年%-m月%-d日"))
            })
        };
        let words = match validity {
            Validity::Repealed => format!(
                "本文件已经废止{}，不再作为行政管理的依据，仅供查阅。",
                since(item.repealed_on.as_ref().map(|day| day.value))
            ),
            Validity::Expired => format!(
                "本文件已经失效{}，不再作为行政管理的依据，仅供查阅。",
                since(item.expires_on.as_ref().map(|day| day.value))
            ),
            _ => "本文件已经修改，请以修改后的内容为准。".to_owned(),
        };
        let successors = successors(ground, ix).iter();
        Some(Self {
            mark,
            words,
            successors: successors.map(|ix| Row::new(ground, *ix)).collect(),
        })
    }
}

/// What took the place of a document that no longer holds as it stands.
pub(in crate::render) fn successors<'g>(ground: &'g Ground<'_>, ix: ItemIx) -> &'g [ItemIx] {
    let relations = &ground.portal.relations;
    match validity(ground, ix) {
        Some(Validity::Repealed | Validity::Expired) => Relations::of(&relations.repealed_by, ix),
        Some(Validity::Amended) => Relations::of(&relations.amended_by, ix),
        _ => &[],
    }
}
