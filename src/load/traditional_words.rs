//! `site.traditional_words`: what the dictionary of traditional characters gets wrong, and how it is written.

use super::fields::Fields;
use super::reading::Reading;
use super::scalars::{report_type, text_of};

/// Words and how they are written in traditional characters. Pages are converted whole, markup and all, so a
/// word must not be of letters that markup is made of.
pub(super) fn read(site: &Fields<'_>, reading: &Reading) -> Vec<(String, String)> {
    let is_word = |text: &str| !text.is_empty() && !text.chars().any(|c| c.is_ascii());
    let mut words = Vec::new();
    for (simplified, node) in site.map("traditional_words") {
        match text_of(node).filter(|word| is_word(word) && is_word(&simplified.text)) {
            Some(word) => words.push((simplified.text.clone(), word.value)),
            None => {
                let expected = "汉字写的词和它的繁体写法，如 石梁镇: 石梁鎮";
                report_type(&simplified.text, node, expected, reading);
            }
        }
    }
    words
}
