//! What an editor's slip is taken for: the organ, the key and the list that were meant, and no other.

use gongkai::audit::audit;
use gongkai::model::Place;

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

#[test]
fn a_list_with_chinese_marks_is_told_of_and_read_as_it_was_meant() {
    for (field, mark, mended) in [
        (
            "联合发文机关: 【天台县财政局，天台县人民政府】",
            "全角的方括号",
            "联合发文机关: [天台县财政局, 天台县人民政府]",
        ),
        (
            "联合发文机关: [“天台县财政局”，“天台县人民政府”]",
            "“，”",
            "联合发文机关: [天台县财政局, 天台县人民政府]",
        ),
        (
            "联合发文机关: [天台县财政局、天台县人民政府]",
            "“、”",
            "[天台县财政局, 天台县人民政府]",
        ),
        ("解读形式: 图解，文字", "“，”", "解读形式: [图解, 文字]"),
        (
            "栏目: [政策文件，规划信息]",
            "“，”",
            "栏目: [政策文件, 规划信息]",
        ),
        (
            "对应任务: [2020-04；2020-05]",
            "“；”",
            "对应任务: [2020-04, 2020-05]",
        ),
        (
            "关键词:\n  -　预算\n  -　决算",
            "“-”后面缺一个半角空格",
            "- 项",
        ),
    ] {
        let text = format!("---\n标题: 示例\n类型: other\n发布日期: 2020-11-02\n{field}\n---\n");
        let said = SmallSite::with(&[("content/czj/a.md", &text)]).said();
        assert!(said.contains(mark) && said.contains(mended), "{said}");
        assert_eq!(said.matches("SRC").count(), 1, "{said}");
    }
}

#[test]
fn keywords_are_read_as_they_were_meant_whatever_stands_between_them() {
    for (written, meant) in [
        ("政务公开、信息公开", &["政务公开", "信息公开"][..]),
        ("[政务公开、信息公开]", &["政务公开", "信息公开"]),
        (
            "[预算，决算；审计, 年报]",
            &["预算", "决算", "审计", "年报"],
        ),
        ("预算, 决算;", &["预算", "决算"]),
        ("【“预算”，“决算”】", &["预算", "决算"]),
        ("[\"衣、食\", 住]", &["衣、食", "住"]),
        ("《城镇、农村条例》、办法", &["《城镇、农村条例》", "办法"]),
        ("\n  - 预算、决算\n  - 审计", &["预算", "决算", "审计"]),
    ] {
        let text = item("other", &format!("keywords: {written}\n"), "");
        let loaded = SmallSite::with(&[("content/czj/a.md", &text)]).load();
        assert_eq!(loaded.faults, [], "{written}");
        assert_eq!(loaded.site.items[0].keywords, meant, "{written}");
    }
}

#[test]
fn marks_within_a_name_that_has_them_are_no_slip() {
    let register = "- {id: xzf, name: 天台县人民政府, kind: government}\n- {id: czj, name: 县府办, \
                    aliases: [县府办（县外事办、县金融办）], kind: department}\n";
    let text = "---\n标题: 示例\n类型: other\n发布日期: 2020-11-02\n\
                联合发文机关: [县府办（县外事办、县金融办）]\n栏目: [双随机、一公开]\n\
                关键词: [\"衣、食、住、行\"]\n主题分类: [卫生、体育/卫生]\n解读对象: [../甲，乙.md]\n---\n";
    let files = [
        ("content/organs.yaml", register),
        ("content/czj/a.md", text),
    ];
    assert_eq!(SmallSite::with(&files).said(), "");
}

/// Code and help of what the audit says of an item with this line.
fn audited(kind: &str, field: &str) -> Vec<(String, String)> {
    let item = item(kind, field, "正文。");
    let portal = SmallSite::with(&[("content/czj/a.md", &item)]).portal();
    let findings = audit(&portal, &|_| None).findings.into_iter();
    findings.map(|it| (it.code.to_string(), it.help)).collect()
}

#[test]
fn several_columns_in_one_element_are_told_apart_by_a_comma() {
    let told = audited("other", "columns: [政策文件、规划信息]\n");
    let help = told.iter().find(|(code, _)| code == "COL003");
    let help = help.map(|(_, help)| help.as_str()).unwrap_or_default();
    assert!(help.contains("[政策文件, 规划信息]"), "{told:?}");
}

#[test]
fn mechanisms_that_are_stated_together_are_not_missing() {
    let told = audited("rule", "mechanism: 发布、审查、协调、动态调整\n");
    let met: Vec<_> = told.iter().filter(|(code, _)| code == "MET001").collect();
    assert!(
        met.iter().any(|(_, help)| help.contains("删去这一行")),
        "{met:?}"
    );
    assert!(told.iter().all(|(code, _)| code != "SYS001"), "{told:?}");
    let told = audited("rule", "mechanism: 发布、审查\n");
    assert!(told.iter().any(|(code, _)| code == "SYS001"), "{told:?}");
}

#[test]
fn a_file_of_an_office_program_is_called_so_whatever_its_ending() {
    let text = item("other", "", "");
    let site = SmallSite::with(&[("content/czj/a.md", &text)]);
    for (bytes, program) in [
        (&b"PK\x03\x04\x14\0\xffword/document.xml"[..], "Word"),
        (b"PK\x03\x04\x14\0\xffxl/workbook.xml", "Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "WPS"),
        (b"%PDF-1.4\n\xe2\xe3\xcf\xd3", "PDF"),
    ] {
        site.write("content/czj/b.md", bytes);
        let said = site.said();
        assert!(said.contains("SRC002") && said.contains("b.md"), "{said}");
        assert!(
            said.contains(program) && said.contains("改回原来的后缀"),
            "{said}"
        );
    }
}

#[test]
fn a_second_front_matter_is_told_on_its_line_and_code_is_let_be() {
    let second = "---\n标题: 又一条\n类型: other\n---\n";
    let told = item("other", "", &format!("正文。\n\n{second}\n又。"));
    let quoted = item("other", "", &format!("```\n{second}```\n"));
    let site = SmallSite::with(&[("content/czj/a.md", &told), ("content/czj/b.md", &quoted)]);
    let said = site.said();
    assert!(
        said.contains("a.md:11:1") && said.contains("又开始了一段属性"),
        "{said}"
    );
    assert_eq!(said.matches("SRC").count(), 1, "{said}");
}

#[test]
fn an_item_whose_ending_windows_hides_is_told_its_name() {
    let site = SmallSite::with(&[("content/czj/通知.md.txt", &item("other", "", ""))]);
    let findings = audit(&site.portal(), &|_| None).findings;
    let found = findings.iter().find(|finding| finding.code == "LNK003");
    assert!(
        found.is_some_and(|it| it.help.contains("改名为 通知.md")),
        "{found:?}"
    );
}

#[test]
fn a_register_without_the_county_s_government_is_told_of() {
    let site = SmallSite::new();
    let told = || {
        let findings = audit(&site.portal(), &|_| None).findings.into_iter();
        let place = |place: Place| place.source.to_string();
        let of_register = findings.filter(|it| it.code == "COL001" && it.organ.is_none());
        of_register
            .filter_map(|it| it.place.map(place))
            .collect::<Vec<_>>()
    };
    assert_eq!(told(), [""; 0]);
    site.write(
        "content/organs.yaml",
        "- {id: xzf, name: 天台县人民政府, kind: department}\n",
    );
    assert_eq!(told(), ["content/organs.yaml"]);
}
