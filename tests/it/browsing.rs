//! Finding by browsing: the library of normative documents, and lists narrowed to an organ with their year.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};

use crate::built::Built;
use crate::sample_copy::SampleCopy;

fn select<'p>(page: &'p Html, css: &str) -> Vec<ElementRef<'p>> {
    let selector = Selector::parse(css).expect(css);
    page.select(&selector).collect()
}

fn text(element: &ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

/// The cells of every row of a page of the library.
fn rows(built: &Built, path: &str) -> Vec<Vec<String>> {
    let page = Html::parse_document(built.text(path));
    let cells = Selector::parse("th, td").expect("a selector");
    let rows = select(&page, "#library tbody tr");
    let row = |row: &ElementRef<'_>| row.select(&cells).map(|cell| text(&cell)).collect();
    rows.iter().map(row).collect()
}

fn column(rows: &[Vec<String>], at: usize) -> Vec<&str> {
    rows.iter().map(|row| row[at].as_str()).collect()
}

fn document(number: &str, more: &str) -> String {
    format!(
        "---\ntitle: {number}文件（示例）\nkind: normative-document\ndocument_number: {number}\n\
         issued_on: 2019-05-06\npublished_at: 2019-05-07\n{more}---\n\n正文。\n"
    )
}

#[test]
fn the_library_has_every_normative_document_by_number_and_by_year() {
    let site = SampleCopy::new();
    for (id, number, more) in [
        ("a", "天财〔2019〕9号", ""),
        ("b", "天财〔2019〕10号", "expires_on: 2020-01-01\n"),
        ("c", "天财〔2018〕100号", "repealed_on: 2020-01-01\n"),
        ("d", "天财综〔2020〕1号", "effective_on: 2022-01-01\n"),
    ] {
        site.write(&format!("content/czj/{id}.md"), &document(number, more));
    }
    let built = site.build();
    let by_number = rows(&built, "normative-documents.html");
    let numbers = column(&by_number, 0);
    let at = |number: &str| numbers.iter().position(|other| *other == number);
    let order = [
        "天财〔2019〕10号",
        "天财〔2019〕9号",
        "天财〔2018〕100号",
        "天财综〔2020〕1号",
    ];
    let places: Vec<Option<usize>> = order.iter().map(|number| at(number)).collect();
    let first = places[0].expect("a place");
    assert_eq!(places, [0, 1, 2, 3].map(|after| Some(first + after)));

    let marks = order.map(|number| by_number[at(number).expect("a row")][5].as_str());
    assert_eq!(marks, ["失效", "有效", "废止", "有效 尚未施行"]);

    let by_year = rows(&built, "normative-documents-by-year.html");
    let numbers = column(&by_year, 0);
    let years: Vec<&str> = numbers
        .iter()
        .filter_map(|number| number.split(['〔', '〕']).nth(1))
        .collect();
    assert!(
        years.len() > 4 && years.is_sorted_by(|one, other| one >= other),
        "{years:?}"
    );
    let sorted = |rows: &[Vec<String>]| rows.iter().cloned().collect::<BTreeSet<_>>();
    assert_eq!(sorted(&by_number), sorted(&by_year));

    let mut parts = Vec::new();
    for (key, word) in [
        ("in-force", "有效"),
        ("amended", "已修改"),
        ("expired", "失效"),
        ("repealed", "废止"),
    ] {
        let path = format!("normative-documents-{key}.html");
        if built.files.contains_key(&path) {
            let of = rows(&built, &path);
            let are = |shown: &&str| shown.split(' ').next() == Some(word);
            assert!(column(&of, 5).iter().all(are), "{path}");
            parts.extend(of);
        }
    }
    assert_eq!(sorted(&parts), sorted(&by_number));
    assert_eq!(parts.len(), by_number.len());
}

#[test]
fn a_long_library_goes_over_pages_and_its_script_has_the_same_rows() {
    let site = SampleCopy::new();
    for serial in 1..=230 {
        let number = format!("天财〔2019〕{serial}号");
        site.write(
            &format!("content/czj/n/d{serial}.md"),
            &document(&number, "effective_on: 2022-01-01\n"),
        );
    }
    let built = site.build();
    let pages = ["", "-p2", "-p3"].map(|page| format!("normative-documents{page}.html"));
    let shown: Vec<Vec<String>> = pages.iter().flat_map(|path| rows(&built, path)).collect();
    let json: serde_json::Value =
        serde_json::from_str(built.text("normative-documents.json")).expect("JSON");
    let all = json["rows"].as_array().expect("rows");
    let word = |cell: &serde_json::Value| match cell {
        serde_json::Value::Array(pair) => pair[0].as_str().map(str::to_owned),
        cell => cell.as_str().map(str::to_owned),
    };
    let told: Vec<Vec<String>> = all
        .iter()
        .map(|row| {
            row.as_array()
                .expect("a row")
                .iter()
                .filter_map(word)
                .collect()
        })
        .collect();
    assert!(told.len() > 230);
    assert_eq!(told, shown);
    let page = built.text("normative-documents.html");
    assert!(page.contains("data-rows=\"/tiantai/normative-documents.json\""));
}

#[test]
fn a_list_narrowed_to_an_organ_keeps_its_year() {
    let built = Built::sample();
    let page = Html::parse_document(built.text("columns/policies-y2020.html"));
    let mut years = 0;
    for link in select(&page, ".gk-organ-filter a") {
        let href = link.value().attr("href").expect("a link");
        let path = href.strip_prefix(&built.base).expect("a page");
        let count: usize = text(&link)
            .split(['（', '）'])
            .nth(1)
            .and_then(|count| count.parse().ok())
            .expect("a count");
        let list = Html::parse_document(built.text(path));
        let dates = select(&list, ".gk-item-list time");
        let days: Vec<String> = dates.iter().map(text).collect();
        assert!(
            days.iter().all(|day| day.starts_with("2020-")),
            "{path}: {days:?}"
        );
        let total = select(&list, ".gk-pager__total");
        let stated = total.first().map(text);
        let whole = format!("共{count}条");
        assert!(
            days.len() == count || stated.is_some_and(|stated| stated.starts_with(&whole)),
            "{path} has {} of {count}",
            days.len()
        );
        years += usize::from(path.ends_with("-y2020.html"));
        if path.ends_with("-y2020.html") {
            let back = select(&list, ".gk-organ-filter a");
            let back = back.first().and_then(|link| link.value().attr("href"));
            assert_eq!(
                back,
                Some(&*format!("{}columns/policies-y2020.html", built.base))
            );
        }
    }
    assert!(years > 2, "{years}");
}

#[test]
fn a_column_of_the_county_names_each_organ_once() {
    let built = Built::sample();
    for column in ["annual-reports", "policies", "guide"] {
        let page = Html::parse_document(built.text(&format!("columns/{column}.html")));
        let links = select(&page, "main a");
        let hrefs = links.iter().filter_map(|link| link.value().attr("href"));
        let ends = format!("/columns/{column}.html");
        let mut organs: Vec<&str> = hrefs.filter(|href| href.ends_with(&ends)).collect();
        let all = organs.len();
        organs.sort_unstable();
        organs.dedup();
        assert!(all > 1 && organs.len() == all, "{column}: {all}");
        let jumps = select(&page, ".gk-organ-filter a[href='#organs']").len();
        assert_eq!(jumps, select(&page, "#organs").len(), "{column}");
    }
}

#[test]
fn a_year_of_the_county_is_narrowed_by_validity_too() {
    let built = Built::sample();
    for column in ["policies", "normative-documents"] {
        let page = Html::parse_document(built.text(&format!("columns/{column}-y2020.html")));
        let links = select(&page, ".gk-list-filter a");
        let link = links.iter().find(|link| text(link).starts_with("有效"));
        let link = link.expect("a choice");
        let to = format!("columns/{column}-in-force-y2020.html");
        assert_eq!(
            link.value().attr("href"),
            Some(&*format!("{}{to}", built.base))
        );
        let list = Html::parse_document(built.text(&to));
        let dates = select(&list, ".gk-item-list time");
        assert!(dates.iter().all(|date| text(date).starts_with("2020-")));
        let total = select(&list, ".gk-pager__total");
        let count = format!("有效（{}）", dates.len());
        assert!(
            text(link) == count || !total.is_empty(),
            "{column}: {}",
            text(link)
        );
    }
}

/// Name, count and address of every choice of a row of a list's filters.
fn choices(page: &str, row: &str) -> Vec<(String, Option<usize>, Option<String>)> {
    let page = Html::parse_document(page);
    let css = format!(".gk-list-filter[aria-label=按{row}查看] li > *");
    let choice = |element: &ElementRef<'_>| {
        let words = text(element);
        let (name, count) = words.split_once('（').unwrap_or((&words, ""));
        let count = count.trim_end_matches('）').parse().ok();
        let href = element.value().attr("href").map(str::to_owned);
        (name.to_owned(), count, href)
    };
    select(&page, &css).iter().map(choice).collect()
}

#[test]
fn validities_are_counted_within_the_year_and_lead_to_lists_that_keep_it() {
    let site = SampleCopy::new();
    for (id, number, more) in [
        ("a", "天财〔2019〕9号", ""),
        ("b", "天财〔2019〕10号", "expires_on: 2020-01-01\n"),
        ("c", "天财〔2019〕11号", "repealed_on: 2020-01-01\n"),
    ] {
        site.write(&format!("content/czj/{id}.md"), &document(number, more));
    }
    let built = site.build();
    let mut followed = 0;
    for column in [
        "czj/columns/policies",
        "columns/policies",
        "xzf/columns/policies",
    ] {
        let years = choices(built.text(&format!("{column}.html")), "年份");
        assert!(years.len() > 2, "{column}: {years:?}");
        for (year, _, href) in years.iter().skip(1) {
            let page = built.text(&href.as_ref().expect("a link")[built.base.len()..]);
            for (name, count, href) in choices(page, "有效性").iter().skip(1) {
                let path = &href.as_ref().expect("a link")[built.base.len()..];
                let list = built.text(path);
                let narrowed = Html::parse_document(list);
                let rows = select(&narrowed, ".gk-item-list time");
                let count = count.expect("a count");
                assert!(count > 0 && rows.len() == count.min(20), "{path}: {count}");
                assert!(rows.iter().all(|day| text(day)[..4] == year[..4]), "{path}");
                // Both choices stand, and each can be taken back without the other.
                let shown = |row| {
                    choices(list, row)
                        .into_iter()
                        .find(|(.., href)| href.is_none())
                };
                assert_eq!(shown("年份").map(|(shown, ..)| shown).as_ref(), Some(year));
                assert_eq!(
                    shown("有效性").map(|(shown, ..)| shown).as_ref(),
                    Some(name)
                );
                followed += 1;
            }
        }
    }
    assert!(followed > 8, "{followed}");
    let of_2020 = choices(built.text("czj/columns/policies-y2020.html"), "有效性");
    let names: Vec<&str> = of_2020.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(names, ["全部", "有效"]);
}
