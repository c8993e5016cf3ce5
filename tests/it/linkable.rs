//! What the audit takes for an address of the site is one: it and the builder agree on which pages there are.
//!
//! # Why
//! The audit follows the addresses from the portal, since the rooms of rules know nothing of pages being made. So it could
//! come to call broken what is there, and to let pass what is not.

use std::collections::BTreeSet;

use gongkai::audit::findings_of;
use gongkai::columns::arrange;
use gongkai::load::load;

use crate::sample_copy::SampleCopy;
use crate::small_site::{SmallSite, item};

/// What no editor links to: parts of pages and of the search.
const PARTS: [&str; 4] = ["assets/", "search/", "404.html", "zh-hant/"];

/// What further pages and files end in, of lists, tables, directories and the library.
const MORE: [&str; 14] = [
    "-p2",
    "-p99",
    "-t2",
    "-t99",
    "-y2020",
    "-y1999",
    "-y2020-p2",
    "-by-year",
    "-by-year-p2",
    "-repealed",
    "-nonsense",
    ".csv",
    ".json",
    ".xml",
];

/// The addresses below the site's root that the audit calls broken.
fn broken(site: SampleCopy, base: &str, paths: &BTreeSet<String>) -> BTreeSet<String> {
    let line = |path: &String| format!("[{path}]({base}{path})\n");
    let body: String = paths.iter().map(line).collect();
    site.write("content/czj/links.md", &item("other", "", &body));
    let folder = site.into_folder();
    let loaded = load(folder.path()).expect("a site");
    let portal = arrange(loaded.site, "2020-11-15".parse().expect("a day"));
    let found = findings_of(&portal, &|_| None, &["LNK001".to_owned()]).into_iter();
    let lines: Vec<&String> = paths.iter().collect();
    let place = |finding: &gongkai::model::Diagnostic| {
        let place = finding
            .place
            .as_ref()
            .filter(|it| it.source.ends_with("links.md"))?;
        let first = portal
            .items
            .iter()
            .find(|it| it.source == place.source)?
            .body
            .line;
        // The body begins with the blank line behind the front matter.
        lines
            .get(place.span?.line as usize - first - 1)
            .map(|path| (*path).clone())
    };
    found.filter_map(|finding| place(&finding)).collect()
}

#[test]
fn every_page_and_file_that_is_built_may_be_linked_to() {
    let site = SampleCopy::new();
    let built = site.build();
    let is_part = |path: &&String| PARTS.iter().any(|part| path.starts_with(part));
    let paths = built.files.keys().filter(|path| !is_part(path)).cloned();
    let paths: BTreeSet<String> = paths.chain(["search/".to_owned(), String::new()]).collect();
    assert!(paths.len() > 500, "{}", paths.len());
    assert_eq!(broken(site, &built.base, &paths), BTreeSet::new());
}

#[test]
fn a_further_page_or_file_that_is_not_built_is_broken() {
    let site = SampleCopy::new();
    let built = site.build();
    let is_part = |path: &&String| PARTS.iter().any(|part| path.starts_with(part));
    let pages = built.files.keys().filter(|path| !is_part(path));
    let stems = pages.filter_map(|path| path.strip_suffix(".html"));
    let paths = stems.flat_map(|stem| {
        MORE.map(|more| match more.contains('.') {
            true => format!("{stem}{more}"),
            false => format!("{stem}{more}.html"),
        })
    });
    let paths: BTreeSet<String> = paths
        .filter(|path| !built.files.contains_key(path))
        .collect();
    assert!(paths.len() > 5000, "{}", paths.len());
    let broken = broken(site, &built.base, &paths);
    let passed: Vec<&String> = paths.difference(&broken).collect();
    assert_eq!(passed, Vec::<&String>::new());
}

#[test]
fn a_page_in_traditional_characters_may_be_linked_to_by_its_own_address() {
    let settings =
        "site: {name: 天台县人民政府, url: https://gk.example/tiantai/, traditional: true}\n";
    let body = "[繁體](/tiantai/zh-hant/czj/a.html) [本局](/tiantai/zh-hant/czj/) [没有](/tiantai/zh-hant/czj/b.html) \
                [文件](/tiantai/zh-hant/robots.txt)";
    let text = item("other", "", body);
    let site = SmallSite::with(&[("gongkai.yaml", settings), ("content/czj/a.md", &text)]);
    let built = site.built();
    for page in ["czj/a.html", "zh-hant/czj/a.html"] {
        let page = built.text(page);
        assert!(
            page.contains(r#"<a href="/tiantai/zh-hant/czj/a.html">"#),
            "{page}"
        );
        assert!(
            page.contains(r#"<a href="/tiantai/zh-hant/czj/">"#),
            "{page}"
        );
        assert_eq!(page.matches("gk-broken").count(), 2, "{page}");
    }
    let found = findings_of(&site.portal(), &|_| None, &["LNK001".to_owned()]);
    let found: Vec<&str> = found
        .iter()
        .map(|finding| finding.message.as_str())
        .collect();
    assert_eq!(found.len(), 2, "{found:#?}");
}
