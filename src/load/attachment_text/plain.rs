//! Plain text in any of the encodings that office programs save, and what is written in it: rows, captions.

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

use super::super::table::delimiter;

/// Text in UTF-8, in the national encoding that office programs save by default, or in UTF-16, which spreadsheet
/// programs call Unicode.
pub(super) fn text(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    if let Some(encoding) = of_two_bytes(bytes) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// UTF-16 without a mark at its beginning: the ends of its lines, its digits and its blanks hold a zero byte each,
/// which no other encoding of text holds.
fn of_two_bytes(bytes: &[u8]) -> Option<&'static Encoding> {
    if !bytes.contains(&0) || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |at: usize| {
        let bytes = bytes.iter().skip(at).step_by(2);
        bytes.filter(|byte| **byte == 0).count()
    };
    Some(if zeros(1) > zeros(0) {
        UTF_16LE
    } else {
        UTF_16BE
    })
}

pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// The captions of a film, each on its line of the file: the times between them are left out.
pub(super) fn captions(text: &str) -> Vec<String> {
    let is_said = |line: &&str| !line.contains("-->") && !line.starts_with("WEBVTT");
    let said = |line| Some(line).filter(is_said).unwrap_or_default().to_owned();
    text.lines().map(said).collect()
}

/// The rows of a CSV, each on the line of the file on which it begins.
pub(super) fn rows(text: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for record in reader.records().flatten() {
        let line = record.position().map_or(0, csv::Position::line);
        while lines.len() as u64 + 1 < line {
            lines.push(String::new());
        }
        lines.push(row(record.iter()));
    }
    lines
}

/// The cells of a row with a tab between them.
pub(super) fn row<'c>(cells: impl Iterator<Item = &'c str>) -> String {
    let cells = cells.map(|cell| cell.replace(['\t', '\n', '\r'], " "));
    cells.collect::<Vec<_>>().join("\t")
}

#[cfg(test)]
mod tests {
    use super::captions;

    #[test]
    fn captions_are_what_is_said() {
        let text = "WEBVTT\n\n1\n00:00.000 --> 00:02.000\n各位好\n";
        assert_eq!(captions(text), ["", "", "1", "", "各位好"]);
    }
}
