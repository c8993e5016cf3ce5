//! Links and modes of the file system.

use std::fs;
use std::os::unix::fs::symlink;

use super::{Ground, page};

#[test]
fn a_link_in_the_output_folder_is_never_followed() {
    let ground = Ground::new();
    ground
        .write(&[page("czj/a.html", "a"), page("b.html", "b")])
        .expect("written");
    fs::create_dir(ground.path("elsewhere")).expect("made");
    fs::write(ground.path("elsewhere/a.html"), "mine").expect("written");
    fs::remove_dir_all(ground.path("public/czj")).expect("removed");
    symlink(ground.path("elsewhere"), ground.path("public/czj")).expect("linked");
    let error = ground
        .write(&[page("czj/a.html", "new")])
        .expect_err("in the way");
    assert!(error.to_string().contains("czj"), "{error}");
    ground
        .write(&[page("b.html", "b")])
        .expect("nothing to write there");
    assert_eq!(ground.file("elsewhere/a.html"), "mine");
}

#[test]
fn a_link_in_the_place_of_a_file_is_replaced_and_its_target_stays() {
    let ground = Ground::new();
    ground
        .write(&[page("a.html", "aaaa"), page("b.html", "b")])
        .expect("written");
    fs::write(ground.path("mine"), "mine").expect("written");
    for name in ["a.html", "b.html"] {
        fs::remove_file(ground.path("public").join(name)).expect("removed");
        symlink(ground.path("mine"), ground.path("public").join(name)).expect("linked");
    }
    ground.write(&[page("a.html", "aaaa")]).expect("written");
    assert_eq!(ground.file("mine"), "mine");
    assert!(!ground.path("public/a.html").is_symlink());
    assert!(!ground.path("public/b.html").is_symlink());
}

#[test]
fn the_output_folder_itself_may_be_a_link_but_not_to_the_sources() {
    let ground = Ground::new();
    fs::create_dir(ground.path("served")).expect("made");
    symlink(ground.path("served"), ground.path("public")).expect("linked");
    ground.write(&[page("a.html", "a")]).expect("written");
    assert_eq!(ground.file("served/a.html"), "a");
    symlink(ground.path("content"), ground.path("trap")).expect("linked");
    assert!(ground.refusal("trap").contains("不是生成的网页"));
}

#[test]
fn a_read_only_folder_stops_the_build_before_anything_is_touched() {
    use std::os::unix::fs::PermissionsExt;

    let ground = Ground::new();
    ground
        .write(&[page("a.html", "old"), page("czj/b.html", "old")])
        .expect("written");
    let folder = ground.path("public/czj");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).expect("set");
    let before = ground.times();
    let error = ground
        .write(&[page("a.html", "new"), page("czj/b.html", "new")])
        .expect_err("refused");
    assert!(
        error.to_string().contains("czj") && error.to_string().contains("没有权限"),
        "{error}"
    );
    assert_eq!(ground.times(), before);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).expect("set");
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_folder_on_another_disk_is_written_all_the_same() {
    let ground = Ground::new();
    let memory = tempfile::tempdir_in("/dev/shm").expect("a folder in memory");
    let out = memory.path().join("public");
    for text in ["old", "new"] {
        ground
            .write_to(out.to_str().expect("UTF-8"), &[page("czj/a.html", text)])
            .expect("written");
        assert_eq!(
            fs::read_to_string(out.join("czj/a.html")).expect("there"),
            text
        );
    }
    let names = |folder: &std::path::Path| -> Vec<_> {
        let entries = fs::read_dir(folder).expect("readable");
        let mut names: Vec<_> = entries
            .map(|entry| entry.expect("readable").file_name())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(&ground.path(".gongkai")), ["last-manifest", "lock"]);
    assert_eq!(names(&out).len(), 2);
}

#[test]
fn an_output_folder_behind_a_link_that_leads_nowhere_is_refused_with_the_way_to_mend_it() {
    let ground = Ground::new();
    symlink(ground.path("moved"), ground.path("public")).expect("linked");
    symlink("loop", ground.path("loop")).expect("linked");
    for (out, target) in [
        ("public", "moved"),
        ("public/site", "moved"),
        ("loop", "loop"),
    ] {
        let said = ground.refusal(out);
        assert!(
            said.contains("是一个链接") && said.contains(target),
            "{said}"
        );
        assert!(said.contains("删去这个链接"), "{said}");
    }
    fs::create_dir(ground.path("moved")).expect("made");
    ground.write(&[page("a.html", "a")]).expect("written");
    assert_eq!(ground.file("moved/a.html"), "a");
}
