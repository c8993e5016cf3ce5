//! No link of the site leads to nowhere.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{Html, Selector};

use crate::built::Built;
use crate::small_site::{SmallSite, item};

/// Everything of a page that leads somewhere, and the anchors that it has.
struct Links {
    addresses: Vec<String>,
    anchors: Vec<String>,
}

impl Links {
    fn of(text: &str) -> Self {
        let page = Html::parse_document(text);
        let attributes = |css: &str, name: &str| -> Vec<String> {
            let selector = Selector::parse(css).expect(css);
            let found = page.select(&selector);
            found
                .filter_map(|element| element.value().attr(name).map(str::to_owned))
                .collect()
        };
        let mut addresses = attributes("[href]", "href");
        addresses.extend(attributes("[src]", "src"));
        addresses.extend(attributes("form[action]", "action"));
        let refresh = attributes("meta[http-equiv=refresh]", "content");
        addresses.extend(
            refresh
                .iter()
                .filter_map(|content| content.split_once("url="))
                .map(|(_, url)| url.to_owned()),
        );
        Self {
            addresses,
            anchors: attributes("[id]", "id"),
        }
    }
}

/// The file that a root-relative address names.
fn file_of(built: &Built, address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?;
    let path = path.strip_prefix(&built.base)?;
    Some(if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    })
}

/// Every internal link and anchor that leads to nowhere, and how many there are in all.
pub fn broken_links(built: &Built) -> (BTreeSet<String>, usize) {
    let pages: BTreeMap<&str, Links> = built
        .pages()
        .map(|(path, text)| (path, Links::of(text)))
        .collect();
    let mut broken = BTreeSet::new();
    let mut checked = 0;
    for (path, links) in &pages {
        for address in &links.addresses {
            let address = match address.strip_prefix(&built.url) {
                Some(rest) => format!("{}{rest}", built.base),
                None => address.clone(),
            };
            if address.contains(':') {
                continue; // another host, or no page at all
            }
            checked += 1;
            let target = if address.starts_with('#') || address == "." {
                Some((*path).to_owned())
            } else {
                file_of(built, &address)
            };
            let anchor = address.split_once('#').map(|(_, anchor)| anchor);
            let holds = target.is_some_and(|target| {
                // A reader of PDF knows its own: `#page=2`.
                let page = pages.get(target.as_str());
                let anchor = anchor.filter(|_| page.is_some());
                built.files.contains_key(&target)
                    && anchor.is_none_or(|anchor| {
                        page.is_some_and(|page| page.anchors.iter().any(|id| id == anchor))
                    })
            });
            if !holds {
                broken.insert(format!("{path} → {address}"));
            }
        }
    }
    (broken, checked)
}

#[test]
fn every_internal_link_and_anchor_resolves() {
    let (broken, checked) = broken_links(Built::sample());
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(checked > 10_000, "{checked}");
}

#[test]
fn anchors_of_a_page_are_unique() {
    for (path, text) in Built::sample().pages() {
        let mut anchors = Links::of(text).anchors;
        let all = anchors.len();
        anchors.sort();
        anchors.dedup();
        assert_eq!(anchors.len(), all, "{path} has an anchor twice");
    }
}

#[test]
fn every_page_can_be_reached_from_the_home_page() {
    let built = Built::sample();
    let mut reached: BTreeSet<String> = BTreeSet::from(["index.html".to_owned()]);
    let mut waiting = vec!["index.html".to_owned()];
    while let Some(path) = waiting.pop() {
        if !path.ends_with(".html") {
            continue;
        }
        for address in Links::of(built.text(&path)).addresses {
            if let Some(target) = file_of(built, &address)
                && built.files.contains_key(&target)
                && reached.insert(target.clone())
            {
                waiting.push(target);
            }
        }
    }
    // What only machines and servers ask for, the modules that the search page and tables name for their scripts,
    // and the doors at old addresses.
    let search = built.text("search/index.html");
    let library = built.text("normative-documents.html");
    let (_, words) = library.split_once("data-words=\"").expect("a module");
    let (words, _) = words.split_once('"').expect("its address");
    let for_machines = |path: &str| {
        ["404.html", "robots.txt", "sitemap.xml"].contains(&path)
            || search.contains(&format!("data-module=\"{path}\""))
            || words.ends_with(path)
            || built.text(path).contains("http-equiv=\"refresh\"")
    };
    let lost: Vec<&String> = built
        .files
        .keys()
        .filter(|path| !reached.contains(*path))
        .filter(|path| !path.contains("/files/") && !for_machines(path))
        .collect();
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn a_link_keeps_the_place_that_it_names() {
    let links = "[一](b.md#一节) [二](b.md?x=1#一节) [三](b.md#没有) [四](#本节)\n\n## 本节\n\n\
        [五](f.pdf#page=2) [六](f.pdf?x=1) ![图](g.svg#view)";
    let site = SmallSite::with(&[
        ("content/czj/a.md", &item("other", "", links)),
        ("content/czj/b.md", &item("other", "", "## 一节\n\n正文。")),
        ("content/czj/f.pdf", "示例"),
        (
            "content/czj/g.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        ),
    ]);
    let built = site.built();
    let (broken, _) = broken_links(&built);
    assert!(broken.is_empty(), "{broken:#?}");
    let page = built.text("czj/a.html");
    let section = Links::of(built.text("czj/b.html")).anchors;
    let section = section.iter().find(|anchor| anchor.starts_with("h-"));
    let section = section.expect("a section");
    for href in [
        format!("/tiantai/czj/b.html#{section}\">一"),
        format!("/tiantai/czj/b.html?x=1#{section}\">二"),
        "/tiantai/czj/b.html\">三".to_owned(),
        ".pdf#page=2\">五".to_owned(),
        ".pdf?x=1\">六".to_owned(),
        ".svg#view\" alt=\"图\"".to_owned(),
    ] {
        assert!(page.contains(&href), "{href} in {page}");
    }
    assert!(!page.contains("gk-broken"), "{page}");
}

/// What is read with an item, found by the audit and led to by its page is one and the same file.
#[cfg(unix)]
#[test]
fn a_file_is_found_however_the_way_to_it_is_written() {
    let links = "[甲](A:名单.pdf) [乙](附件\\乙.pdf) [丙](../../content/zz/丙.pdf) [丁](../../../../etc/丁.pdf)";
    let site = SmallSite::with(&[
        ("content/czj/a.md", &item("other", "", links)),
        ("content/czj/A:名单.pdf", "示例"),
        ("content/czj/附件/乙.pdf", "示例"),
        ("content/zz/丙.pdf", "示例"),
    ]);
    let portal = site.portal();
    let files: Vec<&str> = portal.items[0]
        .attachments
        .iter()
        .map(|file| &*file.path)
        .collect();
    let expected = [
        "content/czj/A:名单.pdf",
        "content/czj/附件/乙.pdf",
        "content/zz/丙.pdf",
    ];
    assert_eq!(files, expected);
    let codes = ["LNK001".to_owned()];
    let found = gongkai::audit::findings_of(&portal, &|_| None, &codes);
    let [missing] = found.as_slice() else {
        panic!("{found:#?}");
    };
    assert!(missing.message.contains("丁.pdf"), "{missing:?}");
    let page = site.built().text("czj/a.html").to_owned();
    assert_eq!(page.matches("gk-broken").count(), 1, "{page}");
}
