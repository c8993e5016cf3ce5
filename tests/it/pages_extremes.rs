//! Long tables, long lists, long titles, old addresses.

use calamine::Reader as _;
use scraper::{Html, Selector};

use crate::sample_copy::SampleCopy;

fn texts(page: &str, css: &str) -> Vec<String> {
    let selector = Selector::parse(css).expect(css);
    let page = Html::parse_document(page);
    let found = page.select(&selector);
    found.map(|element| element.text().collect()).collect()
}

fn item(title: &str, date: &str, more: &str) -> String {
    format!(
        "---\ntitle: {title}\nkind: policy-document\npublished_at: {date}\n{more}---\n\n正文。\n"
    )
}

#[test]
fn a_long_table_goes_over_pages_and_shows_each_row_once() {
    let site = SampleCopy::new();
    let rows: Vec<String> = (1..=450).map(|row| format!("{row},事项{row}")).collect();
    site.write(
        "content/czj/long.csv",
        &format!("序号,事项\n{}\n", rows.join("\n")),
    );
    site.write(
        "content/czj/long.md",
        &item("长表（示例）", "2020-11-02", "table: long.csv\n"),
    );
    let built = site.build();
    let mut seen = Vec::new();
    for (path, rows) in [("long", 107), ("long-t2", 200), ("long-t3", 143)] {
        let page = built.text(&format!("czj/{path}.html"));
        let cells = texts(page, ".gk-data-table tbody td:first-child");
        assert_eq!(cells.len(), rows, "{path}");
        seen.extend(cells);
        assert_eq!(
            texts(page, ".gk-data-table th[scope=col]"),
            ["序号", "事项"]
        );
        assert_eq!(texts(page, ".gk-data-table caption"), ["长表（示例）"]);
        let files = texts(page, ".gk-data-table a[download]");
        assert_eq!(files, ["CSV", "XLSX", "JSON", "原表"], "{path}");
        assert!(page.contains("PubDate"), "{path}");
    }
    assert_eq!(
        seen,
        (1..=450).map(|row| row.to_string()).collect::<Vec<_>>()
    );
    assert!(!built.files.contains_key("czj/long-t4.html"));
}

#[test]
fn a_table_is_saved_whole_in_every_form() {
    let site = SampleCopy::new();
    let rows: Vec<String> = (1..=450)
        .map(|row| format!("{row},=1+{row},00{row},事项{row},-{row}.5"))
        .collect();
    let table = format!("序号,算式,编码,事项,金额\n{}\n", rows.join("\n"));
    site.write("content/czj/long.csv", &table);
    site.write(
        "content/czj/long.md",
        &item("长表（示例）", "2020-11-02", "table: long.csv\n"),
    );
    let built = site.build();
    let json: serde_json::Value = serde_json::from_str(built.text("czj/long.json")).expect("JSON");
    assert_eq!(json["published"], "2020-11-02");
    assert_eq!(json["rows"].as_array().map(Vec::len), Some(450));
    assert_eq!(
        json["rows"][449],
        serde_json::json!(["450", "=1+450", "00450", "事项450", "-450.5"])
    );
    let csv = built.text("czj/long.csv");
    let csv = csv.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut csv = csv::Reader::from_reader(csv.as_bytes());
    let last = csv.records().last().expect("rows").expect("a row");
    assert_eq!(last, vec!["450", "'=1+450", "00450", "事项450", "-450.5"]);
    let book = std::io::Cursor::new(built.files["czj/long.xlsx"].as_slice());
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(book).expect("a workbook");
    let sheet = book.worksheet_range("数据表").expect("a sheet");
    let cell = |row, column| sheet.get_value((row, column)).expect("a cell").clone();
    assert_eq!(sheet.height(), 451);
    assert_eq!(cell(450, 0), calamine::Data::Float(450.0));
    assert_eq!(cell(450, 1), calamine::Data::String("=1+450".to_owned()));
    assert_eq!(cell(450, 2), calamine::Data::String("00450".to_owned()));
    assert_eq!(cell(450, 4), calamine::Data::Float(-450.5));
    let again = site.build();
    assert_eq!(built.files["czj/long.xlsx"], again.files["czj/long.xlsx"]);
}

#[test]
fn a_long_column_goes_over_pages_and_years_and_shows_each_item_once() {
    let site = SampleCopy::new();
    site.replace("gongkai.yaml", "page_size: 20", "page_size: 10");
    for number in 0..37 {
        let date = format!("{}-{:02}-10", 2018 + number % 3, number % 11 + 1);
        let title = format!("第{number}号通知（示例）");
        site.write(
            &format!("content/czj/list/n{number}.md"),
            &item(&title, &date, ""),
        );
    }
    let built = site.build();
    let list = |name: &str| {
        let page = built.text(&format!("czj/columns/policy-documents{name}.html"));
        (
            texts(page, ".gk-item-list a"),
            texts(page, ".gk-item-list time"),
        )
    };
    let (mut titles, mut dates) = (Vec::new(), Vec::new());
    let mut pages = vec![String::new()];
    pages.extend((2..).map(|page| format!("-p{page}")).take_while(|name| {
        let path = format!("czj/columns/policy-documents{name}.html");
        built.files.contains_key(&path)
    }));
    for name in &pages {
        let (some, when) = list(name);
        assert!(some.len() == 10 || Some(name) == pages.last(), "{name}");
        titles.extend(some);
        dates.extend(when);
    }
    let ours = titles
        .iter()
        .filter(|title| title.ends_with("号通知（示例）"));
    assert_eq!(ours.count(), 37);
    assert!(dates.is_sorted_by(|one, other| one >= other), "{dates:?}");
    for year in ["2018", "2019", "2020"] {
        let (_, dates) = list(&format!("-y{year}"));
        assert!(dates.iter().all(|date| date.starts_with(year)), "{dates:?}");
    }
    let years = texts(
        built.text("czj/columns/policy-documents.html"),
        ".gk-list-filter li",
    );
    assert_eq!(years, ["全部", "2020年", "2019年", "2018年"]);
}

#[test]
fn an_old_address_leads_to_the_item() {
    let site = SampleCopy::new();
    site.write(
        "content/czj/moved.md",
        &item(
            "搬过家的通知（示例）",
            "2020-11-02",
            "aliases: [/art/2019/1/2/art_1_2.html, /old/folder/]\n",
        ),
    );
    let built = site.build();
    for path in ["art/2019/1/2/art_1_2.html", "old/folder/index.html"] {
        let page = built.text(path);
        let href = format!("{}czj/moved.html", built.base);
        assert!(
            page.contains(&format!("content=\"0; url={href}\"")),
            "{page}"
        );
        assert!(
            page.contains(&format!("href=\"{}czj/moved.html\"", built.url)),
            "{page}"
        );
        assert_eq!(texts(page, "a"), ["搬过家的通知（示例）"]);
    }
}

#[test]
fn what_an_author_writes_stays_text() {
    let site = SampleCopy::new();
    let title = "<b>标题</b> & \"引号\" </script><script>alert(1)</script>";
    site.write(
        "content/czj/hostile.md",
        &format!(
            "---\ntitle: '{title}'\nkind: policy-document\npublished_at: 2020-11-02\n\
             summary: '{title}'\nkeywords: ['{title}']\nsource: '{title}'\n---\n\n县府办<县大数据局>\n"
        ),
    );
    let built = site.build();
    let page = built.text("czj/hostile.html");
    assert_eq!(texts(page, "h1"), [title]);
    assert!(!page.contains("<script>alert"), "{page}");
    assert!(
        texts(page, ".gk-body")
            .concat()
            .contains("县府办<县大数据局>")
    );
    for path in ["czj/feed.xml", "czj/index.html", "czj/directory.html"] {
        assert!(!built.text(path).contains("<script>alert"), "{path}");
    }
}

#[test]
fn an_old_address_below_the_path_of_the_site_leads_on_and_says_that_all_is_a_sample() {
    let site = SampleCopy::new();
    let aliases = "aliases: [/tiantai/old.html, \"https://gongkai.example/tiantai/col/\"]\n";
    let text = item("搬了家的（示例）", "2020-11-02", aliases);
    site.write("content/czj/moved.md", &text);
    let built = site.build();
    for path in ["old.html", "col/index.html"] {
        let page = built.text(path);
        assert!(page.contains("url=/tiantai/czj/moved.html"), "{page}");
        assert!(page.contains("示例数据"), "{page}");
    }
    assert!(!built.files.contains_key("tiantai/old.html"));
}
