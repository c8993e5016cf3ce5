//! Items that several people begin at one time.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use crate::county::{county, gongkai, said};

/// A county whose government has a code, without which no index number is made.
fn county_with_code() -> tempfile::TempDir {
    let place = county();
    let organs = place.path().join("content/organs.yaml");
    let register = std::fs::read_to_string(&organs).expect("the register");
    let with_code = register.replacen("- id: xzf\n", "- id: xzf\n  uscc: 11331023MB1674541L\n", 1);
    assert!(with_code != register, "{register}");
    std::fs::write(&organs, with_code).expect("written");
    place
}

#[test]
fn items_begun_at_one_time_get_numbers_of_their_own() {
    const AT_ONCE: usize = 6;
    let place = county_with_code();
    let begun: Vec<_> = (0..AT_ONCE)
        .map(|number| {
            let title = format!("通知{number}");
            Command::new(env!("CARGO_BIN_EXE_gongkai"))
                .arg("--root")
                .arg(place.path())
                .args([
                    "new",
                    "policy-document",
                    "--organ",
                    "xzf",
                    "--title",
                    &title,
                ])
                .args(["--as-of", "2020-11-16"])
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .expect("gongkai runs")
        })
        .collect();
    let mut numbers = BTreeSet::new();
    for begun in begun {
        let made = begun.wait_with_output().expect("it ends");
        assert_eq!(made.status.code(), Some(0), "{}", said(&made));
        let path = String::from_utf8_lossy(&made.stdout).trim().to_owned();
        let text = std::fs::read_to_string(place.path().join(path)).expect("an item");
        let number = text.lines().find(|line| line.starts_with("index_number:"));
        let number = number.expect("a number").split('#').next();
        numbers.insert(number.expect("a value").trim().to_owned());
    }
    assert_eq!(numbers.len(), AT_ONCE, "{numbers:?}");
}

#[test]
fn no_cache_is_left_where_there_is_no_site() {
    let place = tempfile::tempdir().expect("a folder");
    let args = ["new", "response", "--organ", "xzf", "--title", "通知"];
    let refused = gongkai(place.path(), &args);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert_eq!(place.path().read_dir().expect("a folder").count(), 0);
}

#[test]
fn after_the_highest_number_there_is_no_next() {
    let place = county_with_code();
    let args = [
        "new",
        "policy-document",
        "--organ",
        "xzf",
        "--title",
        "通知",
        "--as-of",
        "2020-11-16",
    ];
    for (serial, next) in [("4294967294", Some("-4294967295")), ("4294967295", None)] {
        let item = format!(
            "---\ntitle: 文件\nkind: policy-document\npublished_at: 2020-10-01\ndraft: true\n\
             index_number: 11331023MB1674541L/2020-{serial}\n---\n"
        );
        std::fs::write(place.path().join("content/xzf/a.md"), item).expect("written");
        let made = gongkai(place.path(), &args);
        let said = said(&made);
        let Some(next) = next else {
            assert_eq!(made.status.code(), Some(2), "{said}");
            assert!(said.contains("content/xzf/a.md 的索引号"), "{said}");
            continue;
        };
        assert_eq!(made.status.code(), Some(0), "{said}");
        let path = place
            .path()
            .join(String::from_utf8_lossy(&made.stdout).trim());
        let text = std::fs::read_to_string(&path).expect("an item");
        assert!(text.contains(next), "{text}");
        std::fs::remove_file(path).expect("removed");
    }
}
