//! What a county's new site says of itself, and what it is told while it is still being filled in.

use std::fs;
use std::path::Path;

use gongkai::audit::rules;
use gongkai::model::PLAN_ALONE;
use walkdir::WalkDir;

use crate::county::{county, gongkai, said};

const DAY: [&str; 2] = ["--as-of", "2026-12-02"];

fn with_day<'a>(args: &[&'a str]) -> Vec<&'a str> {
    [args, &DAY].concat()
}

fn edit(root: &Path, path: &str, change: impl FnOnce(String) -> String) {
    let path = root.join(path);
    let text = fs::read_to_string(&path).expect("a file of the site");
    fs::write(path, change(text)).expect("written");
}

/// A new site of this county, in a folder of its own below one that goes with the test.
fn init(place: &Path, county: &str) -> std::process::Output {
    let args = ["init", "site", "--county", county];
    gongkai(place, &with_day(&args))
}

#[test]
fn a_register_without_organs_takes_nothing_off_the_net() {
    let place = county();
    let built = gongkai(place.path(), &with_day(&["build"]));
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    fs::write(place.path().join("content/organs.yaml"), "[]\n").expect("written");
    for args in [&["check"][..], &["build"], &["build", "--allow-errors"]] {
        let told = gongkai(place.path(), &with_day(args));
        assert_eq!(told.status.code(), Some(1), "{}", said(&told));
        assert!(said(&told).contains("SRC019"), "{}", said(&told));
        assert!(said(&told).contains("organs.yaml:1:1"), "{}", said(&told));
    }
    assert!(place.path().join("public/xzf/guide.html").exists());
}

#[test]
fn no_other_county_s_plan_is_named_in_a_new_county() {
    let place = county();
    let root = place.path();
    for args in [&["build"][..], &["audit"], &["check"], &["list", "columns"]] {
        let told = gongkai(root, &with_day(args));
        assert!(!said(&told).contains("天台"), "{}", said(&told));
    }
    let files = WalkDir::new(root).into_iter().flatten();
    for file in files.filter(|entry| entry.file_type().is_file()) {
        let bytes = fs::read(file.path()).expect("a file");
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("天台"), "{}", file.path().display());
    }
    let page = root.join("public/columns/interpretations.html");
    let page = fs::read_to_string(page).expect("a column's page");
    assert!(page.contains("公开依据：国办秘函〔2019〕19号"), "{page}");
}

#[test]
fn rules_that_stand_on_the_plan_alone_cite_the_county_s_own() {
    let place = county();
    let root = place.path();
    let path = "seeds/work-plans/2020.yaml";
    let plan = fs::read_to_string(root.join(path)).expect("the plan");
    let alone = rules().iter().filter(|rule| rule.basis == PLAN_ALONE);
    for rule in alone {
        assert!(plan.contains(&format!("#       {}: 《", rule.code)));
    }
    let basis_of = |code: &str| {
        let told = said(&gongkai(root, &with_day(&["audit", "--format", "json"])));
        let audit: serde_json::Value = serde_json::from_str(&told).expect("JSON");
        let findings = audit["findings"].as_array().expect("findings");
        let found = findings.iter().find(|it| it["code"] == code);
        found.and_then(|it| it["basis"].as_str()).map(str::to_owned)
    };
    assert_eq!(basis_of("SYS005").as_deref(), Some(PLAN_ALONE));
    let bases =
        "bases:\n  rules: {sys005: 《某某县要点》附件}\n  columns: {权责清单: 《某某县要点》一}\n";
    edit(root, path, |plan| plan + bases);
    assert_eq!(basis_of("SYS005").as_deref(), Some("《某某县要点》附件"));
    let built = gongkai(root, &with_day(&["build"]));
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    let page = fs::read_to_string(root.join("public/columns/powers.html")).expect("its page");
    assert!(page.contains("公开依据：《某某县要点》一"), "{page}");
}

#[test]
fn a_new_item_says_what_it_needs_that_only_people_know() {
    let place = county();
    let root = place.path();
    let new = |kind: &str| {
        let args = ["new", kind, "--organ", "xzf", "--title", "标题"];
        said(&gongkai(root, &with_day(&args)))
    };
    let told = new("budget");
    assert!(told.contains("uscc: 18位代码"), "{told}");
    assert!(told.contains("content/organs.yaml"), "{told}");
    assert!(!told.contains("栏目"), "{told}");
    edit(root, "content/organs.yaml", |text| {
        text.replacen("# uscc: 18位代码", "uscc: 11331023002683132H", 1)
    });
    let told = new("livelihood");
    assert!(!told.contains("uscc"), "{told}");
    assert!(told.contains("扶贫、教育、医疗"), "{told}");
    let item = root.join("content/xzf/livelihood/livelihood-2026-1.md");
    let item = fs::read_to_string(item).expect("the item");
    let number = "index_number: 11331023002683132H/2026-00001";
    assert!(item.contains(number), "{item}");
}

#[test]
fn what_init_leaves_to_be_filled_in_is_told_until_it_is() {
    let place = county();
    let checked = gongkai(place.path(), &with_day(&["check"]));
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    assert_eq!(
        said(&checked).matches("警告[TXT002]").count(),
        5,
        "{}",
        said(&checked)
    );
    edit(place.path(), "gongkai.yaml", |text| {
        text.replace("sample: true\n", "")
    });
    let checked = gongkai(place.path(), &with_day(&["check"]));
    assert_eq!(checked.status.code(), Some(1), "{}", said(&checked));
    assert!(said(&checked).contains("样例的网址"), "{}", said(&checked));
}

#[test]
fn a_new_site_is_named_as_its_county_is() {
    for (given, name, short) in [
        ("石头市", "石头市人民政府", "市政府"),
        ("甲县人民政府", "甲县人民政府", "县政府"),
    ] {
        let place = tempfile::tempdir().expect("a folder");
        // What a fresh clone holds, below the folder that `--root` names.
        fs::create_dir_all(place.path().join("site/.git")).expect("a clone");
        let made = init(place.path(), given);
        assert_eq!(made.status.code(), Some(0), "{}", said(&made));
        let root = place.path().join("site");
        let register = fs::read_to_string(root.join("content/organs.yaml")).expect("a register");
        for line in [format!("name: {name}\n"), format!("short: {short}\n")] {
            assert!(register.contains(&line), "{register}");
        }
        let ignored = fs::read_to_string(root.join(".gitignore")).expect("what git ignores");
        assert!(ignored.contains("/public/\n/.gongkai/"), "{ignored}");
        let inside = gongkai(&root, &with_day(&["init", "content/other"]));
        assert_eq!(inside.status.code(), Some(2), "{}", said(&inside));
        assert!(!root.join("content/other").exists());
    }
}
