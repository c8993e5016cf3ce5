//! From phrases to the items that hold them all.

use std::collections::HashMap;

use super::files::Files;
use super::items::Items;
use super::phrase::Phrase;
use crate::search::postings::{At, Found};
use crate::search::record::Record;
use crate::search::tokens::TokenText;

/// Once so few items are left, their own text settles the rest: it is fetched for display anyway.
const FEW: usize = 10;

/// The items that hold every phrase, in index order, with what was found of each phrase.
pub(super) struct Holding {
    pub(super) items: Vec<(u32, Vec<Found>)>,
    /// Where each phrase begins, as far as slots were looked up.
    pub(super) slots: Vec<Vec<At>>,
}

/// Looks phrases up, the rarest gram first; `may` tells which items could be of use at all.
pub(super) fn find(
    phrases: &[Vec<TokenText>],
    files: &Files<'_>,
    items: &Items,
    may: &dyn Fn(u32) -> bool,
) -> anyhow::Result<Holding> {
    let mut phrases: Vec<Phrase> = phrases.iter().cloned().map(Phrase::new).collect();
    let mut left: Option<Vec<u32>> = None;
    loop {
        let next = phrases
            .iter()
            .enumerate()
            .filter_map(|(which, phrase)| Some((which, phrase.next(items)?)))
            .reduce(|best, other| if other.1.1 > best.1.1 { other } else { best });
        let Some((which, (at, _))) = next else { break };
        let Some(phrase) = phrases.get_mut(which) else {
            break;
        };
        if !phrase.look(at, files, items)? {
            return Ok(Holding::none());
        }
        let of_phrase = phrase.found().into_iter().map(|(item, _)| item);
        let now: Vec<u32> = match &left {
            None => of_phrase.filter(|item| may(*item)).collect(),
            Some(before) => of_phrase
                .filter(|item| before.binary_search(item).is_ok())
                .collect(),
        };
        if now.is_empty() {
            return Ok(Holding::none());
        }
        let is_short = |item: &u32| items.results(*item).files <= 1;
        let is_done = phrases.iter().all(Phrase::is_known);
        if !is_done && now.len() <= FEW && now.iter().all(is_short) {
            return by_text(&phrases, &now, files, items);
        }
        left = Some(now);
    }
    Ok(together(&phrases, left.unwrap_or_default()))
}

impl Holding {
    fn none() -> Self {
        Self {
            items: Vec::new(),
            slots: Vec::new(),
        }
    }
}

/// Settles the few items left by their text.
fn by_text(
    phrases: &[Phrase],
    left: &[u32],
    files: &Files<'_>,
    items: &Items,
) -> anyhow::Result<Holding> {
    let mut holding = Holding::none();
    for item in left {
        let slots = record(*item, files, items)?.slots();
        let found: Vec<Found> = phrases
            .iter()
            .map(|phrase| Found::of(places(&slots, &phrase.tokens)))
            .collect();
        if found.iter().all(|found| *found != Found::default()) {
            holding.items.push((*item, found));
        }
    }
    Ok(holding)
}

/// Where in a row of tokens a phrase begins.
pub(super) fn places<'t>(
    row: &'t [TokenText],
    phrase: &'t [TokenText],
) -> impl Iterator<Item = usize> + 't {
    row.windows(phrase.len().max(1))
        .enumerate()
        .filter(move |(_, window)| *window == phrase)
        .map(|(at, _)| at)
}

/// What is kept of an item.
pub(super) fn record(item: u32, files: &Files<'_>, items: &Items) -> anyhow::Result<Record> {
    let at = items.results(item);
    let records = files.records(item, at.file)?;
    let record = records.into_iter().nth(at.among);
    record.ok_or_else(|| anyhow::anyhow!("检索索引中的结果不完整"))
}

/// The items left, with what every phrase found in them.
fn together(phrases: &[Phrase], left: Vec<u32>) -> Holding {
    let mut found: HashMap<u32, Vec<Found>> = HashMap::new();
    for phrase in phrases {
        for (item, of_phrase) in phrase.found() {
            found.entry(item).or_default().push(of_phrase);
        }
    }
    let all = |item: u32| {
        let found = found
            .get(&item)
            .filter(|found| found.len() == phrases.len())?;
        Some((item, found.clone()))
    };
    Holding {
        items: left.into_iter().filter_map(all).collect(),
        slots: phrases
            .iter()
            .map(|phrase| phrase.slots.clone().unwrap_or_default())
            .collect(),
    }
}
