//! Documents by their numbers and ids, and what a reference to one means.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::model::{DocumentNumber, Item, ItemIx, Meant, Portal, join_path, path_between};

/// What an author's reference to a document means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::audit) enum Reference {
    /// A published item.
    Published,
    /// An item of this site that the public may not see.
    Withheld,
    /// A document number that no other item carries.
    UnknownNumber(DocumentNumber),
    /// The item that refers, and no other.
    Itself,
    /// An id that several other organs have each for an item of its own.
    Several(Vec<ItemIx>),
    /// Neither a number nor an id or path of this site.
    Unknown,
}

/// Every number in use.
pub(in crate::audit) struct Documents<'p> {
    portal: &'p Portal,
    by_number: HashMap<String, Vec<ItemIx>>,
    by_index_number: HashMap<String, Vec<ItemIx>>,
    by_unified_number: HashMap<String, Vec<ItemIx>>,
    by_id: HashMap<&'p str, Vec<ItemIx>>,
    withheld: HashSet<String>,
}

impl<'p> Documents<'p> {
    pub(super) fn new(portal: &'p Portal) -> Self {
        let mut documents = Self {
            portal,
            by_number: HashMap::new(),
            by_index_number: HashMap::new(),
            by_unified_number: HashMap::new(),
            by_id: HashMap::new(),
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
        self.by_id.entry(&item.id).or_default().push(ix);
        // An interpretation may carry the number of the document that it interprets.
        let number = item.number_shown();
        if let Some(number) = number.filter(|_| !self.is_interpretation(item)) {
            self.by_number.entry(number).or_default().push(ix);
        }
        if let Some(number) = &item.index_number {
            let number = plain_index(number);
            self.by_index_number.entry(number).or_default().push(ix);
        }
        if let Some(number) = &item.unified_number {
            let number = plain(number);
            self.by_unified_number.entry(number).or_default().push(ix);
        }
    }

    fn is_interpretation(&self, item: &Item) -> bool {
        self.portal.site.kinds[item.kind.value].id == "interpretation"
    }

    /// The items that carry this document number, in its standard form; interpretations left out.
    pub(in crate::audit) fn with_number(&self, number: &str) -> &[ItemIx] {
        self.by_number.get(number).map_or(&[], Vec::as_slice)
    }

    /// The items that carry this index number, in either spelling of its organ code.
    pub(in crate::audit) fn with_index_number(&self, number: &str) -> &[ItemIx] {
        self.by_index_number
            .get(&plain_index(number))
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
        let numbered = self.portal.relations.numbers.get(&standard);
        if let Some(found) = numbered {
            let is_itself = self.portal.others(item, found).is_empty();
            if !is_itself {
                return Reference::Published;
            }
            // An interpretation may carry the number of its document, which is missing then.
            if !self.is_interpretation(item) {
                return Reference::Itself;
            }
        }
        match self.portal.by_source.get(path.as_str()) {
            Some(ix) if self.portal.others(item, &[*ix]).is_empty() => return Reference::Itself,
            Some(_) => return Reference::Published,
            None => {}
        }
        let found = self.by_id.get(reference).map_or(&[][..], Vec::as_slice);
        match self.portal.meant_by_id(item, found) {
            Meant::One(_) => return Reference::Published,
            Meant::Itself => return Reference::Itself,
            Meant::Several(items) => return Reference::Several(items),
            Meant::Nothing => {}
        }
        let names = [standard.as_str(), path.as_str(), reference];
        if names.iter().any(|name| self.withheld.contains(*name)) {
            return Reference::Withheld;
        }
        number.map_or(Reference::Unknown, |(number, _)| {
            Reference::UnknownNumber(number)
        })
    }

    /// How an item is to name the one of these that it means: by its path, `../czj/a.md 或 ../zz/a.md`.
    pub(in crate::audit) fn by_path(&self, item: &Item, of: &[ItemIx]) -> String {
        let ways = of.iter().map(|ix| &*self.portal[*ix].source);
        let ways: Vec<String> = ways.map(|to| path_between(item.folder(), to)).collect();
        format!("请写相对路径：{}", ways.join(" 或 "))
    }
}

/// An index number as it is compared.
fn plain_index(number: &str) -> String {
    let number = plain(number);
    match number.split_once('/') {
        Some((code, rest)) => format!("{}/{rest}", organ_code(code)),
        None => number,
    }
}

/// An organ's code without the hyphen that is often written before the check digit of the older, nine-character one.
pub(in crate::audit) fn organ_code(code: &str) -> Cow<'_, str> {
    match code.split_once('-') {
        Some((body, check)) if body.len() == 8 && check.len() == 1 => {
            Cow::Owned(format!("{body}{check}"))
        }
        _ => Cow::Borrowed(code),
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
