//! A build stopped after every single step, and what the next run makes of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::folder::Ground;
use super::{Receipt, WriteOptions, draft, seal, write};
use crate::model::{Artifact, KeyWriter, SitePath};

/// A site as path → content.
type Pages = BTreeMap<&'static str, String>;

const OPTIONS: WriteOptions<'_> = WriteOptions {
    force: false,
    progress: &|_, _| {},
    is_sound: &|| Ok(()),
    waits: &|| {},
    site: "某县",
};

fn artifacts(pages: &Pages) -> Vec<Artifact<'_>> {
    let artifact = |(path, text): (&&str, &'_ String)| {
        let bytes = text.clone().into_bytes();
        Artifact {
            path: SitePath::new(path).expect("a path"),
            key: KeyWriter::new("page").part(text).known(),
            make: Box::new(move || Ok(bytes.clone())),
        }
    };
    pages.iter().map(artifact).collect()
}

fn build(root: &Path, pages: &Pages) -> Receipt {
    let (out, cache) = (root.join("public"), root.join(".gongkai"));
    let receipt = write(&out, &cache, &artifacts(pages), &OPTIONS).expect("written");
    if receipt.standing.is_some() {
        assert_eq!(receipt.standing, super::standing(&out));
    }
    receipt
}

fn recover(root: &Path) -> anyhow::Result<bool> {
    super::recover(&root.join("public"), &root.join(".gongkai"))
}

/// Builds, but stops after so many steps; the first ones are drafting, sealing and doubting. False when
/// the build had fewer.
fn build_up_to(root: &Path, pages: &Pages, steps: usize) -> bool {
    let (out, cache) = (root.join("public"), root.join(".gongkai"));
    let ground = Ground::check(&out, &cache).expect("a folder to write");
    let super::Draft { journal, .. } =
        draft(&ground, &artifacts(pages), &OPTIONS).expect("drafted");
    let Some(steps) = steps.checked_sub(1) else {
        return true;
    };
    let (journal, site) = seal(&ground, journal.expect("a change")).expect("sealed");
    let Some(steps) = steps.checked_sub(1) else {
        return true;
    };
    site.doubt().expect("done");
    for step in journal.steps.iter().take(steps) {
        site.take(step).expect("done");
    }
    if steps > journal.steps.len() {
        site.settle().expect("done");
    }
    steps <= journal.steps.len() + 1
}

/// Every file and folder below the output folder.
fn standing(root: &Path) -> BTreeMap<String, Option<String>> {
    let out = root.join("public");
    let entry = |entry: walkdir::Result<walkdir::DirEntry>| {
        let entry = entry.expect("readable");
        let path = entry
            .path()
            .strip_prefix(&out)
            .expect("below")
            .to_string_lossy()
            .into_owned();
        let file = entry.file_type().is_file();
        (
            path,
            file.then(|| fs::read_to_string(entry.path()).expect("readable")),
        )
    };
    walkdir::WalkDir::new(&out)
        .min_depth(1)
        .into_iter()
        .map(entry)
        .collect()
}

fn clean_build(pages: &Pages) -> BTreeMap<String, Option<String>> {
    let root = tempfile::tempdir().expect("a folder");
    build(root.path(), pages);
    standing(root.path())
}

fn pages(list: &[(&'static str, &str)]) -> Pages {
    list.iter()
        .map(|(path, text)| (*path, (*text).to_owned()))
        .collect()
}

/// Changes of every sort: kept, changed, new, removed, a file become a folder and the reverse, other case.
fn versions() -> [Pages; 2] {
    [
        pages(&[
            ("index.html", "home"),
            ("czj/a.html", "first"),
            ("czj/gone.html", "gone"),
            ("old/only/x.html", "x"),
            ("b", "a file"),
            ("c/d/e.html", "in a folder"),
            ("c/f.html", "too"),
            ("Name.html", "upper case"),
        ]),
        pages(&[
            ("index.html", "home"),
            ("czj/a.html", "second, longer"),
            ("czj/new.html", "new"),
            ("new/deep/y.html", "y"),
            ("b/g.html", "now in a folder"),
            ("c", "now a file"),
            ("name.html", "lower case"),
        ]),
    ]
}

#[test]
fn a_build_stopped_after_any_step_is_completed_by_the_next_run() {
    let [old, new] = versions();
    for steps in 0.. {
        let root = tempfile::tempdir().expect("a folder");
        build(root.path(), &old);
        let before = standing(root.path());
        if !build_up_to(root.path(), &new, steps) {
            assert!(steps > 20, "the change is too small to prove anything");
            return;
        }
        for (path, text) in standing(root.path()) {
            let known = [&old, &new].map(|pages| pages.get(&*path).cloned());
            let is_page = text.is_some() && !path.starts_with(".gongkai-");
            assert!(!is_page || known.contains(&text), "{path} after {steps}");
        }
        let completed = recover(root.path()).expect("recovered");
        assert_eq!(completed, steps > 0);
        let expected = if completed { clean_build(&new) } else { before };
        assert_eq!(standing(root.path()), expected, "after {steps} steps");
        let receipt = build(root.path(), &new);
        assert_eq!(receipt.written.is_empty(), completed, "after {steps} steps");
        assert_eq!(standing(root.path()), clean_build(&new));
    }
}

#[test]
fn a_build_stopped_after_any_step_that_loses_its_cache_is_built_right_all_the_same() {
    let [old, new] = versions();
    for goal in [&old, &new] {
        for steps in 0.. {
            let root = tempfile::tempdir().expect("a folder");
            build(root.path(), &old);
            if !build_up_to(root.path(), &new, steps) {
                break;
            }
            fs::remove_dir_all(root.path().join(".gongkai")).expect("removed");
            build(root.path(), goal);
            assert_eq!(
                standing(root.path()),
                clean_build(goal),
                "after {steps} steps"
            );
        }
    }
}

#[test]
fn a_build_knows_what_then_stands_unless_something_else_does() {
    let root = tempfile::tempdir().expect("a folder");
    for version in versions() {
        assert!(build(root.path(), &version).standing.is_some());
        assert!(build(root.path(), &version).standing.is_some());
    }
    fs::create_dir(root.path().join("public/empty")).expect("a folder");
    assert_eq!(build(root.path(), &versions()[0]).standing, None);
    fs::remove_dir(root.path().join("public/empty")).expect("removed");
    fs::write(root.path().join("public/notes.txt"), "").expect("written");
    assert_eq!(build(root.path(), &versions()[0]).standing, None);
}

#[test]
fn an_empty_folder_that_a_lost_build_left_makes_way_for_a_file() {
    let root = tempfile::tempdir().expect("a folder");
    build(root.path(), &pages(&[("z.html", "z")]));
    fs::create_dir_all(root.path().join("public/a/b")).expect("left");
    let goal = pages(&[("a", "now a file"), ("z.html", "z")]);
    build(root.path(), &goal);
    assert_eq!(standing(root.path()), clean_build(&goal));
}

#[test]
fn a_folder_that_two_killed_builds_left_empty_is_taken_away_by_the_next() {
    let root = tempfile::tempdir().expect("a folder");
    build(root.path(), &pages(&[("b/x.html", "x"), ("z.html", "1")]));
    // Drafting, sealing and doubting, then the one file installed and the other removed; then doubting alone.
    for (text, steps) in [("2", 4), ("3", 2)] {
        build_up_to(root.path(), &pages(&[("z.html", text)]), steps);
        fs::remove_dir_all(root.path().join(".gongkai")).expect("removed");
        assert_eq!(standing(root.path()).get("b"), Some(&None), "{steps}");
    }
    let goal = pages(&[("z.html", "4")]);
    build(root.path(), &goal);
    assert_eq!(standing(root.path()), clean_build(&goal));
}

#[test]
fn a_journal_is_not_applied_to_a_folder_that_has_changed_hands_since() {
    let [old, new] = versions();
    let root = tempfile::tempdir().expect("a folder");
    build(root.path(), &old);
    build_up_to(root.path(), &new, 3);
    fs::remove_dir_all(root.path().join("public")).expect("removed");
    assert!(!recover(root.path()).expect("swept"));
    assert!(!root.path().join("public").exists());
    build(root.path(), &new);
    assert_eq!(standing(root.path()), clean_build(&new));
}

#[test]
fn what_a_power_cut_took_from_the_staged_files_is_made_anew() {
    let [old, new] = versions();
    let root = tempfile::tempdir().expect("a folder");
    build(root.path(), &old);
    build_up_to(root.path(), &new, 1);
    let staged = walkdir::WalkDir::new(root.path().join(".gongkai/staging"));
    for file in staged.into_iter().map(|entry| entry.expect("readable")) {
        if file.file_type().is_file() {
            fs::write(file.path(), "").expect("cut");
        }
    }
    assert!(recover(root.path()).expect("recovered"));
    build(root.path(), &new);
    assert_eq!(standing(root.path()), clean_build(&new));
}

fn any_pages() -> impl Strategy<Value = Pages> {
    const PATHS: &[&str] = &[
        "a", "a/b", "a/b/c", "B", "b", "b/x.html", "d/e.html", "d/f.html", "g.html",
    ];
    let texts = prop::collection::vec(prop::option::of("[xyz]{0,2}"), PATHS.len());
    texts.prop_map(|texts| {
        let mut pages = Pages::new();
        for (path, text) in PATHS.iter().copied().zip(texts) {
            let clashes = |other: &&str| {
                let (one, other) = (path.to_lowercase(), other.to_lowercase());
                one == other || one.starts_with(&format!("{other}/"))
            };
            if let Some(text) = text
                && !pages.keys().any(clashes)
            {
                pages.insert(path, text);
            }
        }
        pages
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_sequence_of_sites_and_crashes_ends_in_the_clean_build(
        sites in prop::collection::vec((any_pages(), 0..12usize, any::<bool>()), 1..5),
        last in any_pages(),
    ) {
        let root = tempfile::tempdir().expect("a folder");
        build(root.path(), &pages(&[("start.html", "start")]));
        for (mut site, steps, forgets) in sites {
            site.insert("z.html", format!("{steps}{forgets}"));
            build_up_to(root.path(), &site, steps);
            if forgets {
                fs::remove_dir_all(root.path().join(".gongkai")).expect("removed");
            }
            recover(root.path()).expect("recovered");
        }
        build(root.path(), &last);
        prop_assert_eq!(standing(root.path()), clean_build(&last));
        let again = build(root.path(), &last);
        prop_assert!(again.written.is_empty() && again.removed.is_empty());
    }
}
