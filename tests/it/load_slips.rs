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

#[test]
fn the_key_that_an_office_calls_otherwise_is_offered() {
    for (word, key) in [
        ("发文日期", "成文日期"),
        ("印发日期", "成文日期"),
        ("成文时间", "成文日期"),
        ("文号", "发文字号"),
        ("发文机关", "发布机构"),
        ("摘要", "内容概述"),
    ] {
        let text = format!("---\n标题: 示例\n类型: other\n发布日期: 2020-11-02\n{word}: 甲\n---\n");
        let said = SmallSite::with(&[("content/czj/a.md", &text)]).said();
        assert!(said.contains("a.md:5:1"), "{said}");
        assert!(said.contains(&format!("是不是想写「{key}」？")), "{said}");
    }
}

#[test]
fn a_key_that_is_written_already_under_its_own_name_is_not_offered() {
    let text = "---\n标题: 示例\n类型: other\n发布时间: 2020-11-03\n发布日期: 2020-11-02\n---\n";
    let said = SmallSite::with(&[("content/czj/a.md", text)]).said();
    assert!(
        said.contains("它就是「发布日期」，已经写在第 5 行，请删去一处"),
        "{said}"
    );
}

#[test]
fn a_blank_of_another_kind_beside_a_key_is_named_and_breaks_nothing_else() {
    for (key, blank) in [
        ("类型\u{a0}", "不换行空格"),
        ("\u{a0}类型", "不换行空格"),
        ("　类型", "全角空格"),
        ("类型\u{2003}", "U+2003"),
        ("\u{200b}类型", "U+200B"),
    ] {
        let text = format!("---\n标题: 示例\n{key}: other\n发布日期: 2020-11-02\n---\n");
        let said = SmallSite::with(&[("content/czj/a.md", &text)]).said();
        assert!(said.contains("a.md:3:1"), "{said}");
        assert!(
            said.contains(blank) && said.contains("重新打一遍：类型"),
            "{said}"
        );
        assert_eq!(said.matches("SRC").count(), 1, "{said}");
    }
}
