//! The banners over a document: that it no longer holds as it stands, does not hold yet or will not for long, that its
//! dates contradict its stated validity, or that what it interprets has ended; each with the way to what took its place.
//!
//! # Why
//! 有效性 has four values by law, and a document that takes effect next month is 有效 among them. So what a day makes
//! of it stands over it and beside its title in words and is no fifth value that filters, data and audit would have to
//! know.

use chrono::NaiveDate;
use serde::Serialize;

use super::row::{Row, ValidityMark, validity};
use crate::model::{ItemIx, Relations, Validity};
use crate::render::ground::Ground;

/// One banner.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Notice<'p> {
    mark: ValidityMark,
    words: String,
    /// What repealed or amended it.
    successors: Vec<Row<'p>>,
}

impl<'p> Notice<'p> {
    /// 已废止, 已失效 or 已修改, said on the original; none while it is in force, or no document.
    pub(in crate::render) fn of(ground: &Ground<'p>, ix: ItemIx) -> Option<Self> {
        let validity = validity(ground, ix)?;
        let mark = ValidityMark::new(validity)?;
        let item = &ground.portal[ix];
        let since = |day: Option<NaiveDate>| {
            day.map_or(String::new(), |day| format!("（{}）", in_full(day)))
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
        Some(Self::new(ground, mark, words, successors(ground, ix)))
    }

    /// What else a reader must know before relying on it; empty for most.
    pub(in crate::render) fn further(ground: &Ground<'p>, ix: ItemIx) -> Vec<Self> {
        let relations = &ground.portal.relations;
        let mut further = Vec::new();
        if validity(ground, ix).is_some_and(Validity::binds) {
            let repealing = Relations::of(&relations.repealed_by, ix);
            let amending = Relations::of(&relations.amended_by, ix);
            further.extend(Self::doubtful(ground, ix, repealing));
            further.extend(Self::ending(ground, ix, repealing));
            further.extend(Self::changing(ground, amending));
        }
        further.extend(Self::not_yet(ground, ix));
        further.extend(Self::outlived(ground, ix));
        further
    }

    fn new(ground: &Ground<'p>, mark: ValidityMark, words: String, see: &[ItemIx]) -> Self {
        Self {
            mark,
            words,
            successors: see.iter().map(|ix| Row::new(ground, *ix)).collect(),
        }
    }

    fn not_yet(ground: &Ground<'p>, ix: ItemIx) -> Option<Self> {
        let day = ground.portal.takes_effect_on(ix)?;
        let words = format!("本文件自{}起施行，现在尚未施行。", in_full(day));
        Some(Self::new(ground, ValidityMark::not_yet(), words, &[]))
    }

    /// A repeal that is pronounced and not in effect yet.
    fn ending(ground: &Ground<'p>, ix: ItemIx, repealing: &[ItemIx]) -> Option<Self> {
        let (see, day) = to_come(ground, repealing);
        let own = ground.portal[ix].repealed_on.as_ref();
        let own = own
            .map(|day| day.value)
            .filter(|day| *day > ground.portal.as_of);
        let day = own.into_iter().chain(day).min()?;
        let until = ground
            .portal
            .takes_effect_on(ix)
            .map_or("，在此之前仍然有效", |_| "");
        let words = format!("本文件自{}起废止{until}。", in_full(day));
        Some(Self::new(
            ground,
            ValidityMark::pending("将要废止"),
            words,
            &see,
        ))
    }

    /// An amendment that is pronounced and not in effect yet.
    fn changing(ground: &Ground<'p>, amending: &[ItemIx]) -> Option<Self> {
        let (see, day) = to_come(ground, amending);
        let words = format!("本文件自{}起修改。", in_full(day?));
        Some(Self::new(
            ground,
            ValidityMark::pending("将要修改"),
            words,
            &see,
        ))
    }

    /// Stated to be in force against what its own dates or other documents say, as the audit tells its editor.
    fn doubtful(ground: &Ground<'p>, ix: ItemIx, repealing: &[ItemIx]) -> Option<Self> {
        let item = &ground.portal[ix];
        let as_of = ground.portal.as_of;
        let stated = item.validity.as_ref().filter(|stated| stated.binds())?;
        let in_effect = |ix: &&ItemIx| {
            let day = ground.portal[**ix].holds_from();
            day.is_some_and(|day| day <= as_of)
        };
        let see: Vec<ItemIx> = repealing.iter().filter(in_effect).copied().collect();
        let repealed = item.repealed_on.as_ref().filter(|day| day.value <= as_of);
        let expired = item.expires_on.as_ref().filter(|day| day.value < as_of);
        let against = match (see.is_empty(), repealed, expired) {
            (false, _, _) => "已有文件写明将它废止".to_owned(),
            (true, Some(day), _) => format!("写明的废止日期（{}）已到", in_full(day.value)),
            (true, None, Some(day)) => {
                format!("写明的有效期已于{}届满", in_full(day.value))
            }
            (true, None, None) => return None,
        };
        let words = format!(
            "本文件标注为“{}”，但{against}。是否仍然有效，请向发布机构核实。",
            stated.label()
        );
        Some(Self::new(ground, ValidityMark::doubtful(), words, &see))
    }

    /// On an interpretation, that what it interprets has ended or changed.
    fn outlived(ground: &Ground<'p>, ix: ItemIx) -> Option<Self> {
        let documents = Relations::of(&ground.portal.relations.interpreted, ix);
        let of = |wanted: &dyn Fn(Validity) -> bool| -> Vec<ItemIx> {
            let documents = documents.iter().copied();
            let is = |ix: &ItemIx| validity(ground, *ix).is_some_and(wanted);
            documents.filter(is).collect()
        };
        let ended = of(&|validity| !validity.binds());
        let changed = of(&|validity| validity == Validity::Amended);
        let touched = if ended.is_empty() { changed } else { ended };
        let first = validity(ground, *touched.first()?)?;
        let words = match (first.binds(), touched.len() == documents.len()) {
            (true, _) => "本解读所解读的文件后来作了修改，请以修改后的内容为准。",
            (false, true) => "本解读所解读的文件已经不再执行，解读的内容仅供查阅。",
            (false, false) => "本解读所解读的文件中，有的已经不再执行，相应的解读仅供查阅。",
        };
        let see: Vec<ItemIx> = touched
            .iter()
            .flat_map(|ix| successors(ground, *ix))
            .copied()
            .collect();
        let mark = ValidityMark::of_what_is_interpreted(first)?;
        Some(Self::new(ground, mark, words.to_owned(), &see))
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

/// Those of some documents that do not hold yet, and the day on which the first of them does.
fn to_come(ground: &Ground<'_>, documents: &[ItemIx]) -> (Vec<ItemIx>, Option<NaiveDate>) {
    let as_of = ground.portal.as_of;
    let from = |ix: &ItemIx| ground.portal[*ix].holds_from().filter(|day| *day > as_of);
    let come = documents.iter().copied().filter(|ix| from(ix).is_some());
    (come.collect(), documents.iter().filter_map(from).min())
}

/// `2020年12月1日`
fn in_full(day: NaiveDate) -> String {
    day.format("%Y年%-m月%-d日").to_string()
}
