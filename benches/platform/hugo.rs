//! The same items as Hugo pages, with the layouts in `benches/peers/hugo`, where Hugo is installed.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::meter::{self, Cost};
use super::{Failure, least};

const LAYOUTS: &[(&str, &str)] = &[
    (
        "layouts/index.html",
        include_str!("../peers/hugo/layouts/index.html"),
    ),
    (
        "layouts/_default/list.html",
        include_str!("../peers/hugo/layouts/_default/list.html"),
    ),
    (
        "layouts/_default/single.html",
        include_str!("../peers/hugo/layouts/_default/single.html"),
    ),
    (
        "layouts/_default/baseof.html",
        include_str!("../peers/hugo/layouts/_default/baseof.html"),
    ),
    (
        "layouts/partials/nav.html",
        include_str!("../peers/hugo/layouts/partials/nav.html"),
    ),
    ("hugo.toml", include_str!("../peers/hugo/hugo.toml")),
];

/// Builds the site's items with Hugo; none where it is not installed.
pub fn measure(root: &Path, runs: usize) -> Result<Option<Cost>, Failure> {
    let installed = Command::new("hugo")
        .arg("version")
        .stdout(Stdio::null())
        .status();
    if !installed.is_ok_and(|status| status.success()) {
        return Ok(None);
    }
    let place = tempfile::tempdir()?;
    let site = place.path();
    for (name, text) in LAYOUTS {
        let path = site.join(name);
        fs::create_dir_all(path.parent().unwrap_or(site))?;
        fs::write(path, text)?;
    }
    copy_items(&root.join("content"), &site.join("content"))?;
    let mut number = 0;
    let cost = least(runs, || {
        number += 1;
        let mut hugo = Command::new("hugo");
        hugo.arg("--source")
            .arg(site)
            .args(["--quiet", "--cacheDir"]);
        hugo.arg(site.join("cache")).arg("--destination");
        hugo.arg(site.join(format!("public-{number}")));
        Ok(meter::run(&mut hugo, &[0])?.0)
    })?;
    Ok(Some(cost))
}

/// Hugo's names for the front matter's keys.
fn copy_items(from: &Path, to: &Path) -> Result<(), Failure> {
    for organ in fs::read_dir(from)? {
        let organ = organ?;
        if !organ.file_type()?.is_dir() {
            continue;
        }
        let folder = to.join(organ.file_name());
        fs::create_dir_all(&folder)?;
        for item in fs::read_dir(organ.path())? {
            let item = item?.path();
            if item.extension().is_some_and(|extension| extension == "md") {
                let text = fs::read_to_string(&item)?
                    .replacen("published_at:", "date:", 1)
                    .replacen("kind:", "disclosure:", 1);
                fs::write(folder.join(item.file_name().unwrap_or_default()), text)?;
            }
        }
    }
    Ok(())
}
