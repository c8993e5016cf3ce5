//! Feeds and open data: well-formed, and with what their readers demand.

use std::collections::{BTreeMap, BTreeSet};

use chrono::DateTime;

use crate::built::Built;
use crate::xml::Element;

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
        let rows: Vec<csv::StringRecord> =
            reader.records().collect::<Result<_, _>>().expect("rows");
        assert_eq!(rows.len(), total as usize);
        // What a spreadsheet takes for a date.
        let is_date = |cell: &str| {
            let day = chrono::NaiveDate::parse_from_str(cell, "%Y-%m-%d").is_ok();
            day || chrono::NaiveDateTime::parse_from_str(cell, "%Y-%m-%d %H:%M").is_ok()
        };
        for row in &rows {
            assert!(is_date(&row[3]) && is_date(&row[7]), "{row:?}");
        }
        let page = built.text(&format!("{prefix}directory.html"));
        assert!(page.contains(&format!("共{total}条")), "{prefix}");
    }
}

#[test]
fn the_county_s_directory_is_not_taken_for_its_government_s() {
    let built = Built::sample();
    for (path, whose) in [
        ("directory.html", "全县各机关"),
        ("xzf/directory.html", "天台县人民政府"),
    ] {
        let page = scraper::Html::parse_document(built.text(path));
        let text = |css: &str| {
            let css = scraper::Selector::parse(css).expect("CSS");
            let first = page.select(&css).next().expect("an element");
            first.text().collect::<String>()
        };
        assert_eq!(text("h1"), format!("{whose} 政府信息公开目录"));
        assert!(text("title").starts_with(&format!("{whose}政府信息公开目录 - ")));
        assert!(text(".gk-lead").starts_with(&format!("{whose}主动公开的政府信息共")));
    }
}
