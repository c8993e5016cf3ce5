//! The files that pages ask for, each named by a digest of its content so that browsers may keep it.

use std::collections::BTreeMap;

use anyhow::{Context as _, anyhow};

use super::settings::ThemeSettings;
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
    /// Joins style sheets and scripts, and takes the files of `assets/` as they are.
    pub(super) fn assemble(files: &ThemeFiles, settings: &ThemeSettings) -> anyhow::Result<Self> {
        let mut assets = BTreeMap::new();
        let mut add = |name: &str, bytes: Vec<u8>| -> anyhow::Result<()> {
            let path = hashed(name, &bytes)?;
            assets.insert(name.to_owned(), Asset { path, bytes });
            Ok(())
        };
        let styles = join(files, &styles(files, settings))?;
        add(
            "theme.css",
            compact(&String::from_utf8_lossy(&styles)).into_bytes(),
        )?;
        let scripts: Vec<&str> = settings.scripts.iter().map(String::as_str).collect();
        add("theme.js", join(files, &scripts)?)?;
        for (path, file) in &files.0 {
            if let Some(name) = path.strip_prefix("assets/") {
                add(name, file.bytes.to_vec())
                    .with_context(|| format!("主题文件 {} 不能发布", file.origin))?;
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

fn join(files: &ThemeFiles, paths: &[&str]) -> anyhow::Result<Vec<u8>> {
    let mut joined = Vec::new();
    for path in paths {
        let file = files
            .0
            .get(*path)
            .ok_or_else(|| anyhow!("theme.yaml 列出的 {path} 不在主题文件夹里"))?;
        joined.extend_from_slice(&file.bytes);
        if !joined.ends_with(b"\n") {
            joined.push(b'\n');
        }
    }
    Ok(joined)
}

/// A style sheet without comments, indentation and empty lines, which are for its authors.
fn compact(styles: &str) -> String {
    let mut plain = String::with_capacity(styles.len());
    let mut quote = None;
    let mut rest = styles.chars().peekable();
    while let Some(c) = rest.next() {
        match quote {
            None if c == '/' && rest.peek() == Some(&'*') => {
                let mut before = ' ';
                rest.next();
                rest.by_ref()
                    .find(|c| std::mem::replace(&mut before, *c) == '*' && *c == '/');
                continue;
            }
            None if c == '"' || c == '\'' => quote = Some(c),
            Some(open) if c == open => quote = None,
            _ => {}
        }
        plain.push(c);
    }
    let lines = plain.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
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

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn a_style_sheet_loses_what_only_its_authors_read() {
        let styles =
            "/* a * b */\n.a {\n  color: red; /**/\n}\n\n.b::after { content: \"/* no */\"; }\n";
        let plain = ".a {\ncolor: red;\n}\n.b::after { content: \"/* no */\"; }\n";
        assert_eq!(compact(styles), plain);
    }
}
