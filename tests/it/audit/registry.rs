//! The registry is honest: one order, one name, one page, and nothing beside it.

use std::collections::BTreeSet;
use std::path::Path;

use gongkai::audit::{rule, rules};

use super::base::site;

/// Every code that the audit promises, in report order.
const PROMISED: &str = "
    COL001 COL002 COL003 COL004 COL005
    MET001 MET002 MET003 MET004 MET005 MET006 MET007 MET008
    DAT001 DAT002 DAT003 DAT004 DAT005
    POL001 POL002 POL003 POL004 POL005
    VAL001 VAL002 VAL003 VAL004
    DEC001 DEC002 DEC003 PRJ001 PRP001 CAT001 CAT002
    SYS001 SYS002 SYS003 SYS004 SYS005 PLN001 PLN002 PLN003
    LNK001 LNK002 LNK003 LNK004 PRV001 PRV002 PRV003 PRV004
    TXT001 TXT002 ACC001 ACC002 ACC003 ACC004
    EXC001 EXC002";

#[test]
fn every_promised_code_is_there_in_its_order() {
    let codes: Vec<&str> = rules().iter().map(|rule| rule.code).collect();
    let promised: Vec<&str> = PROMISED.split_whitespace().collect();
    assert_eq!(codes, promised);
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
}

#[test]
fn names_are_unique_and_codes_find_their_rules() {
    let names: BTreeSet<&str> = rules().iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), rules().len());
    for one in rules() {
        let found = rule(&one.code.to_lowercase()).map(|rule| rule.name);
        assert_eq!(found, Some(one.name));
    }
    assert!(rule("COL999").is_none());
}

#[test]
fn folder_and_registry_agree() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/audit/rules");
    let mut on_disk = BTreeSet::new();
    for family in std::fs::read_dir(root).expect("the rules") {
        let family = family.expect("an entry").path();
        if !family.is_dir() {
            continue;
        }
        for page in std::fs::read_dir(&family).expect("a family") {
            let page = page.expect("an entry").path();
            if page.extension().is_some_and(|it| it == "md") {
                assert!(page.with_extension("rs").exists(), "{}", page.display());
                let text = std::fs::read_to_string(&page).expect("a page");
                let stem = page
                    .file_stem()
                    .expect("a name")
                    .to_string_lossy()
                    .replace('_', "-");
                on_disk.insert((stem, text));
            }
        }
    }
    let registered: BTreeSet<(String, String)> = rules()
        .iter()
        .map(|rule| (rule.name.to_owned(), rule.page.to_owned()))
        .collect();
    assert_eq!(on_disk, registered);
}

#[test]
fn every_page_has_its_parts() {
    for rule in rules() {
        let head = format!("# {} {}", rule.code, rule.title());
        assert_eq!(
            rule.page.lines().next(),
            Some(head.as_str()),
            "{}",
            rule.code
        );
        assert!(
            !rule.title().is_empty() && !rule.statement().starts_with('#'),
            "{}",
            rule.code
        );
        let mut at = 0;
        for part in [
            "## 依据",
            "## 为什么",
            "## 怎样改",
            "## 不合规的例子",
            "## 合规的例子",
        ] {
            let found = rule
                .page
                .get(at..)
                .and_then(|rest| rest.find(&format!("\n{part}\n")));
            at += found.unwrap_or_else(|| panic!("{} lacks {part} in its place", rule.code));
        }
        assert!(!rule.basis.is_empty(), "{}", rule.code);
    }
}

#[test]
fn before_its_basis_is_in_force_no_rule_speaks_but_the_few_that_need_none() {
    let undated: Vec<&str> = rules()
        .iter()
        .filter(|rule| rule.since.is_none())
        .map(|rule| rule.code)
        .collect();
    let expected = [
        "MET006", "DAT005", "PLN001", "PLN003", "PRV001", "PRV002", "PRV003", "PRV004", "EXC001",
        "EXC002",
    ];
    assert_eq!(undated, expected);
    let item = "title: 关于登陆的通知（示例）\nkind: normative-document\nindex_number: x\npublished_at: 2016-05-01\n\
        issued_on: 2016-05-03\nvalidity: 有效\nexpires_on: 2016-05-20\ncolumns: [无]\nrepeals: [天财〔2015〕9号]\n\
        document_number: 天财[2016]3号\nsummary: 待补充\n";
    let text =
        format!("# 日期 2016-06-01\n# 文件 content/czj/a.md\n---\n{item}---\n\n（示例）正文。\n");
    let found = site(&text).findings;
    let found: BTreeSet<&str> = found.iter().map(|it| it.code).collect();
    // GB/T 9704—2012 alone was in force.
    assert_eq!(found, BTreeSet::from(["MET002"]));
}
