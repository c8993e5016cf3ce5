//! Did-you-mean: the known word that a wrong one most likely stands for.

use crate::model::is_invisible;

/// The nearest of the candidates, when one is near enough to be meant.
pub(super) fn nearest<'c>(
    wrong: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let length = wrong.chars().count();
    if length > 64 {
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
    candidates
        .into_iter()
        .map(|candidate| {
            let distance = strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
            (distance, candidate)
        })
        .filter(|(distance, candidate)| {
            *distance <= allowed && *distance < length.min(candidate.chars().count())
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// The one candidate that a Chinese word is a part of: 字号 is short for 发文字号, however near 编号 is.
fn shortened<'c>(wrong: &str, candidates: &[&'c str]) -> Option<&'c str> {
    let is_chinese = |c: char| !c.is_ascii() && c.is_alphabetic();
    let is_word = wrong.chars().count() > 1 && wrong.chars().all(is_chinese);
    let mut whole = candidates.iter().filter(|it| it.contains(wrong));
    let first = whole.next().filter(|_| is_word && whole.next().is_none());
    first.copied()
}

/// The sentence that offers what was most likely meant, or tells of characters that nobody sees.
pub(super) fn slip<'c>(
    wrong: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<String> {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    slip_of(wrong, |seen| nearest(seen, candidates.iter().copied()))
}

/// The same of words that are found in a way of their own.
pub(super) fn slip_of<'c>(
    wrong: &str,
    nearest: impl Fn(&str) -> Option<&'c str>,
) -> Option<String> {
    let seen = visible(wrong);
    let Some(hidden) = hidden(wrong).or_else(|| blank_within(wrong, &seen, &nearest)) else {
        return nearest(wrong).map(did_you_mean);
    };
    Some(match nearest(seen.trim()) {
        Some(word) if word == seen.trim() => format!("{hidden}：{word}"),
        Some(word) => format!("{hidden}；{}", did_you_mean(word)),
        None => hidden,
    })
}

/// The sentence that offers a word.
pub(super) fn did_you_mean(word: &str) -> String {
    format!("是不是想写「{word}」？")
}

/// Offers the nearest word, or says in general what to do.
pub(super) fn offer<'c>(
    wrong: &str,
    candidates: impl IntoIterator<Item = &'c str>,
    otherwise: &str,
) -> String {
    slip(wrong, candidates).unwrap_or_else(|| otherwise.to_owned())
}

/// The sentence that tells of invisible characters in a value, which looks right and is not.
pub(super) fn hidden(text: &str) -> Option<String> {
    let mut codes: Vec<String> = text
        .chars()
        .filter(|character| is_unseen(*character))
        .map(|character| format!("U+{:04X}", u32::from(character)))
        .collect();
    codes.dedup();
    (!codes.is_empty()).then(|| {
        let codes = codes.join("、");
        format!("其中夹着看不见的字符（{codes}），请全部删去，重新打一遍")
    })
}

/// The sentence that tells of a foreign blank in a word that is known without it.
fn blank_within<'c>(
    wrong: &str,
    seen: &str,
    nearest: impl Fn(&str) -> Option<&'c str>,
) -> Option<String> {
    let blank = wrong.chars().find(|one| is_foreign_blank(*one))?;
    let is_known = nearest(seen) == Some(seen);
    is_known.then(|| format!("其中夹着{}，请删去，重新打一遍", called(blank)))
}

/// A word without the characters that nobody sees.
pub(super) fn visible(text: &str) -> String {
    text.replace(|one| is_unseen(one) || is_foreign_blank(one), "")
}

/// A blank that is none of a keyboard's: full-width, without break.
fn is_foreign_blank(character: char) -> bool {
    character.is_whitespace() && !character.is_ascii()
}

/// What an editor calls a blank that YAML does not know for one.
pub(super) fn called(blank: char) -> String {
    match blank {
        '\u{3000}' => "全角空格".to_owned(),
        '\u{a0}' => "不换行空格（看上去和半角空格一样）".to_owned(),
        other => format!("特殊的空白字符（U+{:04X}）", u32::from(other)),
    }
}

/// Whether a reader sees nothing of a text.
pub(super) fn shows_nothing(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_unseen(c))
}

/// What has no width, or moves the cursor of a terminal.
fn is_unseen(character: char) -> bool {
    is_invisible(character) || (character.is_control() && !character.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::{nearest, offer};

    #[test]
    fn a_slip_of_the_finger_is_understood() {
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
            assert_eq!(nearest(wrong, known), meant, "{wrong}");
        }
    }

    #[test]
    fn a_word_with_a_character_that_nobody_sees_is_not_offered_as_another() {
        for (wrong, said) in [
            (
                "fee\u{200b}",
                "其中夹着看不见的字符（U+200B），请全部删去，重新打一遍：fee",
            ),
            (
                "\u{feff}fe\u{2060}e",
                "其中夹着看不见的字符（U+FEFF、U+2060），请全部删去，重新打一遍：fee",
            ),
            (
                "别的\u{200b}",
                "其中夹着看不见的字符（U+200B），请全部删去，重新打一遍",
            ),
            (
                "fees\u{200b}",
                "其中夹着看不见的字符（U+200B），请全部删去，重新打一遍；是不是想写「fee」？",
            ),
            ("fees", "是不是想写「fee」？"),
            ("别的", "见清单"),
        ] {
            assert_eq!(offer(wrong, ["fee", "budget"], "见清单"), said);
        }
    }
}
