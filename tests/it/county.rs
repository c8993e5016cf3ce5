//! A county's new site, and the program as its people call it.

use std::path::Path;
use std::process::{Command, Output};

pub fn gongkai(root: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .arg("--root")
        .arg(root)
        .args(args)
        .output()
        .expect("gongkai runs")
}

pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A new county's site in a folder that goes with the test.
pub fn county() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a folder");
    let root = place.path().to_str().expect("a name").to_owned();
    let made = gongkai(
        place.path(),
        &["init", &root, "--county", "某某县", "--as-of", "2020-11-16"],
    );
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    place
}
