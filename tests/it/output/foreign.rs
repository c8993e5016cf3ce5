//! What is not gongkai's is neither changed nor removed.

use std::fs;
use std::path::PathBuf;

use gongkai::output::write;

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
