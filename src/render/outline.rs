//! What every page needs to know of the whole, found once: who has pages, which columns show, what stands beside what.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use chrono::Datelike as _;

use crate::model::{
    Column, ColumnIx, ColumnKey, ItemIx, OrganIx, OrganKind, Portal, Shelf, Validity,
};

/// The items before and after one in its column.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Neighbours {
    pub(super) newer: Option<ItemIx>,
    pub(super) older: Option<ItemIx>,
}

/// Years of a shelf, newest first, each with the stretch of the shelf that it covers.
pub(super) type Years = Vec<(i32, Range<usize>)>;

/// Documents of a shelf by validity, newest first, where they differ in it.
pub(super) type Validities = Vec<(Validity, Vec<ItemIx>)>;

/// The portal, walked once.
pub(super) struct Outline<'p> {
    portal: &'p Portal,
    organs: Vec<OrganIx>,
    of_organ: BTreeMap<OrganIx, Vec<ItemIx>>,
    newest: Vec<ItemIx>,
    shown: HashMap<Option<OrganIx>, Vec<bool>>,
    years: BTreeMap<ColumnKey, Years>,
    validities: BTreeMap<ColumnKey, Validities>,
    neighbours: Vec<Neighbours>,
    projects: BTreeMap<&'p str, Vec<ItemIx>>,
}

impl<'p> Outline<'p> {
    /// Walks the portal.
    pub(super) fn new(portal: &'p Portal) -> Self {
        let mut of_organ: BTreeMap<OrganIx, Vec<ItemIx>> = BTreeMap::new();
        let mut projects: BTreeMap<&str, Vec<ItemIx>> = BTreeMap::new();
        for (ix, item) in portal.iter() {
            for organ in portal.organs_of(item) {
                let items = of_organ.entry(organ).or_default();
                if items.last() != Some(&ix) {
                    items.push(ix);
                }
            }
            if let Some(project) = &item.project {
                projects.entry(project.value.trim()).or_default().push(ix);
            }
        }
        let organs: Vec<OrganIx> = portal
            .site
            .register
            .iter()
            .filter(|(ix, organ)| organ.kind.has_platform() || of_organ.contains_key(ix))
            .map(|(ix, _)| ix)
            .collect();
        for items in of_organ.values_mut() {
            items.retain(|ix| !portal[*ix].absent);
        }
        let newest = portal.iter().filter(|(_, item)| !item.absent);
        Self {
            portal,
            shown: shown(portal, &organs),
            organs,
            of_organ,
            newest: newest.map(|(ix, _)| ix).collect(),
            years: years(portal),
            validities: validities(portal),
            neighbours: neighbours(portal),
            projects,
        }
    }

    /// The organs that have pages, in register order.
    pub(super) fn organs(&self) -> &[OrganIx] {
        &self.organs
    }

    /// The organs that have pages, under the headings by which citizens find them.
    pub(super) fn organs_by_kind(&self) -> impl Iterator<Item = (OrganKind, Vec<OrganIx>)> {
        let register = &self.portal.site.register;
        let of_kind = move |kind| {
            let organs = self.organs.iter().copied();
            organs.filter(move |ix| register[*ix].kind == kind)
        };
        OrganKind::ALL
            .into_iter()
            .map(move |kind| (kind, of_kind(kind).collect::<Vec<_>>()))
            .filter(|(_, organs)| !organs.is_empty())
    }

    /// Whether an organ has pages.
    pub(super) fn has_pages(&self, organ: OrganIx) -> bool {
        self.organs.binary_search(&organ).is_ok()
    }

    /// All that an organ, or the county, has disclosed, newest first; statements of absence left out.
    pub(super) fn disclosed(&self, organ: Option<OrganIx>) -> &[ItemIx] {
        match organ {
            Some(organ) => self.of_organ.get(&organ).map_or(&[], Vec::as_slice),
            None => &self.newest,
        }
    }

    /// Whether a column shows: it is owed, or holds something, or one of its children shows.
    pub(super) fn shows(&self, organ: Option<OrganIx>, column: ColumnIx) -> bool {
        let shown = self.shown.get(&organ);
        shown.and_then(|shown| shown.get(column.0 as usize)) == Some(&true)
    }

    /// The columns that show, in display order.
    pub(super) fn columns(
        &self,
        organ: Option<OrganIx>,
    ) -> impl Iterator<Item = (ColumnIx, &'p Column)> {
        let shown = self.shown.get(&organ).map_or(&[][..], Vec::as_slice);
        let columns = self.portal.site.catalogue.iter();
        columns.filter(move |(ix, _)| shown.get(ix.0 as usize) == Some(&true))
    }

    /// The children of a column that show, in display order.
    pub(super) fn children(
        &self,
        organ: Option<OrganIx>,
        parent: ColumnIx,
    ) -> impl Iterator<Item = (ColumnIx, &'p Column)> {
        let columns = self.columns(organ);
        columns.filter(move |(_, column)| column.parent == Some(parent))
    }

    /// The years of a column's items.
    pub(super) fn years(&self, key: ColumnKey) -> &[(i32, Range<usize>)] {
        self.years.get(&key).map_or(&[], Vec::as_slice)
    }

    /// A column's documents by validity; none where all have the same.
    pub(super) fn validities(&self, key: ColumnKey) -> &[(Validity, Vec<ItemIx>)] {
        self.validities.get(&key).map_or(&[], Vec::as_slice)
    }

    /// What stands before and after an item in its column.
    pub(super) fn neighbours(&self, ix: ItemIx) -> Neighbours {
        let neighbours = self.neighbours.get(ix.0 as usize);
        neighbours.copied().unwrap_or_default()
    }

    /// The column under which an item is found: the first of those in which it stands.
    pub(super) fn home_column(&self, ix: ItemIx) -> Option<ColumnIx> {
        home_column(self.portal, ix)
    }

    /// All items of a project, newest first.
    pub(super) fn project(&self, name: &str) -> &[ItemIx] {
        self.projects.get(name.trim()).map_or(&[], Vec::as_slice)
    }
}

fn home_column(portal: &Portal, ix: ItemIx) -> Option<ColumnIx> {
    portal.placements.get(ix.0 as usize)?.first().copied()
}

fn shown(portal: &Portal, organs: &[OrganIx]) -> HashMap<Option<OrganIx>, Vec<bool>> {
    let catalogue = &portal.site.catalogue;
    let of_one = |organ: Option<OrganIx>| {
        let mut shown = vec![false; catalogue.len()];
        for (ix, column) in catalogue.iter() {
            let owed = match organ {
                Some(organ) => column
                    .required_of
                    .contains(&portal.site.register[organ].kind),
                None => !column.required_of.is_empty(),
            };
            if owed || *portal.shelf(organ, ix) != Shelf::default() {
                for above in catalogue.lineage(ix) {
                    if let Some(shown) = shown.get_mut(above.0 as usize) {
                        *shown = true;
                    }
                }
            }
        }
        (organ, shown)
    };
    let organs = organs.iter().copied().map(Some);
    organs.chain([None]).map(of_one).collect()
}

fn years(portal: &Portal) -> BTreeMap<ColumnKey, Years> {
    let of_shelf = |shelf: &Shelf| {
        let mut years: Years = Vec::new();
        for (at, ix) in shelf.items.iter().enumerate() {
            let Some(year) = portal[*ix].published_on().map(|day| day.year()) else {
                continue;
            };
            match years.last_mut() {
                Some((last, range)) if *last == year => range.end = at + 1,
                _ => years.push((year, at..at + 1)),
            }
        }
        years
    };
    let shelves = portal.shelves.iter();
    shelves
        .map(|(key, shelf)| (*key, of_shelf(shelf)))
        .collect()
}

fn validities(portal: &Portal) -> BTreeMap<ColumnKey, Validities> {
    let of_shelf = |shelf: &Shelf| {
        let mut validities: BTreeMap<Validity, Vec<ItemIx>> = BTreeMap::new();
        for ix in &shelf.items {
            let validity = portal.relations.validity.get(ix.0 as usize);
            if let Some(validity) = validity.copied().flatten() {
                validities.entry(validity).or_default().push(*ix);
            }
        }
        (validities.len() > 1).then(|| validities.into_iter().collect())
    };
    let shelves = portal.shelves.iter();
    shelves
        .filter_map(|(key, shelf)| Some((*key, of_shelf(shelf)?)))
        .collect()
}

fn neighbours(portal: &Portal) -> Vec<Neighbours> {
    let mut neighbours = vec![Neighbours::default(); portal.items.len()];
    for (key, shelf) in &portal.shelves {
        for pair in shelf.items.windows(2) {
            let [newer, older] = *pair else { continue };
            let at_home = |ix: ItemIx| {
                Some(portal[ix].organ) == key.organ && home_column(portal, ix) == Some(key.column)
            };
            if at_home(newer)
                && let Some(of_newer) = neighbours.get_mut(newer.0 as usize)
            {
                of_newer.older = Some(older);
            }
            if at_home(older)
                && let Some(of_older) = neighbours.get_mut(older.0 as usize)
            {
                of_older.newer = Some(newer);
            }
        }
    }
    neighbours
}
