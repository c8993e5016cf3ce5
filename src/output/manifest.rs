//! What gongkai wrote into an output folder: a text file there that also marks the folder as gongkai's.
//!
//! The bytes follow from the site alone: sorted, no time, no path of a machine. The first line may be
//! `site name`; any other is `key size path`; `- - path` marks a file of ours whose content is not certain, because a build was
//! about to replace or remove it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, bail};
use rayon::prelude::*;

use super::trouble::cannot;
use crate::model::{Key, SitePath};

/// The manifest's name inside the output folder.
pub(super) const NAME: &str = ".gongkai-manifest";

const HEAD: &str = "gongkai-manifest 1\n\
    # 本文件由 gongkai 写出，记录本文件夹中由它生成的文件，并表明本文件夹归它管理。请勿改动或删除。\n";

/// Begins the line that names the site.
const SITE: &str = "site ";

/// Begins the line of a file of no certain content.
const UNCERTAIN: &str = "- - ";

/// With which key a file was made, and how long it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) key: Key,
    pub(super) size: u64,
}

/// What gongkai wrote into an output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The name of the site; none where none is known, as of a folder that was just claimed.
    pub(super) site: Option<String>,
    /// In order of their paths; none where the content is not certain.
    files: Vec<(SitePath, Option<Made>)>,
}

/// The name of a site as a manifest has it: on one line.
pub(super) fn shown(site: &str) -> String {
    let words: Vec<&str> = site
        .split(|c: char| c.is_whitespace() || c.is_control())
        .collect();
    words.join(" ").trim().to_owned()
}

impl FromIterator<(SitePath, Option<Made>)> for Manifest {
    /// Of files in any order, as a rule in that of their paths; what is said last of a file holds.
    fn from_iter<I: IntoIterator<Item = (SitePath, Option<Made>)>>(files: I) -> Self {
        let files: Vec<_> = files.into_iter().collect();
        let is_in_order = files.is_sorted_by(|(one, _), (other, _)| one < other);
        let files = match is_in_order {
            true => files,
            false => BTreeMap::from_iter(files).into_iter().collect(),
        };
        Self { site: None, files }
    }
}

impl Manifest {
    /// Reads the manifest of an output folder, and its text; none where there is none.
    pub(super) fn read(out: &Path) -> anyhow::Result<Option<(Self, String)>> {
        let path = out.join(NAME);
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                let manifest = Self::parse(&text).with_context(|| {
                    let path = path.display();
                    format!("{path} 读不懂，可能被改动过；请删除整个输出文件夹后重新生成")
                })?;
                Ok(Some((manifest, text)))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(cannot("读取", &path)(error)),
        }
    }

    /// Reads the text of a manifest. An empty text is an empty manifest: a build that was killed while
    /// it claimed the folder leaves it.
    pub(super) fn parse(text: &str) -> anyhow::Result<Self> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        let Some(lines) = text.strip_prefix(HEAD) else {
            bail!("开头不是 gongkai 写出的内容");
        };
        let (site, lines) = named(lines);
        let entries: anyhow::Result<Vec<_>> = lines.par_lines().map(entry).collect();
        let manifest: Self = entries?.into_iter().collect();
        Ok(manifest.of(site.to_owned()))
    }

    /// The manifest of a site of this name, [as shown](shown).
    pub(super) fn of(self, site: String) -> Self {
        let site = Some(site).filter(|site| !site.is_empty());
        Self { site, ..self }
    }

    /// The text of the manifest.
    pub(super) fn text(&self) -> String {
        use std::fmt::Write;

        /// Bytes of a line, as a rule.
        const USUAL: usize = 96;
        let mut text = String::with_capacity(HEAD.len() + USUAL * self.files.len());
        text.push_str(HEAD);
        if let Some(site) = &self.site {
            text.push_str(SITE);
            text.push_str(site);
            text.push('\n');
        }
        for (path, made) in &self.files {
            // Writing to a string cannot fail.
            let _ = match made {
                Some(made) => writeln!(text, "{} {} {path}", made.key, made.size),
                None => writeln!(text, "{UNCERTAIN}{path}"),
            };
        }
        text
    }

    /// The text of a manifest with some of its paths, and some besides, uncertain.
    pub(super) fn doubting(text: &str, doubted: &BTreeSet<&str>) -> String {
        let (site, lines) = named(text.strip_prefix(HEAD).unwrap_or_default());
        let mut doubtful = Self::default().of(site.to_owned()).text();
        doubtful.reserve(text.len());
        let mut doubted = doubted.iter().copied().peekable();
        let doubt = |doubtful: &mut String, path: &str| {
            doubtful.push_str(UNCERTAIN);
            doubtful.push_str(path);
            doubtful.push('\n');
        };
        for line in lines.lines() {
            let path = line.splitn(3, ' ').nth(2).unwrap_or_default();
            while let Some(before) = doubted.next_if(|doubted| *doubted < path) {
                doubt(&mut doubtful, before);
            }
            if doubted.next_if_eq(&path).is_some() {
                doubt(&mut doubtful, path);
            } else {
                doubtful.push_str(line);
                doubtful.push('\n');
            }
        }
        doubted.for_each(|path| doubt(&mut doubtful, path));
        doubtful
    }

    /// Every file with its path, in order.
    pub(super) fn files(&self) -> impl ExactSizeIterator<Item = (&str, Option<Made>)> {
        let files = self.files.iter();
        files.map(|(path, made)| (path.as_str(), *made))
    }

    /// What is known of a file; none where gongkai did not write it.
    pub(super) fn at(&self, path: &str) -> Option<Option<Made>> {
        let place = self.place(path).ok()?;
        self.files.get(place).map(|(_, made)| *made)
    }

    /// Says that the content of a file is not certain.
    pub(super) fn doubt(&mut self, path: SitePath) {
        match self.place(path.as_str()) {
            Ok(place) => drop(self.files.get_mut(place).map(|(_, made)| made.take())),
            Err(place) => self.files.insert(place, (path, None)),
        }
    }

    fn place(&self, path: &str) -> Result<usize, usize> {
        self.files
            .binary_search_by(|(other, _)| other.as_str().cmp(path))
    }
}

/// The name of the site, empty where none is said, and the lines of its files.
fn named(lines: &str) -> (&str, &str) {
    let first = lines.strip_prefix(SITE);
    first
        .and_then(|named| named.split_once('\n'))
        .unwrap_or(("", lines))
}

fn entry(line: &str) -> anyhow::Result<(SitePath, Option<Made>)> {
    let mut parts = line.splitn(3, ' ');
    let (Some(key), Some(size), Some(path)) = (parts.next(), parts.next(), parts.next()) else {
        bail!("这一行不完整：{line}");
    };
    let path = SitePath::new(path)?;
    if (key, size) == ("-", "-") {
        return Ok((path, None));
    }
    // An earlier version's keys were longer: they say nothing to this one.
    let is_earlier = key.len() == 64 && key.bytes().all(|digit| digit.is_ascii_hexdigit());
    if is_earlier {
        return Ok((path, None));
    }
    let key = Key::from_hex(key).with_context(|| format!("这一行的指纹不对：{line}"))?;
    let size = size
        .parse()
        .with_context(|| format!("这一行的大小不对：{line}"))?;
    Ok((path, Some(Made { key, size })))
}

#[cfg(test)]
mod tests {
    use super::{Made, Manifest, shown};
    use crate::model::{KeyWriter, SitePath};

    #[test]
    fn a_manifest_reads_back_as_it_was_written_and_is_sorted() {
        let made = Made {
            key: KeyWriter::new("page").finish(),
            size: 42,
        };
        let path = |text| SitePath::new(text).expect("a path");
        let files = [(path("b.html"), Some(made)), (path("a.html"), None)];
        let manifest = Manifest::from_iter(files).of(shown("某县\n平台"));
        let text = manifest.text();
        assert!(text.find("某县 平台") < text.find("a.html"));
        assert!(text.find("a.html") < text.find("b.html"));
        assert_eq!(Manifest::parse(&text).expect("readable"), manifest);
    }

    #[test]
    fn what_is_doubted_is_uncertain_in_its_place() {
        let made = Some(Made {
            key: KeyWriter::new("page").finish(),
            size: 42,
        });
        let path = |text| SitePath::new(text).expect("a path");
        let manifest = Manifest::from_iter(["b", "d", "f"].map(|it| (path(it), made)));
        let mut manifest = manifest.of(shown("某县"));
        let text = manifest.text();
        for doubted in ["a", "d", "e", "g"] {
            manifest.doubt(path(doubted));
        }
        let doubted = ["a", "d", "e", "g"].into();
        assert_eq!(Manifest::doubting(&text, &doubted), manifest.text());
    }

    #[test]
    fn a_manifest_that_leads_outside_or_is_cut_short_is_refused() {
        let head = Manifest::default().text();
        for line in [
            "- - ../../etc/passwd",
            "- - /etc/passwd",
            "- -",
            "abc 1 a.html",
            "- - .git/config",
        ] {
            assert!(
                Manifest::parse(&format!("{head}{line}\n")).is_err(),
                "{line}"
            );
        }
        let earlier = format!("{head}{} 1 a.html\n", "0".repeat(64));
        let uncertain = Manifest::parse(&earlier).expect("readable").files;
        assert!(uncertain.into_iter().map(|(_, made)| made).eq([None]));
        assert!(Manifest::parse("<!doctype html>").is_err());
        assert_eq!(Manifest::parse("").expect("empty"), Manifest::default());
    }
}
