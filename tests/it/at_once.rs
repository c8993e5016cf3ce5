//! Two commands at work in one place at one time.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Command, Stdio};

use crate::county::county;

/// Runs a command while another process holds a lock, which it lets go of once it is told that somebody waits.
fn told_of_waiting(lock: &std::fs::File, root: &std::path::Path, args: &[&str]) {
    lock.lock().expect("locked");
    let mut waiting = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .arg("--root")
        .arg(root)
        .args(args)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("gongkai runs");
    let mut stderr = BufReader::new(waiting.stderr.take().expect("piped"));
    let mut said = String::new();
    stderr.read_line(&mut said).expect("a line");
    assert!(
        said.contains("另一个 gongkai") && said.contains("等它结束"),
        "{said}"
    );
    lock.unlock().expect("unlocked");
    let mut rest = String::new();
    stderr.read_to_string(&mut rest).expect("the rest");
    let ended = waiting.wait_with_output().expect("it ends");
    assert!(ended.status.success(), "{rest}");
    assert!(!rest.contains("另一个 gongkai"), "{rest}");
    let data = String::from_utf8_lossy(&ended.stdout).into_owned();
    assert!(!data.contains("gongkai"), "{data}");
}

#[test]
fn who_waits_for_another_is_told_why() {
    let place = county();
    let cache = place.path().join(".gongkai");
    std::fs::create_dir_all(&cache).expect("made");
    let lock = std::fs::File::create(cache.join("lock")).expect("made");
    let title = ["new", "response", "--organ", "xzf", "--title", "通知"];
    told_of_waiting(&lock, place.path(), &["build", "--as-of", "2020-11-16"]);
    told_of_waiting(&lock, place.path(), &title);
}

#[cfg(unix)]
#[test]
fn two_sites_do_not_write_one_folder_at_one_time() {
    let place = county();
    let out = place.path().join("public");
    std::fs::create_dir(&out).expect("made");
    let lock = std::fs::File::open(&out).expect("opened");
    told_of_waiting(&lock, place.path(), &["build", "--as-of", "2020-11-16"]);
}
