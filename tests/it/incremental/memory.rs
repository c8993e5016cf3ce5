//! What one build remembers for the next changes nothing but the time it takes: remembered, forgotten or damaged.

use std::fs;
use std::time::Duration;

use super::edits::EDITS;
use crate::dice::Dice;
use crate::workshop::{Workshop, assert_same, day, files};

const MEMORY: &str = ".gongkai/last-build";

type Change = fn(&mut Workshop);

/// Builds until the sources have been at rest for long enough to be remembered.
fn settle(site: &Workshop) {
    for _ in 0..500 {
        if !site.reads() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("an unchanged site was read 500 times");
}

#[test]
fn a_build_without_a_change_reads_no_source_and_writes_nothing_at_all() {
    let site = Workshop::whole();
    settle(&site);
    let before = (site.times(), files(&site.path(".gongkai")));
    let receipt = site.build();
    assert!(!site.reads());
    assert_eq!((receipt.written.len(), receipt.removed.len()), (0, 0));
    assert_eq!(
        receipt.kept + 1,
        site.public().len(),
        "all but the manifest"
    );
    assert_eq!((site.times(), files(&site.path(".gongkai"))), before);
}

#[test]
fn every_edit_of_a_remembered_site_is_read() {
    // The law itself is proved for all of them in the parent; here one in three of a settled site.
    for edit in EDITS.iter().step_by(3) {
        let mut site = Workshop::whole();
        settle(&site);
        (edit.make)(&mut site);
        site.build();
        let clean = site.fresh();
        clean.build();
        assert_same(&site.public(), &clean.public(), edit.name);
    }
}

#[test]
fn what_the_options_or_the_output_folder_change_is_not_taken_for_unchanged() {
    let changes: &[(&str, Change)] = &[
        ("another day", |site| site.as_of = day(2021, 3, 1)),
        ("another address", |site| {
            site.base_url = Some("https://other.example/");
        }),
        ("a page is gone", |site| site.remove("public/index.html")),
        ("a page has grown", |site| {
            site.write("public/index.html", "something else");
        }),
        ("the folder is gone", |site| {
            fs::remove_dir_all(site.path("public")).expect("removed");
        }),
        ("a file of somebody else", |site| {
            site.write("public/note.txt", "hands off");
        }),
        ("a theme of the site's own", |site| {
            site.write("themes/default/assets/more.css", "p{}");
        }),
    ];
    for (name, change) in changes {
        let mut site = Workshop::whole();
        settle(&site);
        change(&mut site);
        assert!(site.reads(), "{name}");
        let clean = site.fresh();
        clean.build();
        let mut built = site.public();
        built.remove("note.txt");
        assert_same(&built, &clean.public(), name);
    }
}

#[test]
fn a_file_of_somebody_else_is_told_of_by_every_build() {
    let site = Workshop::whole();
    site.build();
    site.write("public/note.txt", "hands off");
    settle(&site);
    let receipt = site.build();
    assert_eq!(receipt.foreign, [std::path::Path::new("note.txt")]);
}

#[test]
fn a_damaged_text_is_read_again_by_the_build_that_needs_it() {
    let site = Workshop::whole();
    settle(&site);
    let words = "收费标准见".as_bytes();
    let mut damaged = 0;
    for (name, mut bytes) in files(&site.path(".gongkai/read")) {
        if let Some(at) = bytes.windows(words.len()).rposition(|it| it == words) {
            bytes[at] ^= 1;
            fs::write(site.path(&format!(".gongkai/read/{name}")), bytes).expect("damaged");
            damaged += 1;
        }
    }
    assert_eq!(damaged, 1, "the text of one item");
    let tokens = "themes/default/tokens.css";
    let standard = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(tokens);
    let standard = fs::read_to_string(standard).expect("a style sheet");
    site.write(tokens, format!("{standard}.new{{color:red}}\n"));
    let receipt = site.build();
    assert!(
        receipt
            .written
            .iter()
            .any(|path| path.as_str() == "czj/fees.html")
    );
    let clean = site.fresh();
    clean.build();
    assert_same(&site.public(), &clean.public(), "after the damage");
}

#[test]
fn a_damaged_memory_is_no_memory() {
    let mut dice = Dice::cast();
    let site = Workshop::whole();
    settle(&site);
    let clean = site.public();
    let names: Vec<String> = files(&site.path(".gongkai"))
        .into_iter()
        .filter_map(|(name, bytes)| (!bytes.is_empty()).then_some(name))
        .collect();
    assert!(names.iter().any(|name| name.starts_with("read/")));
    for name in &names {
        settle(&site);
        let memory = site.path(&format!(".gongkai/{name}"));
        let whole = fs::read(&memory).expect("remembered");
        let at = dice.below(whole.len());
        let mut damaged = whole.clone();
        match dice.below(4) {
            0 => damaged.truncate(at),
            1 => damaged = b"gongkai 99".to_vec(),
            _ => damaged[at] ^= 0x20,
        }
        fs::write(&memory, &damaged).expect("written");
        if dice.below(3) == 0 {
            fs::remove_file(&memory).expect("removed");
            fs::create_dir(&memory).expect("a folder in its place");
        }
        // Without the memory of the whole the build reads, and then asks the damaged one.
        let _ = fs::remove_file(site.path(MEMORY));
        assert!(site.reads(), "{name} at {at}");
        assert_same(&site.public(), &clean, &format!("{name} damaged at {at}"));
        let _ = fs::remove_dir(&memory);
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_cache_is_replaced_and_what_it_leads_to_stays() {
    use std::os::unix::fs::symlink;
    let mut site = Workshop::whole();
    let mine = site.path("mine");
    for name in ["a.txt", "items-00"] {
        site.write(&format!("mine/{name}"), "mine");
    }
    let before = files(&mine);
    fs::create_dir_all(site.path(".gongkai")).expect("made");
    for round in 0..2 {
        for folder in ["read", "texts"] {
            let _ = fs::remove_dir_all(site.path(&format!(".gongkai/{folder}")));
            symlink(&mine, site.path(&format!(".gongkai/{folder}"))).expect("linked");
        }
        for name in [
            "last-build",
            "last-build.new",
            "search-index.new",
            "journal.new",
        ] {
            let _ = fs::remove_file(site.path(&format!(".gongkai/{name}")));
            let link = site.path(&format!(".gongkai/{name}"));
            symlink(mine.join("a.txt"), link).expect("linked");
        }
        site.as_of = day(2021, 3, 1 + round);
        site.build();
        settle(&site);
        assert_eq!(files(&mine), before);
    }
    assert!(site.path(".gongkai/read/items-00").is_file());
}

#[test]
fn shelves_as_an_earlier_version_kept_them_go_and_other_files_stay() {
    let site = Workshop::whole();
    for name in ["read-00", "read-31", ".gitignore", "read-me"] {
        site.write(&format!(".gongkai/{name}"), "text");
    }
    site.build();
    let stays = |name: &str| site.path(&format!(".gongkai/{name}")).exists();
    assert!(!stays("read-00") && !stays("read-31"));
    assert!(stays(".gitignore") && stays("read-me"));
}
