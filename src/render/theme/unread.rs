//! Files that a site added to the theme and nothing reads.

use super::settings::ThemeSettings;
use crate::model::{ThemeFile, ThemeFiles};

/// What a theme is made of; other files (a readme, a picture to work from) are none of the program's business.
const PARTS: &[&str] = &["html", "xml", "css", "js", "yaml", "yml"];

/// The files that no page, style sheet or script comes to. Components are not among them: the preview shows those that
/// no page calls.
pub(super) fn unread<'f>(files: &'f ThemeFiles, settings: &ThemeSettings) -> Vec<&'f ThemeFile> {
    let added = files.0.iter().filter(|(_, file)| file.is_added);
    added
        .filter(|(path, _)| is_part(path) && !is_read(path, files, settings))
        .map(|(_, file)| file)
        .collect()
}

fn is_part(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    !path.starts_with("assets/") && PARTS.contains(&ending)
}

fn is_read(path: &str, files: &ThemeFiles, settings: &ThemeSettings) -> bool {
    let modules = settings.modules.values().flatten();
    let mut listed = settings
        .styles
        .iter()
        .chain(&settings.scripts)
        .chain(modules);
    if listed.any(|name| name == path) {
        return true;
    }
    let of_components = || settings.styles.iter().any(|style| style == "components");
    match (
        path.strip_prefix("templates/"),
        path.strip_prefix("components/"),
    ) {
        (Some(name), _) => is_named(name, path, files),
        (_, Some(rest)) => match rest.rsplit_once('/') {
            Some((folder, "examples.yaml")) => !folder.contains('/'),
            _ if path.ends_with(".css") => of_components(),
            _ => path.ends_with(".html") || path.ends_with(".xml"),
        },
        _ => false,
    }
}

/// Whether another template names this one, as `include` and `extends` do.
fn is_named(name: &str, own: &str, files: &ThemeFiles) -> bool {
    let others = files.0.iter().filter(|(path, _)| *path != own);
    let mut templates = others.filter(|(path, _)| super::template_name(path).is_some());
    templates.any(|(_, file)| {
        let source = String::from_utf8_lossy(&file.bytes);
        ['"', '\'', '`']
            .iter()
            .any(|quote| source.contains(&format!("{quote}{name}{quote}")))
    })
}
