//! Feeds, site maps and open data: well-formed, and with what their readers demand.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::built::Built;

/// How often each element occurs, and the text of each in order.
#[derive(Default)]
struct Elements(BTreeMap<String, Vec<String>>);

impl Elements {
    /// Reads a document to its end; panics where it is not well-formed.
    fn of(path: &str, text: &str) -> Self {
        let mut reader = Reader::from_str(text);
        let mut elements = Self::default();
        let mut open: Vec<(String, String)> = Vec::new();
        loop {
            match reader
                .read_event()
                .unwrap_or_else(|e| panic!("{path}: {e}"))
            {
                Event::Start(start) => {
                    let name = start.name().as_ref().to_owned();
                    open.push((name, String::new()));
                }
                Event::Empty(empty) => {
                    let name = empty.name().as_ref().to_owned();
                    elements.0.entry(name).or_default().push(String::new());
                }
                Event::Text(words) => {
                    if let Some((_, text)) = open.last_mut() {
                        text.push_str(&words);
                    }
                }
                Event::End(_) => {
                    let (name, text) = open.pop().unwrap_or_else(|| panic!("{path}"));
                    elements.0.entry(name).or_default().push(text);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert!(open.is_empty(), "{path} breaks off");
        elements
    }

    fn count(&self, name: &str) -> usize {
        self.0.get(name).map_or(0, Vec::len)
    }
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
        let elements = Elements::of(path, built.text(path));
        let entries = elements.count("entry");
        assert_eq!(elements.count("feed"), 1, "{path}");
        assert!(entries > 0 && entries <= 20, "{path} has {entries} entries");
        for of_each in ["id", "title", "updated", "author"] {
            assert_eq!(elements.count(of_each), entries + 1, "{path}: {of_each}");
        }
        for moment in &elements.0["updated"] {
            assert!(
                moment.ends_with("+08:00") && moment.len() == 25,
                "{path}: {moment}"
            );
        }
        for id in &elements.0["id"] {
            assert!(id.starts_with(&built.url), "{path}: {id}");
        }
        seen += 1;
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn the_site_map_lists_every_item_once() {
    let built = Built::sample();
    let elements = Elements::of("sitemap.xml", built.text("sitemap.xml"));
    let mut listed = elements.0["loc"].clone();
    let all = listed.len();
    listed.sort();
    listed.dedup();
    assert_eq!(listed.len(), all);
    for (path, text) in built.pages() {
        let is_item = text.contains("<body class=\"gk-item\">");
        let address = format!("{}{path}", built.url);
        assert!(!is_item || listed.contains(&address), "{path}");
    }
    let robots = built.text("robots.txt");
    assert!(robots.contains(&format!("Sitemap: {}sitemap.xml", built.url)));
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

#[test]
fn what_is_said_to_machines_is_json() {
    let built = Built::sample();
    let mut seen = 0;
    for (path, text) in built.pages() {
        for block in text.split("<script type=\"application/ld+json\">").skip(1) {
            let block = block.split("</script>").next().unwrap_or_default();
            let value: serde_json::Value =
                serde_json::from_str(block).unwrap_or_else(|e| panic!("{path}: {e}"));
            assert_eq!(value["@context"], "https://schema.org", "{path}");
            assert!(value["name"].is_string(), "{path}");
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen}");
}
