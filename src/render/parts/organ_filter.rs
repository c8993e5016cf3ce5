//! By which a column's list is narrowed to one organ, or widened to all, the year and validity chosen kept.

use std::collections::BTreeMap;

use serde::Serialize;

use super::filters;
use crate::model::{ColumnKey, ItemIx, OrganIx};
use crate::render::addresses::ListPage;
use crate::render::ground::Ground;

/// The organs of a list.
#[derive(Debug, Serialize)]
pub(in crate::render) struct OrganFilter<'p> {
    /// The organ whose list is shown; none of the county's.
    shown: Option<&'p str>,
    /// On an organ's list: the same of all organs.
    all: Option<String>,
    /// On the county's list: the same of each organ that has something in it.
    choices: Vec<Choice<'p>>,
}

/// One organ.
#[derive(Debug, Serialize)]
struct Choice<'p> {
    name: &'p str,
    href: String,
    count: usize,
}

impl<'p> OrganFilter<'p> {
    /// The filter of a list; none of a column that is one text, and none where one organ has all there is.
    pub(in crate::render) fn of(ground: &Ground<'p>, list: ListPage) -> Option<Self> {
        if ground.portal.site.catalogue[list.key.column].single {
            return None;
        }
        let register = &ground.portal.site.register;
        match list.key.organ {
            Some(organ) => Some(Self {
                shown: Some(&register[organ].name),
                all: Some(same_of(ground, list, None)),
                choices: Vec::new(),
            }),
            // Counting a long list anew on each of its pages would take the square of its length.
            None if list.page > 1 => None,
            None => {
                let choices: Vec<Choice<'p>> = counts(ground, &filters::items(ground, list))
                    .into_iter()
                    .map(|(organ, count)| Choice {
                        name: &register[organ].short,
                        href: same_of(ground, list, Some(organ)),
                        count,
                    })
                    .collect();
                (choices.len() > 1).then_some(Self {
                    shown: None,
                    all: None,
                    choices,
                })
            }
        }
    }
}

/// How many of the items each organ has, in order of the register.
fn counts(ground: &Ground<'_>, items: &[ItemIx]) -> BTreeMap<OrganIx, usize> {
    let mut counts = BTreeMap::new();
    for ix in items {
        let mut organs: Vec<OrganIx> = ground.portal.organs_of(&ground.portal[*ix]).collect();
        organs.dedup();
        for organ in organs {
            *counts.entry(organ).or_default() += 1;
        }
    }
    counts
}

/// The link to the same list of another organ, or of all: of the same year and validity where that is a page
/// of its own; where a list has one year, or one validity, the wider one shows the same.
fn same_of(ground: &Ground<'_>, list: ListPage, organ: Option<OrganIx>) -> String {
    let key = ColumnKey {
        organ,
        column: list.key.column,
    };
    let of = |year, validity| ListPage {
        key,
        year,
        validity,
        page: 1,
    };
    let nearest = [
        of(list.year, list.validity),
        of(None, list.validity),
        of(list.year, None),
    ];
    let paths = nearest.map(|list| ground.addresses.list(list));
    let found = paths.into_iter().find(|path| ground.paths.contains(path));
    let path = found.unwrap_or_else(|| ground.addresses.column(key));
    ground.addresses.href(&path)
}
