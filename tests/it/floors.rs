//! The house holds: imports go along the allowed arrows, and files are as the plan says.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Who may import whom; a room may always import itself.
const ARROWS: &[(&str, &[&str])] = &[
    ("main", &["commands"]),
    (
        "commands",
        // `search` to ask a built index, `audit` for the matrix beside a page of the preview.
        &["audit", "model", "pipeline", "report", "search"],
    ),
    (
        "pipeline",
        &[
            "audit", "columns", "load", "model", "output", "render", "search",
        ],
    ),
    ("audit", &["markdown", "model"]),
    ("columns", &["model"]),
    ("load", &["markdown", "model"]),
    ("output", &["model"]),
    ("render", &["markdown", "model"]),
    ("report", &["model"]),
    ("search", &["markdown", "model"]),
    ("markdown", &["model"]),
    ("model", &[]),
];

const VAGUE: &[&str] = &[
    "utils", "util", "helpers", "helper", "common", "misc", "manager", "context",
];

const UNDONE: &[&str] = &[
    "TODO",
    "FIXME",
    "todo!(",
    "unimplemented!(",
    "fn get_",
    "fn do_",
    "fn process_",
];

/// Every Rust file of the program with its text.
fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let entries = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter();
    let files = entries.map(|entry| entry.expect("readable").into_path());
    files
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("UTF-8");
            (path.strip_prefix(&root).expect("below").to_owned(), text)
        })
        .collect()
}

/// `commands` for `commands/build.rs`, `pipeline` for `pipeline.rs`.
fn room(path: &Path) -> String {
    let first = path.iter().next().expect("a name").to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The rooms that the code names: `crate::load::…`, `crate::{audit, load::{…}}`, `gongkai::commands`.
fn named_rooms(text: &str) -> Vec<String> {
    let code: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let code = code.join("\n").replace("gongkai::", "crate::");
    let named = code.split("crate::").skip(1).flat_map(names);
    named.collect()
}

/// `load` of `load::…`, `audit` and `load` of `{audit, load::{…}}…`.
fn names(after: &str) -> Vec<String> {
    let is_name = |char: char| char.is_alphanumeric() || char == '_';
    let Some(list) = after.strip_prefix('{') else {
        return vec![after.chars().take_while(|char| is_name(*char)).collect()];
    };
    let (mut names, mut depth) = (vec![String::new()], 0);
    for char in list.chars() {
        match char {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(String::new()),
            _ if depth == 0 => names.last_mut().expect("one").push(char),
            _ => {}
        }
    }
    let first = |name: &String| {
        name.trim_start()
            .chars()
            .take_while(|char| is_name(*char))
            .collect()
    };
    names
        .iter()
        .map(first)
        .filter(|name: &String| !name.is_empty())
        .collect()
}

#[test]
fn imports_go_along_the_allowed_arrows_only() {
    for (path, text) in sources() {
        let room = room(&path);
        if room == "lib" {
            continue;
        }
        let (_, allowed) = ARROWS.iter().find(|(from, _)| *from == room).expect(&room);
        for to in named_rooms(&text) {
            let is_allowed = to == room || allowed.contains(&&*to);
            assert!(is_allowed, "{}: {room} → {to}", path.display());
        }
    }
}

#[test]
fn every_allowed_arrow_is_gone_along() {
    let mut gone: BTreeSet<(String, String)> = BTreeSet::new();
    for (path, text) in sources() {
        let named = named_rooms(&text).into_iter();
        gone.extend(named.map(|to| (room(&path), to)));
    }
    for (from, rooms) in ARROWS {
        for to in *rooms {
            let arrow = ((*from).to_owned(), (*to).to_owned());
            assert!(gone.contains(&arrow), "nothing goes from {from} to {to}");
        }
    }
}

#[test]
fn the_reader_of_imports_finds_every_room_that_is_named() {
    let code = "use crate::model::Item;\nuse crate::{\n    audit::{self, rules::{a, b}}, load,\n};\n\
        // use crate::nothing;\nfn f() { crate::report::terminal(crate::columns::x) }\n\
        use gongkai::commands;\n";
    let found = named_rooms(code);
    assert_eq!(
        found,
        ["model", "audit", "load", "report", "columns", "commands"]
    );
}

#[test]
fn every_file_opens_with_what_it_is_for_and_holds_one_idea() {
    for (path, text) in sources() {
        let shown = path.display();
        assert!(
            text.starts_with("//! "),
            "{shown} does not say what it is for"
        );
        assert!(
            text.lines().count() <= 300,
            "{shown} is longer than 300 lines"
        );
        let vague = path.with_extension("");
        let vague = vague
            .iter()
            .find(|part| VAGUE.iter().any(|name| part == name));
        assert_eq!(vague, None, "{shown} has a name that says nothing");
        let undone = UNDONE.iter().find(|words| text.contains(**words));
        assert_eq!(undone, None, "in {shown}");
    }
}

#[test]
fn how_near_words_are_is_measured_in_one_room() {
    for (path, text) in sources() {
        let measures = text.contains("strsim::");
        assert!(!measures || room(&path) == "model", "{}", path.display());
    }
}
