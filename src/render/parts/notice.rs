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
        let relations = &ground.portal.relations;
        let since = |day: Option<chrono::NaiveDate>| {
            day.map_or(String::new(), |day| {
                format!("（{}）", day.format("%Y年%-m月%-d日"))
            })
        };
        let (words, successors) = match validity {
            Validity::Repealed => (
                format!(
                    "本文件已经废止{}，不再作为行政管理的依据，仅供查阅。",
                    since(item.repealed_on.as_ref().map(|day| day.value))
                ),
                Relations::of(&relations.repealed_by, ix),
            ),
            Validity::Expired => (
                format!(
                    "本文件已经失效{}，不再作为行政管理的依据，仅供查阅。",
                    since(item.expires_on.as_ref().map(|day| day.value))
                ),
                Relations::of(&relations.repealed_by, ix),
            ),
            _ => (
                "本文件已经修改，请以修改后的内容为准。".to_owned(),
                Relations::of(&relations.amended_by, ix),
            ),
        };
        Some(Self {
            mark,
            words,
            successors: successors.iter().map(|ix| Row::new(ground, *ix)).collect(),
        })
    }
}
