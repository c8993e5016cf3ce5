//! Lawful lines that look like faults: one item each, and not one finding.

use std::fmt::Write;

use super::base::site;
use super::pages::OF_ABSENCE;

const LINES: &str = include_str!("lawful.txt");

/// The lines with the field that each fills.
fn lines() -> Vec<(&'static str, &'static str)> {
    let mut field = "";
    let mut lines = Vec::new();
    for line in LINES.lines() {
        match line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            Some(name) => field = name,
            None if line.is_empty() || line.starts_with('#') => {}
            None => lines.push((field, line)),
        }
    }
    lines
}

/// A file of the item that holds one line.
fn files(number: usize, field: &str, line: &str) -> String {
    let value = |of: &str, other: String| if field == of { line.to_owned() } else { other };
    let kind = match field {
        "document_number" => "policy-document",
        "case_number" => "penalty",
        _ => "other",
    };
    let mut text = format!("# 文件 content/baihe/a{number}.md\n---\n");
    let title = value("title", format!("第{number}条（示例）"));
    let index = value("index_number", format!("000000000/2019-{number:05}"));
    let _ = writeln!(
        text,
        "title: '{title}'\nkind: {kind}\nindex_number: {index}"
    );
    let _ = writeln!(text, "published_at: 2020-11-02\nsummary: （示例）概述。");
    if matches!(field, "document_number" | "case_number") {
        let _ = writeln!(text, "document_number: '{line}'\nissued_on: 2020-11-02");
    }
    if field == "cell" {
        let _ = writeln!(text, "table: a{number}.csv");
    }
    if matches!(field, "id" | "aliases" | "topics") {
        let _ = writeln!(text, "{field}: {line}");
    }
    let body = value("body", "（示例）正文。".to_owned());
    let _ = writeln!(text, "---\n\n{body}");
    if field == "cell" {
        let _ = writeln!(text, "# 文件 content/baihe/a{number}.csv");
        let _ = writeln!(text, "序号,内容\n1,\"{line}\"\n2,（示例）");
    }
    text
}

#[test]
fn lawful_lines_stay_silent() {
    let lines = lines();
    assert!(lines.len() >= 300, "{}", lines.len());
    let mut text = String::new();
    for (number, (field, line)) in (1..).zip(&lines) {
        text += &files(number, field, line);
    }
    let alarms: Vec<String> = site(&text)
        .findings
        .iter()
        .filter(|it| !OF_ABSENCE.contains(&it.code))
        .map(|it| format!("{} {} {:?}", it.code, it.message, it.place))
        .collect();
    assert!(alarms.is_empty(), "{}", alarms.join("\n"));
}
