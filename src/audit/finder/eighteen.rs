//! Numbers of eighteen digits, the last of which may be an X: in one piece, in groups, side by side.
//!
//! # Why
//! However people divide such a number, a birth date and a check digit make sure of it; so more is read as one than
//! where digits alone decide. What a table sets in columns is still no number: its columns go on.

use super::Found;
use super::digits::{Run, between, digits, is_alone, is_usual, joined, neighbours, runs};

const LENGTH: usize = 18;
/// Lengths of the groups of a number in several pieces, the check digit among them.
const SHAPES: [&[usize]; 10] = [
    &[6, 12],
    &[14, 4],
    &[17, 1],
    &[6, 8, 4],
    &[6, 8, 3, 1],
    &[6, 4, 4, 4],
    &[6, 4, 2, 2, 4],
    &[3, 3, 8, 4],
    &[3, 3, 4, 4, 4],
    &[4, 4, 4, 4, 2],
];
/// More groups than these must stand apart from other numbers.
const FEW: usize = 3;
/// What is written for a check digit of ten: the letter, the sign of multiplication, a letter of other alphabets.
const TENS: &str = "xXＸｘ×ХхΧ";
/// Latin words that may touch a number.
const HERALDS: [&str; 1] = ["id"];

/// Every number of eighteen digits that is real.
pub(super) fn eighteens(text: &str, is_real: &dyn Fn(&str) -> bool) -> Vec<Found> {
    let runs = runs(text);
    let (mut all, mut first): (Vec<Found>, _) = (Vec::new(), 0);
    while let Some(run) = runs.get(first) {
        let mut found = side_by_side(text, run, is_real);
        if found.is_empty() {
            found.extend(grouped(text, &runs, first, is_real));
        }
        let end = found.last().map_or(run.range.end, |last| last.range.end);
        while runs.get(first).is_some_and(|run| run.range.start < end) {
            first += 1;
        }
        all.extend(found);
    }
    all
}

/// The number that begins with a run, in one piece or several.
fn grouped(
    text: &str,
    runs: &[Run],
    first: usize,
    is_real: &dyn Fn(&str) -> bool,
) -> Option<Found> {
    let mut length = 0;
    for (at, run) in runs.iter().enumerate().skip(first) {
        length += run.length;
        let ten = LENGTH.checked_sub(length)?;
        let group = runs.get(first..=at)?;
        if ten <= 1
            && is_shape(text, group, ten)
            && (group.len() <= FEW || is_apart(text, runs, first, at))
            && let Some(found) = whole(text, group).filter(|found| is_real(&found.digits))
        {
            return Some(found);
        }
    }
    None
}

/// Runs and the check digit that may follow them, unless something touches them.
fn whole(text: &str, group: &[Run]) -> Option<Found> {
    let number = joined(text, group, &HERALDS)?;
    let (mut range, mut digits) = (number.range, number.digits);
    if digits.len() < LENGTH {
        let behind = text.get(range.end..)?;
        let next = behind.chars().next()?;
        let joint = if is_spaced(group) { next.len_utf8() } else { 0 };
        let ten = behind.get(joint..)?.chars().next();
        range.end += joint + ten.filter(|c| TENS.contains(*c))?.len_utf8();
        digits.push('X');
    }
    let (_, next) = neighbours(text, &range);
    let goes_on = next.is_some_and(|c| c.is_ascii_alphanumeric() || TENS.contains(c));
    (!goes_on).then_some(Found { range, digits })
}

/// Whether people divide a number so; `ten` is one where the check digit is an X, which is in no run.
///
/// Where a line ends, a number may end anywhere. One full stop alone is a decimal point.
fn is_shape(text: &str, group: &[Run], ten: usize) -> bool {
    let joint = |pair: &[Run]| match pair {
        [left, right] => between(text, left, right).to_owned(),
        _ => String::new(),
    };
    let joints: Vec<String> = group.windows(2).map(joint).collect();
    let is_dotted = joints.len() > 1 && joints.iter().all(|joint| joint == ".");
    let is_divided = is_dotted || joints.iter().all(|joint| is_usual(joint));
    joints.is_empty() || joints == ["\n"] || (is_divided && has_lengths(group, ten))
}

fn has_lengths(group: &[Run], ten: usize) -> bool {
    let mut lengths: Vec<usize> = group.iter().map(|run| run.length).collect();
    if let Some(last) = lengths.last_mut() {
        *last += ten;
    }
    is_spaced(group) || SHAPES.contains(&lengths.as_slice())
}

/// Whether each digit stands for itself.
fn is_spaced(group: &[Run]) -> bool {
    group.iter().all(|run| run.length == 1)
}

/// Whether no further number goes on before or behind.
fn is_apart(text: &str, runs: &[Run], first: usize, last: usize) -> bool {
    let goes_on = |left: usize, right: usize| {
        let pair = runs.get(left).zip(runs.get(right));
        pair.is_some_and(|(left, right)| between(text, left, right).chars().count() == 1)
    };
    !first
        .checked_sub(1)
        .is_some_and(|before| goes_on(before, first))
        && !goes_on(last, last + 1)
}

/// Numbers that stand one behind another with nothing between: each must be real.
fn side_by_side(text: &str, first: &Run, is_real: &dyn Fn(&str) -> bool) -> Vec<Found> {
    let start = first.range.start;
    let tail = text.get(start..).unwrap_or_default();
    let is_of_number =
        |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || TENS.contains(c);
    let end = tail.find(|c| !is_of_number(c)).unwrap_or(tail.len());
    let written: Vec<(usize, char)> = tail.get(..end).unwrap_or_default().char_indices().collect();
    let are_some = written.len() > LENGTH && written.len().is_multiple_of(LENGTH);
    if !are_some || !is_alone(text, &(start..start + end), &HERALDS) {
        return Vec::new();
    }
    let one = |piece: &[(usize, char)]| {
        let ((at, _), (last, c)) = (piece.first()?, piece.last()?);
        let range = start + at..start + last + c.len_utf8();
        let mut digits = digits(text.get(range.clone())?);
        if TENS.contains(*c) {
            digits.push('X');
        }
        is_real(&digits).then_some(Found { range, digits })
    };
    let all: Option<Vec<Found>> = written.chunks(LENGTH).map(one).collect();
    all.unwrap_or_default()
}
