//! A copy of a site to edit, build and compare.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::SystemTime;

use chrono::NaiveDate;
use gongkai::output::Receipt;
use gongkai::pipeline::{BuildOptions, Built, Timings, build};

/// A site of its own in a folder that goes with it.
pub struct Workshop {
    folder: tempfile::TempDir,
    /// The day as of which it is built.
    pub as_of: NaiveDate,
    /// Replaces the address of the settings.
    pub base_url: Option<&'static str>,
}

/// Bytes of every file below a folder, by path.
pub type Files = BTreeMap<String, Vec<u8>>;

impl Workshop {
    /// A copy of the site that has one of everything.
    pub fn whole() -> Self {
        let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/whole");
        Self::copy_of(&site, day(2020, 11, 15))
    }

    fn copy_of(site: &Path, as_of: NaiveDate) -> Self {
        let folder = tempfile::tempdir_in(ground()).expect("a folder");
        for (path, bytes) in files(site) {
            if !path.starts_with("public/") && !path.starts_with(".gongkai/") {
                put(&folder.path().join("site").join(path), &bytes);
            }
        }
        Self {
            folder,
            as_of,
            base_url: None,
        }
    }

    /// The same sources in another folder that never was built.
    pub fn fresh(&self) -> Self {
        Self {
            base_url: self.base_url,
            ..Self::copy_of(&self.root(), self.as_of)
        }
    }

    /// Takes over the sources of another site, and nothing of what was built there.
    pub fn become_like(&mut self, other: &Self) {
        for folder in ["content", "seeds", "themes"] {
            let _ = fs::remove_dir_all(self.path(folder));
        }
        for (path, bytes) in files(&other.root()) {
            self.write(&path, bytes);
        }
        (self.as_of, self.base_url) = (other.as_of, other.base_url);
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        put(&self.path(path), text.as_ref());
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect(path);
    }

    pub fn rename(&self, from: &str, to: &str) {
        let text = fs::read(self.path(from)).expect(from);
        self.write(to, text);
        self.remove(from);
    }

    /// Replaces the first occurrence of a text in a file.
    pub fn replace(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(path)).expect(path);
        assert!(text.contains(from), "{path} has no {from}");
        self.write(path, text.replacen(from, to, 1));
    }

    /// Builds the site into `public`, faulty items left out.
    pub fn build(&self) -> Receipt {
        self.built().0
    }

    /// Builds the site; whether any of its sources was read.
    pub fn reads(&self) -> bool {
        let stages = self.built().1;
        stages.0.iter().any(|(stage, _)| *stage == "读取")
    }

    /// How it is built: faulty items left out.
    pub fn options(&self) -> BuildOptions<'static> {
        BuildOptions {
            as_of: self.as_of,
            base_url: self.base_url.map(str::to_owned),
            force: false,
            allow_errors: true,
            with_audit: None,
            progress: &|_, _| {},
            waits: &|| {},
        }
    }

    fn built(&self) -> (Receipt, Timings) {
        match build(&self.root(), &self.path("public"), &self.options()).expect("built") {
            Built::Written {
                receipt, timings, ..
            } => (receipt, timings),
            Built::Refused(faults) | Built::Denied(faults) => panic!("refused: {faults:#?}"),
        }
    }

    /// The built site.
    pub fn public(&self) -> Files {
        files(&self.path("public"))
    }

    /// Times of every file and folder of the built site.
    pub fn times(&self) -> BTreeMap<String, SystemTime> {
        let out = self.path("public");
        let entries = walkdir::WalkDir::new(&out).into_iter();
        entries
            .map(|entry| entry.expect("readable"))
            .map(|entry| {
                let time = entry.metadata().expect("there").modified().expect("a time");
                (below(&out, entry.path()), time)
            })
            .collect()
    }
}

/// Where sites are copied to: memory, where it holds a gigabyte of files. These tests make and remove files by the
/// hundred thousand, and ext4 is slow to number new ones for seconds after old ones went: four fifths of the time.
fn ground() -> &'static Path {
    static GROUND: OnceLock<PathBuf> = OnceLock::new();
    const MEMORY: &str = "/dev/shm";
    const ENOUGH: u64 = 1 << 20;
    GROUND.get_or_init(|| {
        let told = Command::new("df").args(["-Pk", MEMORY]).output();
        let free = told.ok().and_then(|told| {
            let told = String::from_utf8(told.stdout).ok()?;
            let free = told.lines().nth(1)?.split_whitespace().nth(3)?;
            free.parse::<u64>().ok()
        });
        let holds = free.is_some_and(|free| free >= ENOUGH) && tempfile::tempdir_in(MEMORY).is_ok();
        match holds {
            true => PathBuf::from(MEMORY),
            false => std::env::temp_dir(),
        }
    })
}

/// A day.
pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

/// Bytes of every file below a folder.
pub fn files(folder: &Path) -> Files {
    let entries = walkdir::WalkDir::new(folder).into_iter();
    entries
        .map(|entry| entry.expect("readable"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            (
                below(folder, entry.path()),
                fs::read(entry.path()).expect("read"),
            )
        })
        .collect()
}

/// Says which files differ, not how: a page is too long to read in a test's output.
pub fn assert_same(one: &Files, other: &Files, what: &str) {
    let paths = one.keys().chain(other.keys());
    let differing: Vec<&String> = paths
        .filter(|path| one.get(*path) != other.get(*path))
        .collect();
    assert!(differing.is_empty(), "{what}: {differing:#?}");
}

fn below(folder: &Path, path: &Path) -> String {
    let path = path.strip_prefix(folder).expect("below");
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn put(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, bytes).expect("written");
}
