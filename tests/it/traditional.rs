//! A site in simplified and traditional characters: two sets of pages, one of everything else.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{Html, Selector};

use crate::built::Built;
use crate::links::broken_links;
use crate::sample_copy::SampleCopy;
use crate::small_site::{SmallSite, item};

fn in_both() -> Built {
    let site = SampleCopy::new();
    site.replace(
        "gongkai.yaml",
        "  url:",
        "  traditional: true\n  traditional_words: {始丰街道: 始豐街道, 复议: 復議}\n  url:",
    );
    site.replace("gongkai.yaml", "page_size: 20", "page_size: 5");
    site.write(
        "content/czj/hair.md",
        "---\ntitle: 关于头发产业发展的通知（示例）\nkind: policy-document\npublished_at: 2020-11-02\n\
         table: hair.csv\naliases: [/old/hair.html]\n---\n\n行政复议见[指南](guide.md)和[旧址](/old/hair.html)。\n",
    );
    site.write("content/czj/hair.csv", "序号,里面\n1,干部\n");
    site.build()
}

#[test]
fn surnames_of_persons_who_are_known_stay_what_they_are() {
    let settings = "site: {name: 天台县人民政府, url: https://gk.example/, traditional: true}\n";
    let register = "- {id: xzf, name: 天台县人民政府, kind: government}\n\
                    - {id: czj, name: 天台县财政局, kind: department, leader: {name: 余建设, post: 局长}, \
                    handler: {name: 范志岩, post: 科长}}\n";
    let body = "局长：余建设；其余建设任务由范志岩负责，位于建设路，于建设解读，规范志愿服务。";
    let text = item(
        "interpretation",
        "interpreter: {name: 于建设, post: 县长}\n",
        body,
    );
    let site = SmallSite::with(&[
        ("gongkai.yaml", settings),
        ("content/organs.yaml", register),
        ("content/czj/a.md", &text),
    ]);
    let built = site.built();
    let page = built.text("zh-hant/czj/a.html");
    let written = "局長：余建設；其餘建設任務由范志巖負責，位於建設路，于建設解讀，規範志願服務。";
    assert!(page.contains(written), "{page}");
    assert!(page.contains(">于建設 縣長"), "{page}");
    assert!(!page.contains("於建設解讀"), "{page}");
}

#[test]
fn a_site_that_does_not_ask_for_it_has_one_set_of_pages() {
    let built = Built::sample();
    assert!(!built.files.keys().any(|path| path.contains("zh-hant")));
    assert!(!built.text("index.html").contains("hreflang"));
}

#[test]
fn results_of_a_search_are_shown_as_pages_write_them() {
    let built = in_both();
    let all: serde_json::Value =
        serde_json::from_str(built.text("zh-hant/characters.json")).expect("JSON");
    let text = |key: &str| all["shown"][key].as_str().expect("a text").chars();
    let characters: BTreeMap<char, char> = text("from").zip(text("to")).collect();
    let words = all["shown"]["words"].as_object().expect("words");
    let longest = words.keys().map(|word| word.chars().count()).max();
    let shown = |line: &str| {
        let (line, mut out): (Vec<char>, String) = (line.chars().collect(), String::new());
        let mut at = 0;
        while at < line.len() {
            let ends = (at + 2..=line.len().min(at + longest.unwrap_or(2))).rev();
            let word = |end: &usize| words.get(&line[at..*end].iter().collect::<String>());
            let found = ends
                .into_iter()
                .find_map(|end| Some((end, word(&end)?.as_str()?)));
            match found {
                Some((end, word)) => (out.push_str(word), at = end).1,
                None => {
                    out.push(*characters.get(&line[at]).unwrap_or(&line[at]));
                    at += 1;
                }
            }
        }
        out
    };
    let title = |page: &str| {
        let page = Html::parse_document(page);
        let heading = page.select(&Selector::parse("h1").expect("CSS")).next();
        heading.map(|heading| heading.text().collect::<String>())
    };
    let mut seen = 0;
    for (path, page) in built
        .pages()
        .filter(|(path, _)| !path.starts_with("zh-hant/"))
    {
        let Some(other) = built.files.get(&format!("zh-hant/{path}")) else {
            continue;
        };
        let other = std::str::from_utf8(other).expect("UTF-8");
        if let (Some(ours), Some(theirs)) = (title(page), title(other)) {
            assert_eq!(shown(&ours), theirs, "{path}");
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn both_sets_have_every_page_and_share_index_downloads_and_feeds() {
    let built = in_both();
    let (ours, theirs): (BTreeSet<&str>, BTreeSet<&str>) = built
        .files
        .keys()
        .map(String::as_str)
        .partition(|path| !path.starts_with("zh-hant/"));
    let pages = ours.iter().filter(|path| path.ends_with(".html"));
    let wanted: BTreeSet<String> = pages
        .filter(|path| !path.contains("/files/"))
        .map(|path| format!("zh-hant/{path}"))
        // Rows of a table of several pages are shown by a script, in the characters of its page.
        .chain(
            ["characters.json", "xfb/2020-31-gongkai-yaodian.json"]
                .map(|it| format!("zh-hant/{it}")),
        )
        .collect();
    assert!(wanted.len() > 50);
    let wanted: BTreeSet<&str> = wanted.iter().map(String::as_str).collect();
    let (scripts, theirs): (BTreeSet<&str>, BTreeSet<&str>) = theirs
        .into_iter()
        .partition(|path| path.starts_with("zh-hant/assets/"));
    let differ: Vec<&&str> = theirs.symmetric_difference(&wanted).collect();
    assert!(differ.is_empty(), "{differ:?}");
    assert!(scripts.len() >= 3 && scripts.iter().all(|path| path.ends_with(".js")));
    let (broken, checked) = broken_links(&built);
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(checked > 5_000, "{checked}");
}

#[test]
fn links_of_a_page_stay_in_its_set_but_for_the_switch() {
    let built = in_both();
    let links = Selector::parse("body a[href], body form[action]").expect("a selector");
    let mut seen = 0;
    for (path, text) in built.pages() {
        let traditional = path.starts_with("zh-hant/");
        for link in Html::parse_document(text).select(&links) {
            let value = link.value();
            let href = value.attr("href").or(value.attr("action")).expect("one");
            let Some(target) = href.strip_prefix(&built.base) else {
                continue;
            };
            let target = target.split(['?', '#']).next().unwrap_or_default();
            let is_page = !target.contains("/files/")
                && (target.is_empty() || target.ends_with('/') || target.ends_with(".html"));
            if is_page {
                let crosses = target.starts_with("zh-hant/") != traditional;
                assert_eq!(crosses, value.attr("hreflang").is_some(), "{path}: {href}");
                seen += 1;
            } else {
                assert!(!target.starts_with("zh-hant/"), "{path}: {href}");
            }
        }
    }
    assert!(seen > 5_000, "{seen}");
}

#[test]
fn a_page_says_in_which_characters_it_is_and_where_it_is_in_the_others() {
    let built = in_both();
    let ours = built.text("czj/hair.html");
    let theirs = built.text("zh-hant/czj/hair.html");
    let url = &built.url;
    for page in [ours, theirs] {
        for (lang, set) in [("zh-Hans", ""), ("zh-Hant", "zh-hant/")] {
            let line = format!(
                "<link rel=\"alternate\" hreflang=\"{lang}\" href=\"{url}{set}czj/hair.html\">"
            );
            assert!(page.contains(&line), "{line}");
        }
    }
    assert!(ours.contains("<html lang=\"zh-CN\">") && theirs.contains("<html lang=\"zh-Hant\">"));
    let canonical = format!("<link rel=\"canonical\" href=\"{url}zh-hant/czj/hair.html\">");
    assert!(theirs.contains(&canonical));
    assert!(theirs.contains("\"inLanguage\":\"zh-Hant\""));
    for words in [
        "關於頭髮產業發展的通知",
        "<td>幹部</td>",
        "行政復議",
        "天台縣財政局",
    ] {
        assert!(theirs.contains(words), "{words}");
    }
    let script = theirs
        .split("src=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|src| src.contains("/theme."))
        .and_then(|src| src.strip_prefix(&built.base))
        .expect("the theme's script");
    assert!(script.starts_with("zh-hant/assets/theme."), "{script}");
    assert!(built.text(script).contains("離開本網站"));
    assert!(!theirs.contains("财政") && !theirs.contains("复议"));
    // Further pages of lists and the ground of the search page.
    let list = built.text("zh-hant/columns/policies-p2.html");
    assert!(list.contains(&format!("{url}zh-hant/columns/policies-p2.html")));
    let search = built.text("zh-hant/search/index.html");
    assert!(search.contains(&format!("data-root=\"{}\"", built.base)));
    assert!(search.contains(&format!("data-pages=\"{}zh-hant/\"", built.base)));
}

#[test]
fn the_set_in_simplified_characters_is_as_it_was_but_for_the_switch() {
    let built = in_both();
    let of = |css: &str, page: &str| -> Vec<String> {
        let selector = Selector::parse(css).expect(css);
        let page = Html::parse_document(page);
        page.select(&selector).map(|one| one.html()).collect()
    };
    let switch = of(".gk-characters a", built.text("czj/hair.html"));
    let href = format!("href=\"{}zh-hant/czj/hair.html\"", built.base);
    assert!(switch.len() == 1 && switch[0].contains(&href) && switch[0].contains("繁體"));
    let back = of(".gk-characters a", built.text("zh-hant/czj/hair.html"));
    assert!(back.len() == 1 && back[0].contains("简体"), "{back:?}");
    assert!(!built.text("feed.xml").contains("zh-hant"));
    assert!(!built.text("czj/directory.json").contains("zh-hant"));
    // No other page is the missing one in other characters; only its own words are.
    let not_found = of(".gk-characters a", built.text("404.html"));
    let href = format!("href=\"{}zh-hant/404.html\"", built.base);
    assert!(
        not_found.len() == 1 && not_found[0].contains(&href),
        "{not_found:?}"
    );
    assert!(
        !built
            .text("404.html")
            .contains("rel=\"alternate\" hreflang")
    );
    assert!(built.text("zh-hant/404.html").contains("找不到這個網頁"));
}
