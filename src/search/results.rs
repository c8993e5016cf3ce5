//! The files of results: what a reader sees of an item, and the text that excerpts are cut from.

use super::bytes::pack;
use super::documents::Documents;
use super::plan::ResultFile;
use super::record::{Record, Section, slots_of};

const LEVEL: u8 = 7;

/// The bytes of a file of results: records, or for a further part of a long item its sections.
pub(super) fn file(documents: &Documents<'_>, file: ResultFile) -> anyhow::Result<Vec<u8>> {
    if file.parts > 1 {
        let (record, mut further) = parted(documents.record(file.first), file.parts);
        let json = match file.part.checked_sub(1) {
            None => serde_json::to_vec(&[record])?,
            Some(at) if at < further.len() => serde_json::to_vec(&further.swap_remove(at))?,
            Some(_) => b"[]".to_vec(),
        };
        return Ok(pack(&json, LEVEL));
    }
    let items = file.first..file.first + file.count;
    let records: Vec<Record> = items.map(|at| documents.record(at)).collect();
    Ok(pack(&serde_json::to_vec(&records)?, LEVEL))
}

/// Cuts a long record's text at ends of lines into so many parts at most, about equal.
fn parted(mut record: Record, parts: usize) -> (Record, Vec<Vec<Section>>) {
    let total: usize = record.sections.iter().map(|s| s.1.len()).sum();
    let share = total.div_ceil(parts).max(1);
    let mut shares: Vec<Vec<Section>> = vec![Vec::new()];
    let mut filled = 0;
    let mut slots = record.head().len();
    for Section(source, text) in std::mem::take(&mut record.sections) {
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
    use super::parted;
    use crate::search::record::{Record, Section, Source};

    #[test]
    fn the_parts_of_a_long_item_are_its_text_and_begin_where_they_say() {
        let line = |n: usize| format!("第{n}条 内容若干。\n");
        let text: String = (0..90).map(line).collect();
        let whole = Record {
            title: "长".into(),
            sections: vec![Section(Source::Body, text.clone())],
            ..Record::default()
        };
        let slots = whole.slots();
        let (record, further) = parted(whole, 4);
        assert_eq!((record.parts.len(), further.len()), (3, 3));
        let mut joined = record.sections[0].1.clone();
        for (part, start) in further.iter().zip(&record.parts) {
            let first = Record {
                sections: part.clone(),
                ..Record::default()
            };
            assert_eq!(first.slots()[128..140], slots[*start..start + 12]);
            joined += &part[0].1;
        }
        assert_eq!(joined, text);
    }
}
