//! CSV, separated by commas, semicolons or tabs.

use csv::{ErrorKind, ReaderBuilder};

use super::super::reading::Reading;
use super::super::source::decode;
use super::{Rows, report};

pub(super) fn read(bytes: Vec<u8>, reading: &Reading) -> Option<Rows> {
    let text = decode(bytes, reading)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut rows = Rows::new();
    for record in reader.records() {
        match record {
            Ok(record) => rows.push(record.iter().map(|cell| cell.trim().to_owned()).collect()),
            Err(error) => {
                report_error(&error, reading);
                return None;
            }
        }
    }
    Some(rows)
}

/// The one of the three that the first line holds most of.
pub(in crate::load) fn delimiter(text: &str) -> u8 {
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let count = |separator: u8| first.bytes().filter(|byte| *byte == separator).count();
    [b',', b'\t', b';']
        .into_iter()
        .rev()
        .max_by_key(|separator| count(*separator))
        .unwrap_or(b',')
}

fn report_error(error: &csv::Error, reading: &Reading) {
    let line = error.position().map_or(0, csv::Position::line);
    let message = match error.kind() {
        ErrorKind::UnequalLengths { .. } => format!("第{line}行的列数与其他行不同"),
        _ => format!("第{line}行读不懂"),
    };
    report(
        message,
        "用表格软件打开，另存为“CSV UTF-8（逗号分隔）”",
        reading,
    );
}
