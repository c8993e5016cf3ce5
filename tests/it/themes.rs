//! A site's own files of the theme: what Windows makes of them is read, and what is wrong with them is told.

use std::fs;
use std::path::Path;

use gongkai::load::theme_files;
use gongkai::render::Theme;

use crate::workshop::{Workshop, assert_same};

/// A file of the theme that is built in.
fn built_in(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    fs::read_to_string(root.join(path)).expect(path)
}

/// Puts a file into the site's own theme.
fn put(site: &Workshop, path: &str, bytes: impl AsRef<[u8]>) {
    site.write(&format!("themes/default/{path}"), bytes);
}

/// Why the site's theme is no theme.
fn refused(site: &Workshop) -> String {
    let files = theme_files(&site.root(), "default").expect("files");
    let error = Theme::compile(&files).expect_err("a broken theme");
    format!("{error:#}")
}

/// A text in the encoding of old programs.
fn in_gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

#[test]
fn a_mark_at_the_beginning_and_the_line_ends_of_windows_change_nothing() {
    let site = Workshop::whole();
    site.build();
    let before = site.public();
    for path in [
        "templates/not_found.html",
        "templates/item.html",
        "components/banner/banner.html",
        "components/banner/examples.yaml",
        "tokens.css",
        "scripts/copy.js",
        "assets/table.js",
        "theme.yaml",
    ] {
        put(
            &site,
            path,
            format!("\u{feff}{}", built_in(path).replace('\n', "\r\n")),
        );
    }
    site.build();
    assert_same(&before, &site.public(), "written on Windows");
}

#[test]
fn a_style_sheet_that_does_not_close_what_it_opens_is_told_with_its_line() {
    let site = Workshop::whole();
    let tokens = built_in("tokens.css");
    put(
        &site,
        "tokens.css",
        format!("/* 本县 */\n.broken {{ color: red; \n{tokens}"),
    );
    let told = refused(&site);
    assert!(told.contains("themes/default/tokens.css:2:9"), "{told}");
    assert!(told.contains("这个“{”没有与它配对的“}”"), "{told}");
    put(&site, "tokens.css", &tokens);
    put(&site, "assets/county.css", ".a { top: 0; }}\n");
    let told = refused(&site);
    assert!(
        told.contains("themes/default/assets/county.css:1:15"),
        "{told}"
    );
}

#[test]
fn a_file_in_another_encoding_is_refused_as_items_are() {
    for (path, text) in [
        ("tokens.css", "/* a */\n/* 颜色 */\n"),
        ("assets/table.js", "\n// 表格\n"),
        ("scripts/copy.js", "\n// 复制\n"),
        ("templates/item.html", "\n{# 信息 #}\n"),
        ("theme.yaml", "\n# 主题\n"),
    ] {
        let site = Workshop::whole();
        put(&site, path, in_gbk(text));
        let told = refused(&site);
        assert!(
            told.contains(&format!("themes/default/{path}:2:")),
            "{told}"
        );
        assert!(
            told.contains("iconv -f GBK -t UTF-8") && !told.contains("invalid"),
            "{told}"
        );
    }
}
