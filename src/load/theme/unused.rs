//! Files under the site's `themes/` that nothing reads: a wrong name would silently change nothing.

use std::path::Path;

use include_dir::Dir;

use super::super::fault::UNUSED_THEME_FILE;
use super::super::reading::Reading;
use super::super::slip::slip;
use super::{built_in, slashed};
use crate::model::Diagnostic;
use crate::model::nearest_by_slips;

/// Says of each file of the theme that nothing reads (`themes/default/county.css`), and of each folder beside the theme
/// that seems to be meant for it, that it has no effect.
#[must_use]
pub fn unused_theme_files(root: &Path, theme: &str, unread: &[&str]) -> Vec<Diagnostic> {
    let known = built_in(theme).map(paths).unwrap_or_default();
    let folder = format!("themes/{theme}/");
    let files = unread.iter().flat_map(|origin| {
        let path = origin.strip_prefix(&*folder).unwrap_or(origin);
        let meant = slip(path, known.iter().map(String::as_str));
        let help = meant.unwrap_or_else(|| use_of(path));
        say(origin, "程序不读这个文件，它不起作用", help)
    });
    let mut unused: Vec<Diagnostic> = files.collect();
    unused.extend(beside(root, theme, &known));
    unused
}

/// How a file of the theme comes to be read.
fn use_of(path: &str) -> String {
    const END: &str = "；不用就移走";
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => format!("要用它，请在 theme.yaml 的 styles 里写上 {path}{END}"),
        "js" => format!("要用它，请在 theme.yaml 的 scripts 里写上 {path}{END}"),
        "html" | "xml" => {
            let name = path.strip_prefix("templates/").unwrap_or(path);
            format!("要用它，请放在 templates/ 下，在别的模板里写 {{% include \"{name}\" %}}{END}")
        }
        _ => format!("主题的设置写在 theme.yaml 里{END}"),
    }
}

/// What stands in `themes/` beside the theme that the site has.
fn beside(root: &Path, theme: &str, known: &[String]) -> Vec<Diagnostic> {
    let own = root.join("themes").join(theme).canonicalize().ok();
    let Ok(entries) = root.join("themes").read_dir() else {
        return Vec::new();
    };
    let entries = entries.flatten();
    let others = entries.filter(|entry| own.is_none() || entry.path().canonicalize().ok() != own);
    let mut names: Vec<String> = others
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    let is_part = |name: &str| {
        let mut known = known.iter();
        known.any(|path| path.split('/').next() == Some(name))
    };
    let unused = names.iter().filter_map(|name| {
        let message = format!("网站的主题是「{theme}」，这里的内容不起作用");
        let help = if is_part(name) {
            format!("把它移到 themes/{theme}/ 下")
        } else if nearest_by_slips(name, [theme]).is_some() {
            format!("把这个文件夹改名为 {theme}，或者在 gongkai.yaml 里写 theme: {name}")
        } else {
            return None;
        };
        Some(say(&format!("themes/{name}"), &message, help))
    });
    unused.flatten().collect()
}

fn say(path: &str, message: &str, help: String) -> Vec<Diagnostic> {
    let reading = Reading::new(path);
    reading.report_file(UNUSED_THEME_FILE, message, help);
    reading.into_faults()
}

/// The paths of the files of a theme that is built in.
fn paths(folder: &Dir<'_>) -> Vec<String> {
    fn add(folder: &Dir<'_>, base: &Path, paths: &mut Vec<String>) {
        let files = folder.files();
        paths.extend(files.filter_map(|file| slashed(file.path(), base)));
        for inner in folder.dirs() {
            add(inner, base, paths);
        }
    }
    let mut paths = Vec::new();
    add(folder, folder.path(), &mut paths);
    paths
}
