//! A part of the sample site that a test may edit.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use gongkai::render::artifacts;
use tempfile::TempDir;

use crate::built::Built;

/// A few organs of the sample site, in a folder that may be edited.
pub struct SampleCopy(TempDir);

impl SampleCopy {
    /// Copies the county government, its office and one bureau.
    pub fn new() -> Self {
        Self::of(&["xzf", "xfb", "czj"])
    }

    /// Copies these organs.
    pub fn of(organs: &[&str]) -> Self {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        copy(&sample.join("gongkai.yaml"), &root.join("gongkai.yaml"));
        copy(&sample.join("seeds"), &root.join("seeds"));
        for part in ["organs.yaml"].iter().chain(organs) {
            let part = Path::new("content").join(part);
            copy(&sample.join(&part), &root.join(&part));
        }
        Self(folder)
    }

    /// The folder, for a program of its own.
    pub fn into_folder(self) -> TempDir {
        self.0
    }

    /// Builds the site as it now is.
    pub fn build(&self) -> Built {
        Built::from(self.0.path())
    }

    /// Builds the site as it is on a day.
    pub fn build_on(&self, day: NaiveDate) -> Built {
        Built::making_on(day, self.0.path(), artifacts)
    }

    /// Writes a file.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    /// Replaces words that a file must hold.
    pub fn replace(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.0.path().join(path)).expect(path);
        assert!(text.contains(from), "{path} does not say {from}");
        self.write(path, &text.replace(from, to));
    }

    /// Removes a file.
    pub fn remove(&self, path: &str) {
        fs::remove_file(self.0.path().join(path)).expect(path);
    }
}

/// Copies a file or a folder.
pub fn copy(from: &Path, to: &Path) {
    if from.is_file() {
        fs::create_dir_all(to.parent().expect("a parent")).expect("a folder");
        fs::copy(from, to).expect("copied");
        return;
    }
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        copy(&entry.path(), &to.join(entry.file_name()));
    }
}
