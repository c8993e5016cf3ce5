//! What stands over a document and over its interpretations about the days on which it holds.

use std::path::Path;

use chrono::NaiveDate;
use gongkai::render::artifacts;
use scraper::{Html, Selector};

use crate::built::Built;
use crate::small_site::{SmallSite, item};

/// Mark and words of every banner of a page, with the links in it.
fn banners(page: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    let selector = |css: &str| Selector::parse(css).expect(css);
    let (banner, link) = (selector(".gk-notice"), selector("a"));
    let banner = page.select(&banner).map(|banner| {
        let words: Vec<&str> = banner.text().flat_map(str::split_whitespace).collect();
        let links = banner.select(&link).filter_map(|a| a.value().attr("href"));
        [words.concat()]
            .into_iter()
            .chain(links.map(str::to_owned))
            .collect::<Vec<_>>()
            .join(" ")
    });
    banner.collect()
}

/// The items of a page's list, each with its marks.
fn marks(page: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    let selector = |css: &str| Selector::parse(css).expect(css);
    let (row, link, badge) = (
        selector(".gk-item-list__row"),
        selector("a"),
        selector(".gk-badge"),
    );
    let row = page.select(&row).map(|row| {
        let href = row.select(&link).find_map(|a| a.value().attr("href"));
        let name = href.and_then(|href| href.rsplit(['/', '.']).nth(1));
        let badges = row.select(&badge).flat_map(|badge| badge.text());
        format!("{} {}", name.expect("an item"), badges.collect::<String>())
    });
    row.collect()
}

/// The value beside a label of the table of facts.
fn fact(page: &str, label: &str) -> Option<String> {
    let page = Html::parse_document(page);
    let selector = Selector::parse(".gk-metadata-table dt, .gk-metadata-table dd").expect("CSS");
    let all: Vec<String> = page
        .select(&selector)
        .map(|cell| cell.text().collect::<String>().trim().to_owned())
        .collect();
    let at = all.iter().position(|cell| cell == label)?;
    all.get(at + 1).cloned()
}

fn document(number: &str, fields: &str) -> String {
    let fields = format!("document_number: {number}\n{fields}");
    item("normative-document", &fields, "正文。")
}

// The site's day is the first of December 2020.

#[test]
fn a_document_that_does_not_hold_yet_says_so() {
    let site = SmallSite::with(&[
        (
            "content/czj/next.md",
            &document("天财〔2020〕1号", "effective_on: 2020-12-02\n"),
        ),
        (
            "content/czj/today.md",
            &document("天财〔2020〕2号", "effective_on: 2020-12-01\n"),
        ),
        (
            "content/czj/over.md",
            &document(
                "天财〔2020〕3号",
                "effective_on: 2021-01-01\nvalidity: 废止\n",
            ),
        ),
    ]);
    let built = site.built();
    let next = built.text("czj/next.html");
    let words = "尚未施行本文件自2020年12月2日起施行，现在尚未施行。";
    assert_eq!(banners(next), [words]);
    assert_eq!(fact(next, "有效性").as_deref(), Some("有效（尚未施行）"));
    assert!(next.contains("https://schema.org/NotInForce"));
    let today = built.text("czj/today.html");
    assert_eq!(banners(today), [""; 0]);
    assert_eq!(fact(today, "有效性").as_deref(), Some("有效"));
    assert!(today.contains("https://schema.org/InForce"));
    assert_eq!(banners(built.text("czj/over.html")).len(), 1);
    let marks = |page| marks(built.text(page));
    let list = "columns/normative-documents.html";
    assert_eq!(marks(list), ["next 尚未施行", "over 已废止", "today "]);
    assert_eq!(marks("czj/index.html"), marks(list));
}

#[test]
fn a_day_of_publication_is_given_no_minute_among_the_facts() {
    let text = |at: &str| item("policy-document", "", "正文。").replacen("2020-11-02", at, 1);
    let site = SmallSite::with(&[
        ("content/czj/day.md", &text("2020-11-05")),
        ("content/czj/minute.md", &text("2020-11-05 09:30")),
    ]);
    let built = site.built();
    let published = |page| fact(built.text(page), "发布日期");
    assert_eq!(published("czj/day.html").as_deref(), Some("2020-11-05"));
    let minute = published("czj/minute.html");
    assert_eq!(minute.as_deref(), Some("2020-11-05 09:30"));
}

#[test]
fn what_a_later_day_repeals_or_amends_says_so_until_then() {
    let site = SmallSite::with(&[
        ("content/czj/old.md", &document("天财〔2019〕1号", "")),
        ("content/czj/kept.md", &document("天财〔2019〕2号", "")),
        (
            "content/czj/own.md",
            &document("天财〔2019〕3号", "repealed_on: 2021-03-01\n"),
        ),
        (
            "content/czj/new.md",
            &document(
                "天财〔2020〕4号",
                "effective_on: 2021-01-01\nrepeals: [天财〔2019〕1号]\namends: [天财〔2019〕2号]\n",
            ),
        ),
    ]);
    let built = site.built();
    let link = "见：信息（示例）（天财〔2020〕4号） /tiantai/czj/new.html";
    assert_eq!(
        banners(built.text("czj/old.html")),
        [format!(
            "将要废止本文件自2021年1月1日起废止，在此之前仍然有效。{link}"
        )]
    );
    assert_eq!(
        banners(built.text("czj/kept.html")),
        [format!("将要修改本文件自2021年1月1日起修改。{link}")]
    );
    assert_eq!(
        banners(built.text("czj/own.html")),
        ["将要废止本文件自2021年3月1日起废止，在此之前仍然有效。"]
    );
}

#[test]
fn a_stated_validity_that_dates_contradict_is_shown_with_the_contradiction() {
    let site = SmallSite::with(&[
        (
            "content/czj/past.md",
            &document(
                "天财〔2019〕1号",
                "expires_on: 2020-11-30\nvalidity: 有效\n",
            ),
        ),
        (
            "content/czj/last-day.md",
            &document(
                "天财〔2019〕2号",
                "expires_on: 2020-12-01\nvalidity: 有效\n",
            ),
        ),
        (
            "content/czj/repealed.md",
            &document("天财〔2019〕3号", "validity: 有效\n"),
        ),
        (
            "content/czj/new.md",
            &document("天财〔2020〕4号", "repeals: [天财〔2019〕3号]\n"),
        ),
    ]);
    let built = site.built();
    let past = built.text("czj/past.html");
    let words = "有效性待核实本文件标注为“有效”，但写明的有效期已于2020年11月30日届满。\
                 是否仍然有效，请向发布机构核实。";
    assert_eq!(banners(past), [words]);
    assert_eq!(fact(past, "有效性").as_deref(), Some("有效"));
    assert_eq!(banners(built.text("czj/last-day.html")), [""; 0]);
    let repealed = banners(built.text("czj/repealed.html"));
    assert_eq!(repealed.len(), 1, "{repealed:?}");
    assert!(repealed[0].contains("但已有文件写明将它废止。"));
    assert!(repealed[0].ends_with(" /tiantai/czj/new.html"));
}

#[test]
fn an_interpretation_says_that_what_it_interprets_has_ended() {
    let interprets = |numbers: &str| {
        let fields = format!("form: [文字]\ninterprets: [{numbers}]\n");
        item("interpretation", &fields, "正文。")
    };
    let site = SmallSite::with(&[
        ("content/czj/old.md", &document("天财〔2019〕1号", "")),
        ("content/czj/kept.md", &document("天财〔2019〕2号", "")),
        ("content/czj/amended.md", &document("天财〔2019〕3号", "")),
        (
            "content/czj/new.md",
            &document(
                "天财〔2020〕4号",
                "repeals: [天财〔2019〕1号]\namends: [天财〔2019〕3号]\n",
            ),
        ),
        ("content/czj/of-old.md", &interprets("天财〔2019〕1号")),
        ("content/czj/of-kept.md", &interprets("天财〔2019〕2号")),
        ("content/czj/of-amended.md", &interprets("天财〔2019〕3号")),
        (
            "content/czj/of-two.md",
            &interprets("天财〔2019〕1号, 天财〔2019〕2号"),
        ),
    ]);
    let built = site.built();
    let link = "见：信息（示例）（天财〔2020〕4号） /tiantai/czj/new.html";
    for (page, words) in [
        (
            "of-old",
            "所解读的文件已废止本解读所解读的文件已经不再执行，解读的内容仅供查阅。",
        ),
        (
            "of-two",
            "所解读的文件已废止本解读所解读的文件中，有的已经不再执行，相应的解读仅供查阅。",
        ),
        (
            "of-amended",
            "所解读的文件已修改本解读所解读的文件后来作了修改，请以修改后的内容为准。",
        ),
    ] {
        let shown = banners(built.text(&format!("czj/{page}.html")));
        assert_eq!(shown, [format!("{words}{link}")], "{page}");
    }
    assert_eq!(banners(built.text("czj/of-kept.html")), [""; 0]);
}

#[test]
fn the_sample_s_documents_expire_by_themselves() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let day = NaiveDate::from_ymd_opt(2026, 11, 29).expect("a day");
    let built = Built::making_on(day, root, artifacts);
    for page in ["xzf/yinyongshui-banfa.html", "xzf/mujun-banfa.html"] {
        let shown = banners(built.text(page));
        assert_eq!(shown.len(), 1, "{page}: {shown:?}");
        assert!(shown[0].starts_with("已失效"), "{page}: {shown:?}");
    }
}
