//! Runs of digits in a text, and the groups into which people divide long numbers.

use std::ops::Range;

/// A run of digits without anything between them. Texts are full of them, and few belong to a number that is looked
/// for: only those are written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// Where it stands, in bytes.
    range: Range<usize>,
    /// How many digits it has.
    length: usize,
}

/// A number as it may be meant: one run, or several with one space or hyphen between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// Where it stands, in bytes.
    pub(super) range: Range<usize>,
    /// The digits, half-width, joined.
    pub(super) digits: String,
}

/// All runs of at least one digit, in order.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    // Most texts hold no long number at all: bytes are cheaper to walk than characters.
    if !has_digit(text) {
        return runs;
    }
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let end = match byte {
            b'0'..=b'9' => at + 1,
            // ０ to ９ alone begin so and go on so.
            0xef => match bytes.get(at + 1..at + 3) {
                Some([0xbc, 0x90..=0x99]) => at + 3,
                _ => continue,
            },
            _ => continue,
        };
        match runs.last_mut().filter(|run| run.range.end == at) {
            Some(run) => {
                run.length += 1;
                run.range.end = end;
            }
            None => runs.push(Run {
                range: at..end,
                length: 1,
            }),
        }
    }
    runs
}

/// Every way to read runs as one number whose groups have one of these shapes.
///
/// A number is refused when a letter, a digit, an asterisk or a decimal point touches it: then it
/// is part of something longer, or is masked. An X behind it may be a check digit and is left to the caller.
pub(super) fn numbers(text: &str, runs: &[Run], shapes: &[&[usize]]) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut first = 0;
    while first < runs.len() {
        let shape = shapes
            .iter()
            .filter(|shape| fits(text, runs, first, shape))
            .max_by_key(|shape| shape.len());
        match shape.and_then(|shape| joined(text, runs.get(first..first + shape.len())?)) {
            Some((number, count)) => {
                found.push(number);
                first += count;
            }
            None => first += 1,
        }
    }
    found
}

/// Stretches of at least so many digits, with one space or hyphen at most between their runs.
pub(super) fn groups(text: &str, runs: &[Run], shortest: usize) -> Vec<Range<usize>> {
    let mut stretches: Vec<Run> = Vec::new();
    for run in runs {
        match stretches.last_mut() {
            Some(last) if is_separated(text, &[last.clone(), run.clone()]) => {
                last.length += run.length;
                last.range.end = run.range.end;
            }
            _ => stretches.push(run.clone()),
        }
    }
    let long = stretches.into_iter().filter(|it| it.length >= shortest);
    long.map(|it| it.range).collect()
}

/// The character before a place and the one after another.
pub(super) fn neighbours(text: &str, range: &Range<usize>) -> (Option<char>, Option<char>) {
    let before = text.get(..range.start).and_then(|t| t.chars().next_back());
    let after = text.get(range.end..).and_then(|t| t.chars().next());
    (before, after)
}

/// At most `count` characters before a place.
pub(super) fn before(text: &str, at: usize, count: usize) -> &str {
    let head = text.get(..at).unwrap_or_default();
    let start = head
        .char_indices()
        .rev()
        .take(count)
        .last()
        .map_or(head.len(), |(start, _)| start);
    head.get(start..).unwrap_or_default()
}

/// At most `count` characters from a place on.
pub(super) fn after(text: &str, at: usize, count: usize) -> &str {
    let tail = text.get(at..).unwrap_or_default();
    let end = tail
        .char_indices()
        .nth(count)
        .map_or(tail.len(), |(end, _)| end);
    tail.get(..end).unwrap_or_default()
}

/// The line of a text on which a place stands.
pub(super) fn line_of(text: &str, at: usize) -> &str {
    let head = text.get(..at).unwrap_or_default();
    let start = head.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(start..).unwrap_or_default();
    line.split('\n').next().unwrap_or_default()
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit()) || text.contains(|c| ('０'..='９').contains(&c))
}

fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        _ => None,
    }
}

fn fits(text: &str, runs: &[Run], first: usize, shape: &[usize]) -> bool {
    let Some(group) = runs.get(first..first + shape.len()) else {
        return false;
    };
    let lengths = group
        .iter()
        .zip(shape)
        .all(|(run, length)| run.length == *length);
    lengths && group.windows(2).all(|pair| is_separated(text, pair))
}

fn is_separated(text: &str, pair: &[Run]) -> bool {
    let [left, right] = pair else { return false };
    let between = text.get(left.range.end..right.range.start);
    matches!(between, Some(" " | "-" | "\u{a0}" | "－" | "\u{3000}"))
}

fn joined(text: &str, group: &[Run]) -> Option<(Number, usize)> {
    let range = group.first()?.range.start..group.last()?.range.end;
    if !is_alone(text, &range) {
        return None;
    }
    let written = text.get(range.clone()).unwrap_or_default();
    let digits = written.chars().filter_map(digit).collect();
    Some((Number { range, digits }, group.len()))
}

/// Nothing touches the number that would make it part of something longer.
fn is_alone(text: &str, range: &Range<usize>) -> bool {
    let part = |c: char| {
        c.is_ascii_alphanumeric()
            || ('Ａ'..='Ｚ').contains(&c)
            || ('ａ'..='ｚ').contains(&c)
            || "*＊".contains(c)
    };
    let (left, right) = neighbours(text, range);
    let is_decimal_before = left == Some('.') && {
        let rest = text.get(..range.start - 1).unwrap_or_default();
        rest.ends_with(|c: char| c.is_ascii_digit())
    };
    let is_decimal_after = right == Some('.') && {
        let rest = text.get(range.end + 1..).unwrap_or_default();
        rest.starts_with(|c: char| c.is_ascii_digit())
    };
    !left.is_some_and(part)
        && !right.is_some_and(|c| part(c) && !"xXＸｘ".contains(c))
        && !is_decimal_before
        && !is_decimal_after
}

#[cfg(test)]
mod tests {
    use super::{numbers, runs};

    fn read(text: &str, shapes: &[&[usize]]) -> Vec<String> {
        numbers(text, &runs(text), shapes)
            .into_iter()
            .map(|number| number.digits)
            .collect()
    }

    #[test]
    fn groups_are_joined_only_in_the_shapes_asked_for() {
        let shapes: &[&[usize]] = &[&[11], &[3, 4, 4]];
        assert_eq!(read("电话 139 5765 4321，", shapes), ["13957654321"]);
        assert_eq!(read("１３９５７６５４３２１", shapes), ["13957654321"]);
        assert!(read("2020-11-02 139 57654 321", shapes).is_empty());
    }

    #[test]
    fn a_number_inside_something_longer_is_refused() {
        let shapes: &[&[usize]] = &[&[11]];
        for text in [
            "A13957654321",
            "13957654321B",
            "3.13957654321",
            "13957654321.5",
            "*13957654321",
            "113957654321",
        ] {
            assert!(read(text, shapes).is_empty(), "{text}");
        }
    }
}
