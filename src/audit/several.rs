//! Several words where one is wanted: 发布、审查.

/// The known words that a text consists of, when there is more than one and nothing else.
pub(super) fn several(text: &str, is_known: impl Fn(&str) -> bool) -> Option<Vec<&str>> {
    let words = text.split(['、', '，', '；', ',']).map(str::trim);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    (words.len() > 1 && words.iter().all(|word| is_known(word))).then_some(words)
}
