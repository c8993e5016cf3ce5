//! One edit to a clean unit of the sample adds exactly the finding that it should, at its file and line.
//!
//! A case is a line of `mutations.txt`: code and place ;; file ;; edit ;; other codes that the edit truly causes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use gongkai::audit::audit;
use gongkai::columns::arrange;
use gongkai::load::load;
use gongkai::model::Diagnostic;
use rayon::prelude::*;

use super::edit::edit;

const CASES: &str = include_str!("mutations.txt");
const TODAY: &str = "2020-11-16";

#[derive(Debug)]
struct Case {
    line: usize,
    code: &'static str,
    place: &'static str,
    file: &'static str,
    edit: &'static str,
    also: Vec<&'static str>,
    as_of: NaiveDate,
}

fn cases() -> Vec<Case> {
    let lines = CASES.lines().enumerate();
    lines
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(index, line)| {
            let mut parts = line.split(" ;; ");
            let mut next = || parts.next().unwrap_or_default().trim();
            let (code, place) = next().split_once(' ').expect("a code and a place");
            let (file, edit) = (next(), next());
            let mut also: Vec<&str> = next().split_whitespace().collect();
            let day = also.iter().position(|word| word.starts_with("20"));
            let as_of = day.map_or(TODAY, |at| also.remove(at));
            let as_of = as_of.parse().expect("a day");
            Case {
                line: index + 1,
                code,
                place: place.trim(),
                file,
                edit,
                also,
                as_of,
            }
        })
        .collect()
}

/// The unit whose content a case edits.
fn unit(case: &Case) -> &'static str {
    let folder = case
        .file
        .strip_prefix("content/")
        .and_then(|rest| rest.split_once('/'));
    folder.map_or("xzf", |(unit, _)| unit)
}

/// A copy of the sample that holds one unit's content alone.
fn copy_of(unit: &str) -> tempfile::TempDir {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    for file in ["gongkai.yaml", "content/organs.yaml"] {
        copy(&sample.join(file), &folder.path().join(file));
    }
    let content = sample.join("content").join(unit);
    for entry in walkdir::WalkDir::new(&content) {
        let path = entry.expect("an entry").into_path();
        if path.is_file() {
            let below = path.strip_prefix(sample).expect("below the sample");
            copy(&path, &folder.path().join(below));
        }
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to.parent().expect("a folder")).expect("a new folder");
    std::fs::copy(from, to).expect("a copy");
}

/// What stands against a unit, and against nobody in particular.
fn findings(root: &Path, unit: &str, as_of: NaiveDate) -> Result<Vec<Diagnostic>, String> {
    let loaded = load(root).map_err(|error| format!("{error:#}"))?;
    if let Some(fault) = loaded.faults.first() {
        return Err(format!(
            "{} {} {:?}",
            fault.code, fault.message, fault.place
        ));
    }
    let mut found = audit(&arrange(loaded.site, as_of), &|_| None).findings;
    found.retain(|it| it.organ.as_deref().is_none_or(|organ| organ == unit));
    Ok(found)
}

/// What a finding is, but for its line.
fn key(finding: &Diagnostic) -> (&'static str, String, Option<String>) {
    let source = finding.place.as_ref().map(|place| place.source.to_string());
    (finding.code, finding.message.clone(), source)
}

#[test]
fn each_edit_adds_the_finding_that_it_should_and_no_other() {
    let mut by_unit: BTreeMap<&str, Vec<Case>> = BTreeMap::new();
    for case in cases() {
        by_unit.entry(unit(&case)).or_default().push(case);
    }
    let wrong: Vec<String> = by_unit
        .into_par_iter()
        .flat_map_iter(|(unit, cases)| {
            let folder = copy_of(unit);
            let mut before: BTreeMap<NaiveDate, BTreeSet<_>> = BTreeMap::new();
            let mut wrong = Vec::new();
            for case in cases {
                let base = before.entry(case.as_of).or_insert_with(|| {
                    let found =
                        findings(folder.path(), unit, case.as_of).expect("the unit as it is");
                    found.iter().map(key).collect()
                });
                if let Err(error) = try_case(folder.path(), unit, &case, base) {
                    wrong.push(format!(
                        "line {} {} {}: {error}",
                        case.line, case.code, case.edit
                    ));
                }
            }
            wrong
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} cases:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn there_are_at_least_150_edits_and_every_family_has_its_own() {
    let cases = cases();
    assert!(cases.len() >= 150, "{}", cases.len());
    let families: BTreeSet<&str> = cases.iter().filter_map(|case| case.code.get(..3)).collect();
    assert_eq!(families.len(), 16);
}

fn try_case(
    root: &Path,
    unit: &str,
    case: &Case,
    base: &BTreeSet<(&'static str, String, Option<String>)>,
) -> Result<(), String> {
    let path = root.join(case.file);
    let undo = edit(root, &path, case.edit)?;
    let found = findings(root, unit, case.as_of);
    let expected = expected(case, &path);
    undo.into_iter().for_each(|(path, bytes)| match bytes {
        Some(bytes) => std::fs::write(&path, bytes).expect("restored"),
        None => std::fs::remove_file(&path).expect("removed"),
    });
    let added: Vec<Diagnostic> = found?
        .into_iter()
        .filter(|it| !base.contains(&key(it)))
        .collect();
    let mut codes: Vec<&str> = added.iter().map(|it| it.code).collect();
    let mut wanted = case.also.clone();
    wanted.push(case.code);
    codes.sort_unstable();
    wanted.sort_unstable();
    let messages: Vec<&str> = added.iter().map(|it| it.message.as_str()).collect();
    if codes != wanted {
        return Err(format!("{codes:?}, not {wanted:?}: {messages:?}"));
    }
    let placed = added.iter().filter(|it| it.code == case.code).any(|it| {
        let place = it.place.as_ref();
        let line = place
            .and_then(|place| place.span)
            .map_or(0, |span| span.line as usize);
        (place.map_or("", |place| &place.source), line) == (expected.0.as_str(), expected.1)
    });
    let places: Vec<_> = added.iter().map(|it| &it.place).collect();
    if placed {
        Ok(())
    } else {
        Err(format!("at {places:?}, not {expected:?}"))
    }
}

/// The file and line that a case's place names in the edited file; 0 for a file as a whole.
fn expected(case: &Case, path: &Path) -> (String, usize) {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let line_of = |test: &dyn Fn(&str) -> bool| {
        text.lines()
            .position(test)
            .map_or(usize::MAX, |index| index + 1)
    };
    let here = case.file.to_owned();
    match case.place.split_at(1) {
        ("-", _) => (String::new(), 0),
        ("=", file) => (file.to_owned(), 0),
        ("@", "body") => {
            let last = text.trim_end().lines().count();
            (here, last)
        }
        ("@", key) => (here, line_of(&|line| line.starts_with(&format!("{key}:")))),
        ("~", words) => (here, line_of(&|line| line.contains(words))),
        (">", rest) => {
            let (file, key) = rest.split_once(":@").expect("a file and a key");
            let root = path
                .ancestors()
                .nth(case.file.split('/').count())
                .expect("the root");
            let text = std::fs::read_to_string(root.join(file)).unwrap_or_default();
            let line = text
                .lines()
                .position(|line| line.starts_with(&format!("{key}:")));
            (file.to_owned(), line.map_or(usize::MAX, |index| index + 1))
        }
        _ => panic!("place {}", case.place),
    }
}
