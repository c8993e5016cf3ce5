//! A disk that is full half-way: what stood stands, and nothing half-written stays.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::county::{county, gongkai, said};
use crate::workshop::files;

const DAY: &[&str] = &["--as-of", "2020-11-16"];

/// The program where no file may grow beyond so many blocks.
fn confined(root: &Path, blocks: usize, args: &[&str]) -> Output {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_gongkai"), "--root"])
        .arg(root)
        .args(args)
        .args(DAY)
        .output()
        .expect("sh runs")
}

fn refused(output: &Output) {
    assert_eq!(output.status.code(), Some(2), "{}", said(output));
    assert!(said(output).contains("磁盘空间不足"), "{}", said(output));
}

#[test]
fn a_new_item_is_whole_or_not_there() {
    let place = county();
    let new = ["new", "response", "--organ", "xzf", "--title", "通知"];
    let before = files(&place.path().join("content"));
    refused(&confined(place.path(), 0, &new));
    assert!(files(&place.path().join("content")) == before);
}

#[test]
fn a_new_site_can_be_tried_again() {
    let place = tempfile::tempdir().expect("a folder");
    let site = place.path().join("site");
    let init = ["init", site.to_str().expect("a name"), "--county", "某某县"];
    refused(&confined(place.path(), 4, &init));
    assert!(files(&site).is_empty());
    let again = gongkai(place.path(), &[&init[..], DAY].concat());
    assert_eq!(again.status.code(), Some(0), "{}", said(&again));
    let named = tempfile::tempdir().expect("a folder");
    let wrong = named.path().join("site");
    let init = ["init", wrong.to_str().expect("a name"), "--county", "某/县"];
    assert_eq!(gongkai(named.path(), &init).status.code(), Some(2));
    assert!(!wrong.exists());
}

#[test]
fn an_export_and_a_report_stay_as_they_were() {
    let place = county();
    let run = |args: &[&str]| gongkai(place.path(), &[args, DAY].concat());
    let out = place.path().join("handed");
    let out = out.to_str().expect("a name");
    let report = place.path().join("审核.html");
    let report = report.to_str().expect("a name");
    let export = ["export", "--out", out];
    let audit = ["audit", "--fail-on", "never", "--output", report];
    for args in [&export[..], &audit[..]] {
        let done = run(args);
        assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    }
    let stood = |name: &str| fs::read(place.path().join(name)).expect("a file");
    let names = ["handed/items.ndjson", "handed/mapping.json", "审核.html"];
    let before = names.map(stood);
    let body = "正文。".repeat(20_000);
    let item = format!(
        "---\ntitle: 通知\nkind: response\npublished_at: 2020-11-02\nsummary: 概述\n---\n\n{body}\n"
    );
    fs::write(place.path().join("content/xzf/long.md"), item).expect("written");
    refused(&confined(place.path(), 16, &export));
    refused(&confined(place.path(), 1, &audit));
    assert!(names.map(stood) == before);
    assert_eq!(files(&place.path().join("handed")).len(), 2);
    let left = fs::read_dir(place.path()).expect("the site");
    let is_left = |name: String| name.starts_with(".gongkai-");
    let mut names = left.map(|entry| entry.expect("an entry").file_name());
    assert!(!names.any(|name| is_left(name.to_string_lossy().into_owned())));
}
