//! Resolves what items say of each other: by document number, id or relative path.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::model::{
    DocumentNumber, Item, ItemIx, Meant, Portal, Relations, Validity, Written, join_path,
};

/// Finds the published items that a reference may mean.
struct Finder<'p> {
    portal: &'p Portal,
    by_id: HashMap<&'p str, Vec<ItemIx>>,
    numbers: &'p BTreeMap<String, Vec<ItemIx>>,
}

/// All relations between published items.
pub(super) fn relate(portal: &Portal) -> Relations {
    let numbers = numbers(portal);
    let finder = Finder {
        portal,
        by_id: by_id(portal),
        numbers: &numbers,
    };
    let (interpreted, interpretations) = finder.both_ways(|item| &item.interprets);
    let (repeals, repealed_by) = finder.both_ways(|item| &item.repeals);
    let (amends, amended_by) = finder.both_ways(|item| &item.amends);
    let mut relations = Relations {
        interpretations,
        interpreted,
        repeals,
        repealed_by,
        amends,
        amended_by,
        numbers,
        validity: Vec::new(),
    };
    relations.validity = portal
        .iter()
        .map(|(ix, item)| validity(portal, &relations, ix, item))
        .collect();
    relations
}

fn numbers(portal: &Portal) -> BTreeMap<String, Vec<ItemIx>> {
    let mut numbers: BTreeMap<String, Vec<ItemIx>> = BTreeMap::new();
    for (ix, item) in portal.iter() {
        if let Some(number) = item.number_shown() {
            numbers.entry(number).or_default().push(ix);
        }
    }
    numbers
}

fn by_id(portal: &Portal) -> HashMap<&str, Vec<ItemIx>> {
    let mut ids: HashMap<&str, Vec<ItemIx>> = HashMap::new();
    for (ix, item) in portal.iter() {
        ids.entry(&item.id).or_default().push(ix);
    }
    ids
}

type Links = BTreeMap<ItemIx, Vec<ItemIx>>;

impl Finder<'_> {
    /// A relation from its author's side and from the other.
    ///
    /// An interpretation is no document that a number could name: it may carry its document's number,
    /// so that nothing relates to itself. A statement that there is nothing does nothing to a document either.
    fn both_ways(&self, written: impl Fn(&Item) -> &[Written<String>]) -> (Links, Links) {
        let (mut there, mut back) = (Links::new(), Links::new());
        for (ix, item) in self.portal.iter().filter(|(_, item)| !item.absent) {
            let mut targets: Vec<ItemIx> = written(item)
                .iter()
                .flat_map(|reference| self.find(item, reference))
                .collect();
            targets.sort_unstable();
            targets.dedup();
            for target in &targets {
                back.entry(*target).or_default().push(ix);
            }
            if !targets.is_empty() {
                there.insert(ix, targets);
            }
        }
        (there, back)
    }

    /// What others are meant by a document number in any form, a path relative to the item's folder, or an id.
    fn find(&self, item: &Item, reference: &str) -> Vec<ItemIx> {
        let number = DocumentNumber::read(reference).map_or_else(
            |_| reference.trim().to_owned(),
            |(number, _)| number.to_string(),
        );
        if let Some(found) = self.numbers.get(&number) {
            return self.portal.others(item, found);
        }
        let path = join_path(item.folder(), reference.trim());
        if let Some(found) = path.and_then(|path| self.portal.by_source.get(path.as_str())) {
            return self.portal.others(item, &[*found]);
        }
        let found = self.by_id.get(reference.trim());
        match self
            .portal
            .meant_by_id(item, found.map_or(&[], Vec::as_slice))
        {
            Meant::One(ix) => vec![ix],
            Meant::Nothing | Meant::Itself | Meant::Several(_) => Vec::new(),
        }
    }
}

/// What the author states, else what follows from dates and from other documents in force; none for what neither
/// is a document nor is said to end.
fn validity(portal: &Portal, relations: &Relations, ix: ItemIx, item: &Item) -> Option<Validity> {
    if let Some(stated) = &item.validity {
        return Some(stated.value);
    }
    let reached = |day: Option<NaiveDate>| day.is_some_and(|day| day <= portal.as_of);
    let in_effect = |other: &ItemIx| reached(portal[*other].holds_from());
    let day = |written: &Option<Written<NaiveDate>>| written.as_ref().map(|day| day.value);
    let repealed = Relations::of(&relations.repealed_by, ix);
    let amended = Relations::of(&relations.amended_by, ix);
    let is_document = item.document_number.is_some() || item.unified_number.is_some();
    let is_dated = item.expires_on.is_some() || item.repealed_on.is_some();
    let is_touched = !repealed.is_empty() || !amended.is_empty();
    (is_document || is_dated || is_touched).then_some(
        if reached(day(&item.repealed_on)) || repealed.iter().any(in_effect) {
            Validity::Repealed
        } else if day(&item.expires_on).is_some_and(|day| day < portal.as_of) {
            Validity::Expired
        } else if amended.iter().any(in_effect) {
            Validity::Amended
        } else {
            Validity::InForce
        },
    )
}
