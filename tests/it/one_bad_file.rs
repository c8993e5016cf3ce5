//! What one bad file does to the rest of a site: nothing that is not so, and nothing that cannot be called back.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::county::{self, said};
use crate::workshop::files;

const DAY: &[&str] = &["--as-of", "2020-11-16"];

fn gongkai(root: &Path, args: &[&str]) -> Output {
    county::gongkai(root, &[args, DAY].concat())
}

/// A new county's site, built once.
fn county() -> tempfile::TempDir {
    let place = county::county();
    let built = gongkai(place.path(), &["build"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    place
}

fn write(place: &tempfile::TempDir, path: &str, text: impl AsRef<[u8]>) {
    let file = place.path().join(path);
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    fs::write(file, text).expect("written");
}

fn item(fields: &str, body: &str) -> String {
    format!("---\ntitle: 通知（示例）\nkind: response\n{fields}\n---\n\n{body}\n")
}

#[test]
fn what_is_wrong_with_the_site_as_a_whole_is_never_passed_over() {
    for (path, wrong) in [
        ("content/organs.yaml", "\n  hours: 工作日: 8:30\n"),
        ("gongkai.yaml", "\nhost: 某县: 政府\n"),
        ("seeds/kinds.yaml", "\n- {id: 坏的: 1}\n"),
    ] {
        let place = county();
        let before = files(&place.path().join("public"));
        let text = fs::read_to_string(place.path().join(path)).unwrap_or_default();
        write(&place, path, text + wrong);
        for args in [&["build"][..], &["build", "--allow-errors"]] {
            let refused = gongkai(place.path(), args);
            assert_eq!(refused.status.code(), Some(1), "{path}: {}", said(&refused));
            let told = said(&refused);
            assert!(told.contains("关系到整个网站"), "{path}: {told}");
            assert!(files(&place.path().join("public")) == before, "{path}");
        }
        let folder = place.path().join("content/xzf");
        let checked = gongkai(place.path(), &["check", folder.to_str().expect("a name")]);
        let told = said(&checked);
        assert_eq!(checked.status.code(), Some(1), "{path}: {told}");
        assert!(
            told.contains(path) && !told.contains("MET0"),
            "{path}: {told}"
        );
        let audited = gongkai(place.path(), &["audit", "--format", "json"]);
        assert_eq!(audited.status.code(), Some(2), "{path}: {}", said(&audited));
        assert!(audited.stdout.is_empty(), "{path}: {}", said(&audited));
    }
}

#[test]
fn a_wrong_base_url_is_refused() {
    let place = county();
    for url in [
        "x",
        "",
        "ftp://x.example/",
        "https://x.example/?q",
        "https://中文.cn/",
    ] {
        let refused = gongkai(place.path(), &["build", "--base-url", url]);
        assert_eq!(refused.status.code(), Some(2), "{url}: {}", said(&refused));
        assert!(said(&refused).contains("--base-url"), "{}", said(&refused));
    }
    let built = gongkai(
        place.path(),
        &["build", "--base-url", "https://x.example/a"],
    );
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    let robots = fs::read_to_string(place.path().join("public/robots.txt")).expect("robots.txt");
    assert!(
        robots.contains("https://x.example/a/sitemap.xml"),
        "{robots}"
    );
}

#[test]
fn a_link_does_not_publish_the_file_of_a_withheld_item() {
    let published = "published_at: 2020-11-02\nsummary: 概述";
    for withheld in ["openness: 不予公开\n", "draft: true\n"] {
        let place = county();
        write(&place, "content/xzf/名单.txt", "不能公开的内容");
        let named =
            format!("{withheld}{published}\nattachments: [{{file: 名单.txt, title: 名单}}]");
        write(&place, "content/xzf/withheld.md", item(&named, "正文。"));
        write(
            &place,
            "content/xzf/open.md",
            item(published, "见[名单](名单.txt)。"),
        );
        let checked = gongkai(place.path(), &["check"]);
        let told = said(&checked);
        assert!(
            told.contains("LNK001") && told.contains("open.md:8"),
            "{told}"
        );
        let built = gongkai(place.path(), &["build"]);
        assert_eq!(built.status.code(), Some(0), "{}", said(&built));
        let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("不能公开的内容");
        let public = || files(&place.path().join("public"));
        assert!(!public().values().any(|bytes| holds(bytes)), "{withheld}");
        // Who names the file says that it may be seen.
        let named = format!("{published}\nattachments: [{{file: 名单.txt, title: 名单}}]");
        write(
            &place,
            "content/xzf/open.md",
            item(&named, "见[名单](名单.txt)。"),
        );
        let built = gongkai(place.path(), &["build"]);
        assert_eq!(built.status.code(), Some(0), "{}", said(&built));
        assert!(public().values().any(|bytes| holds(bytes)), "{withheld}");
    }
}

#[test]
fn nothing_untrue_is_said_of_what_a_bad_item_names() {
    let place = county();
    let bad = "published_at: 2020-02-30\nsummary: 概述\nattachments: [{file: 甲.txt, title: 甲}]";
    write(&place, "content/xzf/甲.txt", "甲");
    write(&place, "content/xzf/乙.txt", "乙");
    write(&place, "content/xzf/丙.txt", "没有人提到");
    write(&place, "content/xzf/bad.md", item(bad, "见[乙](乙.txt)。"));
    let good = "published_at: 2020-11-02\nsummary: 概述";
    write(
        &place,
        "content/xzf/good.md",
        item(good, "见[另一条](bad.md)。"),
    );
    let told = said(&gongkai(place.path(), &["check"]));
    assert!(told.contains("bad.md:4"), "{told}");
    assert!(
        !told.contains("甲.txt") && !told.contains("乙.txt"),
        "{told}"
    );
    assert!(told.contains("丙.txt"), "{told}");
    assert!(!told.contains("LNK001"), "{told}");
}

#[test]
fn a_fault_of_the_settings_hides_nothing_that_items_say_themselves() {
    let place = county();
    let settings = fs::read_to_string(place.path().join("gongkai.yaml")).expect("settings");
    write(&place, "gongkai.yaml", settings + "\npage_size: 501\n");
    let body = "身份证号 331023199003070016。\n\n![](图.png)";
    let fields = "published_at: 2020-11-02\ndocument_number: 某政〔2020〕08号";
    write(&place, "content/xzf/one.md", item(fields, body));
    let told = said(&gongkai(place.path(), &["check"]));
    for code in ["SRC", "PRV001", "ACC001"] {
        assert!(told.contains(code), "{code}: {told}");
    }
    // What must be held against the register and the kinds is not known.
    assert!(!told.contains("MET"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_told_of_and_not_waited_for() {
    let place = county();
    let pipe = place.path().join("content/xzf/pipe.md");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo runs").success());
    let checked = gongkai(place.path(), &["check"]);
    assert_eq!(checked.status.code(), Some(1), "{}", said(&checked));
    assert!(said(&checked).contains("管道"), "{}", said(&checked));
}
