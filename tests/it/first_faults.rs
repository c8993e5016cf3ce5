//! A county's first faults: what a check tells of, and what stops a build.

use std::fs;

use crate::county::{county, gongkai, said};

#[test]
fn check_speaks_of_the_named_files_alone() {
    let place = county();
    for name in ["one", "other"] {
        let text = "---\ntitle: 通知\nkind: response\npublished_at: 2020-02-30\n---\n正文\n";
        fs::write(place.path().join(format!("content/xzf/{name}.md")), text).expect("written");
    }
    let checked = gongkai(place.path(), &["check", "content/xzf/one.md"]);
    assert_eq!(checked.status.code(), Some(1), "{}", said(&checked));
    assert!(
        said(&checked).contains("content/xzf/one.md:4:15"),
        "{}",
        said(&checked)
    );
    assert!(!said(&checked).contains("other.md"), "{}", said(&checked));
}

#[test]
fn allowed_errors_leave_the_faulty_item_out_and_say_so() {
    let place = county();
    let text = "---\ntitle: 坏的通知\nkind: response\npublished_at: 2020-02-30\n---\n正文\n";
    fs::write(place.path().join("content/xzf/bad.md"), text).expect("written");
    let refused = gongkai(place.path(), &["build"]);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert!(!place.path().join("public").exists());
    let built = gongkai(place.path(), &["build", "--allow-errors"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    assert!(said(&built).contains("没有发布"), "{}", said(&built));
    assert!(place.path().join("public/xzf/guide.html").exists());
    assert!(!place.path().join("public/xzf/bad.html").exists());
}

#[test]
fn an_identity_number_stops_the_publication() {
    let place = county();
    let text = "---\ntitle: 名单\nkind: response\npublished_at: 2020-10-01\nsummary: 名单\n---\n\
        张某，身份证号 11010519491231002X。\n";
    fs::write(place.path().join("content/xzf/list.md"), text).expect("written");
    let refused = gongkai(place.path(), &["build"]);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert!(said(&refused).contains("PRV001"), "{}", said(&refused));
    let forced = gongkai(place.path(), &["build", "--allow-errors"]);
    assert_eq!(
        forced.status.code(),
        Some(1),
        "what is once public cannot be called back"
    );
}

#[test]
fn only_an_empty_list_lets_an_identity_number_into_the_public() {
    let place = county();
    let text = "---\ntitle: 名单\nkind: response\npublished_at: 2020-10-01\nsummary: 名单\n---\n\
        张某，身份证号 11010519491231002X。\n";
    fs::write(place.path().join("content/xzf/list.md"), text).expect("written");
    let path = place.path().join("gongkai.yaml");
    let settings = fs::read_to_string(&path).expect("settings");
    for (deny, told) in [
        ("", Some("PRV001")),
        (" [~]", Some("PRV001")),
        (" [prv001, prv003]", Some("PRV001")),
        (" [PRV01, PRV003]", Some("是不是想写「PRV001」？")),
        (" \"PRV001, PRV003\"", Some("deny: [PRV001, PRV003]")),
        (" [PRV999999]", Some("gongkai list rules")),
        (" []", None),
    ] {
        fs::write(&path, format!("{settings}\nbuild:\n  deny:{deny}\n")).expect("written");
        let built = gongkai(place.path(), &["build", "--allow-errors"]);
        let wanted = i32::from(told.is_some());
        let said = said(&built);
        assert_eq!(built.status.code(), Some(wanted), "{deny}: {said}");
        assert!(said.contains(told.unwrap_or_default()), "{deny}: {said}");
    }
}

#[test]
fn what_may_not_become_public_is_not_called_a_fault_of_the_settings() {
    let place = county();
    let path = place.path().join("gongkai.yaml");
    let settings = fs::read_to_string(&path).expect("settings");
    // An empty column is found in no file.
    fs::write(&path, format!("{settings}\nbuild:\n  deny: [COL001]\n")).expect("written");
    for (command, undone) in [
        ("build", "没有生成：有上面"),
        ("export", "没有导出：有上面"),
    ] {
        let refused = gongkai(place.path(), &[command, "--as-of", "2020-11-16"]);
        assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
        for words in ["COL001", undone, "build.deny"] {
            assert!(said(&refused).contains(words), "{}", said(&refused));
        }
        assert!(
            !said(&refused).contains("机构名单和 seeds/"),
            "{}",
            said(&refused)
        );
    }
}

#[test]
fn a_theme_that_no_build_gets_past_is_told_by_a_check() {
    let place = county();
    let theme = include_str!("../../themes/default/theme.yaml");
    fs::create_dir_all(place.path().join("themes/default")).expect("a folder");
    for (more, status) in [("", 0), ("style: []\n", 2)] {
        let text = format!("{theme}\n{more}");
        fs::write(place.path().join("themes/default/theme.yaml"), text).expect("written");
        for command in ["check", "build"] {
            let told = gongkai(place.path(), &[command, "--as-of", "2020-11-16"]);
            assert_eq!(told.status.code(), Some(status), "{}", said(&told));
            let offered = said(&told).contains("是不是想写「styles」？");
            assert_eq!(offered, status == 2, "{}", said(&told));
        }
    }
}

#[test]
fn a_check_gives_no_verdict_beside_a_broken_theme() {
    let place = county();
    let put = |path: &str, text: &str| {
        let path = place.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    };
    let check = |args: &[&str]| {
        gongkai(
            place.path(),
            &[&["check", "--as-of", "2020-11-16"], args].concat(),
        )
    };
    let sound = check(&["--format", "json"]);
    assert_eq!(sound.status.code(), Some(0), "{}", said(&sound));
    put(
        "themes/default/templates/not_found.html",
        "{{ no_such_value }}",
    );
    for args in [&[][..], &["--format", "json"]] {
        let broken = check(args);
        assert_eq!(broken.status.code(), Some(2), "{}", said(&broken));
        assert!(said(&broken).contains("no_such_value"), "{}", said(&broken));
        assert!(!said(&broken).contains("没有发现问题"), "{}", said(&broken));
        assert!(broken.stdout.is_empty(), "{}", said(&broken));
    }
    // What is wrong with an item is told beside it.
    put("content/xzf/a.md", "---\ntitel: 通知\n---\n");
    let both = said(&check(&[]));
    assert!(
        both.contains("SRC009") && both.contains("no_such_value"),
        "{both}"
    );
}
