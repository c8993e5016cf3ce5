//! What a reader fetches, in bytes: the same at every run, unlike seconds.

use std::cell::RefCell;
use std::collections::BTreeMap;

use gongkai::search::read::{Index, Wish};

use super::corpus::{Dice, texts};
use super::exactness::query;
use super::{Files, all, large};

/// The bytes of files that a reader fetches who has only just come: the start, and the query with it.
fn fetched(files: &Files, text: &str) -> (usize, usize) {
    let fetched: RefCell<BTreeMap<String, usize>> = RefCell::default();
    let fetch = |path: &str| {
        let bytes = files[path].clone();
        fetched.borrow_mut().insert(path.to_owned(), bytes.len());
        Ok(bytes)
    };
    let sum = || fetched.borrow().values().sum::<usize>();
    let index = Index::open(Box::new(fetch)).expect("an index");
    let start = sum();
    let wish = Wish {
        limit: Some(10),
        ..all()
    };
    index.search(text, &wish).expect("an answer");
    (start, sum())
}

#[test]
fn a_query_over_ten_thousand_items_fetches_little() {
    let (_, files) = large();
    let (items, mut dice) = (texts(10_000), Dice(7));
    let asked = (0..400).map(|_| query(&mut dice, &items).join(" "));
    let fetched: Vec<(usize, usize)> = asked.map(|text| fetched(files, &text)).collect();
    let mut queries: Vec<usize> = fetched.iter().map(|(_, all)| *all).collect();
    queries.sort_unstable();
    let share = |of_hundred: usize| queries[(queries.len() - 1) * of_hundred / 100];
    let most = [
        (fetched[0].0, 30),
        (share(50), 40),
        (share(95), 150),
        (share(100), 400),
    ];
    for (bytes, kilobytes) in most {
        assert!(
            bytes <= kilobytes << 10,
            "{bytes} bytes where {kilobytes} KB may be"
        );
    }
}
