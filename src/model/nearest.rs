//! Did-you-mean: the known word that a wrong one most likely stands for.
//!
//! # Why
//! How near is near enough hangs on who asks. A key or a value of a file is short and one of many like it: only slips
//! count. What a finding is about is a name that somebody may have half in mind: half of it is enough. What stands on
//! a command line is often begun and not ended. Organs, whose names share most of their characters, have a measure of
//! their own: [`nearest_organ`](super::nearest_organ).

use std::cmp::Reverse;

/// Characters of the longest word that is looked at for slips.
const LONGEST: usize = 64;

/// The word that is but a slip or a few away, whatever the case of its letters; or the one of which a Chinese word is
/// a part.
#[must_use]
pub fn nearest_by_slips<'c>(
    wrong: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let length = wrong.chars().count();
    if length > LONGEST {
        return None;
    }
    let candidates: Vec<&str> = candidates.into_iter().collect();
    if let Some(whole) = shortened(wrong, &candidates) {
        return Some(whole);
    }
    // Chinese words are short: one wrong character of two may still be meant.
    let allowed = match length {
        0 => return None,
        1..=5 => 1,
        6..=9 => 2,
        _ => 3,
    };
    let lower = wrong.to_lowercase();
    let near = candidates.into_iter().filter_map(|candidate| {
        let distance = strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
        let is_near = distance <= allowed && distance < length.min(candidate.chars().count());
        is_near.then_some((Reverse(distance), candidate))
    });
    likest(near, Ord::cmp)
}

/// The one candidate that a Chinese word is a part of: 字号 is short for 发文字号, however near 编号 is.
fn shortened<'c>(wrong: &str, candidates: &[&'c str]) -> Option<&'c str> {
    let is_chinese = |c: char| !c.is_ascii() && c.is_alphabetic();
    let is_word = wrong.chars().count() > 1 && wrong.chars().all(is_chinese);
    let mut whole = candidates.iter().filter(|it| it.contains(wrong));
    let first = whole.next().filter(|_| is_word && whole.next().is_none());
    first.copied()
}

/// The word that is alike at least by half.
#[must_use]
pub fn nearest_by_half<'c>(
    word: &str,
    known: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let word = word.trim();
    let near = known.into_iter().filter_map(|candidate| {
        let likeness = strsim::normalized_levenshtein(word, candidate);
        (likeness >= 0.5).then_some((likeness, candidate))
    });
    likest(near, f64::total_cmp)
}

/// The word that is alike by more than half, or that begins so, as `policy` does `policy-document`, whatever the case
/// of its letters.
///
/// Jaro and Winkler's measure was refused: it finds words alike that share letters in any order, as `nonsense` and
/// `response`.
#[must_use]
pub fn nearest_by_beginning<'c>(
    asked: &str,
    names: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let asked = asked.trim().to_lowercase();
    let is_long = asked.chars().count() > 1;
    let near = names.into_iter().filter_map(|name| {
        let lower = name.to_lowercase();
        let likeness = strsim::normalized_damerau_levenshtein(&asked, &lower);
        let is_near = likeness > 0.5 || (is_long && lower.starts_with(&asked));
        is_near.then_some((likeness, name))
    });
    likest(near, f64::total_cmp)
}

/// The words that are no more than so many slips away, in the order given.
pub fn within_slips<'c>(
    wrong: &str,
    known: impl IntoIterator<Item = &'c str>,
    most: usize,
) -> impl Iterator<Item = &'c str> {
    let known = known.into_iter();
    known.filter(move |known| strsim::damerau_levenshtein(wrong, known) <= most)
}

/// The candidate that is most alike; of several the first in order.
fn likest<'c, L>(
    near: impl Iterator<Item = (L, &'c str)>,
    compare: impl Fn(&L, &L) -> std::cmp::Ordering,
) -> Option<&'c str> {
    let best = near.max_by(|(one, first), (other, second)| {
        compare(one, other).then_with(|| second.cmp(first))
    });
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::{nearest_by_beginning, nearest_by_half, nearest_by_slips, within_slips};

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        let known = [
            "title",
            "标题",
            "发布日期",
            "成文日期",
            "kind",
            "类型",
            "编号",
            "发文字号",
        ];
        for (wrong, meant) in [
            ("titel", Some("title")),
            ("Title", Some("title")),
            ("标提", Some("标题")),
            ("发布日起", Some("发布日期")),
            ("colour", None),
            ("", None),
            ("题", None),
            ("字号", Some("发文字号")),
            ("日期", None),
        ] {
            assert_eq!(nearest_by_slips(wrong, known), meant, "{wrong}");
        }
    }

    #[test]
    fn half_a_name_is_understood_and_a_strange_word_is_not() {
        let known = ["财政预决算", "机构信息", "政策解读"];
        assert_eq!(nearest_by_half("财政预算", known), Some("财政预决算"));
        assert_eq!(nearest_by_half("天气预报", known), None);
    }

    #[test]
    fn a_beginning_is_understood_where_it_is_more_than_a_letter() {
        let known = ["response", "policy-document", "财政预决算", "县财政局"];
        for (asked, near) in [
            ("Resposne", Some("response")),
            ("policy", Some("policy-document")),
            ("p", None),
            ("财政预算", Some("财政预决算")),
            ("财政局", Some("县财政局")),
            ("nonsense", None),
            ("天气", None),
            ("", None),
        ] {
            assert_eq!(nearest_by_beginning(asked, known), near, "{asked}");
        }
    }

    #[test]
    fn of_words_as_near_as_each_other_the_first_in_order_is_meant() {
        let known = ["MET003", "MET001"];
        assert_eq!(nearest_by_slips("MET000", known), Some("MET001"));
        assert_eq!(nearest_by_half("MET000", known), Some("MET001"));
        assert_eq!(nearest_by_beginning("MET000", known), Some("MET001"));
        assert!(within_slips("MET000", known, 1).eq(known));
    }
}
