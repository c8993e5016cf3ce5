//! `theme.yaml`: in which order the theme's style sheets and scripts are joined.

use std::collections::BTreeMap;

use anyhow::anyhow;
use serde::Deserialize;

use super::yaml;
use crate::model::ThemeFiles;

/// The file itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ThemeSettings {
    /// Style sheets in order; `components` stands for those of all components.
    pub(super) styles: Vec<String>,
    /// Scripts in order.
    #[serde(default)]
    pub(super) scripts: Vec<String>,
    /// Further scripts by name, each joined from files in order.
    #[serde(default)]
    pub(super) modules: BTreeMap<String, Vec<String>>,
    /// Style sheets by the name that templates use: each is `styles` without what its pages have no use for.
    #[serde(default)]
    pub(super) sheets: BTreeMap<String, Sheet>,
}

/// One published style sheet.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sheet {
    /// Parts that are left out: style sheets (`search.css`), components (`components/organ-grid`).
    #[serde(default)]
    pub(super) without: Vec<String>,
}

impl ThemeSettings {
    /// Reads the theme's `theme.yaml`.
    pub(super) fn read(files: &ThemeFiles) -> anyhow::Result<Self> {
        let file = files
            .0
            .get("theme.yaml")
            .ok_or_else(|| anyhow!("主题里没有 theme.yaml：它说明样式表和脚本的先后次序"))?;
        let mut settings: Self = yaml::read(file)?;
        settings.sheets.entry("theme.css".to_owned()).or_default();
        Ok(settings)
    }
}
