//! Did-you-mean: the known word that a misspelt one is closest to.

/// The nearest of the known words, when it is near enough to be worth saying.
pub(super) fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let word = word.trim();
    known
        .map(|candidate| (strsim::normalized_levenshtein(word, candidate), candidate))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .max_by(|(one, first), (other, second)| one.total_cmp(other).then(second.cmp(first)))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_mended_and_a_strange_word_is_not() {
        let known = ["财政预决算", "机构信息", "政策解读"];
        assert_eq!(nearest("财政预算", known.into_iter()), Some("财政预决算"));
        assert_eq!(nearest("天气预报", known.into_iter()), None);
    }
}
