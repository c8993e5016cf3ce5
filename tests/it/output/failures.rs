//! What fails leaves the old site as it was.

use std::fs;

use gongkai::model::Artifact;
use gongkai::output::recover;

use super::{Ground, page, unmade_page};

#[test]
fn an_artifact_that_cannot_be_made_is_named_and_the_old_site_stays() {
    let ground = Ground::new();
    ground
        .write(&[page("a.html", "old"), page("b.html", "b")])
        .expect("written");
    let before = ground.times();
    let broken = Artifact {
        make: Box::new(|| anyhow::bail!("模板 item.html 第 3 行")),
        ..page("c.html", "c")
    };
    let error = ground
        .write(&[page("a.html", "new"), broken])
        .expect_err("broken");
    let error = format!("{error:#}");
    assert!(
        error.contains("c.html") && error.contains("第 3 行"),
        "{error}"
    );
    assert_eq!(ground.times(), before);
    assert!(!ground.path(".gongkai/staging").exists());
    let ground = Ground::new();
    assert!(ground.write(&[unmade_page("a.html", "a")]).is_err());
    assert!(!ground.path("public").exists());
}

#[test]
fn of_many_broken_artifacts_the_first_is_named_whatever_the_threads_do() {
    let paths: Vec<String> = (0..200)
        .map(|number| format!("p{number:03}.html"))
        .collect();
    let broken = |path: &String| match path.as_str() {
        "p000.html" | "p001.html" | "p002.html" => page(path, path),
        _ => unmade_page(path, path),
    };
    for _ in 0..20 {
        let artifacts: Vec<Artifact<'_>> = paths.iter().rev().map(broken).collect();
        let error = Ground::new().write(&artifacts).expect_err("broken");
        assert!(format!("{error:#}").contains("p003.html"), "{error:#}");
    }
}

#[test]
fn a_build_waits_for_another_and_recovery_leaves_a_living_build_alone() {
    let ground = Ground::new();
    fs::create_dir_all(ground.path(".gongkai/staging")).expect("made");
    let lock = fs::File::create(ground.path(".gongkai/lock")).expect("made");
    lock.lock().expect("locked");
    let (out, cache) = (ground.path("public"), ground.path(".gongkai"));
    assert!(!recover(&out, &cache).expect("left alone"));
    assert!(ground.path(".gongkai/staging").exists());
    std::thread::scope(|scope| {
        let build = scope.spawn(|| ground.write(&[page("a.html", "a")]));
        std::thread::sleep(std::time::Duration::from_millis(300));
        assert!(!ground.path("public").exists());
        lock.unlock().expect("unlocked");
        build.join().expect("no panic").expect("written");
    });
    assert_eq!(ground.file("public/a.html"), "a");
}

#[test]
fn a_damaged_manifest_or_journal_does_no_harm() {
    let ground = Ground::new();
    ground.write(&[page("a.html", "a")]).expect("written");
    fs::write(ground.path(".gongkai/journal"), "garbage\n{}").expect("written");
    assert!(!recover(&ground.path("public"), &ground.path(".gongkai")).expect("swept"));
    assert!(!ground.path(".gongkai/journal").exists());
    fs::write(ground.path("public/.gongkai-manifest"), "- - ../content/x").expect("written");
    let error = ground.write(&[page("a.html", "b")]).expect_err("damaged");
    assert!(
        format!("{error:#}").contains(".gongkai-manifest"),
        "{error:#}"
    );
    assert_eq!(ground.file("public/a.html"), "a");
}
