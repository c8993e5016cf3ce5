//! Items that several people begin at one time.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use crate::county::{county, said};

#[test]
fn items_begun_at_one_time_get_numbers_of_their_own() {
    const AT_ONCE: usize = 6;
    let place = county();
    let organs = place.path().join("content/organs.yaml");
    let register = std::fs::read_to_string(&organs).expect("the register");
    let with_code = register.replacen("- id: xzf\n", "- id: xzf\n  uscc: 11331023MB1674541L\n", 1);
    assert!(with_code != register, "{register}");
    std::fs::write(&organs, with_code).expect("written");
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
    let refused = crate::county::gongkai(place.path(), &args);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert_eq!(place.path().read_dir().expect("a folder").count(), 0);
}
