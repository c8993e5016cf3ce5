//! All syntax mistakes of a stretch, where the parser stops at the first.
//!
//! # Why
//! A YAML parser cannot go on behind a mistake, yet a clerk who mends one wants to know of the next. What
//! begins at the margin, an entry of a mapping or of a list, can be read alone: a mistake inside it ends
//! with it.

use serde_yaml::granit_parser::ErrorKind;

use super::parse::{Mistake, Trouble, parse};
use super::{Part, is_blank};

/// The mistakes of each entry in the order of the text, at least the one that `first` is.
pub(super) fn troubles(part: Part<'_>, first: Trouble) -> Vec<Trouble> {
    let mut found: Vec<Trouble> = entries(part).into_iter().filter_map(trouble).collect();
    // An unclosed quote is noticed where it ends, far behind the entry that opens it: then the entry tells.
    let told = found
        .first()
        .is_some_and(|earliest| earliest.span().start <= first.span().start);
    if !told {
        found.insert(0, first);
    }
    found
}

fn trouble(entry: Part<'_>) -> Option<Trouble> {
    match parse(entry) {
        // An anchor may stand in another entry.
        Ok(_)
        | Err(Trouble::Syntax {
            kind: Mistake::Parser(ErrorKind::UnknownAnchor),
            ..
        }) => None,
        Err(trouble) => Some(trouble),
    }
}

/// The stretch cut before each line that begins an entry at the margin.
fn entries(part: Part<'_>) -> Vec<Part<'_>> {
    let content = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
    let listed = part.text.lines().find(content).is_some_and(is_listed);
    let begins = |line: &str| {
        if listed {
            is_listed(line)
        } else {
            is_keyed(line)
        }
    };
    let mut entries: Vec<Part<'_>> = Vec::new();
    let (mut start, mut start_line, mut at) = (0, 0, 0);
    let mut cut = |from: usize, to: usize, line: usize| {
        if let Some(text) = part.text.get(from..to).filter(|text| !text.is_empty()) {
            entries.push(Part {
                text,
                offset: part.offset + from,
                lines: part.lines + line,
            });
        }
    };
    for (index, line) in part.text.split_inclusive('\n').enumerate() {
        if begins(line) {
            cut(start, at, start_line);
            (start, start_line) = (at, index);
        }
        at += line.len();
    }
    cut(start, at, start_line);
    entries
}

fn is_listed(line: &str) -> bool {
    line.strip_prefix('-')
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(is_blank))
}

/// Whether the line begins with `key:`; a line that does not may go on with what stands before it.
fn is_keyed(line: &str) -> bool {
    let ends_key = |(at, _): (usize, &str)| {
        line.get(at + 1..)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(is_blank))
    };
    !line.starts_with([' ', '\t', '#', '-', ']', '}', '"', '\'', ','])
        && line.match_indices(':').any(ends_key)
}

#[cfg(test)]
mod tests {
    use super::super::{Part, read};
    use crate::load::reading::Reading;

    /// Lines of what is reported.
    fn lines(text: &str) -> Vec<u32> {
        let reading = Reading::new("a.yaml");
        read(Part::whole(text), &|key| key == "title", &reading);
        let faults = reading.into_faults().into_iter();
        faults
            .filter_map(|fault| fault.place?.span.map(|span| span.line))
            .collect()
    }

    #[test]
    fn each_broken_entry_is_told() {
        assert_eq!(
            lines("title: \"甲\na: 1\ntags: [乙, 丙\nb: 2\nc: @丁\n"),
            [1, 3, 5]
        );
    }

    #[test]
    fn mistakes_stand_where_they_are_beside_a_mended_colon() {
        assert_eq!(lines("title：甲\na: [乙\nb: [丙\n"), [1, 2, 3]);
    }

    #[test]
    fn what_reads_well_in_a_broken_file_is_no_mistake() {
        let text = "x: &k 甲\ny: *k\nlist:\n- 乙\n- 丙\nmore: |\n  a: [\n\n  b\nz: [丁\n";
        assert_eq!(lines(text), [10]);
    }

    #[test]
    fn a_list_is_read_element_by_element() {
        assert_eq!(lines("- a: [甲\n- b: 乙\n- c: \"丙\n"), [1, 3]);
    }
}
