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

/// Whether a file or folder, there or not yet, is none of the site's sources and nothing of what is published, nor a
/// link to one.
pub(super) fn is_apart(root: &Path, path: &Path) -> bool {
    let own = [
        root.join("gongkai.yaml"),
        root.join("content"),
        root.join("seeds"),
        root.join("themes"),
        root.join(pipeline::CACHE),
        pipeline::default_out(root),
    ];
    // Where no way leads, nothing can be written either; the system says why.
    let Ok(real) = pipeline::real_path(path) else {
        return true;
    };
    own.iter()
        .filter_map(|own| pipeline::real_path(own).ok())
        .all(|own| !real.starts_with(own))
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
