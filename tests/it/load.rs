//! Whole sites, sound and broken, through `load`.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use gongkai::load::{Loaded, load};
use gongkai::model::{Diagnostic, Place};
use snapbox::{Data, assert_data_eq};

fn at_home(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn the_sample_site_loads_without_a_fault() {
    let loaded = load(&at_home("")).expect("the sample site");
    assert_eq!(shown(&at_home(""), &loaded), "");
    assert!(loaded.site.items.len() >= 30);
    assert!(loaded.site.catalogue.len() >= 60 && loaded.site.kinds.0.len() >= 30);
    assert_eq!(loaded.site.work_plans.len(), 1);
}

#[test]
fn broken_front_matter() {
    let loaded = compare("broken-front-matter");
    assert_eq!(titles(&loaded), ["带 BOM 和回车换行", "中文键"]);
}

#[test]
fn broken_fields() {
    let loaded = compare("broken-fields");
    assert_eq!(titles(&loaded), ["草稿"]);
}

#[test]
fn broken_addresses() {
    let loaded = compare("broken-addresses");
    assert_eq!(
        titles(&loaded),
        ["一", "有表格的", "中文文件名", "别的机构，不冲突"]
    );
}

#[test]
fn broken_encodings() {
    let loaded = compare("broken-encodings");
    assert_eq!(titles(&loaded), [""; 0]);
}

#[test]
fn broken_settings() {
    let loaded = compare("broken-settings");
    let settings = &loaded.site.settings;
    assert_eq!(settings.base_path(), "/");
    assert_eq!(
        (settings.page_size, settings.theme.as_str()),
        (20, "default")
    );
    assert!(settings.audit.off.keys().eq(["COL004"]));
}

#[test]
fn broken_tables() {
    let loaded = compare("broken-tables");
    let kept: Vec<&str> = loaded.site.items.iter().map(|item| &*item.id).collect();
    assert_eq!(kept, ["absent-is-for-the-audit", "merged", "sound"]);
    let table = &loaded.site.tables["content/czj/表 一〔2020〕.csv"];
    let grouped = ["序号", "公开对象·全社会", "公开对象·特定群体", "层级"];
    assert_eq!(table.headings(), grouped);
}

#[test]
fn a_spreadsheet_with_title_merged_headings_and_a_hidden_sheet() {
    let loaded = load(&at_home("tests/sites/broken-tables")).expect("a site");
    let table = &loaded.site.tables["content/czj/merged.xlsx"];
    let grouped = [
        "序号",
        "公开对象·全社会",
        "公开对象·特定群体",
        "日期",
        "金额",
    ];
    assert_eq!(table.headings(), grouped);
    let rows: Vec<Vec<&str>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| &**cell).collect())
        .collect();
    assert_eq!(
        rows,
        [
            ["1", "√", "", "2020-11-02", "0.3"],
            ["2", "", "企业", "2020-11-02 15:30", "100"]
        ]
    );
}

fn titles(loaded: &Loaded) -> Vec<&str> {
    let items = loaded.site.items.iter();
    items.map(|item| item.title.as_str()).collect()
}

/// Loads a broken site and compares all that is said of it with what its folder expects.
fn compare(name: &str) -> Loaded {
    let root = at_home("tests/sites").join(name);
    let loaded = load(&root).expect("a site");
    let expected = Data::read_from(&root.join("faults.txt"), None);
    assert_data_eq!(shown(&root, &loaded), expected.raw());
    loaded
}

/// Every fault: code, place, the words that it underlines, message, the second place, help.
pub fn shown(root: &Path, loaded: &Loaded) -> String {
    let mut out = String::new();
    for fault in &loaded.faults {
        write_fault(&mut out, root, fault).expect("text");
    }
    out
}

fn write_fault(out: &mut String, root: &Path, fault: &Diagnostic) -> std::fmt::Result {
    writeln!(out, "{} {}", fault.code, fault.name)?;
    if let Some(place) = &fault.place {
        writeln!(out, "  在 {}", where_it_is(root, place))?;
    }
    writeln!(out, "  {}", fault.message)?;
    if let Some((place, words)) = &fault.also {
        writeln!(out, "  {words}：{}", where_it_is(root, place))?;
    }
    writeln!(out, "  → {}\n", fault.help)
}

/// `path:line:character 「what stands there」`
fn where_it_is(root: &Path, place: &Place) -> String {
    let Some(span) = place.span else {
        return place.source.to_string();
    };
    let bytes = fs::read(root.join(&*place.source)).expect("the source");
    let stretch = bytes.get(span.start as usize..span.end as usize);
    let words = String::from_utf8_lossy(stretch.expect("a stretch within the file")).into_owned();
    let words = words.replace('\n', "↵").replace('\r', "");
    format!(
        "{}:{}:{} 「{words}」",
        place.source, span.line, span.character
    )
}
