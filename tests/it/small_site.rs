//! A county's site of a few lines, to write into and see what is said of it and what becomes of it.

use std::fs;

use chrono::NaiveDate;
use gongkai::columns::arrange;
use gongkai::load::{Loaded, load};
use gongkai::model::Portal;
use gongkai::render::artifacts;

use crate::built::Built;
use crate::load::shown;

const SETTINGS: &str = "site: {name: 天台县人民政府, url: https://gk.example/tiantai/}\n";
const REGISTER: &str = "\
- {id: xzf, name: 天台县人民政府, kind: government, prefixes: [天政发]}
- {id: czj, name: 天台县财政局, kind: department, prefixes: [天财]}
- {id: zz, name: 天台县平桥镇人民政府, kind: township}
";

/// The site, in a folder that goes with it.
pub struct SmallSite(tempfile::TempDir);

impl SmallSite {
    /// Three organs that disclose nothing yet.
    pub fn new() -> Self {
        let site = Self(tempfile::tempdir().expect("a folder"));
        site.write("gongkai.yaml", SETTINGS);
        site.write("content/organs.yaml", REGISTER);
        site
    }

    /// The same with files, by path.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let site = Self::new();
        for (path, text) in files {
            site.write(path, text);
        }
        site
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    pub fn load(&self) -> Loaded {
        load(self.0.path()).expect("a site")
    }

    /// All that is said of its files: code, place, message, help.
    pub fn said(&self) -> String {
        shown(self.0.path(), &self.load())
    }

    /// The platform as the public sees it on the first of December 2020.
    pub fn portal(&self) -> Portal {
        let loaded = self.load();
        assert_eq!(loaded.faults, [], "the site has faults of reading");
        arrange(loaded.site, day())
    }

    /// Its pages on that day.
    pub fn built(&self) -> Built {
        Built::making_on(day(), self.0.path(), artifacts)
    }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 12, 1).expect("a day")
}

/// An item of any kind, with more fields and a body.
pub fn item(kind: &str, fields: &str, body: &str) -> String {
    format!(
        "---\ntitle: 信息（示例）\nkind: {kind}\npublished_at: 2020-11-02\n\
         index_number: 000000000/2020-00001\nsummary: （示例）概述。\n{fields}---\n\n{body}\n"
    )
}
