//! Site maps: what search engines are told of, by the protocol of sitemaps.org.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;
use gongkai::render::artifacts_listing;

use crate::built::Built;
use crate::xml::Element;

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
