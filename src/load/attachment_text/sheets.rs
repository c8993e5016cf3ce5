//! The words of a spreadsheet: its cells, and of an XLSX what stands around them.
//!
//! # Why
//! A comment, a footer and a hidden sheet are published with the file, though no page of the site shows them. The
//! library reads cells alone; an XLSX is XML, of which the rest is read here. The other formats keep theirs.

use std::collections::HashSet;

use calamine::{Reader as _, SheetType};

use super::super::workbook::{Cells, cells, open};
use super::budget::Budget;
use super::package::{Package, aside, said};
use crate::model::{TextPart, may_hold_long_number};

/// A part a sheet, hidden ones too, and of an XLSX what stands around them; none when it cannot be read.
pub(super) fn parts(bytes: Vec<u8>, budget: &mut Budget) -> Option<Vec<TextPart>> {
    let package = Package::open(&bytes);
    let around = package.map_or_else(Vec::new, |mut package| around(&mut package, budget));
    let mut book = open(bytes)?;
    let mut parts = Vec::new();
    let sheets = book.sheets_metadata().to_vec();
    for sheet in &sheets {
        let name = format!("工作表“{}”", sheet.name);
        match cells(&mut book, &sheet.name) {
            Some(cells) => parts.push(TextPart::new(name, lay_out(&cells, budget))),
            // A chart has a sheet of its own, and no cells.
            None if sheet.typ != SheetType::WorkSheet => {}
            None => budget.miss(name),
        }
    }
    parts.extend(around);
    let names = sheets.into_iter().map(|sheet| sheet.name);
    let names = names.filter(|name| may_hold_long_number(name));
    parts.push(aside("工作表的名称", names.collect()));
    Some(parts)
}

/// Headers and footers, text boxes, comments and properties.
fn around(package: &mut Package<'_>, budget: &mut Budget) -> Vec<TextPart> {
    let running = running(package, budget);
    let drawn = ["xl/drawings/drawing", "xl/charts/chart"];
    let drawn = drawn
        .iter()
        .flat_map(|begin| said_in(package, begin, &["t"], &["p"], budget));
    let drawn = TextPart::new("图形里的文字", drawn.collect::<Vec<_>>());
    let comments = said_in(package, "xl/comments", &["t"], &["comment"], budget);
    // Excel keeps a thread a second time, as a comment for older programs.
    let kept: HashSet<&str> = comments.iter().map(|line| line.trim()).collect();
    let threads = said_in(
        package,
        "xl/threadedComments/",
        &["text"],
        &["threadedComment"],
        budget,
    );
    let threads = threads.iter().filter(|line| !kept.contains(line.trim()));
    let comments = comments.iter().chain(threads).cloned().collect();
    vec![
        TextPart::new("页眉页脚", running),
        drawn,
        aside("批注", comments),
        package.properties(budget),
    ]
}

fn said_in(
    package: &mut Package<'_>,
    begin: &str,
    within: &[&str],
    ends: &[&str],
    budget: &mut Budget,
) -> Vec<String> {
    let mut lines = Vec::new();
    for name in package.names(begin) {
        match package.xml(&name, budget) {
            Some(xml) => lines.extend(said(&xml, within, ends, budget)),
            None => budget.miss("批注或者图形里的文字"),
        }
    }
    lines
}

/// Headers and footers, which stand at the end of each sheet.
fn running(package: &mut Package<'_>, budget: &mut Budget) -> Vec<String> {
    const RUNNING: &[&str] = &[
        "oddHeader",
        "oddFooter",
        "evenHeader",
        "evenFooter",
        "firstHeader",
        "firstFooter",
    ];
    let names = ["xl/worksheets/", "xl/chartsheets/"];
    let names: Vec<String> = names
        .iter()
        .flat_map(|begin| package.names(begin))
        .collect();
    let mut lines = Vec::new();
    for name in names {
        let Some(xml) = package.xml(&name, budget) else {
            budget.miss("页眉页脚");
            continue;
        };
        let ahead = xml.rfind("</sheetData>").and_then(|at| xml.get(at..));
        let ahead = ahead.unwrap_or(&xml);
        let at = ahead
            .find("headerFooter")
            .and_then(|at| ahead.get(..at)?.rfind('<'));
        let found = at.and_then(|at| ahead.get(at..)).unwrap_or_default();
        let found = said(found, RUNNING, RUNNING, budget);
        lines.extend(found.iter().flat_map(|line| without_codes(line)));
    }
    lines
}

/// The lines of a header without what says how they are set: `&L`, `&"宋体,Bold"`, `&12`, `&K000000`.
fn without_codes(header: &str) -> Vec<String> {
    let (mut words, mut rest) = (String::new(), header);
    while let Some((before, code)) = rest.split_once('&') {
        words.push_str(before);
        rest = behind_code(code, &mut words);
    }
    words.push_str(rest);
    let lines = words.lines().filter(|line| !line.trim().is_empty());
    lines.map(str::to_owned).collect()
}

/// What stands behind a code, and says what the code itself says.
fn behind_code<'h>(code: &'h str, words: &mut String) -> &'h str {
    let size = code.bytes().take(2).take_while(u8::is_ascii_digit).count();
    let mut letters = code.chars();
    match letters.next() {
        Some('&') => words.push('&'),
        Some('L' | 'C' | 'R') => words.push('\n'),
        Some('"') => {
            let font = letters.as_str().split_once('"');
            return font.map_or("", |(_, behind)| behind);
        }
        Some('K') => return code.get(7..).unwrap_or_default(),
        Some(letter) if letter.is_ascii_alphabetic() => {}
        _ => return code.get(size..).unwrap_or_default(),
    }
    letters.as_str()
}

/// A line a row from the first row of the sheet on, a cell below its heading; what lies beyond the budget is
/// dropped, so that one cell in the last corner of a sheet asks for no memory.
fn lay_out(cells: &Cells, budget: &mut Budget) -> Vec<String> {
    let edge = cells.keys().map(|(_, column)| *column).min().unwrap_or(0);
    let mut lines: Vec<String> = Vec::new();
    let mut at = edge;
    for ((row, column), words) in cells {
        let line = *row as usize;
        if line >= lines.len() {
            at = edge;
        }
        let tabs = (column - at) as usize;
        let ahead = (line + 1).saturating_sub(lines.len());
        if !budget.take(ahead + tabs + words.len()) {
            break;
        }
        lines.resize(lines.len().max(line + 1), String::new());
        if let Some(line) = lines.last_mut() {
            line.push_str(&"\t".repeat(tabs));
            line.push_str(&words.replace(['\t', '\n', '\r'], " "));
        }
        at = *column;
    }
    lines
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::super::budget::TEXT_LIMIT;
    use super::{Budget, Cells, Package, around, lay_out, without_codes};

    #[test]
    fn what_stands_around_the_cells_is_read() {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, xml) in [
            (
                "xl/comments/comment1.xml",
                "<comments><comment><text><r><t>经办:</t></r><r><t>\n 再核 </t></r></text></comment></comments>",
            ),
            (
                "xl/threadedComments/threadedComment1.xml",
                "<x:ThreadedComments><x:threadedComment><x:text>再核</x:text></x:threadedComment><x:threadedComment><x:text>已核</x:text></x:threadedComment></x:ThreadedComments>",
            ),
            (
                "xl/drawings/drawing1.xml",
                "<a:p><a:r><a:t>咨</a:t></a:r><a:r><a:t>询</a:t></a:r></a:p>",
            ),
            (
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData><c>headerFooter</c></sheetData><headerFooter><oddFooter>&amp;C第&amp;P页</oddFooter></headerFooter></worksheet>",
            ),
            (
                "docProps/core.xml",
                "<c><dc:title>名册</dc:title><dc:creator>王某</dc:creator></c>",
            ),
        ] {
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(name, options).expect("a part");
            zip.write_all(xml.as_bytes()).expect("its bytes");
        }
        let bytes = zip.finish().expect("a file").into_inner();
        let mut package = Package::open(&bytes).expect("an archive");
        let found = around(&mut package, &mut Budget::new());
        let found: Vec<(&str, Vec<&str>, bool)> = found
            .iter()
            .map(|part| {
                let lines = part.lines.iter().map(|line| line.trim());
                (part.name.as_str(), lines.collect(), part.is_aside)
            })
            .collect();
        let expected = [
            ("页眉页脚", vec!["第页"], false),
            ("图形里的文字", vec!["咨询"], false),
            ("批注", vec!["经办:", "再核", "已核"], true),
            ("文件属性", vec!["名册"], true),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_row_of_a_sheet_keeps_its_number_and_its_columns() {
        let cells = Cells::from([
            ((2, 1), "姓名".to_owned()),
            ((2, 3), "电话".to_owned()),
            ((4, 3), "甲\n乙".to_owned()),
        ]);
        let lines = lay_out(&cells, &mut Budget::new());
        assert_eq!(lines, ["", "", "姓名\t\t电话", "", "\t\t甲 乙"]);
    }

    #[test]
    fn cells_in_the_last_column_of_every_row_ask_for_little() {
        let cells: Cells = (0..100_000)
            .flat_map(|row| {
                [
                    ((row, 0), "甲".to_owned()),
                    ((row, 16_383), "乙".to_owned()),
                ]
            })
            .collect();
        let lines = lay_out(&cells, &mut Budget::new());
        let size: usize = lines.iter().map(String::len).sum();
        assert!(size <= TEXT_LIMIT, "{size}");
    }

    #[test]
    fn a_header_is_its_words() {
        for (header, words) in [
            ("&C经办人13905760000", vec!["经办人13905760000"]),
            (
                "&L&\"宋体,Bold\"&12 甲&R第&P页 &K00FF00乙",
                vec![" 甲", "第页 乙"],
            ),
            ("甲&&乙&D", vec!["甲&乙"]),
            ("&C&1213905760000", vec!["13905760000"]),
            ("&", vec![]),
            ("&\"", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(without_codes(header), words, "{header}");
        }
    }
}
