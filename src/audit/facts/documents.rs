//! Documents by their numbers and ids, and what a reference to one means.

use std::collections::{HashMap, HashSet};

use crate::model::{DocumentNumber, Item, ItemIx, Portal, join_path};

/// What an author's reference to a document means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::audit) enum Reference {
    /// A published item.
    Published,
    /// An item of this site that the public may not see.
    Withheld,
    /// A document number that no item carries.
    UnknownNumber(DocumentNumber),
    /// Neither a number nor an id or path of this site.
    Unknown,
}

/// Every number in use.
pub(in crate::audit) struct Documents<'p> {
    portal: &'p Portal,
    by_number: HashMap<String, Vec<ItemIx>>,
    by_index_number: HashMap<String, Vec<ItemIx>>,
    by_unified_number: HashMap<String, Vec<ItemIx>>,
    ids: HashMap<&'p str, usize>,
    withheld: HashSet<String>,
}

impl<'p> Documents<'p> {
    pub(super) fn new(portal: &'p Portal) -> Self {
        let mut documents = Self {
            portal,
            by_number: HashMap::new(),
            by_index_number: HashMap::new(),
            by_unified_number: HashMap::new(),
            ids: HashMap::new(),
            withheld: HashSet::new(),
        };
        for (ix, item) in portal.iter() {
            documents.add(ix, item);
        }
        for item in &portal.withheld {
            let names = [item.source.to_string(), item.id.to_string()].into_iter();
            let names = names.chain(item.number_shown());
            documents.withheld.extend(names);
        }
        documents
    }

    fn add(&mut self, ix: ItemIx, item: &'p Item) {
        *self.ids.entry(&item.id).or_default() += 1;
        // An interpretation may carry the number of the document that it interprets.
        let interprets = self.portal.site.kinds[item.kind.value].id == "interpretation";
        if let Some(number) = item.number_shown().filter(|_| !interprets) {
            self.by_number.entry(number).or_default().push(ix);
        }
        for (written, map) in [
            (&item.index_number, &mut self.by_index_number),
            (&item.unified_number, &mut self.by_unified_number),
        ] {
            if let Some(number) = written {
                map.entry(plain(number)).or_default().push(ix);
            }
        }
    }

    /// The items that carry this document number, in its standard form; interpretations left out.
    pub(in crate::audit) fn with_number(&self, number: &str) -> &[ItemIx] {
        self.by_number.get(number).map_or(&[], Vec::as_slice)
    }

    /// The items that carry this index number.
    pub(in crate::audit) fn with_index_number(&self, number: &str) -> &[ItemIx] {
        self.by_index_number
            .get(&plain(number))
            .map_or(&[], Vec::as_slice)
    }

    /// The items that carry this unified number.
    pub(in crate::audit) fn with_unified_number(&self, number: &str) -> &[ItemIx] {
        self.by_unified_number
            .get(&plain(number))
            .map_or(&[], Vec::as_slice)
    }

    /// What a reference of an item means: a document number in any form, a path relative to the
    /// item's folder, or an id, as `columns` resolves it.
    pub(in crate::audit) fn resolve(&self, item: &Item, reference: &str) -> Reference {
        let reference = reference.trim();
        let number = DocumentNumber::read(reference).ok();
        let standard = number
            .as_ref()
            .map_or_else(|| reference.to_owned(), |(number, _)| number.to_string());
        let path = join_path(item.folder(), reference).unwrap_or_default();
        let published = self.portal.relations.numbers.contains_key(&standard)
            || self.portal.by_source.contains_key(path.as_str())
            || self.ids.contains_key(reference);
        if published {
            return Reference::Published;
        }
        let names = [standard.as_str(), path.as_str(), reference];
        if names.iter().any(|name| self.withheld.contains(*name)) {
            return Reference::Withheld;
        }
        number.map_or(Reference::Unknown, |(number, _)| {
            Reference::UnknownNumber(number)
        })
    }
}

/// A number as it is compared: no spaces, capitals.
fn plain(number: &str) -> String {
    number
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_uppercase)
        .collect()
}
