//! The files of a theme: those built into the program, overlaid one by one with the site's.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use include_dir::{Dir, include_dir};
use walkdir::WalkDir;

use super::link::{self, End};
use super::source::{NO_FILE, Root};
use crate::model::{ThemeFile, ThemeFiles};

static THEMES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// Whether there is a theme of this name, built in or the site's own.
pub(super) fn exists(root: &Root, name: &str) -> bool {
    THEMES.get_dir(name).is_some() || root.join("themes").join(name).is_dir()
}

/// The files of a theme: those built in, each replaced by the site's file of the same path.
///
/// A theme of the site's own with another name stands on the built-in default one.
///
/// # Errors
/// When no such theme exists or one of its files cannot be read.
pub fn theme_files(root: &Path, name: &str) -> anyhow::Result<ThemeFiles> {
    let mut files = ThemeFiles::default();
    let built_in = THEMES.get_dir(name).or_else(|| THEMES.get_dir("default"));
    if let Some(folder) = built_in {
        add_built_in(folder, folder.path(), &mut files);
    }
    let folder = root.join("themes").join(name);
    anyhow::ensure!(
        THEMES.get_dir(name).is_some() || folder.is_dir(),
        "没有叫「{name}」的主题：{} 不存在",
        folder.display()
    );
    if folder.is_dir() {
        let root = Root::new(root).with_context(|| format!("读取 {}", root.display()))?;
        add_own(&root, &folder, &mut files)?;
    }
    Ok(files)
}

fn add_built_in(folder: &Dir<'_>, base: &Path, files: &mut ThemeFiles) {
    for file in folder.files() {
        if let Some(path) = slashed(file.path(), base) {
            let origin = Arc::from(format!("内置主题 {}", file.path().display()));
            let bytes = Arc::from(file.contents());
            files.0.insert(path, ThemeFile { origin, bytes });
        }
    }
    for inner in folder.dirs() {
        add_built_in(inner, base, files);
    }
}

fn add_own(root: &Root, folder: &Path, files: &mut ThemeFiles) -> anyhow::Result<()> {
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.with_context(|| format!("读取主题文件夹 {}", folder.display()))?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let Some(path) = slashed(entry.path(), folder).filter(|_| !hidden) else {
            continue;
        };
        if entry.file_type().is_dir() {
            continue;
        }
        let shown = entry.path().display();
        check(root, entry.path()).with_context(|| format!("读取主题文件 {shown}"))?;
        let bytes = std::fs::read(entry.path()).with_context(|| format!("读取主题文件 {shown}"))?;
        let origin = slashed(entry.path(), &root.path).unwrap_or_else(|| path.clone());
        let file = ThemeFile {
            origin: origin.into(),
            bytes: bytes.into(),
        };
        files.0.insert(path, file);
    }
    Ok(())
}

/// Refuses what cannot be read as a file, and links to what no theme may show: a theme's assets are published.
fn check(root: &Root, file: &Path) -> anyhow::Result<()> {
    let end = link::follow(root, file)?;
    match &end {
        End::NoFile => bail!("{NO_FILE}"),
        End::Outside => bail!("这是指向网站文件夹之外的链接"),
        End::Folder => bail!("这是指向一个文件夹的链接"),
        End::Elsewhere(path) if Path::new(path).starts_with("themes") => {}
        End::Item(path) | End::Register(path) | End::Elsewhere(path) if file.is_symlink() => {
            bail!("这是指向 {path} 的链接，那不是主题的文件")
        }
        _ => {}
    }
    Ok(())
}

fn slashed(path: &Path, base: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path
        .strip_prefix(base)
        .ok()?
        .components()
        .map(|part| part.as_os_str().to_str())
        .collect();
    parts
        .map(|parts| parts.join("/"))
        .filter(|path| !path.is_empty())
}
