//! Only what differs is written.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

use gongkai::output::{WriteOptions, write};

use super::{Ground, keyed_page, modified, names, page, unmade_page};

#[test]
fn a_build_writes_what_is_new_keeps_what_is_the_same_and_removes_what_is_gone() {
    let ground = Ground::new();
    let receipt = ground
        .write(&[
            page("b/c.html", "c"),
            page("a.html", "a"),
            page("d/e/f.html", "f"),
        ])
        .expect("written");
    assert_eq!(
        names(&receipt.written),
        ["a.html", "b/c.html", "d/e/f.html"]
    );
    assert_eq!(
        (receipt.kept, receipt.removed.len(), receipt.foreign.len()),
        (0, 0, 0)
    );
    let kept = modified(&ground.path("public/a.html"));
    let receipt = ground
        .write(&[unmade_page("a.html", "a"), page("b/c.html", "changed")])
        .expect("written");
    assert_eq!(names(&receipt.written), ["b/c.html"]);
    assert_eq!(names(&receipt.removed), ["d/e/f.html"]);
    assert_eq!(receipt.kept, 1);
    assert_eq!(ground.file("public/b/c.html"), "changed");
    assert_eq!(modified(&ground.path("public/a.html")), kept);
    assert!(!ground.path("public/d").exists());
}

#[test]
fn a_build_without_a_change_makes_nothing_and_writes_nothing() {
    let ground = Ground::new();
    ground.write(&[page("a/b.html", "b")]).expect("written");
    let (site, cache) = (ground.times(), modified(&ground.path(".gongkai")));
    let receipt = ground.write(&[unmade_page("a/b.html", "b")]).expect("kept");
    assert_eq!((receipt.written.len(), receipt.kept), (0, 1));
    assert_eq!(ground.times(), site);
    assert_eq!(modified(&ground.path(".gongkai")), cache);
}

#[test]
fn bytes_that_come_out_the_same_under_another_key_leave_the_file_untouched() {
    let ground = Ground::new();
    ground.write(&[page("a.html", "a")]).expect("written");
    let before = modified(&ground.path("public/a.html"));
    let receipt = ground
        .write(&[keyed_page("a.html", "other", "a")])
        .expect("kept");
    assert_eq!((receipt.written.len(), receipt.kept), (0, 1));
    assert_eq!(modified(&ground.path("public/a.html")), before);
    ground
        .write(&[unmade_page("a.html", "other")])
        .expect("the new key is remembered");
}

#[test]
fn a_file_that_was_lost_or_cut_is_made_anew_and_force_mends_one_that_was_altered() {
    let ground = Ground::new();
    let pages = [
        page("a.html", "aaa"),
        page("b.html", "bbb"),
        page("c.html", "ccc"),
    ];
    ground.write(&pages).expect("written");
    fs::remove_file(ground.path("public/a.html")).expect("lost");
    fs::write(ground.path("public/b.html"), "b").expect("cut");
    assert_eq!(
        names(&ground.write(&pages).expect("written").written),
        ["a.html", "b.html"]
    );
    fs::write(ground.path("public/c.html"), "CCC").expect("altered");
    let options = WriteOptions {
        force: true,
        progress: &|_, _| {},
        is_sound: &|| Ok(()),
        waits: &|| {},
        site: "某县",
    };
    let (out, cache) = (ground.path("public"), ground.path(".gongkai"));
    let receipt = write(&out, &cache, &pages, &options).expect("written");
    assert_eq!(names(&receipt.written), ["c.html"]);
    assert_eq!(ground.file("public/c.html"), "ccc");
}

#[test]
fn the_cache_may_be_deleted_at_any_time() {
    let ground = Ground::new();
    ground
        .write(&[page("a.html", "a"), page("b.html", "b")])
        .expect("written");
    fs::remove_dir_all(ground.path(".gongkai")).expect("deleted");
    let receipt = ground.write(&[unmade_page("a.html", "a")]).expect("kept");
    assert_eq!((receipt.kept, names(&receipt.removed)), (1, vec!["b.html"]));
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let ground = Ground::new();
    ground
        .write(&[page("a", "file"), page("b/c/d", "d"), page("b/e", "e")])
        .expect("written");
    ground
        .write(&[page("a/x/y", "y"), page("b", "file")])
        .expect("written");
    assert_eq!(
        (ground.file("public/a/x/y"), ground.file("public/b")),
        ("y".into(), "file".into())
    );
    ground
        .write(&[page("a", "file"), page("b/c/d", "d"), page("b/e", "e")])
        .expect("written");
    assert_eq!(
        (ground.file("public/a"), ground.file("public/b/c/d")),
        ("file".into(), "d".into())
    );
}

#[test]
fn every_artifact_is_counted_once() {
    let ground = Ground::new();
    let (calls, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let progress = |done: usize, all: usize| {
        assert_eq!(all, 50);
        calls.fetch_add(1, Ordering::Relaxed);
        most.fetch_max(done, Ordering::Relaxed);
    };
    let options = WriteOptions {
        force: false,
        progress: &progress,
        is_sound: &|| Ok(()),
        waits: &|| {},
        site: "某县",
    };
    let pages: Vec<_> = (0..50)
        .map(|number| page(&format!("{number}.html"), "x"))
        .collect();
    write(
        &ground.path("public"),
        &ground.path(".gongkai"),
        &pages,
        &options,
    )
    .expect("written");
    assert_eq!((calls.into_inner(), most.into_inner()), (50, 50));
}
