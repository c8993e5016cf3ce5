//! A reading that remembers finds what a reading of every file finds: items, files, tables and faults alike.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use gongkai::load::{Loaded, Memory, load, load_changed};
use gongkai::model::Text;
use gongkai::pipeline::InCache;

use super::edits::EDITS;
use crate::dice::Dice;
use crate::workshop::{Workshop, files};

/// What a memory keeps, by name.
type Kept = BTreeMap<String, Vec<u8>>;

const PROGRAM: &str = "this one";

/// Everything of a reading that comes from `content/`, every text included.
fn text(loaded: &Loaded) -> String {
    let text = debugged(loaded);
    loaded.site.lost.check().expect("no text is lost");
    text
}

fn debugged(loaded: &Loaded) -> String {
    let site = &loaded.site;
    let parts = (&site.items, &site.files, &site.tables, &loaded.faults);
    format!("{parts:#?}")
}

/// A memory of a program, in a folder of its own where only this was kept.
struct Recalled {
    memory: Memory,
    cache: tempfile::TempDir,
}

fn recalled(program: &str, kept: &Kept) -> Recalled {
    let cache = tempfile::tempdir().expect("a folder");
    for (name, bytes) in kept {
        put(&cache.path().join(name), bytes);
    }
    let store = InCache(cache.path().to_owned());
    let memory = Memory::new(program.to_owned(), Arc::new(store));
    Recalled { memory, cache }
}

fn put(file: &Path, bytes: &[u8]) {
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    fs::write(file, bytes).expect("written");
}

/// Reads the site; what it found, and what it has kept otherwise than it was.
fn read(site: &Workshop, recalled: &mut Recalled) -> (String, Kept) {
    let Recalled { memory, cache } = recalled;
    let before = files(cache.path());
    let loaded = load_changed(&site.root(), memory).expect("a site");
    memory.keep().expect("kept");
    let mut kept = files(cache.path());
    kept.retain(|name, bytes| before.get(name) != Some(bytes));
    (text(&loaded), kept)
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
fn a_damaged_shelf_is_an_empty_shelf_at_the_latest_when_a_text_of_it_is_read() {
    let (site, kept) = at_rest();
    let wanted = plainly(&site);
    let mut dice = Dice::cast();
    let names: Vec<String> = kept.keys().cloned().collect();
    let texts = texts_in(&kept);
    let mut late = 0;
    for round in 0..60 {
        let mut kept = kept.clone();
        // Every third time a text is hit, else whatever it is.
        let (name, at) = match round % 3 {
            0 => dice.choose(&texts).clone(),
            _ => {
                let name = dice.choose(&names);
                (name.clone(), dice.below(kept[name].len()))
            }
        };
        let bytes = kept.get_mut(&name).expect("kept");
        match dice.below(3) {
            0 if round % 3 > 0 => bytes.truncate(at),
            _ => bytes[at] ^= 0x20,
        }
        let mut damaged = recalled(PROGRAM, &kept);
        let first = load_changed(&site.root(), &mut damaged.memory).expect("a site");
        let found = debugged(&first);
        if first.site.lost.check().is_err() {
            late += 1;
            assert_eq!(read(&site, &mut damaged).0, wanted, "round {round}, again");
            let cache = files(damaged.cache.path());
            assert_eq!(
                read(&site, &mut recalled(PROGRAM, &cache)).0,
                wanted,
                "round {round}, later"
            );
        } else {
            assert!(found == wanted, "round {round}");
        }
    }
    assert!(late >= 20, "{late} of 20 damaged texts were told");
}

/// Where the words of items' bodies begin in what was kept.
fn texts_in(kept: &Kept) -> Vec<(String, usize)> {
    let words = "收费标准见".as_bytes();
    let begin = |bytes: &[u8]| bytes.windows(words.len()).position(|part| part == words);
    let texts = kept.iter();
    let texts = texts.filter_map(|(name, bytes)| Some((name.clone(), begin(bytes)?)));
    let texts: Vec<_> = texts.collect();
    assert!(!texts.is_empty(), "no text was kept");
    texts
}

/// A site whose texts are too heavy to stay in memory.
fn heavy() -> Workshop {
    let site = Workshop::whole();
    for number in 0..150 {
        let front =
            format!("title: 长文{number}（示例）\nkind: policy-document\npublished_at: 2020-10-30");
        let body = format!("第{number}份。\n").repeat(4000);
        site.write(
            &format!("content/czj/long-{number}.md"),
            format!("---\n{front}\n---\n\n{body}"),
        );
    }
    sleep(Duration::from_millis(40));
    site
}

#[test]
fn heavy_texts_leave_memory_and_read_as_they_were_after_every_later_reading() {
    let site = heavy();
    let mut living = recalled(PROGRAM, &Kept::new());
    let first = load_changed(&site.root(), &mut living.memory).expect("a site");
    let texts = || first.site.items.iter().map(|item| &item.body.text);
    let all: usize = texts().map(Text::len).sum();
    let here: usize = texts().filter(|it| it.is_here()).map(Text::len).sum();
    assert!(all > 6 << 20 && here < 4 << 20, "{here} of {all}");
    let was = text(&first);
    assert_eq!(was, plainly(&site));
    site.replace("content/czj/long-7.md", "第7份。\n", "改过的第7份。\n");
    site.remove("content/czj/long-8.md");
    let (_, kept) = read(&site, &mut living);
    assert_eq!(read(&site, &mut living).0, plainly(&site));
    assert_eq!(read(&site, &mut recalled(PROGRAM, &kept)).0, plainly(&site));
    // Whoever still has the first reading, as the preview while it makes the next, reads what it was.
    fs::remove_dir_all(living.cache.path()).expect("removed");
    assert_eq!(text(&first), was);
}

#[test]
fn texts_that_vanish_while_they_are_needed_are_told_of_and_read_again() {
    let site = heavy();
    let mut living = recalled(PROGRAM, &Kept::new());
    let first = load_changed(&site.root(), &mut living.memory).expect("a site");
    for name in files(living.cache.path()).keys() {
        fs::write(living.cache.path().join(name), "").expect("cut short");
    }
    assert!(first.site.lost.check().is_ok(), "nobody has asked");
    let _ = format!("{:?}", first.site.items);
    let error = first.site.lost.check().expect_err("lost").to_string();
    assert!(error.contains(".gongkai"), "{error}");
    assert_eq!(read(&site, &mut living).0, plainly(&site));
}
