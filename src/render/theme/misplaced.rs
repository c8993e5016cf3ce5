//! Errors of which Tera knows no place, or one where nothing is wrong: each is shown where its author has to change
//! something.

use tera::{Error, ErrorKind};

use super::fault::{Spot, explain, file_of, point, while_making};
use super::tags;
use super::words::in_chinese;
use crate::model::{ThemeFile, ThemeFiles};

/// Explains an error where the program itself called a component: Tera knows of no place, so its definition is shown.
pub(super) fn explain_component(
    name: &str,
    error: &Error,
    files: &ThemeFiles,
    page: &str,
) -> anyhow::Error {
    let (ErrorKind::Msg(message) | ErrorKind::ComponentNotFound(message)) = error.kind() else {
        return explain(error, files, Some(page));
    };
    let is_missing = matches!(error.kind(), ErrorKind::ComponentNotFound(_));
    let call = format!("component {name}(");
    let defined = files.0.values().find_map(|file| {
        let at = std::str::from_utf8(&file.bytes).ok()?.find(&call)?;
        Some((file, at..at + call.len() - 1))
    });
    let drawn = match defined {
        _ if is_missing => {
            let folder = name.replace('_', "-");
            format!(
                "没有组件 {name}：它应当写在 components/{folder}/{folder}.html 里，以 {{% component {name}(…) %}} 开头"
            )
        }
        Some((file, range)) if !message.starts_with("Maximum") => {
            let message = in_chinese(message);
            point(
                file,
                range,
                &format!("{message}；程序按名称给出参数，参数的名称不能改"),
            )
        }
        _ => in_chinese(message),
    };
    while_making(Some(page), &drawn)
}

/// What Tera says of templates by their names alone, shown where one names the other.
pub(super) fn of_names(kind: &ErrorKind, files: &ThemeFiles) -> Option<String> {
    let circle = |names: &[String]| names.join(" → ");
    let (template, named, message) = match kind {
        ErrorKind::MissingParent { current, parent } => {
            let message = format!("要继承的模板 {parent} 不存在，请核对名称");
            (current, parent.as_str(), message)
        }
        ErrorKind::CircularExtend {
            tpl,
            inheritance_chain: chain,
        } => {
            let message = format!("模板继承成了一圈：{tpl} → {}", circle(chain));
            (tpl, "", message)
        }
        ErrorKind::CircularInclude {
            tpl,
            include_chain: chain,
        } => {
            let message = format!("模板引用成了一圈：{}", circle(chain));
            (tpl, chain.get(1).map_or("", String::as_str), message)
        }
        _ => return None,
    };
    let file = file_of(files, template)?;
    let source = String::from_utf8_lossy(&file.bytes);
    let named = if named.is_empty() { "extends" } else { named };
    let range = source.find(named).map_or(0..0, |at| at..at + named.len());
    Some(point(file, range, &message))
}

/// A tag that nothing ends, where Tera says only that it cannot make sense of what comes then.
pub(super) fn unclosed(file: &ThemeFile, spot: &Spot<'_>) -> Option<String> {
    let source = std::str::from_utf8(&file.bytes).ok()?;
    let until = match spot.message {
        "Unknown tag" => spot.range.start,
        "Unexpected end of input" => source.len(),
        _ => return None,
    };
    let found = source.get(spot.range.clone()).unwrap_or_default();
    if until < source.len() && !found.starts_with("end") && !found.starts_with("el") {
        return None;
    }
    let before = source.get(..until)?;
    let open = tags::open(before)?;
    let end = open.name.trim_end_matches("_global");
    let message = format!("这个 {} 没有结束，缺 {{% end{end} %}}", open.name);
    Some(point(file, open.range, &message))
}

#[cfg(test)]
mod tests {
    use super::super::Theme;
    use super::super::fault::tests::{message, theme};

    #[test]
    fn what_is_not_closed_is_told_where_it_begins() {
        for (text, place, told) in [
            (
                "{% block a %}\n{% if x %}\n{%- endblock a %}",
                "item.html:2:4",
                "这个 if 没有结束，缺 {% endif %}",
            ),
            (
                "<p>\n{% for x in y %}",
                "item.html:2:4",
                "这个 for 没有结束，缺 {% endfor %}",
            ),
            ("{% endif %}", "item.html:1:4", "没有这个标签"),
        ] {
            let text = message(&[("templates/item.html", text)]);
            assert!(text.contains(place) && text.contains(told), "{text}");
        }
    }

    #[test]
    fn templates_that_name_none_or_each_other_are_told_with_the_line() {
        for (source, place, told) in [
            (
                "\n{% extends \"b.html\" %}",
                "a.html:2:13",
                "要继承的模板 b.html 不存在",
            ),
            (
                "{% extends \"a.html\" %}",
                "a.html:1:4",
                "模板继承成了一圈：a.html → a.html",
            ),
            (
                "<p>{% include \"a.html\" %}",
                "a.html:1:16",
                "模板引用成了一圈：a.html → a.html",
            ),
        ] {
            let text = message(&[("templates/a.html", source)]);
            assert!(text.contains(place) && text.contains(told), "{text}");
        }
    }

    #[test]
    fn a_component_that_the_program_calls_is_told_with_its_file() {
        let path = "components/a-b/a-b.html";
        let files = theme(&[(path, "\n{% component a_b(x) %}{% endcomponent a_b %}")]);
        let theme = Theme::compile(&files).expect("a theme");
        let arguments = std::collections::BTreeMap::from([("y", 1)]);
        let text = theme
            .component("a_b", &arguments)
            .expect_err("no y")
            .to_string();
        assert!(
            text.contains("a-b.html:2:4") && text.contains("组件没有这个参数：`y`"),
            "{text}"
        );
        let text = theme
            .component("a_c", &arguments)
            .expect_err("none")
            .to_string();
        assert!(
            text.contains("没有组件 a_c：它应当写在 components/a-c/a-c.html 里"),
            "{text}"
        );
    }

    #[test]
    fn what_has_no_end_and_what_is_no_type_is_told_in_chinese() {
        let own = "{% component own() %}{{ <own/> }}{% endcomponent own %}";
        let files = theme(&[("components/own/own.html", own)]);
        let theme = Theme::compile(&files).expect("a theme");
        let nothing = std::collections::BTreeMap::<&str, i32>::new();
        let text = theme
            .component("own", &nothing)
            .expect_err("no end")
            .to_string();
        assert!(
            text.contains("组件调用自己") && !text.contains("Maximum"),
            "{text}"
        );
        let text = message(&[(
            "components/a/a.html",
            "{% component a(n: int) %}{% endcomponent a %}",
        )]);
        assert!(
            text.contains("没有 int 这个类型") && text.contains("a.html:1:19"),
            "{text}"
        );
    }

    #[test]
    fn an_empty_file_is_no_template_where_one_is_built_in() {
        let mut files = theme(&[("templates/item.html", " \n")]);
        assert!(Theme::compile(&files).is_ok(), "an empty part of one's own");
        for file in files.0.values_mut() {
            file.is_added = false;
        }
        let text = Theme::compile(&files).expect_err("empty").to_string();
        assert!(
            text.contains("themes/mine/templates/item.html 是空的"),
            "{text}"
        );
    }
}
