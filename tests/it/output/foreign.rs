//! What is not gongkai's is neither changed nor removed.

use std::fs;
use std::path::PathBuf;

use gongkai::output::write;

use gongkai::output::WriteOptions;

use super::{Ground, OPTIONS, page};

#[test]
fn what_gongkai_did_not_write_is_left_alone_and_reported() {
    let ground = Ground::new();
    ground
        .write(&[page("czj/a.html", "a"), page("old/b.html", "b")])
        .expect("written");
    for path in [
        "czj/notes.txt",
        "old/mine.txt",
        ".well-known/x",
        "关于 我们.html",
        ".gongkai-x",
    ] {
        let path = ground.path("public").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, "mine").expect("written");
    }
    let receipt = ground.write(&[page("czj/a.html", "a")]).expect("written");
    let foreign = [
        ".well-known",
        "czj/notes.txt",
        "old/mine.txt",
        "关于 我们.html",
    ];
    assert_eq!(receipt.foreign, foreign.map(PathBuf::from));
    assert_eq!(ground.file("public/old/mine.txt"), "mine");
    assert!(!ground.path("public/old/b.html").exists());
}

#[test]
fn what_stands_in_the_way_and_is_not_gongkais_stops_the_build_before_anything_is_touched() {
    for (mine, wanted) in [
        ("a.html", "a.html"),
        ("a", "a/b.html"),
        ("a/b/c.txt", "a"),
        ("a/b", "a"),
    ] {
        let ground = Ground::new();
        ground.write(&[page("index.html", "old")]).expect("written");
        let path = ground.path("public").join(mine);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, "mine").expect("written");
        let before = ground.times();
        let error = ground
            .write(&[page("index.html", "new"), page(wanted, "page")])
            .expect_err("in the way");
        assert!(error.to_string().contains("不是 gongkai 写的"), "{error}");
        assert_eq!(ground.times(), before);
        assert!(!ground.path(".gongkai/staging").exists());
    }
}

#[test]
fn folders_that_are_not_gongkais_to_write_are_refused() {
    let ground = Ground::new();
    let unmarked = ground.path("mine");
    fs::create_dir(&unmarked).expect("made");
    fs::write(unmarked.join("letter.txt"), "mine").expect("written");
    fs::write(ground.path("file"), "").expect("written");
    for (out, why) in [
        (".", "站点自己的文件"),
        ("..", "站点自己的文件"),
        ("public/..", "站点自己的文件"),
        ("content", "不是生成的网页"),
        ("content/new/deep", "不是生成的网页"),
        (".gongkai/out", "不是生成的网页"),
        ("themes", "不是生成的网页"),
        ("mine", "letter.txt"),
        ("file", "不是文件夹"),
        ("/", "整个磁盘"),
    ] {
        let refusal = ground.refusal(out);
        assert!(refusal.contains(why), "{out}: {refusal}");
        assert!(refusal.contains("--out"), "{out}: {refusal}");
    }
    assert_eq!(ground.file("mine/letter.txt"), "mine");
    assert!(!ground.path("content/new").exists());
}

#[test]
fn an_empty_folder_or_one_beside_the_site_is_accepted() {
    let ground = Ground::new();
    fs::create_dir(ground.path("empty")).expect("made");
    for out in ["empty", "new/deep", "../beside"] {
        let root = ground.path("site");
        let cache = root.join(".gongkai");
        write(&root.join(out), &cache, &[page("a.html", "a")], &OPTIONS).expect(out);
    }
    assert_eq!(ground.file("beside/a.html"), "a");
}

#[test]
fn a_folder_that_another_site_wrote_is_not_emptied_for_this_one_without_a_word() {
    let ground = Ground::new();
    let write_as = |site: &str, root: &str, force: bool| {
        let cache = ground.path(root).join(".gongkai");
        let options = WriteOptions {
            force,
            site,
            ..OPTIONS
        };
        let pages = [page(&site.replace("县", ".html"), site)];
        write(&ground.path("shared"), &cache, &pages, &options)
    };
    write_as("a县", "one", false).expect("nobody's yet");
    let refused = write_as("b县", "two", false).expect_err("another's");
    let refused = refused.to_string();
    for words in ["「a县」的 1 个文件", "「b县」", "--out", "--force"] {
        assert!(refused.contains(words), "{refused}");
    }
    assert_eq!(ground.file("shared/a.html"), "a县");
    assert!(!ground.path("shared/b.html").exists());
    // The same site, copied or moved elsewhere.
    let receipt = write_as("a县", "copied", false).expect("its own");
    assert_eq!((receipt.written.len(), receipt.kept), (0, 1));
    write_as("b县", "two", true).expect("in so many words");
    write_as("b县", "two", false).expect("its own by now");
    // The same root, renamed: nobody has written there since.
    write_as("bb县", "two", false).expect("its own, whatever it is called");
    write_as("b县", "one", false).expect_err("another's, who wrote last");
    write_as("b县", "two", false).expect("its own");
    assert!(!ground.path("shared/a.html").exists());
    // What lies below the root of a site is the site's, whatever that is called.
    write_as("c县", "", false).expect("its own");
    assert_eq!(ground.file("shared/c.html"), "c县");
}

#[test]
fn a_folder_that_was_written_before_sites_were_named_is_taken_for_the_sites_own() {
    let ground = Ground::new();
    let out = ground.path("beside/public");
    let written = |site| {
        let options = WriteOptions { site, ..OPTIONS };
        write(
            &out,
            &ground.path("root/.gongkai"),
            &[page("a.html", "a")],
            &options,
        )
    };
    written("").expect("written");
    let manifest = out.join(".gongkai-manifest");
    assert!(
        !fs::read_to_string(&manifest)
            .expect("text")
            .contains("\nsite ")
    );
    let receipt = written("某县").expect("taken");
    assert_eq!(receipt.written.len(), 0);
    assert!(
        fs::read_to_string(&manifest)
            .expect("text")
            .contains("\nsite 某县\n")
    );
}
