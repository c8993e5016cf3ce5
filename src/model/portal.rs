//! The platform: who discloses what in which column, and every item's URL.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::{ColumnIx, Diagnostic, FileFacts, Item, OrganIx, Relations, Site};

/// Index of a published item in portal order: newest first, then by path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemIx(pub u32);

/// A column of the county (`organ: None`) or of one organ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnKey {
    /// Whose; none for the county as a whole.
    pub organ: Option<OrganIx>,
    /// Which.
    pub column: ColumnIx,
}

/// What stands in one column, its children's content included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shelf {
    /// Items, newest first; statements of absence are not among them.
    pub items: Vec<ItemIx>,
    /// Dated statements that there is no information of this column, newest first.
    pub statements: Vec<ItemIx>,
}

/// The whole platform: immutable, owned once; everything else holds indices.
#[derive(Debug)]
pub struct Portal {
    /// What was read, its items taken out into the two lists below.
    pub site: Site,
    /// The day as of which everything is said: the only clock.
    pub as_of: NaiveDate,
    /// Items that the public may see, newest first, then by path.
    pub items: Vec<Arc<Item>>,
    /// Drafts and items that are not 主动公开, in order of their paths: nothing of them is ever rendered.
    pub withheld: Vec<Arc<Item>>,
    /// Files that withheld items name and no published one does, by path: a link alone does not publish them.
    pub kept_back: HashSet<Arc<str>>,
    /// The columns in which each published item stands, ancestors not counted.
    pub placements: Vec<Vec<ColumnIx>>,
    /// What stands where, only where something does.
    pub shelves: BTreeMap<ColumnKey, Shelf>,
    /// Published items by path of their source.
    pub by_source: HashMap<Arc<str>, ItemIx>,
    /// What documents say of each other.
    pub relations: Relations,
}

impl Portal {
    /// All published items with their indices.
    pub fn iter(&self) -> impl Iterator<Item = (ItemIx, &Item)> {
        let items = self.items.iter().map(|item| &**item);
        (0u32..).map(ItemIx).zip(items)
    }

    /// What stands in a column; empty where nothing does.
    #[must_use]
    pub fn shelf(&self, organ: Option<OrganIx>, column: ColumnIx) -> &Shelf {
        const EMPTY: &Shelf = &Shelf {
            items: Vec::new(),
            statements: Vec::new(),
        };
        self.shelves
            .get(&ColumnKey { organ, column })
            .unwrap_or(EMPTY)
    }

    /// Whether an item is out on the as-of day: what bears a later date is not there yet.
    #[must_use]
    pub fn is_out(&self, ix: ItemIx) -> bool {
        self[ix].published_on().is_some_and(|day| day <= self.as_of)
    }

    /// The path of an item's page below the site's root: `czj/budget-2020.html`.
    #[must_use]
    pub fn item_path(&self, item: &Item) -> String {
        format!("{}/{}.html", self.site.register[item.organ].id, item.id)
    }

    /// The columns that a finding concerns: its own, else those in which its item stands.
    #[must_use]
    pub fn columns_of(&self, finding: &Diagnostic) -> Vec<ColumnIx> {
        if let Some(id) = &finding.column {
            return self.site.catalogue.find(id).into_iter().collect();
        }
        let source = finding.place.as_ref().map(|place| &place.source);
        source
            .and_then(|source| self.by_source.get(source))
            .and_then(|ix| self.placements.get(ix.0 as usize))
            .cloned()
            .unwrap_or_default()
    }

    /// The organs under which an item shows: its own, then those that issued it jointly.
    pub fn organs_of<'i>(&self, item: &'i Item) -> impl Iterator<Item = OrganIx> + 'i {
        item.organs()
    }

    /// The day to come on which something takes effect; none of what does, or no longer binds.
    #[must_use]
    pub fn takes_effect_on(&self, ix: ItemIx) -> Option<NaiveDate> {
        let validity = self.relations.validity.get(ix.0 as usize);
        let ended = validity
            .copied()
            .flatten()
            .is_some_and(|validity| !validity.binds());
        let effective = self[ix].effective_on.as_ref()?.value;
        (!ended && effective > self.as_of).then_some(effective)
    }
}

impl std::ops::Index<ItemIx> for Portal {
    type Output = Item;

    fn index(&self, ix: ItemIx) -> &Item {
        &self.items[ix.0 as usize]
    }
}

impl Portal {
    /// Where a file that an item offers is published: `czj/files/budget-2020-1a2b3c4d.xlsx`.
    ///
    /// Carries the item's id and a digest of the file's own path, never its name: names are Chinese,
    /// hold spaces and brackets, and repeat; the reader sees the title and downloads under the real name.
    #[must_use]
    pub fn file_path(&self, item: &Item, path: &str) -> String {
        let digest = blake3::hash(path.as_bytes()).to_hex();
        let extension: String = path
            .rsplit_once('.')
            .map_or("bin", |(_, extension)| extension)
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let organ = &self.site.register[item.organ].id;
        let short: String = digest.chars().take(8).collect();
        let extension = extension.to_ascii_lowercase();
        format!("{organ}/files/{}-{short}.{extension}", item.id)
    }

    /// Every file that a published item offers and that exists: where it goes, and which file it is.
    #[must_use]
    pub fn published_files(&self) -> BTreeMap<String, &FileFacts> {
        let mut files = BTreeMap::new();
        for item in &self.items {
            let table = item.table.as_ref().map(|table| &table.path);
            for path in item.attachments.iter().map(|file| &file.path).chain(table) {
                if let Some(facts) = self.site.files.get(path) {
                    files.insert(self.file_path(item, path), facts);
                }
            }
        }
        files
    }
}
