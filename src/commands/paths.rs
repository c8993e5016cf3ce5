//! Paths that a command line names, as the site's own files name them.

use std::path::Path;

use anyhow::{Result, bail};

/// The path from the site's root, with `/`; a path is looked for from the working directory first, as
/// shells complete it, then from the root.
pub(super) fn within(root: &Path, path: &Path) -> Result<String> {
    let found = [path.to_path_buf(), root.join(path)]
        .into_iter()
        .find_map(|path| path.canonicalize().ok());
    let Some(found) = found else {
        bail!("找不到 {}", path.display());
    };
    let Ok(inside) = found.strip_prefix(root) else {
        bail!("{} 不在站点 {} 里", path.display(), root.display());
    };
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    Ok(parts.join("/"))
}
