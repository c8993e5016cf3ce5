//! Which folder may be written, and the claim on it.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Component, Path, PathBuf};

use anyhow::bail;

use super::anew;
use super::manifest::{self, Manifest};
use super::memory;
use super::trouble::cannot;

/// Names at the top of the output folder that begin so are gongkai's own and no part of the site.
pub(super) const OURS: &str = ".gongkai-";

/// Folders of a site that hold what its editors wrote.
const SOURCES: &[&str] = &["content", "themes", "seeds", ".git"];

/// Under which name the cache keeps the digest of the manifest that was written last.
const OWN: &str = "last-manifest";

/// The two folders that a build may write, their links resolved.
#[derive(Debug)]
pub(super) struct Ground {
    /// The output folder; it need not exist yet.
    pub(super) out: PathBuf,
    /// The site's `.gongkai/`.
    pub(super) cache: PathBuf,
}

impl Ground {
    /// Resolves the two folders.
    ///
    /// # Errors
    /// When writing to `out` would endanger the site's own files.
    pub(super) fn check(out: &Path, cache: &Path) -> anyhow::Result<Self> {
        let cache =
            real_path(cache).map_err(|error| cannot("打开缓存文件夹", cache)(error))?;
        check_links(out)?;
        let out = real_path(out).map_err(|error| cannot("打开输出文件夹", out)(error))?;
        let shown = out.display();
        if out.parent().is_none() {
            bail!("不能把网站写到 {shown}：这是整个磁盘的根。请用 --out 另指一个文件夹");
        }
        if out.exists() && !out.is_dir() {
            bail!("不能把网站写到 {shown}：这是一个文件，不是文件夹。请用 --out 另指一个文件夹");
        }
        let root = cache.parent().unwrap_or(&cache);
        if root.starts_with(&out) {
            bail!(
                "不能把网站写到 {shown}：站点自己的文件就在里面。请用 --out 另指一个文件夹，如 public"
            );
        }
        let sources = SOURCES.iter().map(|name| root.join(name));
        if let Some(source) = sources
            .chain([cache.clone()])
            .find(|source| out.starts_with(source))
        {
            bail!(
                "不能把网站写到 {shown}：{} 里放的不是生成的网页。请用 --out 另指一个文件夹，如 public",
                source.display()
            );
        }
        Ok(Self { out, cache })
    }

    /// Whether the folder may be made to hold this site. Below the root of the site it is the site's own, whatever
    /// that was called, and so is what this root wrote last; elsewhere the name tells whose it is, for roots are copied
    /// and moved.
    ///
    /// # Errors
    /// When it holds the files of a site of another name.
    pub(super) fn check_owner(
        &self,
        standing: &Manifest,
        text: &str,
        site: &str,
    ) -> anyhow::Result<()> {
        let root = self.cache.parent().unwrap_or(&self.cache);
        let other = standing.site.as_deref().filter(|other| *other != site);
        let Some(other) = other.filter(|_| !self.out.starts_with(root)) else {
            return Ok(());
        };
        if memory::recall(&self.cache, OWN).is_some_and(|own| own == digest(text)) {
            return Ok(());
        }
        bail!(
            "{} 里是「{other}」的 {} 个文件，为免被「{site}」顶替没有写入。请用 --out 另指一个文件夹；\
             确要换成「{site}」的（如网站改了名称），请加 --force",
            self.out.display(),
            standing.files().len()
        );
    }
}

/// Refuses a path on which a link leads nowhere: no folder can be made there, and the system says only that
/// something exists.
fn check_links(out: &Path) -> anyhow::Result<()> {
    let leads_nowhere = |part: &&Path| part.is_symlink() && !part.exists();
    let Some(link) = out.ancestors().find(leads_nowhere) else {
        return Ok(());
    };
    let target = fs::read_link(link).map_err(|error| cannot("读取链接", link)(error))?;
    bail!(
        "不能把网站写到 {}：{} 是一个链接，它指向的 {} 不存在或者打不开。\
         请建好那个文件夹，或者删去这个链接，也可以用 --out 另指一个文件夹",
        out.display(),
        link.display(),
        target.display()
    );
}

/// What gongkai wrote into the folder before, and the manifest's text; none when the folder is still nobody's.
///
/// # Errors
/// When the folder holds files and no manifest: then it is somebody else's.
pub(super) fn manifest(out: &Path) -> anyhow::Result<Option<(Manifest, String)>> {
    if let Some(found) = Manifest::read(out)? {
        return Ok(Some(found));
    }
    let entries = match fs::read_dir(out) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Ok(None);
        }
        Err(error) => return Err(cannot("读取", out)(error)),
    };
    for entry in entries {
        let name = entry
            .map_err(|error| cannot("读取", out)(error))?
            .file_name();
        if !is_ours(&name) {
            bail!(
                "{} 不是 gongkai 生成的文件夹，里面已有「{}」等文件，为免误删没有写入。\
                 请用 --out 另指一个空文件夹，或先把里面的文件移走",
                out.display(),
                name.to_string_lossy()
            );
        }
    }
    Ok(None)
}

/// Notes that the folder with this manifest is this site's own, whatever it will be called.
pub(super) fn keep_as_own(cache: &Path, text: &str) -> anyhow::Result<()> {
    memory::keep(cache, OWN, &digest(text))
}

fn digest(text: &str) -> [u8; 32] {
    blake3::hash(text.as_bytes()).into()
}

/// Marks the folder as gongkai's before the first file goes in.
pub(super) fn claim(out: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(out).map_err(|error| cannot("新建文件夹", out)(error))?;
    let path = out.join(manifest::NAME);
    if path.exists() {
        return Ok(());
    }
    let text = Manifest::default().text();
    let write = |mut file: File| file.write_all(text.as_bytes());
    let written = anew::create(&path).and_then(write);
    written.map_err(|error| cannot("写入", &path)(error))
}

/// Whether a name at the top of the output folder is gongkai's own.
pub(super) fn is_ours(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| name.starts_with(OURS))
}

/// The path with links resolved as far as it exists, and `.` and `..` removed from the rest.
///
/// # Errors
/// When the machine does not let it be followed.
pub fn real_path(path: &Path) -> std::io::Result<PathBuf> {
    let whole = std::path::absolute(path)?;
    let mut missing = Vec::new();
    let mut existing = whole.as_path();
    let real = loop {
        match existing.canonicalize() {
            Ok(real) => break real,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let Some(parent) = existing.parent() else {
                    return Err(error);
                };
                missing.extend(existing.components().next_back());
                existing = parent;
            }
            Err(error) => return Err(error),
        }
    };
    Ok(missing.into_iter().rev().fold(real, |mut real, part| {
        if part == Component::ParentDir {
            real.pop();
        } else {
            real.push(part);
        }
        real
    }))
}
