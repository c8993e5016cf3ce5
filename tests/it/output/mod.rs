//! The room that writes the site: what it writes, keeps, removes, refuses, and never touches.

mod changes;
mod failures;
mod foreign;
#[cfg(unix)]
mod links;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use gongkai::model::{Artifact, KeyWriter, SitePath};
use gongkai::output::{Receipt, WriteOptions, write};

const OPTIONS: WriteOptions<'_> = WriteOptions {
    force: false,
    progress: &|_, _| {},
    is_sound: &|| Ok(()),
    waits: &|| {},
    site: "某县",
};

fn page(path: &str, text: &str) -> Artifact<'static> {
    keyed_page(path, text, text)
}

fn keyed_page(path: &str, key: &str, text: &str) -> Artifact<'static> {
    let bytes = text.as_bytes().to_vec();
    Artifact {
        path: SitePath::new(path).expect("a path"),
        key: KeyWriter::new("page").part(key).known(),
        make: Box::new(move || Ok(bytes.clone())),
    }
}

/// A page that must not be made.
fn unmade_page(path: &str, key: &str) -> Artifact<'static> {
    Artifact {
        make: Box::new(|| anyhow::bail!("made without need")),
        ..keyed_page(path, key, "")
    }
}

struct Ground {
    root: tempfile::TempDir,
}

impl Ground {
    fn new() -> Self {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir(root.path().join("content")).expect("made");
        Self { root }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    fn write(&self, artifacts: &[Artifact<'_>]) -> anyhow::Result<Receipt> {
        self.write_to("public", artifacts)
    }

    fn write_to(&self, out: &str, artifacts: &[Artifact<'_>]) -> anyhow::Result<Receipt> {
        write(&self.path(out), &self.path(".gongkai"), artifacts, &OPTIONS)
    }

    fn refusal(&self, out: &str) -> String {
        let refused = self.write_to(out, &[page("a.html", "a")]).expect_err(out);
        format!("{refused:#}")
    }

    fn file(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect(path)
    }

    /// Bytes and times of all that is below the output folder, itself included.
    fn times(&self) -> Vec<(PathBuf, SystemTime)> {
        walkdir::WalkDir::new(self.path("public"))
            .sort_by_file_name()
            .into_iter()
            .map(|entry| entry.expect("readable"))
            .map(|entry| (entry.path().to_owned(), modified(entry.path())))
            .collect()
    }
}

fn modified(path: &Path) -> SystemTime {
    fs::symlink_metadata(path)
        .expect("there")
        .modified()
        .expect("a time")
}

fn names(paths: &[SitePath]) -> Vec<&str> {
    paths.iter().map(SitePath::as_str).collect()
}
