//! A site's own files of the theme: what Windows makes of them is read, and what is wrong with them is told.

use std::fs;
use std::path::Path;

use gongkai::load::theme_files;
use gongkai::pipeline::{Built, build, survey, theme, try_theme};
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
        "assets/reading.js",
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
        ("assets/reading.js", "\n// 阅读\n"),
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

#[test]
fn a_file_that_nothing_reads_is_told_and_stops_no_build() {
    let site = Workshop::whole();
    let page = built_in("templates/not_found.html");
    put(&site, "templates/partials/own.html", "<p>本县</p>\n");
    put(
        &site,
        "templates/not_found.html",
        page.replace("<h1", "{% include \"partials/own.html\" %}\n<h1"),
    );
    put(
        &site,
        "components/own/own.html",
        "{% component own() %}{% endcomponent own %}",
    );
    for read in [
        "components/own/own.css",
        "components/own/examples.yaml",
        "assets/own.js",
        "README.md",
        "assets/.git/config",
    ] {
        put(&site, read, "");
    }
    put(&site, "templates/organ - 副本.html", "");
    put(&site, "templates/docment.html", "");
    put(&site, "components/own/example.yaml", "");
    put(&site, "county.css", ".a{}");
    site.write("themes/Default2/tokens.css", "");
    site.write("themes/templates/item.html", "");
    site.write("themes/winter/tokens.css", "");
    for _ in 0..2 {
        let built = build(&site.root(), &site.path("public"), &site.options()).expect("built");
        let Built::Written {
            warnings, faults, ..
        } = built
        else {
            panic!("refused")
        };
        assert!(faults.is_empty());
        let told: Vec<(&str, &str)> = warnings
            .iter()
            .map(|warning| {
                (
                    &*warning.place.as_ref().expect("a file").source,
                    &*warning.help,
                )
            })
            .collect();
        let expected = [
            (
                "themes/default/components/own/example.yaml",
                "主题的设置写在 theme.yaml 里；不用就移走",
            ),
            (
                "themes/default/county.css",
                "要用它，请在 theme.yaml 的 styles 里写上 county.css；不用就移走",
            ),
            (
                "themes/default/templates/docment.html",
                "是不是想写「templates/document.html」？",
            ),
            (
                "themes/default/templates/organ - 副本.html",
                "要用它，请放在 templates/ 下，在别的模板里写 {% include \"organ - 副本.html\" %}；不用就移走",
            ),
            (
                "themes/Default2",
                "把这个文件夹改名为 default，或者在 gongkai.yaml 里写 theme: Default2",
            ),
            ("themes/templates", "把它移到 themes/default/ 下"),
        ];
        assert_eq!(told, expected);
    }
    assert!(!site.public().keys().any(|path| path.contains(".git")));
}

#[test]
fn a_template_of_each_kind_is_tried_before_a_build() {
    let site = Workshop::whole();
    for path in [
        "not_found.html",
        "item.html",
        "search.html",
        "feed.xml",
        "redirect.html",
    ] {
        let template = format!("templates/{path}");
        put(&site, &template, "{{ nosuch }}");
        let survey = survey(&site.root(), site.as_of, None).expect("a site");
        let theme = theme(&site.root(), &survey.portal).expect("it compiles");
        let told = try_theme(&survey.portal, &theme)
            .expect_err(path)
            .to_string();
        assert!(
            told.contains(&format!("themes/default/{template}:1")),
            "{told}"
        );
        site.remove(&format!("themes/default/{template}"));
    }
}
