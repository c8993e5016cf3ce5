//! CSV, separated by commas, semicolons or tabs.

use csv::{ErrorKind, ReaderBuilder};

use super::super::control_character;
use super::super::fault::UNREADABLE_TABLE;
use super::super::reading::Reading;
use super::super::source::decode;
use super::super::yaml::Part;
use super::Rows;
use crate::model::Span;

/// A row put behind the last: a quotation that is never closed takes it in. No table has this character.
const END: &str = "\u{4}";

pub(super) fn read(bytes: Vec<u8>, reading: &Reading) -> Option<Rows> {
    let text = decode(bytes, reading)?;
    let part = Part::whole(&text);
    let plain = part.text;
    control_character::report(part, reading);
    let ended = format!("{plain}\n{END}");
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(plain))
        .from_reader(ended.as_bytes());
    let (mut rows, mut begins) = (Rows::new(), 0);
    for record in reader.records() {
        match record {
            Ok(record) if record.iter().eq([END]) => return Some(rows),
            Ok(record) => {
                begins = record.position().map_or(0, csv::Position::line);
                rows.push(record.iter().map(|cell| cell.trim().to_owned()).collect());
            }
            Err(error) => {
                report_error(&error, &text, reading);
                return None;
            }
        }
    }
    reading.report(
        UNREADABLE_TABLE,
        line(&text, begins),
        format!("第{begins}行的引号没有配对，后面的各行都成了这一格的内容"),
        "在这一行补上或者删去引号；也可以用表格软件打开，核对后另存为“CSV UTF-8（逗号分隔）”",
    );
    None
}

/// Where a line stands, counted from 1.
fn line(text: &str, number: u64) -> Span {
    let before = usize::try_from(number)
        .unwrap_or_default()
        .saturating_sub(1);
    let start = text.split_inclusive('\n').take(before).map(str::len).sum();
    let line = text.get(start..).and_then(|rest| rest.lines().next());
    let line = line.unwrap_or_default().trim_end();
    Span::locate(text, start, start + line.len())
}

/// The one of the three that most of the first lines hold, and the first line most of.
pub(in crate::load) fn delimiter(text: &str) -> u8 {
    const LINES: usize = 10;
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let weight = |separator: char| {
        let counts = lines().take(LINES).map(|line| count(line, separator));
        let first = lines().next().map_or(0, |line| count(line, separator));
        (counts.filter(|count| *count > 0).count(), first)
    };
    let heaviest = [';', '\t', ','].into_iter().max_by_key(|it| weight(*it));
    heaviest.map_or(b',', |separator| separator as u8)
}

/// How many of them stand outside of quotation marks and brackets: 名称（中;英）,值 has one comma.
fn count(line: &str, separator: char) -> usize {
    let (mut quoted, mut depth, mut found) = (false, 0_usize, 0);
    for character in line.chars() {
        match character {
            '"' => quoted = !quoted,
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if character == separator && !quoted && depth == 0 => found += 1,
            _ => {}
        }
    }
    found
}

fn report_error(error: &csv::Error, text: &str, reading: &Reading) {
    let number = error.position().map_or(1, csv::Position::line);
    let message = match error.kind() {
        ErrorKind::UnequalLengths { .. } => format!("第{number}行的列数与其他行不同"),
        _ => format!("第{number}行读不懂"),
    };
    let help = "用表格软件打开，另存为“CSV UTF-8（逗号分隔）”";
    reading.report(UNREADABLE_TABLE, line(text, number), message, help);
}

#[cfg(test)]
mod tests {
    use super::{delimiter, read};
    use crate::load::reading::Reading;

    #[test]
    fn what_separates_is_told_from_what_stands_in_words() {
        for (text, separator) in [
            ("名称（中;英;法）,值\n甲,1", b','),
            ("名称;说明\n甲;\"一,二,三\"", b';'),
            ("名称,依据\n甲,\"《一》;《二》;《三》\"", b','),
            ("名称,依据\n甲,《一》;《二》;《三》", b','),
            ("权责清单\n序号;事项\n1;甲", b';'),
            ("序号\t事项,依据\n1\t甲", b'\t'),
            ("只有一列", b','),
            ("", b','),
        ] {
            assert_eq!(delimiter(text), separator, "{text}");
        }
    }

    #[test]
    fn a_quotation_that_is_never_closed_is_a_fault_and_takes_in_no_row() {
        let whole = [
            "姓名,金额\n\"甲\n乙\",1\n",
            "姓名,金额\n\"说\"\"好\"\"\",1",
            "\"\"",
            "",
        ];
        for text in whole {
            let reading = Reading::new("a.csv");
            assert!(read(text.into(), &reading).is_some(), "{text}");
            assert!(reading.is_clean(), "{text}");
        }
        let reading = Reading::new("a.csv");
        let text = "姓名,金额\n甲,1\n\"乙,2\n丙,3\n";
        assert_eq!(read(text.into(), &reading), None);
        let faults = reading.into_faults();
        let told = faults.first().map(|fault| fault.message.clone());
        assert!(
            told.is_some_and(|told| told.contains("第3行")),
            "{faults:?}"
        );
        let place = faults.first().and_then(|fault| fault.place.clone());
        let span = place.and_then(|place| place.span).expect("a line");
        assert_eq!((span.line, span.character), (3, 1));
        assert_eq!(
            text.get(span.start as usize..span.end as usize),
            Some("\"乙,2")
        );
    }
}
