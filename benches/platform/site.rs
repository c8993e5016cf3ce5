//! The site that is measured, and the ways in which it is built.
//!
//! # Why
//! A full build writes into a folder that never was: the file system of Linux is slow to give numbers to new files
//! soon after as many have been removed, and whoever measures that measures the removal.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::meter::{self, Cost};
use super::{Failure, corpus, gongkai};

/// What a full build makes.
#[derive(Debug, Clone, Copy)]
pub enum Full {
    /// Pages and open data, no search index.
    Pages,
    /// The search index too.
    Searched,
    /// The index, and the report of the audit.
    Audited,
}

/// A site of a size.
pub struct Site {
    /// Its folder.
    pub root: PathBuf,
    place: PathBuf,
}

impl Site {
    /// Writes the corpus below a place.
    pub fn write(place: &Path, count: u64) -> Result<Self, Failure> {
        let root = place.join("site");
        corpus::write(&root, count, 2020)?;
        let place = place.to_path_buf();
        Ok(Self { root, place })
    }

    /// A folder beside the site.
    pub fn path(&self, name: &str) -> PathBuf {
        self.place.join(name)
    }

    /// A full build into a folder that never was, with nothing remembered.
    pub fn full(&self, what: Full, out: &Path) -> Result<Cost, Failure> {
        self.forget()?;
        match what {
            Full::Searched => self.build(out, &[]),
            Full::Audited => self.build(out, &["--with-audit"]),
            Full::Pages => {
                let settings = self.root.join("gongkai.yaml");
                let written = fs::read_to_string(&settings)?;
                fs::write(&settings, format!("{written}search:\n  enabled: false\n"))?;
                let cost = self.build(out, &[]);
                fs::write(&settings, written)?;
                cost
            }
        }
    }

    /// Builds again, until everything of the last full build is remembered.
    pub fn settle(&self, out: &Path) -> Result<(), Failure> {
        for _ in 0..2 {
            std::thread::sleep(Duration::from_millis(100));
            self.build(out, &[])?;
        }
        Ok(())
    }

    /// One build into a folder.
    pub fn build(&self, out: &Path, more: &[&str]) -> Result<Cost, Failure> {
        let out = out.display().to_string();
        let mut command = gongkai(&self.root, &["build", "--timings", "--out", &out]);
        Ok(meter::run(command.args(more), &[0])?.0)
    }

    /// A command with nothing remembered.
    pub fn without_memory(&self, arguments: &[&str], wanted: &[i32]) -> Result<Cost, Failure> {
        self.forget()?;
        Ok(meter::run(&mut gongkai(&self.root, arguments), wanted)?.0)
    }

    /// Adds a paragraph to the first item.
    pub fn append(&self, text: &str) -> Result<(), Failure> {
        let path = self.root.join("content/o00/x0.md");
        let written = fs::read_to_string(&path)?;
        fs::write(&path, format!("{written}\n{text}\n"))?;
        Ok(())
    }

    fn forget(&self) -> Result<(), Failure> {
        let cache = self.root.join(".gongkai");
        if cache.exists() {
            fs::remove_dir_all(cache)?;
        }
        Ok(())
    }
}
