//! Files that would harm a careless reader: too large, too deep, multiplying, leading out of the site.

mod random;

use std::fs;
use std::path::Path;

use gongkai::load::{Loaded, file_bytes, load, shown_text, theme_files};

const FRONT: &str = "---\ntitle: 标题\nkind: other\npublished_at: 2020-11-02\n";

/// A small sound site, and room beside it for what does not belong to it.
struct Site(tempfile::TempDir);

impl Site {
    fn new() -> Self {
        let site = Self(tempfile::tempdir().expect("a folder"));
        site.write(
            "gongkai.yaml",
            "site: {name: 示例县, url: https://gongkai.example/}\n",
        );
        site.write(
            "content/organs.yaml",
            "- {id: czj, name: 示例县财政局, kind: department}\n",
        );
        site.write("content/czj/sound.md", format!("{FRONT}---\n正文\n"));
        site
    }

    fn root(&self) -> std::path::PathBuf {
        self.0.path().join("site")
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    fn load(&self) -> Loaded {
        load(&self.root()).expect("a site")
    }

    /// The codes of the faults, each with the file's name.
    fn faults(&self) -> Vec<String> {
        let faults = self.load().faults;
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let shown = faults.iter().map(|fault| {
            let place = fault.place.as_ref().expect("a place");
            format!("{} {}", fault.code, name(&place.source))
        });
        shown.collect()
    }
}

#[test]
fn a_sound_item_is_read_beside_every_hazard() {
    let site = Site::new();
    site.write("content/czj/bomb.md", alias_bomb());
    site.write(
        "content/czj/deep.md",
        format!(
            "{FRONT}keywords: {}{}\n---\n",
            "[".repeat(9000),
            "]".repeat(9000)
        ),
    );
    site.write(
        "content/czj/steps.md",
        format!("{FRONT}{}---\n", steps(500)),
    );
    site.write(
        "content/czj/wide.md",
        format!("{FRONT}keywords: [{}]\n---\n", "甲,".repeat(300_000)),
    );
    site.write(
        "content/czj/itself.md",
        format!("{FRONT}keywords: &a [甲, *a]\n---\n"),
    );
    site.write(
        "content/czj/copies.md",
        format!(
            "{FRONT}summary: &a {}\nkeywords: [{}]\n---\n",
            "甲".repeat(100_000),
            "*a,".repeat(10_000)
        ),
    );
    let sparse = site.root().join("content/czj/huge.md");
    let file = fs::File::create(sparse).expect("a file");
    file.set_len(100 << 20).expect("a sparse file");
    assert_eq!(
        site.faults(),
        [
            "SRC007 bomb.md",
            "SRC007 copies.md",
            "SRC007 deep.md",
            "SRC003 huge.md",
            "SRC005 itself.md",
            "SRC007 steps.md",
            "SRC007 wide.md"
        ]
    );
    assert_eq!(site.load().site.items.len(), 1);
}

fn alias_bomb() -> String {
    let mut text = format!("{FRONT}keywords: &a0 [甲,甲,甲,甲,甲,甲,甲,甲,甲]\n");
    for level in 1..=9 {
        let last = format!("*a{},", level - 1).repeat(9);
        text.push_str(&format!("k{level}: &a{level} [{last}]\n"));
    }
    text + "---\n"
}

fn steps(depth: usize) -> String {
    let step = |level: usize| format!("{}a:\n", " ".repeat(level));
    (0..depth).map(step).collect()
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_site_is_refused_and_one_within_is_followed() {
    use std::os::unix::fs::symlink;
    let site = Site::new();
    let outside = site.0.path().join("outside");
    fs::create_dir(&outside).expect("a folder");
    fs::write(outside.join("secret.md"), format!("{FRONT}---\n机密\n")).expect("a file");
    fs::write(outside.join("secret.csv"), "机密\n").expect("a file");
    let folder = site.root().join("content/czj");
    for (target, name) in [
        ("../../../outside/secret.md", "out.md"),
        ("../../../outside/secret.csv", "out.csv"),
        ("../../../outside", "folder"),
        (".", "loop"),
        ("nowhere.md", "broken.md"),
        ("sound.md", "within.md"),
    ] {
        symlink(target, folder.join(name)).expect("a link");
    }
    symlink(&outside, site.root().join("content/elsewhere")).expect("a link");
    assert_eq!(
        site.faults(),
        [
            "SRC001 broken.md",
            "SRC004 folder",
            "SRC004 loop",
            "SRC004 out.csv",
            "SRC004 out.md",
            "SRC004 elsewhere"
        ]
    );
    let loaded = site.load();
    let message = |name: &str| {
        let of_file = |fault: &&gongkai::model::Diagnostic| {
            let place = fault.place.as_ref();
            place.is_some_and(|place| place.source.ends_with(name))
        };
        let fault = loaded.faults.iter().find(of_file);
        fault.expect("a fault").message.clone()
    };
    assert!(message("/folder").contains("之外"));
    assert!(message("/loop").contains("指向一个文件夹"));
    assert_eq!(loaded.site.items.len(), 2);
    assert!(loaded.site.files.is_empty());
    assert!(file_bytes(&site.root(), "content/czj/out.csv").is_err());
}

#[cfg(unix)]
#[test]
fn settings_seeds_and_themes_are_not_read_from_outside() {
    use std::os::unix::fs::symlink;
    let site = Site::new();
    let outside = site.0.path().join("outside.yaml");
    fs::write(&outside, "terms: []\n").expect("a file");
    fs::create_dir_all(site.root().join("seeds")).expect("a folder");
    symlink(&outside, site.root().join("seeds/wording.yaml")).expect("a link");
    fs::create_dir_all(site.root().join("themes/default")).expect("a folder");
    symlink(&outside, site.root().join("themes/default/extra.css")).expect("a link");
    assert_eq!(site.faults(), ["SRC004 wording.yaml"]);
    assert_eq!(shown_text(&site.root(), "seeds/wording.yaml"), None);
    assert!(theme_files(&site.root(), "default").is_err());
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_in_another_encoding_is_said() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let site = Site::new();
    let name = OsStr::from_bytes(b"\xd4\xa4\xcb\xe3.md");
    let path = site.root().join("content/czj").join(name);
    fs::write(path, format!("{FRONT}---\n正文\n")).expect("a file");
    let faults = site.load().faults;
    let place = faults.first().and_then(|fault| fault.place.as_ref());
    assert!(
        place.is_some_and(|place| place.source.starts_with("content/czj/")),
        "{faults:?}"
    );
    assert_eq!(faults.len(), 1);
}

#[test]
fn only_files_of_the_content_are_given_out() {
    let site = Site::new();
    site.write("content/czj/附件 1〔2020〕.txt", "内容");
    let bytes = file_bytes(&site.root(), "content/czj/附件 1〔2020〕.txt").expect("bytes");
    assert_eq!(bytes, "内容".as_bytes());
    for outside in [
        "gongkai.yaml",
        "content/../gongkai.yaml",
        "content/czj/absent.txt",
    ] {
        assert!(file_bytes(&site.root(), outside).is_err(), "{outside}");
    }
}

#[test]
fn a_theme_overrides_single_files() {
    let site = Site::new();
    site.write("themes/default/extra/own.css", "a{}");
    site.write("themes/red/tokens.css", "b{}");
    let built_in = theme_files(Path::new("/"), "default").expect("the built-in theme");
    let own = theme_files(&site.root(), "default").expect("a theme");
    assert_eq!(own.0.len(), built_in.0.len() + 1);
    assert_eq!(&*own.0["extra/own.css"].bytes, b"a{}");
    assert_eq!(
        &*own.0["extra/own.css"].origin,
        "themes/default/extra/own.css"
    );
    let red = theme_files(&site.root(), "red").expect("a theme");
    assert_eq!(&*red.0["tokens.css"].bytes, b"b{}");
    assert!(theme_files(&site.root(), "blue").is_err());
}

#[test]
fn a_folder_without_settings_is_no_site() {
    let empty = tempfile::tempdir().expect("a folder");
    let error = load(empty.path()).expect_err("no site").to_string();
    assert!(error.contains("gongkai.yaml"), "{error}");
    assert!(load(&empty.path().join("absent")).is_err());
}

#[test]
fn files_are_offered_with_their_facts() {
    let site = Site::new();
    let front = format!(
        "{FRONT}attachments: [附件 1（示例）〔2020〕.docx, 没有.pdf]\ntable: 表.csv\n---\n\n"
    );
    let body = "[说明](说明%20书.pdf) ![图](图.svg) [表](表.csv) [外](https://a.cn/b.pdf) [没有](没有.pdf)\n";
    site.write("content/czj/a/item.md", front + body);
    site.write("content/czj/a/附件 1（示例）〔2020〕.docx", "docx");
    site.write("content/czj/a/说明 书.pdf", "pdf");
    site.write(
        "content/czj/a/图.svg",
        "<svg width=\"80\" height=\"60\"></svg>",
    );
    site.write("content/czj/a/表.csv", "年度,金额\n2020,1\n");
    for hidden in [".DS_Store", "Thumbs.db", "~$附件.docx", ".git/config"] {
        site.write(&format!("content/czj/{hidden}"), "x");
    }
    let loaded = site.load();
    assert_eq!(loaded.faults, []);
    let item = loaded
        .site
        .items
        .iter()
        .find(|item| &*item.id == "item")
        .expect("the item");
    let offered: Vec<(&str, &str, bool)> = item
        .attachments
        .iter()
        .map(|file| (&*file.path, &*file.title, file.declared))
        .collect();
    let folder = "content/czj/a/";
    let at = |name: &str| format!("{folder}{name}");
    assert_eq!(
        offered,
        [
            (
                &*at("附件 1（示例）〔2020〕.docx"),
                "附件 1（示例）〔2020〕.docx",
                true
            ),
            (&*at("没有.pdf"), "没有.pdf", true),
            (&*at("说明 书.pdf"), "说明", false),
            (&*at("表.csv"), "表", false),
            (&*at("图.svg"), "图", false),
        ]
    );
    assert_eq!(loaded.site.files.len(), 4);
    assert_eq!(loaded.site.files[&*at("图.svg")].dimensions, Some((80, 60)));
    assert_eq!(loaded.site.files[&*at("说明 书.pdf")].size, 3);
    assert_eq!(loaded.site.tables[&*at("表.csv")].rows.len(), 1);
}
