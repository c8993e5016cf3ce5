//! The pages of the faults cannot lie: every example on them is a small site, and is loaded.
//!
//! A block ```` ```不合规 ```` must give the page's own fault and no other, a block ```` ```合规 ```` none. A block is
//! the item `content/czj/sample.md`, unless its lines `=== path` name other files; after a path may stand
//! `编码=GBK` (the bytes are written so), `补足=9MB` (the file is filled up) or `链接=path` (it is a link).

#![cfg(unix)]

use std::fs;
use std::path::Path;

use gongkai::load::{FAULTS, load, theme_files, unused_theme_files};
use gongkai::render::Theme;

const SETTINGS: &str = "site: {name: 天台县人民政府, url: https://gongkai.example/}\n";
const REGISTER: &str = "\
- {id: xzf, name: 天台县人民政府, short: 县政府, kind: government}
- {id: czj, name: 天台县财政局, short: 县财政局, kind: department}
";

#[test]
fn every_example_shows_what_its_page_says() {
    for fault in FAULTS {
        let examples = examples(fault.page);
        let count = |sound: bool| {
            examples
                .iter()
                .filter(|example| example.sound == sound)
                .count()
        };
        assert!(count(false) >= 1, "{}: no example of the fault", fault.name);
        assert!(count(true) >= 1, "{}: no sound example", fault.name);
        for example in examples {
            let loaded = example.load();
            let found: Vec<_> = loaded
                .iter()
                .map(|(code, message)| format!("{code} {message}"))
                .collect();
            let expected = if example.sound {
                loaded.is_empty()
            } else {
                !loaded.is_empty() && loaded.iter().all(|(code, _)| *code == fault.code)
            };
            assert!(
                expected,
                "{}:\n{}\ngave {found:#?}",
                fault.name, example.text
            );
        }
    }
}

#[test]
fn codes_rise_one_by_one_and_each_fault_has_its_page() {
    for (number, fault) in (1..).zip(FAULTS) {
        assert_eq!(fault.code, format!("SRC{number:03}"));
        let mut lines = fault.page.lines();
        assert!(
            lines.next().is_some_and(|line| line.starts_with("# ")),
            "{}",
            fault.name
        );
        for part in ["## 为什么", "## 怎么改", "## 例子"] {
            assert!(fault.page.contains(part), "{} lacks {part}", fault.name);
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/load/faults");
    let mut pages: Vec<String> = fs::read_dir(folder)
        .expect("the folder of the pages")
        .map(|entry| entry.expect("a page").path())
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    pages.sort();
    let mut names: Vec<&str> = FAULTS.iter().map(|fault| fault.name).collect();
    names.sort_unstable();
    assert_eq!(pages, names);
}

struct Example {
    sound: bool,
    text: String,
}

fn examples(page: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut open: Option<(usize, Example)> = None;
    for line in page.lines() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        match &mut open {
            Some((fence, _)) if ticks >= *fence && line.len() == ticks => {
                examples.extend(open.take().map(|(_, example)| example));
            }
            Some((_, example)) => {
                example.text.push_str(line);
                example.text.push('\n');
            }
            None if ticks >= 3 => {
                let word = line.trim_start_matches('`').trim();
                let sound = word == "合规";
                assert!(
                    sound || word == "不合规",
                    "a block of no known sort: {line}"
                );
                let text = String::new();
                open = Some((ticks, Example { sound, text }));
            }
            None => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    examples
}

impl Example {
    fn load(&self) -> Vec<(&'static str, String)> {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("site");
        write(&root, "gongkai.yaml", SETTINGS);
        write(&root, "content/organs.yaml", REGISTER);
        // What an example may link to: one file of the site, one beside it.
        write(
            &folder.path().join("site"),
            "content/czj/real.csv",
            "年度,金额\n2020,1\n",
        );
        write(folder.path(), "outside.md", "机密");
        let mut head = None;
        let mut text = String::new();
        for line in self.text.split_inclusive('\n') {
            match line.strip_prefix("=== ") {
                Some(next) => {
                    place(&root, head, &text);
                    head = Some(next.trim());
                    text.clear();
                }
                None => text.push_str(line),
            }
        }
        place(&root, head, &text);
        let loaded = load(&root).expect("a site");
        let name = &loaded.site.settings.theme;
        let theme = Theme::compile(&theme_files(&root, name).expect("files")).expect("a theme");
        let unread: Vec<&str> = theme.unread().collect();
        let of_theme = unused_theme_files(&root, name, &unread);
        let faults = loaded.faults.into_iter().chain(of_theme);
        faults.map(|fault| (fault.code, fault.message)).collect()
    }
}

/// Writes what stands below one `===` line, or above the first of them.
fn place(root: &Path, head: Option<&str>, text: &str) {
    let head = match head {
        None if text.is_empty() => return,
        head => head.unwrap_or("content/czj/sample.md"),
    };
    // File names may hold spaces: only what has an `=` says how.
    let (path, how) = head
        .rsplit_once(' ')
        .filter(|(_, how)| how.contains('='))
        .unwrap_or((head, ""));
    match how.split_once('=') {
        None => write(root, path, text),
        Some(("编码", "GBK")) => {
            let (bytes, _, unmappable) = encoding_rs::GBK.encode(text);
            assert!(!unmappable);
            write(root, path, &bytes);
        }
        Some(("补足", "9MB")) => {
            write(root, path, text);
            let file = fs::OpenOptions::new().write(true).open(root.join(path));
            file.and_then(|file| file.set_len(9 << 20))
                .expect("a sparse file");
        }
        Some(("链接", target)) => link(root, path, target),
        Some(other) => panic!("unknown: {other:?}"),
    }
}

fn write(root: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

fn link(root: &Path, path: &str, target: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    std::os::unix::fs::symlink(target, path).expect("a link");
}
