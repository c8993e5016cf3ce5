//! A county's first five minutes: init, build, new, check, build again.

use std::fs;
use std::path::Path;

use crate::county::{county, gongkai, said};

#[test]
fn a_new_site_has_no_error_and_builds_at_once() {
    let place = county();
    let checked = gongkai(place.path(), &["check", "--as-of", "2020-11-16"]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    let built = gongkai(place.path(), &["build", "--as-of", "2020-11-16"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    let guide =
        fs::read_to_string(place.path().join("public/xzf/guide.html")).expect("the guide's page");
    assert!(guide.contains("某某县人民政府信息公开指南"), "{guide}");
}

#[test]
fn rules_are_listed_by_the_titles_that_reports_print() {
    let place = county();
    let listed = said(&gongkai(place.path(), &["list", "rules"]));
    for (code, title) in [("SRC011", "缺少必须填写的键"), ("COL001", "空白栏目")] {
        let line = listed.lines().find(|line| line.contains(code));
        assert!(line.is_some_and(|line| line.contains(title)), "{listed}");
    }
    let json = said(&gongkai(
        place.path(),
        &["list", "rules", "--format", "json"],
    ));
    assert!(json.contains("\"title\": \"空白栏目\""), "{json}");
    assert!(json.contains("\"name\": \"empty-column\""), "{json}");
}

#[test]
fn the_tasks_of_the_work_plan_are_listed_as_items_name_them() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    let listed = said(&gongkai(sample, &["list", "tasks"]));
    let line = listed.lines().find(|line| line.contains("2020-01"));
    for word in [
        "2020-11-30",
        "县委编办 县司法局",
        "县级各有关部门",
        "梳理行政权力",
    ] {
        assert!(line.is_some_and(|line| line.contains(word)), "{listed}");
    }
    let json = gongkai(sample, &["list", "tasks", "--format", "json"]).stdout;
    let tasks: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    assert_eq!(tasks.as_array().map(Vec::len), Some(21));
    assert_eq!(tasks[0]["task"], "2020-01");
    assert_eq!(tasks[0]["lead"][1], "县司法局");
}

#[test]
fn a_folder_with_files_is_no_place_for_a_new_site() {
    let place = county();
    let root = place.path().to_str().expect("a name");
    let again = gongkai(place.path(), &["init", root]);
    assert_eq!(again.status.code(), Some(2), "{}", said(&again));
    assert!(said(&again).contains("空文件夹"), "{}", said(&again));
}

#[test]
fn a_new_item_waits_as_a_draft_until_it_is_filled_in() {
    let place = county();
    let new = |title: &str| {
        let args = [
            "new",
            "政策解读",
            "--organ",
            "县府办",
            "--title",
            title,
            "--as-of",
            "2020-11-16",
        ];
        let made = gongkai(place.path(), &args);
        assert_eq!(made.status.code(), Some(0), "{}", said(&made));
        String::from_utf8_lossy(&made.stdout).trim().to_owned()
    };
    let first = new("解读“一件事”: 怎么\"办\"");
    let second = new("另一篇解读");
    assert_ne!(first, second);
    assert!(first.starts_with("content/xfb/interpretation/"), "{first}");
    let built = gongkai(place.path(), &["build", "--as-of", "2020-11-16"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    let stem = Path::new(&first)
        .file_stem()
        .and_then(|stem| stem.to_str())
        .expect("a name");
    let page = place.path().join(format!("public/xfb/{stem}.html"));
    assert!(!page.exists(), "a draft was published");
    let item = place.path().join(&first);
    let text = fs::read_to_string(&item).expect("the item");
    let filled: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with("draft:"))
        .collect();
    fs::write(&item, filled.join("\n") + "\n正文。\n").expect("filled in");
    let built = gongkai(place.path(), &["build", "--as-of", "2020-11-16"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    let page = fs::read_to_string(page).expect("its page");
    assert!(page.contains("解读“一件事”: 怎么&quot;办&quot;"), "{page}");
}

#[test]
fn a_new_item_stands_in_the_column_that_is_named() {
    let place = county();
    let new = |organ: &str, column: &str| {
        let args = ["new", "local", "--organ", organ, "--title", "救助"];
        let column = ["--column", column, "--as-of", "2020-11-16"];
        gongkai(place.path(), &[&args[..], &column[..]].concat())
    };
    // Of two columns with one name, each level has its own.
    for (organ, column) in [("xzf", "social-assistance"), ("xzf", "社会救助")] {
        let made = new(organ, column);
        assert_eq!(made.status.code(), Some(0), "{}", said(&made));
        let path = String::from_utf8_lossy(&made.stdout).trim().to_owned();
        let item = fs::read_to_string(place.path().join(path)).expect("the item");
        assert!(item.contains("\ncolumns: [social-assistance]  #"), "{item}");
    }
    for (column, said_of_it) in [
        ("社会求助", "社会救助"),
        ("irrigation", "不是"),
        ("农田水利工程建设运营", "irrigation"),
    ] {
        let refused = new("xzf", column);
        assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
        assert!(said(&refused).contains(said_of_it), "{}", said(&refused));
    }
}

#[test]
fn index_numbers_go_on_from_the_highest() {
    let place = county();
    let item = place.path().join("content/xzf/rule.md");
    let text = "---\ntitle: 发布机制\nkind: rule\npublished_at: 2020-10-01\nsummary: 制度\n\
        index_number: 000000000/2020-00041\n---\n正文。\n";
    fs::write(item, text).expect("written");
    let args = [
        "new",
        "rule",
        "--organ",
        "xzf",
        "--title",
        "审查机制",
        "--as-of",
        "2020-11-16",
    ];
    let made = gongkai(place.path(), &args);
    let path = String::from_utf8_lossy(&made.stdout).trim().to_owned();
    let new = fs::read_to_string(place.path().join(path)).expect("the new item");
    assert!(new.contains("index_number: 000000000/2020-00042"), "{new}");
}

#[test]
fn an_unknown_kind_or_organ_is_answered_with_the_nearest() {
    let place = county();
    for (args, near) in [
        (
            ["new", "budgt", "--organ", "xfb", "--title", "预算"],
            "budget",
        ),
        (
            ["new", "budget", "--organ", "县府班", "--title", "预算"],
            "县府办",
        ),
    ] {
        let refused = gongkai(place.path(), &args);
        assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
        assert!(said(&refused).contains(near), "{}", said(&refused));
    }
}

#[test]
fn a_new_item_wants_a_title() {
    let place = county();
    for title in ["", "  ", "　"] {
        let args = ["new", "budget", "--organ", "xzf", "--title", title];
        let refused = gongkai(place.path(), &args);
        assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
        assert!(said(&refused).contains("标题是空的"), "{}", said(&refused));
    }
    assert!(!place.path().join("content/xzf/budget").exists());
}
