//! What law and the year's work plan demand, as data: built into the program, overlaid by the site's `seeds/`.

mod calendar;
mod catalogue;
mod draft;
mod kinds;
mod lists;
mod overlay;
mod work_plan;

use include_dir::{Dir, include_dir};

use super::fault::MISSING_FILE;
use super::reading::Reading;
use super::settings;
use super::source::{self, Root};
use super::yaml::{self, Node, Part};
use crate::model::{
    Calendar, Catalogue, Diagnostic, Kinds, Settings, Topics, Vocabulary, Wording, WorkPlan,
};

static SEEDS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/seeds");

/// All of it.
#[derive(Debug, Default)]
pub(super) struct Seeds {
    pub(super) catalogue: Catalogue,
    pub(super) kinds: Kinds,
    pub(super) vocabulary: Vocabulary,
    pub(super) topics: Topics,
    pub(super) wording: Wording,
    pub(super) calendar: Calendar,
    pub(super) work_plans: Vec<WorkPlan>,
}

/// Reads every seed file that the settings call for.
pub(super) fn read(root: &Root, settings: &Settings) -> (Seeds, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let mut seeds = Seeds {
        catalogue: catalogue::read(root, settings, &mut faults),
        kinds: whole(
            root,
            "seeds/kinds.yaml",
            kinds::KEYS,
            kinds::read,
            &mut faults,
        ),
        vocabulary: whole(
            root,
            "seeds/vocabularies.yaml",
            lists::VOCABULARY,
            lists::vocabulary,
            &mut faults,
        ),
        topics: whole(
            root,
            "seeds/topics.yaml",
            lists::TOPIC_KEYS,
            lists::topics,
            &mut faults,
        ),
        wording: whole(
            root,
            "seeds/wording.yaml",
            lists::WORDING_KEYS,
            lists::wording,
            &mut faults,
        ),
        calendar: whole(
            root,
            "seeds/calendar.yaml",
            calendar::KEYS,
            calendar::read,
            &mut faults,
        ),
        work_plans: Vec::new(),
    };
    for id in &settings.work_plans {
        let path = format!("seeds/work-plans/{id}.yaml");
        if is_known(root, &path) {
            let plan = whole(root, &path, work_plan::KEYS, work_plan::read, &mut faults);
            seeds.work_plans.extend(plan);
        } else {
            faults.push(missing(&path, "work_plans", id));
        }
    }
    (seeds, faults)
}

/// Whether the site or the program has the file.
fn is_known(root: &Root, path: &str) -> bool {
    root.has(path) || built_in(path).is_some()
}

/// The text of a seed file built into the program.
fn built_in(path: &str) -> Option<&'static str> {
    let file = SEEDS.get_file(path.strip_prefix("seeds/")?)?;
    file.contents_utf8()
}

/// The names of the seed files of a folder, those of the site and those built in.
fn missing(path: &str, key: &str, name: &str) -> Diagnostic {
    let reading = Reading::new(settings::PATH);
    let message = format!("{key} 写了「{name}」，但没有 {path} 这个文件");
    let help = format!("新建 {path}，或者改正 gongkai.yaml 里的 {key}");
    reading.report_file(MISSING_FILE, message, help);
    reading
        .into_faults()
        .pop()
        .unwrap_or_else(|| MISSING_FILE.says(""))
}

/// Reads a file of which the site's own, where there is one, stands in the place of the built-in one.
fn whole<T: Default>(
    root: &Root,
    path: &str,
    keys: &[&str],
    read: fn(&Node, &Reading) -> T,
    faults: &mut Vec<Diagnostic>,
) -> T {
    let reading = Reading::new(path);
    let own = root
        .has(path)
        .then(|| source::text(root, &reading))
        .flatten();
    let text = own.as_deref().or_else(|| built_in(path));
    let value = text
        .and_then(|text| parse(text, keys, &reading))
        .map(|node| read(&node, &reading));
    faults.extend(reading.into_faults());
    value.unwrap_or_default()
}

fn parse(text: &str, keys: &[&str], reading: &Reading) -> Option<Node> {
    yaml::read(Part::whole(text), &|key| keys.contains(&key), reading)
}
