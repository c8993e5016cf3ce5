//! Files under the site's `seeds/` that nothing reads: a wrong name would silently change nothing.

use walkdir::WalkDir;

use super::super::fault::UNUSED_SEED;
use super::super::reading::Reading;
use super::super::slip::offer;
use super::super::source::Root;
use super::SEEDS;
use crate::model::Diagnostic;

/// Folders in which any name will do: the settings choose among the files.
const CHOSEN: &[&str] = &["catalogue", "work-plans"];

/// Says of each such file that it has no effect.
pub(super) fn find(root: &Root) -> Vec<Diagnostic> {
    let folder = root.join("seeds");
    if !folder.is_dir() {
        return Vec::new();
    }
    let known: Vec<String> = SEEDS
        .files()
        .map(|file| file.path().to_string_lossy().into_owned())
        .collect();
    WalkDir::new(&folder)
        .min_depth(1)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .flatten()
        .filter(|entry| !entry.file_type().is_dir())
        .filter_map(|entry| {
            let path = entry.path().strip_prefix(&folder).ok()?;
            let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
            let path = parts.join("/");
            let chosen = parts.len() == 2
                && path.ends_with(".yaml")
                && parts
                    .first()
                    .is_some_and(|first| CHOSEN.contains(&&**first));
            (!chosen && SEEDS.get_file(&path).is_none()).then(|| stray(&path, &known))
        })
        .flatten()
        .collect()
}

fn stray(path: &str, known: &[String]) -> Vec<Diagnostic> {
    let reading = Reading::new(format!("seeds/{path}"));
    let names = known.join("、");
    let otherwise = format!(
        "seeds/ 下可以放 {names}，以及 catalogue/ 和 work-plans/ 下的 .yaml 文件；其他文件请移走"
    );
    let help = offer(path, known.iter().map(String::as_str), &otherwise);
    reading.report_file(UNUSED_SEED, "程序不读这个文件，它不起作用", help);
    reading.into_faults()
}
