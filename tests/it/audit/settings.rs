//! What a site makes of the rules: severities, rules switched off, excuses.

use gongkai::model::Audit;
use gongkai::model::Severity;

use super::base::site;

const OLD: &str = "\
# 文件 content/czj/old.md
---
title: 关于会计管理的通知（示例）
kind: policy-document
document_number: 天财[2020]3号
index_number: 000000000/2020-00001
issued_on: 2020-03-02
published_at: 2020-10-12
summary: （示例）概述。
EXCUSE---

（示例）正文。
";

fn codes(audit: &Audit, of: &[&str]) -> Vec<(&'static str, Severity)> {
    let findings = audit.findings.iter();
    let graded = findings.map(|finding| (finding.code, finding.severity));
    graded.filter(|(code, _)| of.contains(code)).collect()
}

fn old(excuse: &str, settings: &str) -> Audit {
    let settings = format!(
        "# 文件 gongkai.yaml\nsite:\n  name: 天台县人民政府\n  url: https://gongkai.example/\n{settings}"
    );
    site(&format!("{settings}\n{}", OLD.replace("EXCUSE", excuse)))
}

#[test]
fn a_site_regrades_and_switches_off_rules() {
    let both = ["DAT001", "MET002"];
    let plain = codes(&old("", ""), &both);
    assert_eq!(
        plain,
        [("MET002", Severity::Warning), ("DAT001", Severity::Warning)]
    );
    let graded = old("", "audit:\n  severity: {DAT001: error, MET002: info}");
    assert_eq!(
        codes(&graded, &both),
        [("MET002", Severity::Info), ("DAT001", Severity::Error)]
    );
    let off = old("", "audit:\n  off: {DAT001: 本县正在迁移旧文件（示例）}");
    assert_eq!(codes(&off, &both), [("MET002", Severity::Warning)]);
    let small = old(
        "",
        "audit:\n  severity: {met002: info}\n  off: {dat001: 示例}",
    );
    assert_eq!(codes(&small, &both), [("MET002", Severity::Info)]);
}

#[test]
fn a_site_regrades_what_is_said_of_excuses_too() {
    let excuse = "audit: {ignore: [PRV001], reason: 示例}\n";
    let settings = "audit:\n  severity: {EXC001: error, EXC002: info}\n  off: {COL999: 示例}";
    assert_eq!(
        codes(&old(excuse, settings), &["EXC001", "EXC002"]),
        [("EXC001", Severity::Error), ("EXC002", Severity::Info)]
    );
}

#[test]
fn what_is_excused_is_listed_with_its_reason_and_not_found() {
    let audit = old("audit: {ignore: [dat001], reason: 由依申请公开转来}\n", "");
    assert_eq!(codes(&audit, &["DAT001", "EXC001"]), []);
    let excused: Vec<_> = audit
        .excused
        .iter()
        .map(|one| (one.finding.code, one.reason.as_str()))
        .collect();
    assert_eq!(excused, [("DAT001", "由依申请公开转来")]);
}

#[test]
fn an_excuse_from_a_rule_that_is_off_is_not_stale() {
    let excuse = "audit: {ignore: [DAT001], reason: 由依申请公开转来}\n";
    let audit = old(
        excuse,
        "audit:\n  off: {DAT001: 本县正在迁移旧文件（示例）}",
    );
    assert_eq!(codes(&audit, &["DAT001", "EXC001"]), []);
    assert!(audit.excused.is_empty());
}

#[test]
fn a_kind_without_a_column_leaves_its_items_nowhere() {
    let kinds = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/kinds.yaml"));
    let kinds = kinds.expect("the kinds");
    let audit = site(&format!(
        "# 文件 seeds/kinds.yaml\n{kinds}\n  - id: news\n    name: 工作动态\n    description: 本站自设（示例）。\n    required: []\n    useful: []\n\
         # 文件 content/czj/a.md\n---\ntitle: 召开会议（示例）\nkind: news\npublished_at: 2020-11-02\n---\n\n（示例）正文。\n"
    ));
    let of_item: Vec<_> = audit
        .findings
        .iter()
        .filter(|it| it.place.is_some())
        .collect();
    let found: Vec<_> = of_item
        .iter()
        .map(|it| it.code)
        .filter(|code| *code != "PLN003")
        .collect();
    assert_eq!(found, ["COL004"]);
}

#[test]
fn an_unknown_rule_is_told_where_it_stands_and_another_is_offered_only_when_it_is_near() {
    let audit = old(
        "",
        "audit:\n  severity:\n    PRV030: info\n    txt0001: info\n  off:\n    TXT009: 示例\n    LINK01: 示例",
    );
    let found = audit.findings.iter().filter(|it| it.code == "EXC002");
    let told: Vec<_> = found
        .map(|it| {
            let span = it.place.as_ref().and_then(|place| place.span);
            let place = span.map(|span| (span.line, span.character));
            (place.expect("a line"), it.help.split('；').next())
        })
        .collect();
    let other = Some("改正代码，或者删去它");
    assert_eq!(
        told,
        [
            ((6, 5), Some("改成 PRV003")),
            ((7, 5), Some("改成 TXT001")),
            ((9, 5), other),
            ((10, 5), other),
        ]
    );
}
