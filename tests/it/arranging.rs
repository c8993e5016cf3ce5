//! Where items land and what they say of each other.

use gongkai::model::Validity;

use crate::small_site::{SmallSite, item};

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
