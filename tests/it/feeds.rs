//! Feeds, site maps and open data: well-formed, and with what their readers demand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, NaiveDate};
use gongkai::render::artifacts_listing;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::built::Built;

/// An element with what stands in it.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    /// Reads a document to its end; panics where it is not well-formed.
    fn read(path: &str, text: &str) -> Self {
        assert!(
            text.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>"),
            "{path}"
        );
        let mut reader = Reader::from_str(text);
        let mut open = vec![Self::default()];
        loop {
            match reader
                .read_event()
                .unwrap_or_else(|e| panic!("{path}: {e}"))
            {
                Event::Start(start) => open.push(Self::opened(&start)),
                Event::Empty(empty) => open
                    .last_mut()
                    .expect("a root")
                    .children
                    .push(Self::opened(&empty)),
                Event::Text(words) => open.last_mut().expect("a root").text.push_str(&words),
                Event::GeneralRef(name) => {
                    let name: &str = &name;
                    let c = match name {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" | "#39" => '\'',
                        "#x27" => '\'',
                        other => panic!("{path}: &{other};"),
                    };
                    open.last_mut().expect("a root").text.push(c);
                }
                Event::End(_) => {
                    let closed = open.pop().unwrap_or_else(|| panic!("{path}"));
                    open.last_mut()
                        .unwrap_or_else(|| panic!("{path}"))
                        .children
                        .push(closed);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(open.len(), 1, "{path} breaks off");
        let mut roots = open.remove(0).children;
        assert_eq!(roots.len(), 1, "{path}");
        roots.remove(0)
    }

    fn opened(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.expect("an attribute");
            let value = attribute.value.replace("&amp;", "&");
            (attribute.key.as_ref().to_owned(), value)
        });
        Self {
            name: start.name().as_ref().to_owned(),
            attributes: attributes.collect(),
            ..Self::default()
        }
    }

    fn all(&self, name: &'static str) -> impl Iterator<Item = &Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    fn one(&self, name: &'static str) -> &str {
        &self.all(name).next().expect("the element").text
    }

    /// Holds the children against what may stand here and how often; panics at any other.
    fn holds(&self, path: &str, rules: &[(&'static str, usize, usize)]) {
        for child in &self.children {
            let is_known = rules.iter().any(|(name, ..)| *name == child.name);
            assert!(is_known, "{path}: {} in {}", child.name, self.name);
        }
        for (name, least, most) in rules {
            let count = self.all(name).count();
            let range = *least..=*most;
            assert!(
                range.contains(&count),
                "{path}: {count} {name} in {}",
                self.name
            );
        }
    }
}

/// A moment of RFC 3339 in China's time.
fn moment(path: &str, text: &str) -> DateTime<chrono::FixedOffset> {
    let moment =
        DateTime::parse_from_rfc3339(text).unwrap_or_else(|e| panic!("{path}: {text}: {e}"));
    assert_eq!(
        moment.offset().local_minus_utc(),
        8 * 3600,
        "{path}: {text}"
    );
    moment
}

/// RFC 4287, section 4: what an element holds, and how often.
fn is_atom(built: &Built, path: &str, feed: &Element) {
    const MANY: usize = 20;
    assert_eq!(feed.name, "feed", "{path}");
    assert_eq!(
        feed.attributes["xmlns"], "http://www.w3.org/2005/Atom",
        "{path}"
    );
    feed.holds(
        path,
        &[
            ("id", 1, 1),
            ("title", 1, 1),
            ("updated", 1, 1),
            ("author", 1, 1),
            ("link", 2, 2),
            ("entry", 1, MANY),
        ],
    );
    let links: BTreeMap<&str, &str> = feed
        .all("link")
        .map(|link| {
            (
                link.attributes["rel"].as_str(),
                link.attributes["href"].as_str(),
            )
        })
        .collect();
    let own = format!("{}{path}", built.url);
    assert_eq!(
        (feed.one("id"), links["self"]),
        (own.as_str(), own.as_str())
    );
    assert!(links["alternate"].starts_with(&built.url), "{path}");
    let mut ids = BTreeSet::from([feed.one("id")]);
    let mut last = None;
    for entry in feed.all("entry") {
        entry.holds(
            path,
            &[
                ("id", 1, 1),
                ("title", 1, 1),
                ("updated", 1, 1),
                ("published", 1, 1),
                ("author", 1, 1),
                ("link", 1, 1),
                ("summary", 0, 1),
            ],
        );
        let (id, link) = (entry.one("id"), entry.all("link").next().expect("a link"));
        assert!(ids.insert(id), "{path}: {id} stands twice");
        assert_eq!(
            (&*link.attributes["rel"], &*link.attributes["href"]),
            ("alternate", id)
        );
        let page = id
            .strip_prefix(&built.url)
            .unwrap_or_else(|| panic!("{path}: {id}"));
        assert!(built.files.contains_key(page), "{path}: {id}");
        assert!(!entry.one("title").trim().is_empty(), "{path}: {id}");
        for author in entry.all("author").chain(feed.all("author")) {
            author.holds(path, &[("name", 1, 1)]);
        }
        let updated = moment(path, entry.one("updated"));
        assert!(moment(path, entry.one("published")) <= updated);
        assert!(
            last.is_none_or(|last| last >= updated),
            "{path} is not newest first"
        );
        last = Some(updated);
    }
    let newest = feed.all("entry").next().expect("an entry").one("updated");
    assert_eq!(feed.one("updated"), newest, "{path}");
}

#[test]
fn every_feed_is_atom() {
    let built = Built::sample();
    let feeds = built
        .files
        .keys()
        .filter(|path| path.ends_with(".xml") && !path.starts_with("sitemap"));
    let mut seen = 0;
    for path in feeds {
        is_atom(built, path, &Element::read(path, built.text(path)));
        seen += 1;
    }
    assert!(seen > 30, "{seen}");
}

/// The protocol of sitemaps.org: at most 50,000 addresses and 50 MB, each address below the site, under 2,048
/// characters, told once.
#[test]
fn the_site_map_lists_every_item_once() {
    let built = Built::sample();
    let text = built.text("sitemap.xml");
    let map = Element::read("sitemap.xml", text);
    assert_eq!(map.name, "urlset");
    assert_eq!(
        map.attributes["xmlns"],
        "http://www.sitemaps.org/schemas/sitemap/0.9"
    );
    map.holds("sitemap.xml", &[("url", 1, 50_000)]);
    assert!(text.len() < 50 * 1024 * 1024);
    let mut listed = BTreeSet::new();
    for url in map.all("url") {
        url.holds("sitemap.xml", &[("loc", 1, 1), ("lastmod", 0, 1)]);
        let address = url.one("loc");
        assert!(
            address.starts_with(&built.url) && address.len() < 2048,
            "{address}"
        );
        assert!(listed.insert(address.to_owned()), "{address} stands twice");
        for day in url.all("lastmod") {
            let day: NaiveDate = day.text.parse().expect("a day");
            assert!(day > NaiveDate::MIN, "{address}");
        }
        let path = address.strip_prefix(&built.url).unwrap_or_default();
        let folder = format!("{path}index.html");
        assert!(
            built.files.contains_key(path) || built.files.contains_key(&folder),
            "{address}"
        );
    }
    for (path, text) in built.pages() {
        let is_item = text.contains("<body class=\"gk-item\">");
        let address = format!("{}{path}", built.url);
        assert!(!is_item || listed.contains(&address), "{path}");
    }
    let robots = built.text("robots.txt");
    assert!(robots.contains(&format!("Sitemap: {}sitemap.xml", built.url)));
}

#[test]
fn more_addresses_than_a_list_may_have_stand_in_several_below_an_index() {
    const MOST: usize = 100;
    let maps = Built::making(Path::new(env!("CARGO_MANIFEST_DIR")), |portal, theme| {
        let mut all = artifacts_listing(portal, theme, MOST)?;
        all.retain(|one| one.path.as_str().starts_with("sitemap"));
        Ok(all)
    });
    let read = |path: &str| Element::read(path, maps.text(path));
    let index = read("sitemap.xml");
    assert_eq!(index.name, "sitemapindex");
    assert_eq!(
        index.attributes["xmlns"],
        "http://www.sitemaps.org/schemas/sitemap/0.9"
    );
    let lists = index.all("sitemap").map(|list| {
        let path = list
            .one("loc")
            .strip_prefix(&maps.url)
            .expect("of the site");
        read(path)
    });
    let addresses = |map: &Element| -> Vec<String> {
        map.all("url")
            .map(|url| url.one("loc").to_owned())
            .collect()
    };
    let lists: Vec<Vec<String>> = lists.map(|list| addresses(&list)).collect();
    let (last, full) = lists.split_last().expect("lists");
    assert!(full.len() > 2 && full.iter().all(|list| list.len() == MOST));
    assert!((1..=MOST).contains(&last.len()));
    let whole = Built::sample().text("sitemap.xml");
    assert_eq!(
        lists.concat(),
        addresses(&Element::read("sitemap.xml", whole))
    );
}

#[test]
fn the_directory_says_the_same_as_page_csv_and_json() {
    let built = Built::sample();
    for prefix in ["", "xzf/"] {
        let json: serde_json::Value =
            serde_json::from_str(built.text(&format!("{prefix}directory.json"))).expect("JSON");
        let total = json["total"].as_u64().expect("a number");
        assert_eq!(
            json["entries"].as_array().map(Vec::len),
            Some(total as usize)
        );
        let csv = built.text(&format!("{prefix}directory.csv"));
        let csv = csv.strip_prefix('\u{feff}').expect("a byte order mark");
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let head: Vec<String> = reader
            .headers()
            .expect("a head")
            .iter()
            .map(str::to_owned)
            .collect();
        assert_eq!(head[..4], ["索引号", "名称", "内容概述", "生成日期"]);
        assert_eq!(
            reader.records().filter(Result::is_ok).count(),
            total as usize
        );
        let page = built.text(&format!("{prefix}directory.html"));
        assert!(page.contains(&format!("共{total}条")), "{prefix}");
    }
}
