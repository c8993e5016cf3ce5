//! Facets at work: which items pass the filters, and how many of each value are found.

use super::items::Items;

/// A facet's name with the values chosen: any of them will do.
pub type Filter = (String, Vec<String>);

/// For every item the facets whose filter it fails, one bit each.
pub(super) struct Narrowing {
    failed: Vec<u32>,
}

impl Narrowing {
    pub(super) fn new(filters: &[Filter], items: &Items) -> Self {
        let mut failed = vec![0_u32; items.places()];
        for (bit, facet) in items.facets.iter().enumerate() {
            let chosen: Vec<&String> = filters
                .iter()
                .filter(|(name, values)| *name == facet.name && !values.is_empty())
                .flat_map(|(_, values)| values)
                .collect();
            if chosen.is_empty() {
                continue;
            }
            let is_chosen = |value: &usize| {
                let value = facet.values.get(*value);
                value.is_some_and(|value| chosen.contains(&&value.0))
            };
            let passes: Vec<bool> = facet
                .sets
                .iter()
                .map(|set| set.iter().any(is_chosen))
                .collect();
            for (failed, set) in failed.iter_mut().zip(&facet.of) {
                if !passes.get(*set).copied().unwrap_or(false) {
                    *failed |= 1 << bit;
                }
            }
        }
        Self { failed }
    }

    /// Whether the item passes all filters.
    pub(super) fn passes(&self, item: u32) -> bool {
        self.failed[item as usize] == 0
    }

    /// Whether it passes all but those of one facet, whose counts it then belongs to.
    pub(super) fn counts(&self, item: u32) -> bool {
        self.failed[item as usize].count_ones() <= 1
    }

    /// For every facet its values with their counts, the commonest first. A facet's own filter does
    /// not narrow its counts: they say what choosing another of its values would give.
    pub(super) fn counted(
        &self,
        found: impl Iterator<Item = u32>,
        items: &Items,
    ) -> Vec<(String, Vec<(String, usize)>)> {
        let mut counts: Vec<Vec<usize>> = items
            .facets
            .iter()
            .map(|facet| vec![0; facet.values.len()])
            .collect();
        for item in found {
            let failed = self.failed[item as usize];
            for (bit, (facet, counts)) in items.facets.iter().zip(&mut counts).enumerate() {
                if failed & !(1 << bit) == 0 {
                    for value in &facet.sets[facet.of[item as usize]] {
                        counts[*value] += 1;
                    }
                }
            }
        }
        let named = items.facets.iter().zip(counts).map(|(facet, counts)| {
            let mut counted: Vec<(String, usize)> = facet
                .values
                .iter()
                .zip(counts)
                .filter(|(_, count)| *count > 0)
                .map(|(value, count)| (value.0.clone(), count))
                .collect();
            counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            (facet.name.clone(), counted)
        });
        named.collect()
    }
}
