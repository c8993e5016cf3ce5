//! Where items land and what they say of each other.

use gongkai::model::{Portal, Validity};

use crate::small_site::{SmallSite, item};

fn columns(portal: &Portal, source: &str) -> Vec<String> {
    let ix = portal.by_source[source];
    let placed = portal.placements[ix.0 as usize].iter();
    let ids = placed.map(|ix| portal.site.catalogue[*ix].id.to_string());
    ids.collect()
}

/// The columns of an item of the county government, under a catalogue with one column of the site's own.
fn beside_own(own: &str, kind: &str, fields: &str) -> Vec<String> {
    let catalogue = format!("columns: [{{id: mine, name: 特色, parent: statutory, {own}}}]\n");
    let site = SmallSite::with(&[
        ("seeds/catalogue/county.yaml", &catalogue),
        ("content/xzf/a.md", &item(kind, fields, "正文。")),
    ]);
    columns(&site.portal(), "content/xzf/a.md")
}

#[test]
fn a_column_of_the_site_s_own_takes_no_item_from_a_mandated_one() {
    for (own, kind, fields, placed) in [
        (
            "kinds: [other], required_of: [government]",
            "other",
            "",
            &["mine", "other"][..],
        ),
        (
            "kinds: [statistics]",
            "statistics",
            "",
            &["statistics", "mine"],
        ),
        (
            "kinds: [statistics]",
            "statistics",
            "columns: [mine]\n",
            &["statistics", "mine"],
        ),
        (
            "kinds: [statistics]",
            "statistics",
            "columns: [statistics]\n",
            &["statistics"],
        ),
        (
            "kinds: [statistics], required_of: [township]",
            "statistics",
            "",
            &["statistics"],
        ),
        (
            "kinds: [local]",
            "local",
            "columns: [municipal]\n",
            &["municipal"],
        ),
        ("kinds: [local]", "local", "", &["local-county", "mine"]),
    ] {
        let mut found = beside_own(own, kind, fields);
        let mut placed = placed.to_vec();
        found.sort_unstable();
        placed.sort_unstable();
        assert_eq!(found, placed, "{own} {kind} {fields}");
    }
}

#[test]
fn whatever_ends_has_a_validity() {
    let repealing = item(
        "other",
        "repeals: [d]\npublished_at: 2020-11-03\n",
        "正文。",
    );
    let repealing = repealing.replacen("published_at: 2020-11-02\n", "", 1);
    let site = SmallSite::with(&[
        (
            "content/czj/a.md",
            &item("rule", "expires_on: 2019-01-01\n", "正文。"),
        ),
        (
            "content/czj/b.md",
            &item("licence", "expires_on: 2029-01-01\n", "正文。"),
        ),
        (
            "content/czj/c.md",
            &item("rule", "repealed_on: 2019-01-01\n", "正文。"),
        ),
        (
            "content/czj/d.md",
            &item("normative-document", "", "正文。"),
        ),
        ("content/czj/e.md", &repealing),
        ("content/czj/f.md", &item("other", "", "正文。")),
    ]);
    let portal = site.portal();
    let validity = |name: &str| {
        let ix = portal.by_source[format!("content/czj/{name}.md").as_str()];
        portal.relations.validity[ix.0 as usize]
    };
    assert_eq!(validity("a"), Some(Validity::Expired));
    assert_eq!(validity("b"), Some(Validity::InForce));
    assert_eq!(validity("c"), Some(Validity::Repealed));
    assert_eq!(validity("d"), Some(Validity::Repealed));
    assert_eq!([validity("e"), validity("f")], [None, None]);
    let page = site.built();
    assert!(page.text("czj/a.html").contains("已失效"));
    assert!(page.text("czj/c.html").contains("已废止"));
}

#[test]
fn an_id_means_one_s_own_item_then_the_only_other_and_else_nothing() {
    let interprets = |id: &str| {
        let fields = format!("form: [文字]\ninterprets: [{id}]\n");
        item("interpretation", &fields, "正文。")
    };
    let plain = item("other", "", "正文。");
    let site = SmallSite::with(&[
        ("content/czj/a.md", &plain),
        ("content/zz/a.md", &plain),
        ("content/czj/own.md", &interprets("a")),
        ("content/xzf/several.md", &interprets("a")),
        ("content/xzf/path.md", &interprets("../zz/a.md")),
        ("content/xzf/itself.md", &interprets("itself")),
        ("content/zz/b.md", &interprets("b")),
        ("content/xzf/b.md", &plain),
    ]);
    let portal = site.portal();
    let target = |source: &str| {
        let ix = portal.by_source[format!("content/{source}.md").as_str()];
        let targets = portal.relations.interpreted.get(&ix)?;
        let sources = targets.iter().map(|ix| portal[*ix].source.to_string());
        Some(sources.collect::<Vec<_>>().join(" "))
    };
    let found = ["czj/own", "xzf/several", "xzf/path", "xzf/itself", "zz/b"].map(target);
    let wanted = [
        Some("content/czj/a.md".to_owned()),
        None,
        Some("content/zz/a.md".to_owned()),
        None,
        Some("content/xzf/b.md".to_owned()),
    ];
    assert_eq!(found, wanted);
}
