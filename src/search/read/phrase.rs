//! Finding a phrase: from the rarest of its grams to all that cover it.

use anyhow::ensure;

use super::files::{Files, List};
use super::items::Items;
use crate::search::bucket::Kind;
use crate::search::postings::{At as Slot, Found, items, read_items, read_slots};
use crate::search::tokens::{TokenText, gram};

/// How rare a token is taken to be that is no common character.
const RARE: usize = 11;

/// A phrase and what is known of where it stands.
pub(super) struct Phrase {
    pub(super) tokens: Vec<TokenText>,
    covered: Vec<bool>,
    /// Slots where it may begin; none before the first gram was looked up.
    pub(super) slots: Option<Vec<Slot>>,
    /// Its items, where they are known without slots.
    pub(super) items: Option<Vec<(u32, Found)>>,
}

/// What looking up a gram gives.
enum Looked {
    Absent,
    /// It begins so many tokens into the phrase, is so long, and has these slots.
    Slots(usize, usize, Vec<Slot>),
    /// It is the whole phrase.
    Items(Vec<(u32, Found)>),
}

/// The listed gram that begins at some token of the phrase and reaches farthest.
enum Farthest {
    Absent,
    Unsplit(usize, Vec<Slot>),
    /// Split, and the phrase ends with it.
    Split,
}

impl Phrase {
    pub(super) fn new(tokens: Vec<TokenText>) -> Self {
        Self {
            covered: vec![false; tokens.len()],
            tokens,
            slots: None,
            items: None,
        }
    }

    /// Whether all of it is looked up.
    pub(super) fn is_known(&self) -> bool {
        self.items.is_some() || self.covered.iter().all(|covered| *covered)
    }

    /// The token from which to look next, and how rare the pair there seems.
    pub(super) fn next(&self, items: &Items) -> Option<(usize, usize)> {
        if self.is_known() {
            return None;
        }
        let rarity = |at: usize| {
            let pair = self.tokens.iter().skip(at).take(2);
            pair.map(|token| rarity(token, items)).sum::<usize>()
        };
        (0..(self.tokens.len() - 1).max(1))
            .filter(|at| self.covered.iter().skip(*at).take(2).any(|known| !known))
            .map(|at| (at, rarity(at)))
            .reduce(|best, other| if other.1 > best.1 { other } else { best })
    }

    /// Looks up the gram from a token on, and narrows what is known; false when it is nowhere.
    pub(super) fn look(
        &mut self,
        at: usize,
        files: &Files<'_>,
        items: &Items,
    ) -> anyhow::Result<bool> {
        let looked = if self.tokens.len() == 1 {
            self.whole(files, items)?
        } else {
            self.gram(at, files, items)?
        };
        match looked {
            Looked::Absent => {
                self.items = Some(Vec::new());
                self.slots = None;
                Ok(false)
            }
            Looked::Items(found) => {
                self.items = Some(found);
                self.slots = None;
                Ok(true)
            }
            Looked::Slots(at, length, slots) => {
                self.covered
                    .iter_mut()
                    .skip(at)
                    .take(length)
                    .for_each(|known| *known = true);
                let begins = slots.into_iter().filter_map(|(item, slot)| {
                    let begin = slot.checked_sub(u32::try_from(at).ok()?)?;
                    Some((item, begin))
                });
                let slots = match &self.slots {
                    None => begins.collect(),
                    Some(before) => common(before, begins),
                };
                let any = !slots.is_empty();
                self.slots = Some(slots);
                Ok(any)
            }
        }
    }

    fn gram(&self, at: usize, files: &Files<'_>, items: &Items) -> anyhow::Result<Looked> {
        Ok(match self.farthest(at, files, items)? {
            Farthest::Absent => Looked::Absent,
            Farthest::Unsplit(length, slots) => Looked::Slots(at, length, slots),
            Farthest::Split if at == 0 => self.whole(files, items)?,
            Farthest::Split => self.bridge(at - 1, files, items)?,
        })
    }

    /// The phrase from a token on, whose tail behind that token is split.
    fn bridge(&self, at: usize, files: &Files<'_>, items: &Items) -> anyhow::Result<Looked> {
        let all = self.tokens.len() - at;
        Ok(match self.farthest(at, files, items)? {
            Farthest::Absent => Looked::Absent,
            Farthest::Unsplit(length, slots) if length == all => Looked::Slots(at, length, slots),
            Farthest::Unsplit(..) => {
                let name = gram(self.tokens.get(at..).unwrap_or_default());
                match files.term(&name)? {
                    None => Looked::Absent,
                    Some(list) => Looked::Slots(at, all, slots(&list, items)?),
                }
            }
            Farthest::Split if at == 0 => self.whole(files, items)?,
            Farthest::Split => self.bridge(at - 1, files, items)?,
        })
    }

    fn farthest(&self, at: usize, files: &Files<'_>, items: &Items) -> anyhow::Result<Farthest> {
        let name = |length: usize| gram(self.tokens.get(at..at + length).unwrap_or_default());
        let pair = name(2);
        let Some(list) = files.term(&pair)? else {
            return Ok(Farthest::Absent);
        };
        if list.kind == Kind::Slots {
            return Ok(Farthest::Unsplit(2, slots(&list, items)?));
        }
        let splits = files.term(&format!("{pair}\t"))?;
        let splits = splits.map_or_else(Vec::new, |list| list.bytes);
        let splits = std::str::from_utf8(&splits)?;
        let is_split = |length: usize| {
            let name = name(length);
            let suffix = name.strip_prefix(&pair).unwrap_or_default();
            splits.split('\n').any(|split| split == suffix)
        };
        let most = self.tokens.len() - at;
        let mut length = 2;
        while length < most && is_split(length + 1) {
            length += 1;
        }
        if length == most {
            return Ok(Farthest::Split);
        }
        Ok(match files.term(&name(length + 1))? {
            None => Farthest::Absent,
            Some(list) => Farthest::Unsplit(length + 1, slots(&list, items)?),
        })
    }

    fn whole(&self, files: &Files<'_>, items: &Items) -> anyhow::Result<Looked> {
        let Some(list) = files.term(&gram(&self.tokens))? else {
            return Ok(Looked::Absent);
        };
        ensure!(list.kind == Kind::Items, "检索索引文件中的列表不成立");
        Ok(Looked::Items(read_items(&list.bytes, items.places())?))
    }

    /// Its items and what was found in each, by all that is known.
    pub(super) fn found(&self) -> Vec<(u32, Found)> {
        if let Some(found) = &self.items {
            return found.clone();
        }
        let slots = self.slots.as_deref().unwrap_or_default();
        let mut found = Vec::new();
        items(slots.iter().copied(), &mut found);
        found
    }
}

/// How rare a token seems: the binary logarithm of its rank.
pub(super) fn rarity(token: &TokenText, items: &Items) -> usize {
    match token {
        TokenText::Char(c) => items.rank(*c).map_or(RARE, |rank| rank.ilog2() as usize),
        _ => RARE - 2,
    }
}

fn slots(list: &List, items: &Items) -> anyhow::Result<Vec<Slot>> {
    ensure!(list.kind == Kind::Slots, "检索索引文件中的列表不成立");
    read_slots(&list.bytes, items.places())
}

/// What two rising lists have in common.
fn common(one: &[Slot], other: impl Iterator<Item = Slot>) -> Vec<Slot> {
    let mut rest = one.iter().copied().peekable();
    other
        .filter(|number| {
            while rest.next_if(|next| next < number).is_some() {}
            rest.peek() == Some(number)
        })
        .collect()
}
