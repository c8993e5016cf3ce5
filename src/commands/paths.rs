//! Paths that a command line names, as the site's own files name them.

use std::path::Path;

use anyhow::{Result, bail};

use crate::pipeline;

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

/// Whether a folder, there or not yet, is none of those that hold the site's sources or what is published.
pub(super) fn is_apart(root: &Path, folder: &Path) -> bool {
    let own = [
        root.join("content"),
        root.join("seeds"),
        root.join("themes"),
        root.join(pipeline::CACHE),
        pipeline::default_out(root),
    ];
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
    let real = whole.ancestors().find_map(|above| {
        let rest = whole.strip_prefix(above).ok()?;
        Some(above.canonicalize().ok()?.join(rest))
    });
    real.is_none_or(|real| !own.iter().any(|own| real.starts_with(own)))
}

/// A word as the shell takes it whole.
pub(super) fn shell_word(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/\\:._-".contains(c);
    if cfg!(windows) {
        format!("\"{word}\"")
    } else if word.chars().all(|c| is_plain(c) && c != '\\') {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::shell_word;

    #[cfg(unix)]
    #[test]
    fn a_path_reaches_the_shell_whole() {
        assert_eq!(shell_word("/srv/天台-县/site_1"), "/srv/天台-县/site_1");
        assert_eq!(shell_word("/srv/my site"), "'/srv/my site'");
        assert_eq!(shell_word("/srv/a'b$c"), r"'/srv/a'\''b$c'");
    }
}
