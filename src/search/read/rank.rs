//! Which hit comes first.
//!
//! # Why
//! Plain sums, products and quotients of numbers that both readers have: so the browser and this
//! program, whose logarithms need not agree in the last digit, give one order.

use super::items::Items;
use super::phrase::rarity;
use crate::search::facets::Facet;
use crate::search::postings::Found;
use crate::search::tokens::TokenText;

const NUMBER: f64 = 8.0;
const TITLE: f64 = 5.0;
/// Once, up to four times, more often: BM25's saturation in steps.
const BODY: [f64; 4] = [0.0, 1.0, 1.5, 2.0];
/// An item whose number was typed whole comes before all others, then one whose title was.
const WHOLE_NUMBER: f64 = 1e9;
const WHOLE_TITLE: f64 = 1e6;

/// What ranks items for one query.
pub(super) struct Ranking<'i> {
    items: &'i Items,
    weights: Vec<f64>,
    /// For every set of years, how near it is to the newest; for every set of validities, its factor.
    years: Option<(&'i Facet, Vec<f64>)>,
    validities: Option<(&'i Facet, Vec<f64>)>,
}

impl<'i> Ranking<'i> {
    pub(super) fn new(phrases: &[Vec<TokenText>], items: &'i Items) -> Self {
        let weight = |phrase: &Vec<TokenText>| {
            let sum: usize = phrase.iter().map(|token| rarity(token, items) + 1).sum();
            sum as f64
        };
        let facet = |name: &str| items.facets.iter().find(|facet| facet.name == name);
        Self {
            items,
            weights: phrases.iter().map(weight).collect(),
            years: facet("year").map(|facet| (facet, nearness(facet))),
            validities: facet("validity").map(|facet| (facet, force(facet))),
        }
    }

    /// The score of an item, by what every phrase found in it and by its names typed whole.
    pub(super) fn score(&self, item: u32, found: &[Found], whole: Whole) -> f64 {
        let length = 0.7 + 0.3 * self.items.length(item);
        let mut score = 0.0;
        for (found, weight) in found.iter().zip(&self.weights) {
            let number = if found.number { NUMBER } else { 0.0 };
            let title = if found.title { TITLE } else { 0.0 };
            let body = BODY[usize::from(found.body & 3)] / length;
            score += weight * (number + title + body);
        }
        let of = |column: &Option<(&Facet, Vec<f64>)>| {
            column
                .as_ref()
                .map_or(1.0, |(facet, factors)| factors[facet.of[item as usize]])
        };
        score *= of(&self.validities);
        score *= of(&self.years);
        match whole {
            Whole::Number => score + WHOLE_NUMBER,
            Whole::Title => score + WHOLE_TITLE,
            Whole::Neither => score,
        }
    }
}

/// Whether the query is the item's number or title from end to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whole {
    Neither,
    Title,
    Number,
}

/// A tenth more for the newest year, ever less for older ones.
fn nearness(facet: &Facet) -> Vec<f64> {
    let year = |set: &Vec<usize>| {
        let value = set.first().and_then(|value| facet.values.get(*value));
        value.and_then(|value| value.0.parse::<u32>().ok())
    };
    let newest = facet.sets.iter().filter_map(year).max().unwrap_or(0);
    let factor = |set| year(set).map_or(1.0, |year| 1.0 + 0.1 / f64::from(newest - year + 1));
    facet.sets.iter().map(factor).collect()
}

/// A fifth less for what no longer binds.
fn force(facet: &Facet) -> Vec<f64> {
    let ended = |value: &usize| {
        let value = facet.values.get(*value);
        value.is_some_and(|value| value.0 == "expired" || value.0 == "repealed")
    };
    let factor = |set: &Vec<usize>| if set.iter().any(ended) { 0.8 } else { 1.0 };
    facet.sets.iter().map(factor).collect()
}
