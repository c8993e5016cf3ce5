//! What an editor's slip is taken for: the organ, the key and the list that were meant, and no other.

use gongkai::audit::audit;

use crate::small_site::{SmallSite, item};

/// What is said of a site whose one item has these fields.
fn said_of(fields: &str) -> String {
    let item = item("other", fields, "");
    SmallSite::with(&[("content/czj/a.md", &item)]).said()
}

#[test]
fn an_item_is_not_handed_to_an_organ_with_a_name_like_its_own() {
    for other in ["县民政局", "县司法局", "县政协", "市财政局"] {
        let said = said_of(&format!("organ: {other}\n"));
        assert!(
            said.contains("新机构先登记到 content/organs.yaml"),
            "{said}"
        );
        assert!(!said.contains("是不是"), "{said}");
    }
    for (wrong, meant) in [
        ("财政局", "天台县财政局"),
        ("天台县 财政局", "天台县财政局"),
    ] {
        let said = said_of(&format!("organ: {wrong}\n"));
        assert!(said.contains(&format!("是不是想写「{meant}」？")), "{said}");
    }
}

#[test]
fn a_task_is_not_handed_to_an_organ_with_a_name_like_its_own() {
    let site = SmallSite::new();
    let settings =
        "site: {name: 天台县人民政府, url: https://gk.example/}\nwork_plans: [\"2020\"]\n";
    site.write("gongkai.yaml", settings);
    let findings = audit(&site.portal(), &|_| None).findings;
    let units = findings
        .iter()
        .filter(|it| it.message.contains("责任单位“县司法局”"));
    let help: Vec<&str> = units.map(|it| &*it.help).collect();
    assert!(!help.is_empty());
    assert!(help.iter().all(|help| !help.contains("是不是")), "{help:?}");
}
