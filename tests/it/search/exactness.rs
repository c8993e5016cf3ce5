//! Precision and recall of one against brute force, alone and narrowed by every facet.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::Datelike as _;
use gongkai::model::{ItemIx, Portal};
use gongkai::search::read::{Filter, Index, Wish};
use rayon::iter::{
    IndexedParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _,
};

use super::corpus::{Dice, Folded, Text, fold, texts};
use super::{all, assert_no_secret, ids, index, large};

/// A query cut at random from the items, and its parts as typed.
pub(super) fn query(dice: &mut Dice, items: &[Text]) -> Vec<String> {
    let count = [1, 1, 1, 2, 3][dice.below(5)];
    let of = &items[dice.below(items.len())];
    (0..count).map(|_| phrase(dice, of)).collect()
}

fn phrase(dice: &mut Dice, of: &Text) -> String {
    let lines: Vec<&str> = [&of.title, &of.summary, &of.number, &of.index_number]
        .into_iter()
        .map(String::as_str)
        .chain(of.body.lines().filter(|line| !line.is_empty()))
        .collect();
    loop {
        let line: Vec<char> = lines[dice.below(lines.len())].chars().collect();
        let length = 2 + dice.below(14);
        let start = dice.below(line.len());
        let end = (start + length).min(line.len());
        let cut: String = line[start..end].iter().collect();
        let inside = |at: usize| {
            at > 0
                && at < line.len()
                && [char::is_ascii_digit, char::is_ascii_alphabetic]
                    .iter()
                    .any(|is: &fn(&char) -> bool| is(&line[at - 1]) && is(&line[at]))
        };
        let whole = !inside(start) && !inside(end) && !cut.contains(' ');
        if whole && !cut.starts_with('"') && !fold(&cut).is_empty() && end - start >= 2 {
            return cut;
        }
    }
}

/// What a facet can be narrowed to, as the platform has it, of one item.
fn values(portal: &Portal, ix: ItemIx) -> BTreeMap<&'static str, BTreeSet<String>> {
    let (item, site) = (&portal[ix], &portal.site);
    let at = ix.0 as usize;
    let columns = portal.placements[at].iter();
    let columns = columns.flat_map(|column| site.catalogue.lineage(*column));
    let year = item.published_on().map(|day| day.year().to_string());
    let validity = portal.relations.validity[at].map(|validity| validity.key().to_owned());
    BTreeMap::from([
        (
            "organ",
            BTreeSet::from([site.register[item.organ].id.to_string()]),
        ),
        (
            "kind",
            BTreeSet::from([site.kinds[item.kind.value].id.clone()]),
        ),
        ("year", year.into_iter().collect()),
        ("validity", validity.into_iter().collect()),
        (
            "column",
            columns
                .map(|column| site.catalogue[column].id.to_string())
                .collect(),
        ),
    ])
}

/// No filter, one of one or two values, or two, such as some item passes.
fn filters(dice: &mut Dice, known: &[BTreeMap<&'static str, BTreeSet<String>>]) -> Vec<Filter> {
    let mut filters: Vec<Filter> = Vec::new();
    for _ in 0..[0, 0, 1, 1, 2][dice.below(5)] {
        let facet = ["organ", "kind", "year", "validity", "column"][dice.below(5)];
        let mut chosen = Vec::new();
        for _ in 0..1 + dice.below(2) {
            let of: Vec<&String> = known[dice.below(known.len())][facet].iter().collect();
            if !of.is_empty() {
                chosen.push(of[dice.below(of.len())].clone());
            }
        }
        if !filters.iter().any(|(name, _)| name == facet) {
            filters.push((facet.to_owned(), chosen));
        }
    }
    filters
}

#[test]
fn ten_thousand_items_give_exactly_what_brute_force_finds() {
    let items = texts(10_000);
    let (portal, files) = large();
    assert_no_secret(files);
    let folded: HashMap<String, Folded> = items
        .iter()
        .map(|item| (item.id.clone(), Folded::new(item)))
        .collect();
    let numbers: Vec<ItemIx> = portal.iter().map(|(ix, _)| ix).collect();
    let known: Vec<_> = numbers.par_iter().map(|ix| values(portal, *ix)).collect();
    let texts: Vec<&Folded> = numbers.iter().map(|ix| &folded[&*portal[*ix].id]).collect();
    let index = index(files);
    let (mut dice, mut narrowed) = (Dice(4), BTreeSet::new());
    for round in 0..400 {
        let parts = query(&mut dice, &items);
        let text = parts.join(if round % 2 == 0 { " " } else { "　" });
        let parts: Vec<String> = parts.iter().map(|part| fold(part)).collect();
        let filters = filters(&mut dice, &known);
        let passes = |values: &BTreeMap<&str, BTreeSet<String>>| {
            let passes = |(facet, chosen): &Filter| {
                let own = &values[facet.as_str()];
                chosen.is_empty() || chosen.iter().any(|value| own.contains(value))
            };
            filters.iter().all(passes)
        };
        let true_ids: BTreeSet<String> = texts
            .par_iter()
            .zip(&known)
            .filter(|(text, values)| passes(values) && parts.iter().all(|part| text.holds(part)))
            .map(|(text, _)| text.id.clone())
            .collect();
        let wish = Wish {
            filters: filters.clone(),
            ..all()
        };
        let answer = index.search(&text, &wish).expect("an answer");
        assert!(answer.exact || true_ids.is_empty(), "{text}");
        if answer.exact {
            assert_eq!(ids(&answer), true_ids, "{text} {filters:?}");
            assert_eq!(answer.total, true_ids.len(), "{text}");
            let facets = filters.into_iter().map(|(facet, _)| facet);
            narrowed.extend(facets.filter(|_| !true_ids.is_empty()));
        }
    }
    assert_eq!(narrowed.len(), 5, "{narrowed:?}");
    names_come_first(&index, &items);
}

fn names_come_first(index: &Index<'_>, items: &[Text]) {
    let one = Wish {
        limit: Some(1),
        ..all()
    };
    let mut dice = Dice(31);
    for _ in 0..100 {
        let item = &items[dice.below(items.len())];
        let first = |text: &str| ids(&index.search(text, &one).expect("an answer"));
        let number = &item.number;
        for style in [
            number.clone(),
            number.replace('〔', "[").replace('〕', "]"),
            number.replace('〔', "（").replace('〕', "）"),
            number.replace('〔', "【").replace('〕', "】"),
            number
                .replace('〔', "")
                .replace('〕', " ")
                .replace('号', ""),
        ] {
            assert_eq!(first(&style), BTreeSet::from([item.id.clone()]), "{style}");
        }
        let of = first(&item.title);
        let titled = items.iter().filter(|other| of.contains(&other.id));
        let titles: Vec<&str> = titled.map(|other| other.title.as_str()).collect();
        assert_eq!(titles, [item.title.as_str()]);
    }
}
