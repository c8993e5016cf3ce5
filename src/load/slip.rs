//! What is said of a wrong word: the known one that was most likely meant, or the characters in it that nobody sees.

use crate::model::{is_invisible, nearest_by_slips};

/// The sentence that offers what was most likely meant, or tells of characters that nobody sees.
pub(super) fn slip<'c>(
    wrong: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<String> {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    slip_of(wrong, |seen| {
        nearest_by_slips(seen, candidates.iter().copied())
    })
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
    use super::offer;

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
