//! What a built site is searched for at the terminal, and what is handed to a search server.

use crate::county::{county, gongkai, said};
use crate::workshop::files;

#[test]
fn a_search_for_brackets_alone_asks_for_nothing() {
    let place = county();
    let built = gongkai(place.path(), &["build", "--as-of", "2020-11-16"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    for words in ["《》", "（（", "\""] {
        let refused = gongkai(place.path(), &["search", words]);
        assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
        assert!(said(&refused).contains("没有给出要找的内容"));
        let narrowed = gongkai(place.path(), &["search", words, "--year", "2020"]);
        assert_eq!(narrowed.status.code(), Some(0), "{}", said(&narrowed));
    }
}

#[test]
fn a_search_for_a_column_by_its_name_is_told_how_to_list_it() {
    let place = county();
    let report = "---\ntitle: 2019年政府信息公开工作年度报告（示例）\nkind: annual-report\nperiod: 2019\n\
                  published_at: 2020-03-02\n---\n\n正文。\n";
    std::fs::write(place.path().join("content/xzf/report.md"), report).expect("written");
    let built = gongkai(place.path(), &["build", "--as-of", "2020-11-16"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    let told = "栏目“政府信息公开年报”的信息：gongkai search --column annual-reports";
    let asked = gongkai(place.path(), &["search", "年报"]);
    assert!(said(&asked).contains(told), "{}", said(&asked));
    let listed = gongkai(place.path(), &["search", "--column", "annual-reports"]);
    assert!(
        said(&listed).contains("年度报告（示例）"),
        "{}",
        said(&listed)
    );
    for asked in [
        &["search", "报"][..],
        &["search", "年报", "--column", "guide"],
    ] {
        let silent = gongkai(place.path(), asked);
        assert!(!said(&silent).contains(told), "{}", said(&silent));
    }
}

#[test]
fn a_search_in_traditional_characters_finds_what_the_search_page_finds() {
    let place = county();
    let asked = ["search", "政府信息公開指南"];
    let build = || {
        let built = gongkai(place.path(), &["build", "--as-of", "2020-11-16"]);
        assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    };
    build();
    let nothing = gongkai(place.path(), &asked);
    assert!(said(&nothing).contains("没有找到"), "{}", said(&nothing));
    let settings = place.path().join("gongkai.yaml");
    let text = std::fs::read_to_string(&settings).expect("settings");
    let text = text.replacen("site:\n", "site:\n  traditional: true\n", 1);
    std::fs::write(&settings, text).expect("written");
    build();
    let found = gongkai(place.path(), &asked);
    assert!(said(&found).contains("公开指南"), "{}", said(&found));
    std::fs::write(place.path().join("public/search/manifest.json"), "{").expect("written");
    let damaged = gongkai(place.path(), &asked);
    assert_eq!(damaged.status.code(), Some(2));
    let told = said(&damaged);
    assert!(
        told.contains("说明文件不成立") && !told.contains("EOF"),
        "{told}"
    );
}

#[test]
fn an_export_is_not_written_among_the_sources() {
    let place = county();
    let ways = [
        "content",
        "content/xzf/data",
        "seeds",
        "public",
        ".gongkai",
        "not-there/../content",
    ];
    for folder in ways {
        let out = place.path().join(folder);
        let refused = gongkai(
            place.path(),
            &["export", "--out", out.to_str().expect("a name")],
        );
        assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
        assert!(said(&refused).contains("请写到别处"), "{}", said(&refused));
    }
    let exported = gongkai(place.path(), &["export", "--format", "ndjson"]);
    assert_eq!(exported.status.code(), Some(0), "{}", said(&exported));
    assert!(place.path().join("export/items.ndjson").exists());
}

#[cfg(unix)]
#[test]
fn no_link_leads_an_export_or_a_report_to_the_sources() {
    use std::os::unix::fs::symlink;
    let place = county();
    let out = tempfile::tempdir().expect("a folder");
    for source in ["content/organs.yaml", "gongkai.yaml"] {
        let before = std::fs::read(place.path().join(source)).expect("a source");
        for name in ["items.ndjson", "mapping.json"] {
            let link = out.path().join(name);
            symlink(place.path().join(source), &link).expect("a link");
            let folder = out.path().to_str().expect("a name");
            let file = link.to_str().expect("a name");
            for args in [
                ["export", "--out", folder],
                ["audit", "--format=json", &format!("--output={file}")],
            ] {
                let refused = gongkai(place.path(), &args);
                assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
                assert!(said(&refused).contains("请写到别处"), "{}", said(&refused));
            }
            std::fs::remove_file(link).expect("removed");
        }
        assert_eq!(
            std::fs::read(place.path().join(source)).expect("a source"),
            before
        );
    }
}

#[test]
fn what_may_not_be_built_is_not_exported() {
    let place = county();
    let item = "---\ntitle: 公示（示例）\nkind: response\npublished_at: 2020-11-02\n---\n\n身份证号 331023199003070016。\n";
    std::fs::write(place.path().join("content/xzf/one.md"), item).expect("written");
    let refused = gongkai(place.path(), &["export"]);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert!(said(&refused).contains("PRV001"), "{}", said(&refused));
    assert!(!place.path().join("export").exists());
}

#[test]
fn an_export_is_refused_as_a_build_is() {
    let place = county();
    let one = place.path().join("content/xzf/one.md");
    let run = |args: &[&str], status: i32| {
        let done = gongkai(place.path(), &[args, &["--as-of", "2020-11-16"]].concat());
        assert_eq!(done.status.code(), Some(status), "{}", said(&done));
        said(&done)
    };
    let item =
        "---\ntitle: 通知（示例）\nkind: response\npublished_at: 2020-11-02\n---\n\n正文。\n";
    std::fs::write(&one, item).expect("written");
    run(&["export"], 0);
    let exported = || files(&place.path().join("export"));
    let before = exported();
    std::fs::write(&one, "---\ntitle: x\n").expect("written");
    let told = run(&["export"], 1);
    assert!(
        told.contains("没有导出") && told.contains("--allow-errors"),
        "{told}"
    );
    assert!(exported() == before);
    run(&["export", "--allow-errors"], 0);
    assert!(exported() != before);
    let settings = place.path().join("gongkai.yaml");
    let text = std::fs::read_to_string(&settings).expect("settings");
    std::fs::write(&settings, text + "\npage_size: 501\n").expect("written");
    run(&["export", "--allow-errors"], 1);
}
