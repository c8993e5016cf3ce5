//! No old address may take the place of what the program itself writes, and none is dropped without a word.

use std::collections::BTreeSet;

use gongkai::pipeline::{pages, search_artifacts, survey, theme};
use gongkai::render::artifacts_listing;

use crate::workshop::Workshop;

/// A site that has every sort of file: both sets of characters, tables over several pages, a list of addresses in
/// several parts.
fn whole() -> Workshop {
    let site = Workshop::whole();
    site.replace("gongkai.yaml", "site:\n", "site:\n  traditional: true\n");
    let rows: String = (0..900).map(|row| format!("{row},甲\n")).collect();
    site.write("content/czj/powers.csv", format!("序号,事项\n{rows}"));
    site.write(
        "content/czj/powers.md",
        "---\ntitle: 权责清单\nkind: power-list\npublished_at: 2020-03-02\ntable: powers.csv\n---\n\n正文。\n",
    );
    site
}

#[test]
fn each_file_that_is_written_is_refused_as_an_old_address() {
    let site = whole();
    let root = site.root();
    let surveyed = survey(&root, site.as_of, site.base_url).expect("a site");
    assert!(surveyed.faults.is_empty(), "{:#?}", surveyed.faults);
    let portal = surveyed.portal;
    let theme = theme(&root, &portal).expect("a theme");
    let lists = artifacts_listing(&portal, &theme, 50).expect("pages");
    let search = search_artifacts(&root, &portal, &theme).expect("an index");
    let all = pages(&root, &portal, &theme).expect("pages");
    let mut paths: BTreeSet<String> = [lists, search, all]
        .iter()
        .flatten()
        .map(|artifact| artifact.path.to_string())
        .collect();
    for sort in [
        "sitemap-2.xml",
        "czj/powers-t2.html",
        "czj/powers.csv",
        "zh-hant/index.html",
    ] {
        assert!(paths.contains(sort), "{sort}");
    }
    paths.insert("internal-audit/audit.xlsx".to_owned());
    let written: Vec<&str> = paths.iter().map(String::as_str).collect();
    site.write(
        "content/xzf/zz-greedy.md",
        format!(
            "---\ntitle: 占用网址\nkind: budget\nperiod: 2020\npublished_at: 2020-03-02\naliases:\n- /{}\n---\n\n正文。\n",
            written.join("\n- /")
        ),
    );
    let surveyed = survey(&root, site.as_of, site.base_url).expect("a site");
    let told: BTreeSet<usize> = surveyed
        .faults
        .iter()
        .filter(|fault| fault.code == "SRC021")
        .filter_map(|fault| fault.place.as_ref()?.span)
        .map(|span| span.line as usize)
        .collect();
    let first = 7;
    let silent = written
        .iter()
        .enumerate()
        .filter(|(at, _)| !told.contains(&(at + first)));
    let silent: Vec<&&str> = silent.map(|(_, path)| path).collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn each_other_old_address_leads_to_its_item() {
    let site = whole();
    let aliases = [
        ("/old.shtml", "old.shtml"),
        ("/old.htm", "old.htm"),
        ("/show.jsp", "show.jsp/index.html"),
        ("/index.jsp", "index.jsp/index.html"),
        ("/sitemaps.xml", "sitemaps.xml/index.html"),
        ("/sitemap-old.xml", "sitemap-old.xml/index.html"),
        ("/czj/powers-table.html", "czj/powers-table.html"),
        ("/czj/fees.csv", "czj/fees.csv/index.html"),
    ];
    let written: Vec<&str> = aliases.iter().map(|(alias, _)| *alias).collect();
    site.write(
        "content/czj/moved.md",
        format!(
            "---\ntitle: 搬来的\nkind: budget\nperiod: 2020\npublished_at: 2020-03-02\naliases: [{}]\n---\n\n正文。\n",
            written.join(", ")
        ),
    );
    site.build();
    let files = site.public();
    for (alias, path) in aliases {
        let page = files.get(path).map(|bytes| String::from_utf8_lossy(bytes));
        assert!(
            page.is_some_and(|page| page.contains("czj/moved.html")),
            "{alias}"
        );
    }
}
