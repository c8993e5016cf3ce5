//! `gongkai.yaml`: whose platform this is and how it is built.

use super::fault::{MISSING_FILE, UNKNOWN_KEY, WRONG_ADDRESS};
use super::fields::{Fields, Name, text_of};
use super::reading::Reading;
use super::source::{self, Root};
use super::values::{choice, report_choice};
use super::yaml::{self, Node, Part, Value};
use crate::model::{AuditSettings, BuildSettings, SearchSettings, Settings, Severity, Written};

/// Path of the settings from the site's root.
pub(super) const PATH: &str = "gongkai.yaml";

const TOP: &[Name] = &[
    ("site", "site"),
    ("level", "level"),
    ("theme", "theme"),
    ("catalogue", "catalogue"),
    ("work_plans", "work_plans"),
    ("page_size", "page_size"),
    ("sample", "sample"),
    ("search", "search"),
    ("build", "build"),
    ("audit", "audit"),
];
const SITE: &[Name] = &[
    ("name", "name"),
    ("url", "url"),
    ("id_code", "id_code"),
    ("host", "host"),
    ("operator", "operator"),
    ("contact", "contact"),
    ("icp", "icp"),
    ("police_record", "police_record"),
    ("find_error_url", "find_error_url"),
    ("apply_url", "apply_url"),
];
const SEARCH: &[Name] = &[("enabled", "enabled"), ("attachments", "attachments")];
const BUILD: &[Name] = &[("deny", "deny")];
const AUDIT: &[Name] = &[("severity", "severity"), ("off", "off")];

/// Where a site without an address of its own would stand: links still work, and the fault says so.
const FALLBACK_URL: &str = "http://localhost/";

/// Reads the settings; what is at fault keeps its default.
pub(super) fn read(root: &Root, reading: &Reading) -> Settings {
    let mut settings = defaults();
    let Some(text) = source::text(root, reading) else {
        return settings;
    };
    let names = [TOP, SITE, SEARCH, BUILD, AUDIT].concat();
    let is_key = |key: &str| names.iter().any(|(name, _)| *name == key);
    if let Some(node) = yaml::read(Part::whole(&text), &is_key, reading) {
        read_node(&node, root, &mut settings, reading);
    }
    settings
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
        level: "county".to_owned(),
        theme: "default".to_owned(),
        catalogue: "county".to_owned(),
        work_plans: Vec::new(),
        page_size: 20,
        sample: false,
        search: SearchSettings::default(),
        build: BuildSettings::default(),
        audit: AuditSettings::default(),
    }
}

fn read_node(node: &Node, root: &Root, settings: &mut Settings, reading: &Reading) {
    let Some(top) = Fields::open(node, "网站设置", TOP, reading) else {
        return;
    };
    match top.node("site") {
        Some(site) => read_site(site, settings, reading),
        None => top.report_missing("site", "site: {name: 示例县人民政府, url: https://…/}"),
    }
    if let Some(level) = top.text("level")
        && let Some(level) = choice(&level, "level", &["county"], |level| level, reading)
    {
        settings.level = level.value.to_owned();
    }
    if let Some(name) = file_name(&top, "theme") {
        settings.theme = name;
    }
    if let Some(name) = file_name(&top, "catalogue") {
        settings.catalogue = name;
    }
    settings.work_plans = top.plain_list("work_plans");
    if let Some(size) = top.number("page_size") {
        if (1..=500).contains(&size.value) {
            settings.page_size = size.value as usize;
        } else if let Some(node) = top.node("page_size") {
            top.report_type("page_size", node, "1 到 500 之间的整数");
        }
    }
    settings.sample = top.flag("sample").unwrap_or(false);
    if let Some(search) = top.node("search") {
        read_search(search, settings, reading);
    }
    if let Some(build) = top.node("build")
        && let Some(build) = Fields::open(build, "build", BUILD, reading)
        && build.node("deny").is_some()
    {
        settings.build.deny = build.plain_list("deny");
    }
    if let Some(audit) = top.node("audit") {
        read_audit(audit, settings, reading);
    }
    check_theme(&top, root, settings, reading);
}

fn read_site(node: &Node, settings: &mut Settings, reading: &Reading) {
    let node = without_top_keys(node, reading);
    let Some(site) = Fields::open(&node, "site", SITE, reading) else {
        return;
    };
    if let Some(name) = site.required("name", "name: 示例县人民政府") {
        settings.name = name.value;
    }
    if site
        .required("url", "url: https://www.example.gov.cn/")
        .is_some()
        && let Some(mut url) = address(&site, "url")
    {
        if !url.ends_with('/') {
            url.push('/');
        }
        settings.url = url;
    }
    settings.id_code = site.plain("id_code");
    settings.host = site.plain("host");
    settings.operator = site.plain("operator");
    settings.contact = site.plain("contact");
    settings.icp = site.plain("icp");
    settings.police_record = site.plain("police_record");
    settings.find_error_url = address(&site, "find_error_url");
    settings.apply_url = address(&site, "apply_url");
}

/// Keys that belong to the margin are easily written under `site`: each is said, once, and left out.
fn without_top_keys(node: &Node, reading: &Reading) -> Node {
    let mut node = node.clone();
    if let Value::Map(entries) = &mut node.value {
        entries.retain(|(key, _)| {
            let misplaced = TOP.iter().any(|(name, _)| *name == key.text);
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

/// An absolute address.
fn address(fields: &Fields<'_>, key: &str) -> Option<String> {
    let text = fields.text(key)?;
    let host = ["https://", "http://"]
        .iter()
        .find_map(|scheme| text.value.strip_prefix(scheme))
        .map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let plain = text
        .value
        .chars()
        .all(|c| c.is_ascii_graphic() && !"\"'<>\\^`{|}".contains(c));
    let bare = key != "url" || !text.value.contains(['?', '#']);
    if host.is_some_and(|host| !host.is_empty()) && plain && bare {
        return Some(text.value);
    }
    let message = format!("「{key}」不是完整的网址：{}", text.value);
    let help = "写成 https:// 或 http:// 开头的网址，如 https://www.example.gov.cn/xxgk/";
    fields
        .reading()
        .report(WRONG_ADDRESS, text.span, message, help);
    None
}

/// The name of a file or folder of the site: no path.
fn file_name(fields: &Fields<'_>, key: &str) -> Option<String> {
    let text = fields.text(key)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    if text.value.chars().all(plain) {
        return Some(text.value);
    }
    let node = fields.node(key)?;
    fields.report_type(key, node, "由 ASCII 字母、数字和 - _ 组成的名字");
    None
}

fn read_search(node: &Node, settings: &mut Settings, reading: &Reading) {
    if let Some(search) = Fields::open(node, "search", SEARCH, reading) {
        settings.search.enabled = search.flag("enabled").unwrap_or(true);
        settings.search.attachments = search.flag("attachments").unwrap_or(true);
    }
}

fn read_audit(node: &Node, settings: &mut Settings, reading: &Reading) {
    let Some(audit) = Fields::open(node, "audit", AUDIT, reading) else {
        return;
    };
    for (code, value) in audit.map("severity") {
        let Some(word) = text_of(value) else {
            audit.report_type(&code.text, value, "error、warning 或 info");
            continue;
        };
        match Severity::from_key(&word) {
            Some(severity) => {
                settings.audit.severity.insert(code.text.clone(), severity);
            }
            None => {
                let all = [Severity::Error, Severity::Warning, Severity::Info];
                report_choice(
                    &word,
                    &code.text,
                    all.into_iter().map(Severity::key),
                    reading,
                );
            }
        }
    }
    for (code, value) in audit.map("off") {
        match text_of(value).filter(|reason| !reason.is_empty()) {
            Some(Written { value: reason, .. }) => {
                settings.audit.off.insert(code.text.clone(), reason);
            }
            None => audit.report_type(&code.text, value, "停用这条规则的理由"),
        }
    }
}

fn check_theme(top: &Fields<'_>, root: &Root, settings: &Settings, reading: &Reading) {
    if !super::theme::exists(root, &settings.theme) {
        let message = format!("没有叫「{}」的主题", settings.theme);
        let help = "theme 写 default，或者把主题放到 themes/ 下同名的文件夹里";
        reading.report(MISSING_FILE, top.place_of("theme"), message, help);
    }
}
