//! The files of a theme: those built into the program, overlaid one by one with the site's.

mod unused;

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use include_dir::{Dir, include_dir};
use walkdir::WalkDir;

pub use self::unused::unused_theme_files;
use super::content::is_passed_over;
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
    if let Some(folder) = built_in(name) {
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

/// The theme of this name that is built in, else the default one, on which every other stands.
fn built_in(name: &str) -> Option<&'static Dir<'static>> {
    THEMES.get_dir(name).or_else(|| THEMES.get_dir("default"))
}

fn add_built_in(folder: &Dir<'_>, base: &Path, files: &mut ThemeFiles) {
    for file in folder.files() {
        if let Some(path) = slashed(file.path(), base) {
            let origin = Arc::from(format!("内置主题 {}", file.path().display()));
            let file = ThemeFile {
                origin,
                is_added: false,
                bytes: Arc::from(file.contents()),
            };
            files.0.insert(path, file);
        }
    }
    for inner in folder.dirs() {
        add_built_in(inner, base, files);
    }
}

fn add_own(root: &Root, folder: &Path, files: &mut ThemeFiles) -> anyhow::Result<()> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || !is_passed_over(entry)) {
        let entry = entry.with_context(|| format!("读取主题文件夹 {}", folder.display()))?;
        let Some(path) = slashed(entry.path(), folder) else {
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
            is_added: files.0.get(&path).is_none_or(|file| file.is_added),
            bytes: plain(&path, &bytes).into(),
        };
        files.0.insert(path, file);
    }
    Ok(())
}

/// Bytes of a text as they would be without the mark and the line ends that Windows writes, which are none of the
/// author's; of any other file as they are.
fn plain(path: &str, bytes: &[u8]) -> Vec<u8> {
    const TEXTS: &[&str] = &[".html", ".xml", ".css", ".js", ".yaml"];
    if !TEXTS.iter().any(|end| path.ends_with(end)) {
        return bytes.to_vec();
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut plain = bytes.to_vec();
    let mut next = bytes.iter().skip(1).copied();
    plain.retain(|byte| {
        let next = next.next();
        *byte != b'\r' || next != Some(b'\n')
    });
    plain
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
