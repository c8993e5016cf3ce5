//! The files of results: what a reader sees of an item, and the text that excerpts are cut from.

use super::bytes::{Digest, pack};
use super::documents::Documents;
use super::laid::Laid;
use super::record::{Record, Section, slots_of};

/// Beyond it, texts of this length shrink by a twentieth and take a quarter longer.
const LEVEL: u8 = 1;
/// Bytes of text that items share a file up to.
const TOGETHER: usize = 3500;
/// Bytes of text of a long item in one file.
const PART: usize = 6000;
/// Places whose results lie in one folder.
///
/// # Why
/// A folder is named by a digest of what is in it, and the start file names the folders: a name for
/// every file would be many times as long, one folder for all would be written anew at every edit.
pub(super) const GROUP: usize = 128;

/// A file of results: several items, or one part of a long one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ResultFile {
    /// The places of its items.
    pub(super) places: Vec<usize>,
    /// Which part of a long item, of how many.
    pub(super) part: usize,
    pub(super) parts: usize,
}

/// The files of a group in order, by what was laid at its places, the first of which is given.
pub(super) fn files(first: usize, laid: &[Option<Laid>]) -> Vec<ResultFile> {
    let mut files: Vec<ResultFile> = Vec::new();
    let mut filled = usize::MAX;
    let items = laid.iter().zip(first..);
    for (laid, place) in items.filter_map(|(laid, place)| Some((laid.as_ref()?, place))) {
        let size = laid.size as usize;
        if filled.saturating_add(size) <= TOGETHER
            && let Some(file) = files.last_mut()
        {
            file.places.push(place);
            filled += size;
            continue;
        }
        let parts = size.div_ceil(PART).max(1);
        files.extend((0..parts).map(|part| ResultFile {
            places: vec![place],
            part,
            parts,
        }));
        filled = if parts == 1 { size } else { usize::MAX };
    }
    files
}

/// For every place: 0 where it is empty or shares the file of the item before, else how many files it takes.
pub(super) fn files_of_places(laid: &[Option<Laid>]) -> Vec<usize> {
    let mut of_places = vec![0; laid.len()];
    for (group, laid) in laid.chunks(GROUP).enumerate() {
        for file in files(group * GROUP, laid) {
            if let (0, Some(place)) = (file.part, file.places.first()) {
                of_places[*place] = file.parts;
            }
        }
    }
    of_places
}

/// The digest that names a group's folder.
pub(super) fn digest(laid: &[Option<Laid>]) -> Digest {
    let mut all = Vec::new();
    for laid in laid {
        all.extend(laid.map_or([0; 16], |laid| laid.words));
    }
    Digest::of(&all)
}

/// The bytes of a file of results.
pub(super) fn make(documents: &Documents<'_>, file: &ResultFile) -> anyhow::Result<Vec<u8>> {
    let places = file.places.iter();
    let records = places.filter_map(|place| documents.record(*place));
    let mut payloads = payloads(records.collect(), file.parts)?;
    Ok(pack(&payloads.swap_remove(file.part), LEVEL))
}

/// The bytes of all files of a group in order, by its records and what was laid at its places, the
/// first of which is given.
pub(super) fn make_all(
    first: usize,
    laid: &[Option<Laid>],
    mut records: Vec<Option<Record>>,
) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut made = Vec::new();
    for file in files(first, laid).iter().filter(|file| file.part == 0) {
        let places = file.places.iter();
        let of_file = places.filter_map(|place| records.get_mut(place - first)?.take());
        for payload in payloads(of_file.collect(), file.parts)? {
            made.push(pack(&payload, LEVEL));
        }
    }
    Ok(made)
}

/// What so many files hold: records, or for a further part of a long item its sections.
fn payloads(mut records: Vec<Record>, parts: usize) -> anyhow::Result<Vec<Vec<u8>>> {
    if parts == 1 {
        return Ok(vec![serde_json::to_vec(&records)?]);
    }
    let (record, further) = parted(records.pop().unwrap_or_default(), parts);
    let mut payloads = vec![serde_json::to_vec(&[record])?];
    for sections in further {
        payloads.push(serde_json::to_vec(&sections)?);
    }
    payloads.resize_with(parts, || b"[]".to_vec());
    Ok(payloads)
}

/// Cuts a long record's text at ends of lines into so many parts at most, about equal.
fn parted(mut record: Record, parts: usize) -> (Record, Vec<Vec<Section>>) {
    let total: usize = record.sections.iter().map(|s| s.1.len()).sum();
    let share = total.div_ceil(parts).max(1);
    let mut shares: Vec<Vec<Section>> = vec![Vec::new()];
    let mut filled = 0;
    let mut slots = record.head().len();
    let mut before = None;
    for Section(source, text) in std::mem::take(&mut record.sections) {
        slots = source.start(before, slots);
        before = Some(source);
        for line in text.split_inclusive('\n') {
            if filled >= share && shares.len() < parts {
                record.parts.push(slots);
                shares.push(Vec::new());
                filled = 0;
            }
            filled += line.len();
            slots += slots_of(line);
            let Some(current) = shares.last_mut() else {
                continue;
            };
            match current.last_mut() {
                Some(Section(last, words)) if *last == source && words.ends_with('\n') => {
                    words.push_str(line);
                }
                _ => current.push(Section(source, line.to_owned())),
            }
        }
    }
    record.sections = shares.remove(0);
    (record, shares)
}

#[cfg(test)]
mod tests {
    use super::{ResultFile, files, parted};
    use crate::search::laid::Laid;
    use crate::search::record::{Record, Section, Source};

    #[test]
    fn short_items_share_a_file_and_long_ones_take_several() {
        let laid = [1000, 2000, 0, 1000, 20_000, 10].map(|size| {
            (size > 0).then_some(Laid {
                words: [0; 16],
                size,
                blocks: 1,
            })
        });
        let file = |places: &[usize], part, parts| ResultFile {
            places: places.to_vec(),
            part,
            parts,
        };
        assert_eq!(
            files(128, &laid),
            [
                file(&[128, 129], 0, 1),
                file(&[131], 0, 1),
                file(&[132], 0, 4),
                file(&[132], 1, 4),
                file(&[132], 2, 4),
                file(&[132], 3, 4),
                file(&[133], 0, 1),
            ]
        );
    }

    #[test]
    fn the_parts_of_a_long_item_are_its_text_and_begin_where_they_say() {
        let line = |n: usize| format!("第{n}条 内容若干。\n");
        let text: String = (0..90).map(line).collect();
        let whole = Record {
            title: "长".into(),
            sections: vec![
                Section(Source::Summary, "概述".into()),
                Section(Source::Attachment, text.clone()),
            ],
            ..Record::default()
        };
        let slots = whole.slots();
        let (record, further) = parted(whole, 4);
        assert_eq!((record.parts.len(), further.len()), (3, 3));
        let mut joined = record.sections[1].1.clone();
        for (part, start) in further.iter().zip(&record.parts) {
            let first = Record {
                sections: part.clone(),
                ..Record::default()
            };
            assert_eq!(first.slots()[192..204], slots[*start..start + 12]);
            joined += &part[0].1;
        }
        assert_eq!(joined, text);
    }
}
