//! `gongkai.yaml`: whose platform this is and how it is built.

use std::path::Path;

use super::fault::{MISSING_FILE, UNKNOWN_KEY, WRONG_ADDRESS, WRONG_CODE, WRONG_TYPE};
use super::fields::{Fields, Name, is_name};
use super::reading::Reading;
use super::rules_named;
use super::seeds;
use super::source::{self, Root};
use super::theme;
use super::traditional_words;
use super::web_address::{is_address, site_address};
use super::yaml::{self, Node, Part, Value};
use crate::model::{AuditSettings, BuildSettings, SearchSettings, Settings, Written};

/// Path of the settings from the site's root.
pub(super) const PATH: &str = "gongkai.yaml";

const TOP: &[Name] = &[
    ("site", ""),
    ("level", ""),
    ("theme", ""),
    ("catalogue", ""),
    ("work_plans", ""),
    ("page_size", ""),
    ("sample", ""),
    ("search", ""),
    ("build", ""),
    ("audit", ""),
];
const SITE: &[Name] = &[
    ("name", ""),
    ("url", ""),
    ("id_code", ""),
    ("host", ""),
    ("operator", ""),
    ("contact", ""),
    ("icp", ""),
    ("police_record", ""),
    ("find_error_url", ""),
    ("apply_url", ""),
    ("traditional", ""),
    ("traditional_words", ""),
];
const SEARCH: &[Name] = &[("enabled", ""), ("attachments", "")];
const BUILD: &[Name] = &[("deny", "")];
const AUDIT: &[Name] = &[("severity", ""), ("off", "")];

/// Where a site without an address of its own would stand: links still work, and the fault says so.
const FALLBACK_URL: &str = "http://localhost/";

/// Reads the settings; what is at fault keeps its default.
pub(super) fn read(root: &Root, reading: &Reading) -> Settings {
    let mut settings = defaults();
    let Some(text) = source::text(root, reading) else {
        return settings;
    };
    let is_key = |key: &str| {
        [TOP, SITE, SEARCH, BUILD, AUDIT]
            .iter()
            .any(|names| is_name(names, key))
    };
    if let Some(node) = yaml::read(Part::whole(&text), &is_key, reading) {
        read_node(&node, root, &mut settings, reading);
    }
    settings
}

/// What the site makes of the rules, as far as its settings can be read; none where `root` is no site.
#[must_use]
pub fn audit_settings(root: &Path) -> Option<AuditSettings> {
    let root = Root::new(root).ok().filter(|root| root.has(PATH))?;
    Some(read(&root, &Reading::new(PATH)).audit)
}

fn defaults() -> Settings {
    Settings {
        name: "政府信息公开".to_owned(),
        url: FALLBACK_URL.to_owned(),
        id_code: None,
        host: None,
        operator: None,
        contact: None,
        icp: None,
        police_record: None,
        find_error_url: None,
        apply_url: None,
        traditional: false,
        traditional_words: Vec::new(),
        level: "county".to_owned(),
        theme: "default".to_owned(),
        catalogue: "county".to_owned(),
        work_plans: Vec::new(),
        page_size: 20,
        sample: false,
        search: SearchSettings::default(),
        build: BuildSettings::default(),
        audit: AuditSettings::default(),
        rules_named: Vec::new(),
    }
}

fn read_node(node: &Node, root: &Root, settings: &mut Settings, reading: &Reading) {
    let Some(top) = Fields::open(node, "网站设置", TOP, reading) else {
        return;
    };
    match top.node("site") {
        Some(site) => read_site(site, settings, reading),
        None => top.report_missing(
            "site",
            "{name: 示例县人民政府, url: https://www.example.gov.cn/}",
        ),
    }
    if let Some(level) = top.choice("level", &["county"], |level| level) {
        settings.level = level.value.to_owned();
    }
    if let Some(name) = plain_name(&top, "theme") {
        if theme::exists(root, &name) {
            settings.theme = name.value;
        } else {
            let message = format!("没有叫「{}」的主题", name.value);
            let help = "「theme」写 default，或者把主题放到 themes/ 下同名的文件夹里";
            reading.report(MISSING_FILE, name.span, message, help);
        }
    }
    if let Some(name) = plain_name(&top, "catalogue") {
        let path = format!("seeds/catalogue/{}.yaml", name.value);
        if seeds::is_known(root, &path) {
            settings.catalogue = name.value;
        } else {
            report_missing("catalogue", &name, &path, reading);
        }
    }
    settings.work_plans = work_plans(&top, root);
    if let Some(size) = top.number("page_size") {
        if (1..=500).contains(&size.value) {
            settings.page_size = size.value as usize;
        } else if let Some(node) = top.node("page_size") {
            top.report_type("page_size", node, " 1 到 500 之间的整数");
        }
    }
    settings.sample = top.flag("sample").unwrap_or(false);
    report_example(&top, settings, reading);
    read_switches(&top, settings, reading);
}

fn read_site(node: &Node, settings: &mut Settings, reading: &Reading) {
    let node = without_top_keys(node, reading);
    let Some(site) = Fields::open(&node, "「site」", SITE, reading) else {
        return;
    };
    if let Some(name) = site.required("name", "示例县人民政府") {
        settings.name = name.value;
    }
    if site
        .required("url", "https://www.example.gov.cn/")
        .is_some()
        && let Some(url) = address(&site, "url", site_address)
    {
        settings.url = url;
    }
    settings.id_code = id_code(&site);
    settings.host = site.plain("host");
    settings.operator = site.plain("operator");
    settings.contact = site.plain("contact");
    settings.icp = site.plain("icp");
    settings.police_record = site.plain("police_record");
    settings.find_error_url = address(&site, "find_error_url", any_address);
    settings.apply_url = address(&site, "apply_url", any_address);
    settings.traditional = site.flag("traditional").unwrap_or(false);
    settings.traditional_words = traditional_words::read(&site, reading);
}

/// Says that the address is still the one that `gongkai init` writes, once the site is no sample any more.
fn report_example(top: &Fields<'_>, settings: &Settings, reading: &Reading) {
    if settings.sample || !settings.url.contains("//www.example.gov.cn/") {
        return;
    }
    let url = top.node("site").and_then(|site| match &site.value {
        Value::Map(entries) => entries.iter().find(|(key, _)| key.text == "url"),
        _ => None,
    });
    let message = "「url」还是样例的网址 www.example.gov.cn";
    let help = "改成本站自己的网址：订阅、站点地图和分享的链接都由它拼成";
    let span = url.map_or_else(|| top.place_of("site"), |(_, url)| url.span);
    reading.report(WRONG_ADDRESS, span, message, help);
}

/// The state's code of a site, ten letters and digits.
fn id_code(site: &Fields<'_>) -> Option<String> {
    const LENGTH: usize = 10;
    let code = site.text("id_code")?;
    if code.len() == LENGTH && code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Some(code.value);
    }
    let message = format!(
        "「id_code」应当是10位的网站标识码，现在是「{}」",
        code.value
    );
    let help = "照全国政府网站信息报送系统里的标识码写，10位半角字母和数字；还没有的删去这一行";
    site.reading().report(WRONG_CODE, code.span, message, help);
    None
}

/// Keys that belong to the margin are easily written under `site`: each is said, once, and left out.
fn without_top_keys(node: &Node, reading: &Reading) -> Node {
    let mut node = node.clone();
    if let Value::Map(entries) = &mut node.value {
        entries.retain(|(key, _)| {
            let misplaced = is_name(TOP, &key.text);
            if misplaced {
                let message = format!("「{}」不属于 site", key.text);
                let help = format!("把「{}」移出 site，顶格写", key.text);
                reading.report(UNKNOWN_KEY, key.span, message, help);
            }
            !misplaced
        });
    }
    node
}

/// An absolute address, as far as `read` takes it for one.
fn address(fields: &Fields<'_>, key: &str, read: fn(&str) -> Option<String>) -> Option<String> {
    let text = fields.text(key)?;
    if let Some(address) = read(&text.value) {
        return Some(address);
    }
    let message = format!("「{key}」不是完整的网址：{}", text.value);
    let help = "写成 https:// 或 http:// 开头的网址，如 https://www.example.gov.cn/xxgk/";
    fields
        .reading()
        .report(WRONG_ADDRESS, text.span, message, help);
    None
}

fn any_address(text: &str) -> Option<String> {
    is_address(text).then(|| text.to_owned())
}

/// The name of a file or folder of the site: no path.
fn plain_name(fields: &Fields<'_>, key: &str) -> Option<Written<String>> {
    fields
        .text(key)
        .filter(|name| is_plain(name, key, fields.reading()))
}

/// Ids of work plans, each of which has its file.
fn work_plans(fields: &Fields<'_>, root: &Root) -> Vec<String> {
    let mut ids = Vec::new();
    for id in fields.list("work_plans") {
        if !is_plain(&id, "work_plans", fields.reading()) {
            continue;
        }
        let path = format!("seeds/work-plans/{}.yaml", id.value);
        if seeds::is_known(root, &path) {
            ids.push(id.value);
        } else {
            report_missing("work_plans", &id, &path, fields.reading());
        }
    }
    ids.sort();
    ids.dedup();
    ids
}

fn is_plain(name: &Written<String>, key: &str, reading: &Reading) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    let is_plain = name.chars().all(plain);
    if !is_plain {
        let message = format!(
            "「{key}」应当是文件名，只含字母、数字、减号和下划线，现在是「{}」",
            name.value
        );
        let help = "只写名字，不写路径和后缀";
        reading.report(WRONG_TYPE, name.span, message, help);
    }
    is_plain
}

fn report_missing(key: &str, name: &Written<String>, path: &str, reading: &Reading) {
    let message = format!("「{key}」写了「{}」，但没有 {path} 这个文件", name.value);
    let help = format!("新建 {path}，或者改正「{key}」");
    reading.report(MISSING_FILE, name.span, message, help);
}

fn read_switches(top: &Fields<'_>, settings: &mut Settings, reading: &Reading) {
    let open = |key, what, names| Fields::open(top.node(key)?, what, names, reading);
    if let Some(search) = open("search", "「search」", SEARCH) {
        settings.search.enabled = search.flag("enabled").unwrap_or(true);
        settings.search.attachments = search.flag("attachments").unwrap_or(true);
    }
    if let Some(build) = open("build", "「build」", BUILD) {
        rules_named::deny(&build, settings);
    }
    if let Some(audit) = open("audit", "「audit」", AUDIT) {
        rules_named::audit(&audit, settings);
    }
}
