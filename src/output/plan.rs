//! Whether the planned files can stand side by side in one folder, on every operating system.

use std::borrow::Cow;

use anyhow::bail;

use super::disk::folders_of;
use crate::model::Artifact;

/// Checks that no two artifacts claim one place.
///
/// # Errors
/// When two have one path, or paths that differ in case alone (one file on Windows and macOS), or one is
/// the folder of another.
pub(super) fn check(artifacts: &[Artifact<'_>]) -> anyhow::Result<()> {
    let in_lower_case = artifacts.iter().map(|artifact| {
        let path = artifact.path.as_str();
        (in_lower_case(path), path)
    });
    let mut files: Vec<(Cow<'_, str>, &str)> = in_lower_case.collect();
    files.sort();
    let mut pairs = files.iter().zip(files.iter().skip(1));
    if let Some(((_, first), (_, path))) = pairs.find(|((one, _), (other, _))| one == other) {
        if first == path {
            bail!("有两个页面都要写到 {path}，请检查是否有重复的编号（id）");
        }
        bail!(
            "{first} 与 {path} 只有大小写不同，在有的电脑上是同一个文件，请改掉其中一个的编号（id）"
        );
    }
    let file = |folder: &str| {
        let place = files.binary_search_by(|(file, _)| (**file).cmp(folder));
        files.get(place.ok()?).map(|(_, path)| *path)
    };
    let mut last = None;
    for (lower, path) in &files {
        // Neighbours in the list share their folders as a rule.
        let folder = folders_of(lower).next();
        if folder == last {
            continue;
        }
        last = folder;
        if let Some(file) = folders_of(lower).find_map(file) {
            bail!("{file} 要写成文件，{path} 却要把它当作文件夹，请改掉其中一个的编号（id）");
        }
    }
    Ok(())
}

fn in_lower_case(path: &str) -> Cow<'_, str> {
    match path.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => path.to_ascii_lowercase().into(),
        false => path.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::model::{Artifact, KeyWriter, SitePath};

    fn planned(paths: &[&str]) -> anyhow::Result<()> {
        let artifact = |path: &&str| Artifact {
            path: SitePath::new(path).expect("a path"),
            key: KeyWriter::new("test").known(),
            make: Box::new(|| Ok(Vec::new())),
        };
        check(&paths.iter().map(artifact).collect::<Vec<_>>())
    }

    #[test]
    fn paths_that_claim_one_place_are_refused_and_both_are_named() {
        assert!(planned(&["a.html", "b/a.html", "b/c.html", "b.html"]).is_ok());
        for pair in [
            ["a.html", "a.html"],
            ["a/B.html", "a/b.html"],
            ["x", "x/y.html"],
            ["x/y/z", "X"],
        ] {
            let error = planned(&pair).expect_err("refused").to_string();
            assert!(pair.iter().all(|path| error.contains(path)), "{error}");
        }
    }
}
