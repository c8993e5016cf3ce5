//! The page of components: every one by its examples, with calls that give just what is shown.

use std::path::Path;

use gongkai::load::theme_files;
use gongkai::model::ThemeFile;
use gongkai::pipeline::{components, survey};
use gongkai::render::Theme;
use scraper::{ElementRef, Html, Selector};

use crate::workshop::{Workshop, day};

fn select(css: &str) -> Selector {
    Selector::parse(css).expect(css)
}

/// The page of the components of the theme that a site has.
fn page(root: &Path) -> Html {
    let survey = survey(root, day(2020, 11, 16), None).expect("a site");
    let files = theme_files(root, "default").expect("a theme");
    let theme = Theme::compile(&files).expect("a sound theme");
    let bytes = components(&survey.portal, &theme).expect("a page");
    Html::parse_document(std::str::from_utf8(&bytes).expect("UTF-8"))
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// What stands in the frame of an example.
fn shown(frame: ElementRef<'_>) -> &str {
    let document = frame.attr("srcdoc").expect("a document");
    let (_, after) = document
        .split_once("<div class=\"gk-page\">\n")
        .expect("it");
    after.rsplit_once("\n</div>\n</body>").expect("its end").0
}

#[test]
fn every_component_has_examples_and_calls_that_give_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = page(root);
    let mut files = theme_files(root, "default").expect("the default theme");
    let faults: Vec<String> = page
        .select(&select(".gk-component__fault"))
        .map(text)
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let folders: Vec<String> = page.select(&select(".gk-component h2")).map(text).collect();
    assert!(
        folders.len() >= 25 && folders.contains(&"item-list".to_owned()),
        "{folders:?}"
    );
    let calls: Vec<ElementRef<'_>> = page.select(&select(".gk-component__call")).collect();
    let frames: Vec<&str> = page.select(&select("iframe")).map(shown).collect();
    assert_eq!(frames.len(), calls.len());
    assert!(frames.len() >= folders.len());
    let (mut written, mut values) = (Vec::new(), Vec::new());
    let code = select("code");
    for (at, call) in calls.into_iter().enumerate() {
        let mut parts = call.select(&code).map(text);
        let source = parts.next().expect("a call");
        let json = parts.next().unwrap_or_else(|| "{}".to_owned());
        let named: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let names: Vec<&String> = named.as_object().expect("names").keys().collect();
        let names = names
            .iter()
            .map(|name| name.as_str())
            .collect::<Vec<_>>()
            .join(", ");
        let outer =
            format!("{{% component call_{at}({names}) %}}{source}{{% endcomponent call_{at} %}}");
        let file = ThemeFile {
            origin: source.as_str().into(),
            is_added: true,
            bytes: outer.into_bytes().into(),
        };
        files.0.insert(format!("components/call/{at}.html"), file);
        written.push(source);
        values.push(named);
    }
    let theme = Theme::compile(&files).expect("every call is sound");
    for (at, frame) in frames.into_iter().enumerate() {
        let called = theme.component(&format!("call_{at}"), &values[at]);
        assert_eq!(called.expect("it renders"), frame, "{}", written[at]);
    }
}

#[test]
fn a_site_overrides_a_component_and_adds_one_with_its_examples() {
    let site = Workshop::whole();
    let folder = "themes/default/components";
    site.write(
        &format!("{folder}/pager/examples.yaml"),
        "purpose: 本县的分页。\nexamples:\n- name: 只有一页\n  arguments:\n    label: 分页\n    \
         pager: {page: 1, pages: 1, total: 3, newer: null, older: null, steps: []}\n",
    );
    site.write(
        &format!("{folder}/hot-line/hot-line.html"),
        "{% component hot_line(number: string) -%}\n<p class=\"gk-hot-line\">热线 {{ number }}</p>\n\
         {%- endcomponent hot_line %}\n",
    );
    site.write(
        &format!("{folder}/hot-line/examples.yaml"),
        "purpose: 政务热线。\nexamples:\n- name: 统一号码\n  arguments: {number: \"12345\"}\n",
    );
    let page = page(&site.root());
    let section = |folder: &str| {
        let css = format!(".gk-component[aria-labelledby='{folder}']");
        page.select(&select(&css)).next().expect("a section")
    };
    let [pager, added] = [section("pager"), section("hot-line")];
    assert!(text(pager).contains("本县的分页。") && !text(pager).contains("中间的一页"));
    assert!(text(added).contains("themes/default/components/hot-line/hot-line.html"));
    assert!(text(added).contains("{{ <hot_line number=\"12345\"/> }}"));
    let frame = added.select(&select("iframe")).next().expect("a frame");
    assert_eq!(shown(frame), "<p class=\"gk-hot-line\">热线 12345</p>");
}

#[test]
fn a_broken_example_is_told_with_file_and_line_and_leaves_the_others() {
    let site = Workshop::whole();
    let broken = [
        // An argument that the component does not take.
        (
            "purpose: 一\nexamples:\n- name: 好\n  arguments: {words: 引用}\n- name: 坏\n  arguments: {word: 引用}\n",
            "citation/examples.yaml:5 的示例「坏」",
            "组件没有这个参数：`word`，它的参数是：`words`",
        ),
        // Nothing of what it takes.
        (
            "purpose: 一\nexamples:\n- name: 坏\n  arguments: {}\n",
            "citation/examples.yaml:3 的示例「坏」",
            "组件少了参数：`words`（类型是 `string`）",
        ),
        // What it takes, of another kind.
        (
            "purpose: 一\nexamples:\n- name: 坏\n  arguments: {words: [1]}\n",
            "citation/examples.yaml:3 的示例「坏」",
            "组件的参数类型不对：`words`（类型是 `array`），应当是 `string`",
        ),
        // A key that is none.
        (
            "purpose: 一\nexamples:\n- name: 坏\n  argument: {words: 引用}\n",
            "citation/examples.yaml:4:",
            "读不懂：没有「argument」这个键，可用的键是 name、arguments",
        ),
        (
            "purpose: 一\nexamples: [\n",
            "citation/examples.yaml:2:",
            "读不懂：不合 YAML 的格式",
        ),
        (
            "purpose: 一\nexamples: []\n",
            "citation/examples.yaml 里没有一个示例",
            "",
        ),
    ];
    for (examples, place, reason) in broken {
        site.write("themes/default/components/citation/examples.yaml", examples);
        let page = page(&site.root());
        let faults: Vec<String> = page
            .select(&select(".gk-component__fault"))
            .map(text)
            .collect();
        assert_eq!(faults.len(), 1, "{faults:#?}");
        assert!(
            faults[0].contains(&format!("themes/default/components/{place}")),
            "{}",
            faults[0]
        );
        assert!(faults[0].contains(reason), "{}", faults[0]);
        assert!(text(page.root_element()).contains("有1处不能显示"));
        assert!(page.select(&select("iframe")).count() >= 25);
    }
    site.write("themes/default/components/empty/empty.html", "");
    let faults: Vec<String> = page(&site.root())
        .select(&select(".gk-component__fault"))
        .map(text)
        .collect();
    assert!(
        faults
            .iter()
            .any(|fault| fault.contains("缺少 components/empty/examples.yaml")),
        "{faults:?}"
    );
}
