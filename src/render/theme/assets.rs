//! The files that pages ask for, each named by a digest of its content so that browsers may keep it.

use std::collections::BTreeMap;

use anyhow::{Context as _, anyhow};

use super::settings::{Sheet, ThemeSettings};
use super::{compact, source};
use crate::model::{SitePath, ThemeFiles};

/// One file under `/assets/`.
pub(in crate::render) struct Asset {
    /// Where it is published.
    pub(in crate::render) path: SitePath,
    /// Its bytes.
    pub(in crate::render) bytes: Vec<u8>,
}

/// All assets by the name that templates use: `theme.css`, `theme.js`, `favicon.svg`.
pub(super) struct Assets(BTreeMap<String, Asset>);

impl Assets {
    /// Puts style sheets and scripts together, makes them compact, and takes other files of `assets/` as they are.
    pub(super) fn assemble(files: &ThemeFiles, settings: &ThemeSettings) -> anyhow::Result<Self> {
        let mut assets = BTreeMap::new();
        let mut add = |name: &str, bytes: Vec<u8>| -> anyhow::Result<()> {
            let path = hashed(name, &bytes)?;
            assets.insert(name.to_owned(), Asset { path, bytes });
            Ok(())
        };
        let styles = styles(files, settings);
        for (name, sheet) in &settings.sheets {
            let parts = parts(&styles, name, sheet)?;
            add(name, compact::styles(&join(files, &parts)?).into_bytes())
                .with_context(|| format!("theme.yaml 列出的样式表 {name} 不能发布"))?;
        }
        let scripts: Vec<&str> = settings.scripts.iter().map(String::as_str).collect();
        let scripts = join(files, &scripts)?;
        add("theme.js", compact::script(&scripts).into_bytes())?;
        for (name, parts) in &settings.modules {
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            let module = join(files, &parts)?;
            add(name, compact::script(&module).into_bytes())
                .with_context(|| format!("theme.yaml 列出的脚本 {name} 不能发布"))?;
        }
        for (path, file) in &files.0 {
            if let Some(name) = path.strip_prefix("assets/") {
                let bytes = match name.rsplit_once('.') {
                    Some((_, "js")) => compact::script(source::text(file)?).into_bytes(),
                    Some((_, "css")) => compact::styles(source::sheet(file)?).into_bytes(),
                    _ => file.bytes.to_vec(),
                };
                add(name, bytes).with_context(|| format!("主题文件 {} 不能发布", file.origin))?;
            }
        }
        Ok(Self(assets))
    }

    /// All of them, in order of their names.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Asset> {
        self.0.values()
    }

    /// The published path of one.
    pub(super) fn path(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|asset| asset.path.as_str())
    }

    /// Names and published paths, for the `asset` filter.
    pub(super) fn paths(&self) -> BTreeMap<String, String> {
        let pairs = self.0.iter();
        pairs
            .map(|(name, asset)| (name.clone(), asset.path.to_string()))
            .collect()
    }
}

/// The style sheets in order, those of the components in place of the word `components`.
fn styles<'f>(files: &'f ThemeFiles, settings: &'f ThemeSettings) -> Vec<&'f str> {
    let of_components = || {
        let paths = files.0.keys().map(String::as_str);
        paths.filter(|path| path.starts_with("components/") && path.ends_with(".css"))
    };
    let mut styles = Vec::new();
    for style in &settings.styles {
        if style == "components" {
            styles.extend(of_components());
        } else {
            styles.push(style);
        }
    }
    styles
}

/// The parts of one published style sheet: all but those left out.
fn parts<'f>(styles: &[&'f str], name: &str, sheet: &Sheet) -> anyhow::Result<Vec<&'f str>> {
    let belongs = |style: &str, part: &str| {
        let within = style.strip_prefix(part);
        within.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    for part in &sheet.without {
        if !styles.iter().any(|style| belongs(style, part)) {
            return Err(anyhow!(
                "theme.yaml 的 sheets 里，{name} 要略去 {part}，但 styles 里没有它；请改正名称，或者删去这一行"
            ));
        }
    }
    let left_out = |style: &str| sheet.without.iter().any(|part| belongs(style, part));
    let kept = styles.iter().copied();
    Ok(kept.filter(|style| !left_out(style)).collect())
}

fn join(files: &ThemeFiles, paths: &[&str]) -> anyhow::Result<String> {
    let mut joined = String::new();
    for path in paths {
        let file = files
            .0
            .get(*path)
            .ok_or_else(|| anyhow!("theme.yaml 列出的 {path} 不在主题文件夹里"))?;
        joined.push_str(match path.ends_with(".css") {
            true => source::sheet(file)?,
            false => source::text(file)?,
        });
        if !joined.ends_with('\n') {
            joined.push('\n');
        }
    }
    Ok(joined)
}

/// `assets/theme.1a2b3c4d5e.css`
fn hashed(name: &str, bytes: &[u8]) -> anyhow::Result<SitePath> {
    let digest: String = blake3::hash(bytes).to_hex().chars().take(10).collect();
    let path = match name.rsplit_once('.') {
        Some((stem, extension)) => format!("assets/{stem}.{digest}.{extension}"),
        None => format!("assets/{name}.{digest}"),
    };
    Ok(SitePath::new(&path)?)
}
