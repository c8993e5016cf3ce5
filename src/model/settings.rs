//! `gongkai.yaml`: whose platform this is and how it is built.

use std::collections::BTreeMap;

use super::{Severity, Span, Written};

/// The site's settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// 网站名称: 天台县人民政府
    pub name: String,
    /// Absolute base URL, with a path where the platform is not at its host's root; ends in `/`.
    pub url: String,
    /// 政府网站标识码, 10 characters
    pub id_code: Option<String>,
    /// 主办单位
    pub host: Option<String>,
    /// 承办单位
    pub operator: Option<String>,
    /// 联系方式
    pub contact: Option<String>,
    /// ICP备案编号
    pub icp: Option<String>,
    /// 公安机关备案
    pub police_record: Option<String>,
    /// 我为政府网站找错
    pub find_error_url: Option<String>,
    /// The province's entrance for 依申请公开
    pub apply_url: Option<String>,
    /// Whether every page is there in traditional characters too.
    pub traditional: bool,
    /// Words that are written otherwise in traditional characters than the dictionary would, and how.
    pub traditional_words: Vec<(String, String)>,
    /// `county`
    pub level: String,
    /// Name of the theme: a folder under `themes/`.
    pub theme: String,
    /// Name of the catalogue: a file under `seeds/catalogue/`.
    pub catalogue: String,
    /// Ids of the work plans in force: files under `seeds/work-plans/`.
    pub work_plans: Vec<String>,
    /// Rows on one page of a list.
    pub page_size: usize,
    /// Prints a visible 示例数据 banner on every page.
    pub sample: bool,
    /// Search.
    pub search: SearchSettings,
    /// Building.
    pub build: BuildSettings,
    /// Auditing.
    pub audit: AuditSettings,
    /// Every code of a rule that `audit` names, where it stands, whether there is such a rule or not.
    pub rules_named: Vec<Written<String>>,
}

/// Settings of the search index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchSettings {
    /// Whether the site has a search page and index.
    pub enabled: bool,
    /// Whether the text of attachments is indexed.
    pub attachments: bool,
}

impl Default for SearchSettings {
    fn default() -> Self {
        Self {
            enabled: true,
            attachments: true,
        }
    }
}

/// Settings of the build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildSettings {
    /// Audit codes that stop a publication: what is once public cannot be called back.
    pub deny: Vec<Written<String>>,
}

impl Default for BuildSettings {
    fn default() -> Self {
        let built_in = |code: &str| Written::new(code.to_owned(), Span::default());
        Self {
            deny: vec![built_in("PRV001"), built_in("PRV003")],
        }
    }
}

/// Settings of the audit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditSettings {
    /// Severities that the site re-grades, by code.
    pub severity: BTreeMap<String, Severity>,
    /// Rules that the site switches off, by code, each with its reason.
    pub off: BTreeMap<String, String>,
}

impl Settings {
    /// The path of the base URL: `/` or `/tiantai/`; every link of the site begins with it.
    #[must_use]
    pub fn base_path(&self) -> &str {
        let rest = self.url.split_once("://").map_or("", |(_, rest)| rest);
        rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/")
    }

    /// The host of the base URL, for the `SiteDomain` meta tag.
    #[must_use]
    pub fn domain(&self) -> &str {
        let rest = self.url.split_once("://").map_or("", |(_, rest)| rest);
        rest.split('/').next().unwrap_or_default()
    }
}
