//! When nothing holds a phrase as typed: its words, found by where the index grows thin.
//!
//! # Why
//! Two characters that belong to one word stand side by side in many items, two that merely meet do
//! in few. So a phrase is cut where its pairs are rarer than the pairs on both sides. Dictionaries, and
//! the browser's own segmenter, were refused: the two readers would not agree.

use super::files::Files;
use crate::search::tokens::{TokenText, gram};

/// Tokens of a phrase that are looked at.
const MOST: usize = 32;

/// The words of the phrases, each once; punctuation is let go.
pub(super) fn words(
    phrases: &[Vec<TokenText>],
    files: &Files<'_>,
) -> anyhow::Result<Vec<Vec<TokenText>>> {
    let mut all: Vec<Vec<TokenText>> = Vec::new();
    for phrase in phrases {
        for clause in phrase.split(|token| !is_word(token)) {
            for word in cut(clause.get(..MOST).unwrap_or(clause), files)? {
                if !word.is_empty() && !all.contains(&word) {
                    all.push(word);
                }
            }
        }
    }
    Ok(all)
}

fn is_word(token: &TokenText) -> bool {
    match token {
        TokenText::Char(c) => c.is_alphanumeric(),
        TokenText::Run(_) => true,
        TokenText::Break => false,
    }
}

fn cut(clause: &[TokenText], files: &Files<'_>) -> anyhow::Result<Vec<Vec<TokenText>>> {
    let mut weights = Vec::new();
    for pair in clause.windows(2) {
        weights.push(files.weight(&gram(pair))?);
    }
    let mut words = vec![Vec::new()];
    for (at, token) in clause.iter().enumerate() {
        if at > 0 && is_dip(&weights, at - 1) {
            words.push(Vec::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(token.clone());
        }
    }
    Ok(words)
}

/// Whether the pair is nowhere, or rarer than the pairs on both sides.
fn is_dip(weights: &[usize], at: usize) -> bool {
    let weight = |at: usize| weights.get(at).copied();
    let Some(here) = weight(at) else { return false };
    let before = at.checked_sub(1).and_then(weight);
    let after = weight(at + 1);
    here == 0 || before.is_some_and(|other| other > here) && after.is_some_and(|other| other > here)
}

#[cfg(test)]
mod tests {
    use super::is_dip;

    #[test]
    fn a_cut_is_where_a_pair_is_rarer_than_its_neighbours_or_nowhere() {
        let weights = [90, 3, 80, 0, 70, 71];
        let cuts: Vec<usize> = (0..weights.len())
            .filter(|at| is_dip(&weights, *at))
            .collect();
        assert_eq!(cuts, [1, 3]);
    }
}
