//! A reading that remembers finds what a reading of every file finds: items, files, tables and faults alike.

use std::collections::HashMap;
use std::thread::sleep;
use std::time::Duration;

use gongkai::load::{Loaded, Memory, load, load_changed};

use super::edits::EDITS;
use crate::dice::Dice;
use crate::workshop::Workshop;

type Kept = HashMap<String, Vec<u8>>;

const PROGRAM: &str = "this one";

/// Everything of a reading that comes from `content/`.
fn text(loaded: &Loaded) -> String {
    let site = &loaded.site;
    let parts = (&site.items, &site.files, &site.tables, &loaded.faults);
    format!("{parts:#?}")
}

fn recalled(program: &str, kept: &Kept) -> Memory {
    let kept = kept.clone();
    let recall = move |name: &str| kept.get(name).cloned();
    Memory::new(program.to_owned(), Box::new(recall))
}

/// Reads the site; what it found, and what is to be kept of it.
fn read(site: &Workshop, memory: &mut Memory) -> (String, Kept) {
    let loaded = load_changed(&site.root(), memory).expect("a site");
    (text(&loaded), memory.changed().collect())
}

fn plainly(site: &Workshop) -> String {
    text(&load(&site.root()).expect("a site"))
}

/// A site with faults whose files have been at rest, and what its first reading keeps.
fn at_rest() -> (Workshop, Kept) {
    let site = Workshop::whole();
    site.write("content/czj/faulty.md", "---\ntitel: 写错的键\n---\n");
    site.write("content/bgs/latin.md", b"---\ntitle: \xff\n---\n");
    sleep(Duration::from_millis(40));
    let (found, kept) = read(&site, &mut recalled(PROGRAM, &Kept::new()));
    assert_eq!(found, plainly(&site));
    assert!(found.contains("SRC") && kept.len() > 10);
    (site, kept)
}

#[test]
fn an_unchanged_site_is_remembered_whole_and_its_faults_are_told_again() {
    let (site, kept) = at_rest();
    let (found, fresh) = read(&site, &mut recalled(PROGRAM, &kept));
    assert_eq!(found, plainly(&site));
    assert_eq!(fresh.len(), 0, "nothing was read anew but what has faults");
    let (found, fresh) = read(&site, &mut recalled("another program", &kept));
    assert_eq!((found, fresh.len()), (plainly(&site), kept.len()));
}

#[test]
fn one_edit_is_read_and_one_shelf_kept_anew() {
    let (site, kept) = at_rest();
    site.replace("content/czj/fees.md", "收费标准见", "收费的标准见");
    let (found, fresh) = read(&site, &mut recalled(PROGRAM, &kept));
    assert!(found.contains("收费的标准见"));
    assert_eq!(fresh.len(), 1);
}

#[test]
fn after_every_edit_memories_of_this_process_and_of_an_earlier_one_say_what_the_files_say() {
    let (original, kept) = at_rest();
    let mut living = recalled(PROGRAM, &kept);
    for edit in EDITS {
        let mut site = original.fresh();
        let (_, kept) = read(&site, &mut recalled(PROGRAM, &Kept::new()));
        read(&site, &mut living);
        (edit.make)(&mut site);
        let wanted = plainly(&site);
        for (how, memory) in [
            ("of this process", &mut living),
            ("of an earlier one", &mut recalled(PROGRAM, &kept)),
        ] {
            assert!(read(&site, memory).0 == wanted, "{}, {how}", edit.name);
        }
    }
}

#[test]
fn what_an_item_is_read_against_is_no_secret_to_the_memory() {
    let (site, _) = at_rest();
    let text = "---\ntitle: 有链接（示例）\nkind: policy-document\npublished_at: 2020-10-30\n---\n\n[表](近邻.csv)\n";
    site.write("content/czj/links.md", text);
    let (_, kept) = read(&site, &mut recalled(PROGRAM, &Kept::new()));
    site.write("content/czj/近邻.csv", "甲,乙\n1,2\n");
    let (with, kept_with) = read(&site, &mut recalled(PROGRAM, &kept));
    assert_eq!(with, plainly(&site));
    site.remove("content/czj/近邻.csv");
    assert_eq!(
        read(&site, &mut recalled(PROGRAM, &kept_with)).0,
        plainly(&site)
    );
    site.replace("content/organs.yaml", "id: czj", "id: czj2");
    assert_eq!(read(&site, &mut recalled(PROGRAM, &kept)).0, plainly(&site));
}

#[test]
fn a_damaged_shelf_is_an_empty_shelf() {
    let (site, kept) = at_rest();
    let wanted = plainly(&site);
    let mut dice = Dice::cast();
    let names: Vec<String> = kept.keys().cloned().collect();
    for round in 0..30 {
        let mut kept = kept.clone();
        let bytes = kept.get_mut(dice.choose(&names)).expect("kept");
        // What is damaged is told by its digest before it comes here; what comes here whole under the right
        // key can only be cut short by a defect.
        bytes.truncate(dice.below(bytes.len()));
        let (found, _) = read(&site, &mut recalled(PROGRAM, &kept));
        assert!(found == wanted, "round {round}");
    }
}
