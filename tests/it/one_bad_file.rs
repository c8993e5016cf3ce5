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
    for (path, status) in [
        ("content/xzf/pipe.md", 1),
        ("gongkai.yaml", 1),
        ("content/organs.yaml", 1),
        ("content/data/applications.csv", 1),
        ("seeds/wording.yaml", 1),
        ("themes/default/tokens.css", 2),
        ("themes/default/assets/a.png", 2),
    ] {
        let place = county();
        write(&place, path, "");
        let pipe = place.path().join(path);
        fs::remove_file(&pipe).expect("removed");
        let made = Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("mkfifo runs").success());
        // A link leads to it as well.
        let link = place.path().join("content/xzf/link.txt");
        std::os::unix::fs::symlink(&pipe, &link).expect("a link");
        let checked = gongkai(place.path(), &["check"]);
        let told = said(&checked);
        assert_eq!(checked.status.code(), Some(status), "{path}: {told}");
        assert!(told.contains("管道") && told.contains("link.txt"), "{told}");
        fs::remove_file(link).expect("removed");
        let built = gongkai(place.path(), &["build"]);
        let told = said(&built);
        assert_eq!(built.status.code(), Some(status), "{path}: {told}");
        assert!(told.contains("管道") && told.contains(path), "{told}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_offers_no_more_than_the_file_itself_would() {
    use std::os::unix::fs::symlink;
    let secret = "不能公开的内容";
    let published = "published_at: 2020-11-02\nsummary: 概述";
    let open = |fields: &str, body: &str| item(&format!("{published}\n{fields}"), body);
    for (target, name) in [
        ("sec.md", "lnk.txt"),
        ("../data/register.csv", "lnk.csv"),
        ("../../gongkai.yaml", "lnk.txt"),
        ("../organs.yaml", "lnk.txt"),
        (".hidden.txt", "lnk.txt"),
    ] {
        let place = county();
        write(&place, "content/xzf/sec.md", item("draft: true", secret));
        write(
            &place,
            "content/data/register.csv",
            format!("{secret}\n1\n"),
        );
        write(&place, "content/xzf/.hidden.txt", secret);
        symlink(target, place.path().join("content/xzf").join(name)).expect("a link");
        let fields = match name {
            "lnk.csv" => "table: lnk.csv",
            _ => "attachments: [lnk.txt]",
        };
        let body = format!("见[附件]({name})。");
        write(&place, "content/xzf/open.md", open(fields, &body));
        let refused = gongkai(place.path(), &["build"]);
        assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
        assert!(said(&refused).contains("SRC004"), "{}", said(&refused));
        for args in [["build", "--allow-errors"], ["export", "--allow-errors"]] {
            let done = gongkai(place.path(), &args);
            assert_eq!(done.status.code(), Some(0), "{}", said(&done));
        }
        let public = files(&place.path().join("public"));
        let exported = files(&place.path().join("export"));
        assert!(!public.keys().any(|path| path.contains("lnk")), "{target}");
        for (path, bytes) in public.iter().chain(&exported) {
            assert!(!String::from_utf8_lossy(bytes).contains(secret), "{path}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_the_file_of_a_withheld_item_is_withheld_as_the_file_is() {
    let place = county();
    let published = "published_at: 2020-11-02\nsummary: 概述";
    write(&place, "content/xzf/名单.txt", "不能公开的内容");
    let named = format!("openness: 不予公开\n{published}\nattachments: [名单.txt]");
    write(&place, "content/xzf/withheld.md", item(&named, "正文。"));
    let link = place.path().join("content/xzf/lnk.txt");
    std::os::unix::fs::symlink("名单.txt", link).expect("a link");
    write(
        &place,
        "content/xzf/open.md",
        item(published, "见[名单](lnk.txt)。"),
    );
    let holds = || {
        let built = gongkai(place.path(), &["build"]);
        assert_eq!(built.status.code(), Some(0), "{}", said(&built));
        let public = files(&place.path().join("public"));
        let mut bytes = public.values().map(|bytes| String::from_utf8_lossy(bytes));
        bytes.any(|text| text.contains("不能公开的内容"))
    };
    assert!(!holds());
    let named = format!("{published}\nattachments: [lnk.txt]");
    write(&place, "content/xzf/open.md", item(&named, "正文。"));
    assert!(holds());
}

#[test]
fn no_terminal_shows_a_number_that_is_to_be_taken_out() {
    let place = county();
    let dated = "issued_on: 331023199003070016\npublished_at: 2020-11-02";
    write(&place, "content/xzf/dated.md", item(dated, "正文。"));
    let leaking = "身份证号 331023199003070016，电话 13957654321。";
    let leaking = item("published_at: 2020-11-02", leaking);
    write(&place, "content/xzf/leaking.md", leaking);
    for args in [&["check"][..], &["build"], &["build", "--allow-errors"]] {
        let told = said(&gongkai(place.path(), args));
        assert!(told.contains("331023********0016"), "{told}");
        assert!(!told.contains("199003"), "{told}");
        assert!(!told.contains("13957654321"), "{told}");
    }
    let told = said(&gongkai(place.path(), &["check"]));
    let shown =
        "身份证号 331023********0016，电话 139****4321。\n  |          ^^^^^^^^^^^^^^^^^^\n";
    assert!(told.contains(shown), "{told}");
}
