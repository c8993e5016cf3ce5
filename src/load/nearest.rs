//! Did-you-mean: the known word that a wrong one most likely stands for.

/// The nearest of the candidates, when one is near enough to be meant.
pub(super) fn nearest<'c>(
    wrong: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    // Chinese words are short: one wrong character of two may still be meant.
    let length = wrong.chars().count();
    if length > 64 {
        return None;
    }
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

/// The sentence that offers it.
pub(super) fn did_you_mean(word: &str) -> String {
    format!("是不是想写「{word}」？")
}

/// Offers the nearest word, or says in general what to do.
pub(super) fn offer<'c>(
    wrong: &str,
    candidates: impl IntoIterator<Item = &'c str>,
    otherwise: &str,
) -> String {
    nearest(wrong, candidates).map_or_else(|| otherwise.to_owned(), did_you_mean)
}

#[cfg(test)]
mod tests {
    use super::nearest;

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
        ] {
            let known = ["title", "标题", "发布日期", "kind", "类型"];
            assert_eq!(nearest(wrong, known), meant, "{wrong}");
        }
    }
}
