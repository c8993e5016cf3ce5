//! What a site makes of the rules, and what it excuses, is told to programs and where rules are listed.

use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::workshop::Workshop;

/// The site with a rule switched off, one taken lighter, and an item that is excused from the latter.
fn own_site() -> Workshop {
    let site = Workshop::whole();
    let settings = std::fs::read_to_string(site.path("gongkai.yaml")).expect("settings");
    let own = "audit:\n  off: {COL001: 栏目正在迁移（示例）}\n  severity: {MET006: info}\n";
    site.write("gongkai.yaml", format!("{settings}\n{own}"));
    site.write(
        "content/czj/excused.md",
        "---\ntitle: 一份说明（示例）\nkind: other\npublished_at: 2020-11-12\ntopics: [没有的主题]\n\
            audit: {ignore: [MET006], reason: 主题表尚未更新（示例）}\n---\n\n正文一段。\n",
    );
    site
}

fn gongkai(site: &Workshop, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.arg("--root").arg(site.root()).args(arguments);
    command.output().expect("it runs")
}

fn told(site: &Workshop, arguments: &[&str]) -> Value {
    serde_json::from_slice(&gongkai(site, arguments).stdout).expect("JSON")
}

#[test]
fn programs_are_told_what_is_excused_and_what_is_not_looked_for() {
    let audit = ["audit", "--as-of", "2020-11-16", "--format", "json"];
    let told = told(&own_site(), &audit);
    assert_eq!(
        told["own_rules"],
        json!({"off": [{"code": "COL001", "reason": "栏目正在迁移（示例）"}],
               "severity": [{"code": "MET006", "severity": "info"}]})
    );
    let excused = told["excused"].as_array().expect("a list");
    assert_eq!(told["summary"]["excused"], excused.len());
    let of_topic = excused.iter().find(|it| it["code"] == "MET006");
    let of_topic = of_topic.expect("the topic is excused");
    assert_eq!(of_topic["reason"], "主题表尚未更新（示例）");
    assert_eq!(of_topic["path"], "content/czj/excused.md");
    assert_eq!(of_topic["severity"], "info");
}

#[test]
fn code_hosts_are_told_what_a_site_makes_of_rules_where_the_standard_has_it() {
    let audit = ["audit", "--as-of", "2020-11-16", "--format", "sarif"];
    let told = told(&own_site(), &audit);
    let run = &told["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("a list");
    let overrides = run["invocations"][0]["ruleConfigurationOverrides"].as_array();
    let [off, lighter] = overrides.expect("a list").as_slice() else {
        panic!("two rules: {overrides:#?}");
    };
    for (of, code) in [(off, "COL001"), (lighter, "MET006")] {
        assert_eq!(of["descriptor"]["id"], code);
        let index = of["descriptor"]["index"].as_u64().expect("an index");
        assert_eq!(rules[usize::try_from(index).expect("small")]["id"], code);
    }
    assert_eq!(off["configuration"], json!({"enabled": false}));
    assert_eq!(off["properties"]["reason"], "栏目正在迁移（示例）");
    assert_eq!(lighter["configuration"], json!({"level": "note"}));
    let results = run["results"].as_array().expect("a list");
    assert!(results.iter().all(|result| result["ruleId"] != "COL001"));
}

#[test]
fn a_list_of_rules_says_what_the_site_makes_of_them() {
    let rules = told(&own_site(), &["list", "rules", "--format", "json"]);
    let rule = |code: &str| {
        let mut rules = rules.as_array().expect("a list").iter();
        rules
            .find(|rule| rule["code"] == code)
            .expect("listed")
            .clone()
    };
    let (off, lighter, plain) = (rule("COL001"), rule("MET006"), rule("COL002"));
    assert_eq!(off["severity"], "error");
    assert_eq!(off["site_severity"], "off");
    assert_eq!(off["off_reason"], "栏目正在迁移（示例）");
    assert_eq!(lighter["site_severity"], "info");
    assert_eq!(
        [&plain["site_severity"], &plain["off_reason"]],
        [&Value::Null; 2]
    );
}

#[test]
fn a_report_is_written_only_under_a_name_that_says_what_it_is() {
    let site = own_site();
    let written = |name: &str| {
        let path = site.path(name);
        let name = path.to_str().expect("UTF-8");
        let run = gongkai(&site, &["audit", "--fail-on", "never", "--output", name]);
        let said = String::from_utf8(run.stderr).expect("UTF-8");
        (run.status.code(), std::fs::read_to_string(path).ok(), said)
    };
    let (code, text, said) = written("report.pdf");
    assert_eq!((code, text), (Some(2), None));
    assert!(
        said.contains("不能写成 .pdf 文件") && said.contains(".html"),
        "{said}"
    );
    let (code, text, said) = written("report.xls");
    assert_eq!((code, text), (Some(2), None));
    assert!(said.contains(".xlsx"), "{said}");
    for (name, begins) in [
        ("report", "示例县"),
        ("r.TXT", "示例县"),
        ("r.htm", "<!doctype"),
    ] {
        let (code, text, said) = written(name);
        assert_eq!(code, Some(0), "{said}");
        assert!(text.expect("written").starts_with(begins), "{name}");
        assert!(said.contains("；另有 1 条规则本站不审核"), "{said}");
    }
}
