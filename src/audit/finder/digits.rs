//! Runs of digits in a text, and the groups into which people divide long numbers.

use std::ops::Range;

/// A run of digits without anything between them. Texts are full of them, and few belong to a number that is looked
/// for: only those are written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// Where it stands, in bytes.
    pub(super) range: Range<usize>,
    /// How many digits it has.
    pub(super) length: usize,
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

/// What numbers of one sort look like.
pub(super) struct Form<'f> {
    /// The lengths of their groups.
    pub(super) shapes: &'f [&'f [usize]],
    /// What may stand between groups besides [the usual](is_usual).
    pub(super) joints: &'f [&'f str],
    /// Latin words that may touch the number on its left, in small letters.
    pub(super) heralds: &'f [&'f str],
}

/// Every way to read runs as one number of a form.
///
/// A number is refused when a letter, a digit, an asterisk or a decimal point touches it: then it
/// is part of something longer, or is masked. An X behind it may be a check digit and is left to the caller.
pub(super) fn numbers(text: &str, runs: &[Run], form: &Form<'_>) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut first = 0;
    while first < runs.len() {
        let shapes = form.shapes.iter();
        let shape = shapes
            .filter(|shape| fits(text, runs, first, shape, form.joints))
            .max_by_key(|shape| shape.len());
        let group = shape.and_then(|shape| runs.get(first..first + shape.len()));
        match group.and_then(|group| joined(text, group, form.heralds)) {
            Some(number) => {
                found.push(number);
                first += group.map_or(1, <[Run]>::len);
            }
            None => first += 1,
        }
    }
    found
}

/// Runs as one number, unless something touches it.
pub(super) fn joined(text: &str, group: &[Run], heralds: &[&str]) -> Option<Number> {
    let range = group.first()?.range.start..group.last()?.range.end;
    is_alone(text, &range, heralds).then(|| Number {
        digits: digits(text.get(range.clone()).unwrap_or_default()),
        range,
    })
}

/// The digits of a text, half-width.
pub(super) fn digits(text: &str) -> String {
    text.chars().filter_map(digit).collect()
}

/// What stands between two runs.
pub(super) fn between<'t>(text: &'t str, left: &Run, right: &Run) -> &'t str {
    let between = text.get(left.range.end..right.range.start);
    between.unwrap_or_default()
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

fn fits(text: &str, runs: &[Run], first: usize, shape: &[usize], joints: &[&str]) -> bool {
    let Some(group) = runs.get(first..first + shape.len()) else {
        return false;
    };
    let lengths = group
        .iter()
        .zip(shape)
        .all(|(run, length)| run.length == *length);
    let is_joined = |pair: &[Run]| match pair {
        [left, right] => is_separated(text, pair) || joints.contains(&between(text, left, right)),
        _ => false,
    };
    lengths && group.windows(2).all(is_joined)
}

fn is_separated(text: &str, pair: &[Run]) -> bool {
    let [left, right] = pair else { return false };
    is_usual(between(text, left, right))
}

/// Whether it is one blank, hyphen or line break, as between the groups of a number.
pub(super) fn is_usual(between: &str) -> bool {
    matches!(between, " " | "-" | "\n" | "\u{a0}" | "－" | "\u{3000}")
}

/// Nothing touches the number that would make it part of something longer.
pub(super) fn is_alone(text: &str, range: &Range<usize>, heralds: &[&str]) -> bool {
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
    let is_part = left.is_some_and(part) && !is_heralded(text, range.start, heralds);
    !is_part
        && !right.is_some_and(|c| part(c) && !"xXＸｘ".contains(c))
        && !is_decimal_before
        && !is_decimal_after
}

/// Whether the Latin word before a place is one of these.
fn is_heralded(text: &str, at: usize, heralds: &[&str]) -> bool {
    let head = text.get(..at).unwrap_or_default();
    let word = head
        .rsplit(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    heralds
        .iter()
        .any(|herald| word.eq_ignore_ascii_case(herald))
}

#[cfg(test)]
mod tests {
    use super::{Form, numbers, runs};

    fn read(text: &str, shapes: &[&[usize]]) -> Vec<String> {
        let form = Form {
            shapes,
            joints: &[],
            heralds: &[],
        };
        numbers(text, &runs(text), &form)
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
