//! The law of incremental builds: what comes of editing a built site is, to the byte, what comes of building
//! the edited site anew; and no file is touched that did not have to be.

mod edits;
mod memory;
mod reading;
mod sequences;
mod texts;

use rayon::iter::ParallelIterator as _;
use rayon::slice::ParallelSlice as _;

use crate::workshop::{Workshop, assert_same};
use edits::{EDITS, Edit};

#[test]
fn the_site_of_the_tests_is_sound_and_large_enough() {
    let loaded = gongkai::load::load(&Workshop::whole().root()).expect("a site");
    assert_eq!(loaded.faults, []);
    assert!(loaded.site.items.len() >= 25 && loaded.site.register.len() >= 4);
    assert!(EDITS.len() >= 25);
}

#[test]
fn a_build_after_an_edit_or_its_undoing_is_a_clean_build_of_the_edited_site() {
    let prove = |edits: &[Edit]| {
        let mut site = Workshop::whole();
        let original = site.fresh();
        site.build();
        for edit in edits {
            prove(edit, &mut site, &original);
        }
    };
    EDITS.par_chunks(EDITS.len().div_ceil(2)).for_each(prove);
}

/// Builds the edited site and the original again; both times nothing is touched that stays the same.
fn prove(edit: &Edit, site: &mut Workshop, original: &Workshop) {
    let (before, times) = (site.public(), site.times());
    (edit.make)(site);
    let receipt = site.build();
    let after = site.public();
    let clean = site.fresh();
    clean.build();
    assert_same(&after, &clean.public(), edit.name);
    let changed = receipt.written.len() + receipt.removed.len() > 0;
    assert_eq!(changed, edit.shows, "{}: {receipt:?}", edit.name);
    for (path, time) in site.times() {
        let is_kept = after.contains_key(&path) && before.get(&path) == after.get(&path);
        assert!(
            !is_kept || times.get(&path) == Some(&time),
            "{}: {path}",
            edit.name
        );
    }
    site.become_like(original);
    site.build();
    assert_same(&site.public(), &before, edit.name);
}

#[test]
fn a_build_of_an_unchanged_site_touches_nothing() {
    let workshop = Workshop::whole();
    workshop.build();
    let times = workshop.times();
    let receipt = workshop.build();
    assert_eq!((receipt.written.len(), receipt.removed.len()), (0, 0));
    assert_eq!(workshop.times(), times);
}
