//! The pages of the sample site: what the state's site norm and the regulation want to see on them.

use std::path::Path;

use scraper::{Html, Selector};

use crate::built::Built;

fn select(css: &str) -> Selector {
    Selector::parse(css).expect(css)
}

fn meta(page: &Html, name: &str) -> Option<String> {
    let selector = select(&format!("meta[name='{name}']"));
    let meta = page.select(&selector).next()?;
    meta.value().attr("content").map(str::to_owned)
}

/// The words of the first element that a selector chooses.
fn words(page: &Html, css: &str) -> String {
    let element = page.select(&select(css)).next().expect(css);
    element.text().collect()
}

#[test]
fn titles_keep_apart_what_a_list_is_narrowed_to() {
    let built = Built::sample();
    for (path, name) in [
        (
            "columns/policies-in-force-y2020.html",
            "政策文件（2020年，有效）",
        ),
        (
            "columns/annual-reports-p2.html",
            "政府信息公开年报（第2页）",
        ),
        ("normative-documents.html", "行政规范性文件库"),
        (
            "normative-documents-by-year-expired.html",
            "行政规范性文件库（失效，按年份）",
        ),
    ] {
        let page = Html::parse_document(built.text(path));
        let title = words(&page, "title");
        assert_eq!(title.split(" - ").next(), Some(name), "{path}");
    }
    let page = Html::parse_document(built.text("columns/policies-in-force-y2020.html"));
    let here = words(&page, ".gk-breadcrumb [aria-current]");
    assert_eq!(here, "2020年，有效");
}

#[test]
fn every_page_has_the_tags_of_its_type() {
    const SITE: [&str; 3] = ["SiteName", "SiteDomain", "SiteIDCode"];
    const COLUMN: [&str; 4] = [
        "ColumnName",
        "ColumnDescription",
        "ColumnKeywords",
        "ColumnType",
    ];
    const ARTICLE: [&str; 3] = ["ArticleTitle", "PubDate", "ContentSource"];
    let built = Built::sample();
    let mut seen = [0; 3];
    for (path, text) in built.pages() {
        let page = Html::parse_document(text);
        let Some(body) = page.select(&select("body[class]")).next() else {
            continue;
        };
        let wanted: &[&[&str]] = match body.value().attr("class") {
            Some("gk-item" | "gk-table") => &[&SITE, &COLUMN, &ARTICLE],
            Some("gk-column") => &[&SITE, &COLUMN],
            _ => &[&SITE],
        };
        seen[wanted.len() - 1] += 1;
        for name in wanted.iter().copied().flatten() {
            let content = meta(&page, name).unwrap_or_else(|| panic!("{path} lacks {name}"));
            assert!(!content.trim().is_empty(), "{path}: {name} is empty");
        }
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
}

#[test]
fn the_stated_moment_of_publication_is_the_visible_one() {
    let built = Built::sample();
    let mut items = 0;
    for (path, text) in built.pages() {
        let page = Html::parse_document(text);
        let Some(stated) = meta(&page, "PubDate") else {
            continue;
        };
        let line = page.select(&select(".gk-article__line time")).next();
        let shown: String = line.expect(path).text().collect();
        assert_eq!(shown, stated, "{path}");
        assert_eq!(stated.len(), "2020-11-02 15:30".len(), "{path}");
        items += 1;
    }
    assert!(items >= 30, "{items}");
}

#[test]
fn every_page_has_search_way_and_the_four_directories_in_order() {
    const DIRECTORIES: [&str; 4] = [
        "政府信息公开指南",
        "政府信息公开制度",
        "法定主动公开内容",
        "政府信息公开年报",
    ];
    let built = Built::sample();
    for (path, text) in built.pages() {
        let page = Html::parse_document(text);
        let has = |css: &str| page.select(&select(css)).next().is_some();
        if !has("body[class]") {
            continue; // an old address, which only leads on
        }
        assert!(has("html[lang='zh-CN']"), "{path}");
        assert!(has("a.gk-skip[href='#main']") && has("main#main"), "{path}");
        assert!(has("header form[role=search] input[name=q]"), "{path}");
        assert!(has("h1"), "{path}");
        if has(".gk-organ-nav") {
            let names: Vec<String> = page
                .select(&select(".gk-organ-nav__directories > li > a, .gk-organ-nav__directories > li > details > summary"))
                .map(|name| name.text().collect())
                .collect();
            assert_eq!(names, DIRECTORIES, "{path}");
            assert!(has(".gk-organ-nav__apart a"), "{path}");
            assert!(has(".gk-breadcrumb"), "{path}");
        }
    }
}

#[test]
fn nothing_of_the_machine_or_the_moment_is_in_the_site() {
    let built = Built::sample();
    let again = Built::from(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert_eq!(built.keys, again.keys);
    assert!(built.files == again.files, "two builds differ");
}
