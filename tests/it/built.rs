//! Sites built in memory: every artifact of a portal, made.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use chrono::NaiveDate;
use gongkai::columns::arrange;
use gongkai::load::{load, theme_files};
use gongkai::model::{Artifact, Key, Portal};
use gongkai::render::{Theme, artifacts};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

/// A built site.
pub struct Built {
    /// What each file says, by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Keys of the files that were rendered.
    pub keys: BTreeMap<String, Key>,
    /// The path of the site's root in links.
    pub base: String,
    /// The address of the site's root.
    pub url: String,
}

impl Built {
    /// Builds the site of a folder as it stands in mid-November 2020.
    pub fn from(root: &Path) -> Self {
        Self::making(root, artifacts)
    }

    /// The same of the artifacts that are chosen.
    pub fn making<M>(root: &Path, chosen: M) -> Self
    where
        M: for<'p> FnOnce(&'p Portal, &'p Theme) -> anyhow::Result<Vec<Artifact<'p>>>,
    {
        let as_of = NaiveDate::from_ymd_opt(2020, 11, 15).expect("a day");
        Self::making_on(as_of, root, chosen)
    }

    /// The same as it stands on a day.
    pub fn making_on<M>(as_of: NaiveDate, root: &Path, chosen: M) -> Self
    where
        M: for<'p> FnOnce(&'p Portal, &'p Theme) -> anyhow::Result<Vec<Artifact<'p>>>,
    {
        let loaded = load(root).expect("a site");
        assert_eq!(loaded.faults, [], "the site has faults of reading");
        let portal = arrange(loaded.site, as_of);
        let files = theme_files(root, &portal.site.settings.theme).expect("a theme");
        let theme = Theme::compile(&files).expect("a sound theme");
        let artifacts = chosen(&portal, &theme).expect("artifacts");
        let make = |artifact: &Artifact<'_>| {
            let bytes = (artifact.make)().expect("a page");
            (artifact.path.to_string(), bytes)
        };
        let mut made: BTreeMap<String, Vec<u8>> = artifacts.par_iter().map(make).collect();
        assert_eq!(made.len(), artifacts.len(), "two artifacts have one path");
        for (path, facts) in portal.published_files() {
            let bytes = std::fs::read(root.join(&*facts.path)).expect("a file");
            assert!(made.insert(path, bytes).is_none());
        }
        let key = |artifact: &Artifact<'_>| {
            let key = (artifact.key)(&|_| false).expect("a key").key;
            (artifact.path.to_string(), key)
        };
        let keys = artifacts.par_iter().map(key).collect();
        Self {
            files: made,
            keys,
            base: portal.site.settings.base_path().to_owned(),
            url: portal.site.settings.url.clone(),
        }
    }

    /// The sample site of the repository, built once for all tests.
    pub fn sample() -> &'static Self {
        static SAMPLE: LazyLock<Built> =
            LazyLock::new(|| Built::from(Path::new(env!("CARGO_MANIFEST_DIR"))));
        &SAMPLE
    }

    /// A page's text.
    pub fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("no {path}"));
        std::str::from_utf8(bytes).expect("UTF-8")
    }

    /// Every HTML page.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .keys()
            .filter(|path| path.ends_with(".html"))
            .map(|path| (path.as_str(), self.text(path)))
    }
}
