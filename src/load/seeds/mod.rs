//! What law and the year's work plan demand, as data: built into the program, overlaid by the site's `seeds/`.
//!
//! A file of the site's own takes the place of the built-in one of the same name, save the catalogue, which is
//! laid over it (see `catalogue`), and each list of the vocabularies, which stays where the site's has no other.
//! Places name both `seeds/…`: a built-in file has no fault that a site could see, for the tests read them all.

mod calendar;
mod catalogue;
mod draft;
mod kinds;
mod lists;
mod overlay;
mod stray;
mod work_plan;

use include_dir::{Dir, include_dir};

use super::fault::EMPTY_FILE;
use super::fields::{Name, is_name};
use super::reading::Reading;
use super::source::{self, Root};
use super::yaml::{self, Node, Part};
pub(super) use kinds::help as kind_help;

use crate::model::{
    Calendar, Catalogue, Diagnostic, Kinds, Settings, Topics, Vocabulary, Wording, WorkPlan,
};

static SEEDS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/seeds");

/// All of it.
#[derive(Debug)]
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
    let mut faults = stray::find(root);
    let mut shelf = Shelf {
        root,
        faults: &mut faults,
    };
    let kinds = shelf.take(kinds::PATH, kinds::NAMES, kinds::read);
    let reading = Reading::new(kinds::PATH);
    kinds::report_left_out(&kinds, &reading);
    shelf.faults.extend(reading.into_faults());
    let mut catalogue = catalogue::read(&mut shelf, settings, &kinds);
    let vocabulary = shelf.take(lists::VOCABULARIES, lists::VOCABULARY, lists::vocabulary);
    let work_plans = work_plans(&mut shelf, settings, &catalogue, &kinds, &vocabulary);
    for (id, basis) in work_plans.iter().flat_map(|plan| &plan.bases.columns) {
        catalogue.add_basis(id, basis);
    }
    let seeds = Seeds {
        topics: shelf.take("seeds/topics.yaml", lists::TOPICS, lists::topics),
        wording: shelf.take("seeds/wording.yaml", lists::WORDING, lists::wording),
        calendar: shelf.take("seeds/calendar.yaml", calendar::NAMES, calendar::read),
        work_plans,
        vocabulary,
        kinds,
        catalogue,
    };
    (seeds, faults)
}

fn work_plans(
    shelf: &mut Shelf<'_>,
    settings: &Settings,
    catalogue: &Catalogue,
    kinds: &Kinds,
    vocabulary: &Vocabulary,
) -> Vec<WorkPlan> {
    let mut plans: Vec<WorkPlan> = Vec::new();
    for id in &settings.work_plans {
        let path = format!("seeds/work-plans/{id}.yaml");
        let known = work_plan::Known {
            plans: &plans,
            catalogue,
            kinds,
            vocabulary,
        };
        let read = |node: &Node, reading: &Reading| work_plan::read(node, known, reading);
        let plan = shelf.take(&path, work_plan::NAMES, read);
        plans.extend(plan);
    }
    plans
}

/// The seed files within reach: the site's, and behind them the built-in ones.
struct Shelf<'s> {
    root: &'s Root,
    faults: &'s mut Vec<Diagnostic>,
}

impl Shelf<'_> {
    /// The text of the site's own file.
    fn own(&self, path: &str, reading: &Reading) -> Option<String> {
        let own = self.root.has(path);
        own.then(|| source::text(self.root, reading)).flatten()
    }

    /// Reads a file of which the site's own, where there is one, stands in the place of the built-in one.
    fn take<T: Default>(
        &mut self,
        path: &str,
        names: &[&[Name]],
        read: impl Fn(&Node, &Reading) -> T,
    ) -> T {
        let reading = Reading::new(path);
        let own = self.own(path, &reading);
        let own = own.filter(|text| !report_empty(text, &reading));
        let text = own.as_deref().or_else(|| built_in(path));
        let value = text
            .and_then(|text| parse(text, names, &reading))
            .map(|node| read(&node, &reading));
        self.faults.extend(reading.into_faults());
        value.unwrap_or_default()
    }
}

/// Whether a file of the site's own says nothing, which is told: it would take away what is built in.
fn report_empty(text: &str, reading: &Reading) -> bool {
    let says_something = |line: &str| {
        let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        !line.is_empty() && !line.starts_with('#')
    };
    let is_empty = !text.lines().any(says_something);
    if is_empty {
        let help = "从备份恢复；不需要改动程序自带的内容时，删去这个文件";
        reading.report_file(EMPTY_FILE, "文件是空的，或者没有写完", help);
    }
    is_empty
}

/// Whether the site or the program has the seed file.
pub(super) fn is_known(root: &Root, path: &str) -> bool {
    root.has(path) || built_in(path).is_some()
}

/// The text of a seed file built into the program.
fn built_in(path: &str) -> Option<&'static str> {
    let file = SEEDS.get_file(path.strip_prefix("seeds/")?)?;
    file.contents_utf8()
}

fn parse(text: &str, names: &[&[Name]], reading: &Reading) -> Option<Node> {
    let is_key = |key: &str| names.iter().any(|names| is_name(names, key));
    yaml::read(Part::whole(text), &is_key, reading)
}

#[cfg(test)]
mod tests {
    use super::{SEEDS, Shelf, catalogue, kinds, parse, work_plan};
    use crate::load::reading::Reading;
    use crate::load::source::Root;

    #[test]
    fn the_built_in_seeds_are_without_fault() {
        let empty = tempfile::tempdir().expect("a folder");
        let root = Root::new(empty.path()).expect("a root");
        let settings = crate::load::settings::read(&root, &Reading::new("gongkai.yaml"));
        let (seeds, faults) = super::read(&root, &settings);
        assert_eq!(faults, []);
        assert!(seeds.catalogue.len() > 60 && seeds.calendar.years().count() >= 8);
        assert!(seeds.vocabulary.fields.len() == 26 && seeds.topics.0.len() == 22);
        assert!(!seeds.wording.0.is_empty());
    }

    #[test]
    fn every_built_in_work_plan_is_without_fault() {
        let empty = tempfile::tempdir().expect("a folder");
        let root = Root::new(empty.path()).expect("a root");
        let mut faults = Vec::new();
        let mut shelf = Shelf {
            root: &root,
            faults: &mut faults,
        };
        let kinds = shelf.take(kinds::PATH, kinds::NAMES, kinds::read);
        let settings = crate::load::settings::read(&root, &Reading::new("gongkai.yaml"));
        let catalogue = catalogue::read(&mut shelf, &settings, &kinds);
        let vocabulary = shelf.take(
            super::lists::VOCABULARIES,
            super::lists::VOCABULARY,
            super::lists::vocabulary,
        );
        let known = work_plan::Known {
            plans: &[],
            catalogue: &catalogue,
            kinds: &kinds,
            vocabulary: &vocabulary,
        };
        let folder = SEEDS.get_dir("work-plans").expect("work plans");
        for file in folder.files() {
            let reading = Reading::new(file.path().to_string_lossy().as_ref());
            let text = file.contents_utf8().expect("text");
            let node = parse(text, work_plan::NAMES, &reading).expect("a tree");
            let plan = work_plan::read(&node, known, &reading).expect("a plan");
            assert_eq!(reading.into_faults(), []);
            assert!(!plan.tasks.is_empty());
        }
    }
}
