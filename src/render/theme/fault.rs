//! Errors of a theme, drawn for the person who changed a template: file, line, the page that was being made.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use anyhow::anyhow;
use tera::{Error, ErrorKind};

use super::misplaced;
use super::words::in_chinese;
use crate::model::{ThemeFile, ThemeFiles};

/// What an error points at.
pub(super) struct Spot<'e> {
    template: &'e str,
    pub(super) range: Range<usize>,
    pub(super) message: &'e str,
}

/// Turns Tera's error into one that names the theme's file and, where one was being made, the page.
pub(super) fn explain(error: &Error, files: &ThemeFiles, page: Option<&str>) -> anyhow::Error {
    let drawn = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let spot = Spot {
                template: report.filename(),
                range: report.span().range.clone(),
                message: report.message(),
            };
            draw(&spot, files)
        }
        ErrorKind::Msg(reports) if reports.starts_with("error: ") => {
            let drawn: Vec<String> = reports
                .split("\n\n")
                .map(|report| redraw(report, files))
                .collect();
            drawn.join("\n\n")
        }
        other => {
            misplaced::of_names(other, files).unwrap_or_else(|| in_chinese(&other.to_string()))
        }
    };
    while_making(page, &drawn)
}

/// What is wrong with a theme, and of which page that showed.
pub(super) fn while_making(page: Option<&str>, drawn: &str) -> anyhow::Error {
    let page = page.map_or(String::new(), |page| format!("（正在生成{page}）"));
    anyhow!("主题有错{page}：\n{drawn}")
}

/// The file of a template by the name that Tera knows it by.
pub(super) fn file_of<'f>(files: &'f ThemeFiles, template: &str) -> Option<&'f ThemeFile> {
    let path = format!("templates/{template}");
    files.0.get(&path).or_else(|| files.0.get(template))
}

fn draw(spot: &Spot<'_>, files: &ThemeFiles) -> String {
    let message = in_chinese(spot.message);
    let Some(file) = file_of(files, spot.template) else {
        return format!("{}：{message}", spot.template);
    };
    if let Some(drawn) = misplaced::unclosed(file, spot) {
        return drawn;
    }
    point(file, spot.range.clone(), &message)
}

/// A message with the lines of the file that it is about.
pub(super) fn point(file: &ThemeFile, range: Range<usize>, message: &str) -> String {
    let source = String::from_utf8_lossy(&file.bytes);
    let snippet = Snippet::source(&*source)
        .path(&*file.origin)
        .annotation(AnnotationKind::Primary.span(range));
    let title = Level::ERROR.with_name("错误").primary_title(message);
    Renderer::plain().render(&[title.element(snippet)])
}

/// Draws anew one of the reports that Tera joins into a single text when it checks references:
/// `error: Unknown filter …`, then a line `--> item.html:3:7`, then the source with its carets.
fn redraw(report: &str, files: &ThemeFiles) -> String {
    let mut lines = report.lines();
    let first = lines.next().unwrap_or_default();
    let message = first.strip_prefix("error: ").unwrap_or(first);
    let place = lines
        .next()
        .and_then(|line| line.trim().strip_prefix("--> "));
    let carets = lines.last().map_or(1, |line| line.matches('^').count());
    let spot = place.and_then(|place| locate(place, carets, message, files));
    spot.map_or_else(|| in_chinese(message), |spot| draw(&spot, files))
}

/// `item.html:3:7` and a width in characters as a stretch of the template.
fn locate<'e>(
    place: &'e str,
    width: usize,
    message: &'e str,
    files: &ThemeFiles,
) -> Option<Spot<'e>> {
    let mut parts = place.rsplitn(3, ':');
    let character: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let template = parts.next()?;
    let source = String::from_utf8_lossy(&file_of(files, template)?.bytes).into_owned();
    let before: usize = source
        .split_inclusive('\n')
        .take(line - 1)
        .map(str::len)
        .sum();
    let on_line = source.get(before..)?.char_indices().map(|(at, _)| at);
    let offsets: Vec<usize> = on_line.chain([source.len() - before]).collect();
    let at = |index: usize| offsets.get(index).map(|offset| before + offset);
    let start = at(character - 1)?;
    let end = at(character - 1 + width).unwrap_or(source.len());
    Some(Spot {
        template,
        range: start..end,
        message,
    })
}

#[cfg(test)]
pub(super) mod tests {
    use std::collections::BTreeMap;

    use super::super::Theme;
    use crate::model::{ThemeFile, ThemeFiles};

    pub(in crate::render::theme) fn theme(files: &[(&str, &str)]) -> ThemeFiles {
        let with_settings = [("theme.yaml", "styles: []\n")];
        let files = files.iter().chain(&with_settings);
        ThemeFiles(
            files
                .map(|(path, text)| {
                    let file = ThemeFile {
                        origin: format!("themes/mine/{path}").into(),
                        is_added: true,
                        bytes: text.as_bytes().into(),
                    };
                    ((*path).to_owned(), file)
                })
                .collect::<BTreeMap<_, _>>(),
        )
    }

    pub(in crate::render::theme) fn message(files: &[(&str, &str)]) -> String {
        Theme::compile(&theme(files))
            .expect_err("a broken theme")
            .to_string()
    }

    #[test]
    fn an_unknown_filter_is_shown_in_its_line() {
        let text = message(&[("templates/item.html", "<p>\n<b>标题 {{ title | 大写 }}</b>")]);
        assert!(text.contains("themes/mine/templates/item.html:2"), "{text}");
        let text = message(&[("templates/item.html", "<p>\n<b>标题 {{ title | loud }}</b>")]);
        assert!(text.contains("没有这个过滤器：`loud`"), "{text}");
        assert!(
            text.contains("themes/mine/templates/item.html:2:18"),
            "{text}"
        );
    }

    #[test]
    fn a_template_that_breaks_off_is_told_in_chinese() {
        let text = message(&[("templates/item.html", "{% if a %}有头无尾")]);
        assert!(text.contains("themes/mine/templates/item.html"), "{text}");
        assert!(!text.contains("error"), "{text}");
        let text = message(&[("templates/item.html", "{% if a b %}{% endif %}")]);
        assert!(text.contains("这里是名称，应当是"), "{text}");
    }

    #[test]
    fn a_missing_style_sheet_is_named() {
        let mut files = theme(&[]);
        let settings = ThemeFile {
            origin: "themes/mine/theme.yaml".into(),
            is_added: true,
            bytes: "styles: [tokens.css]\n".as_bytes().into(),
        };
        files.0.insert("theme.yaml".to_owned(), settings);
        let text = Theme::compile(&files).expect_err("broken").to_string();
        assert!(text.contains("tokens.css"), "{text}");
    }

    #[test]
    fn an_error_of_rendering_names_the_page() {
        let files = theme(&[("templates/item.html", "{{ view.nothing }}")]);
        let theme = Theme::compile(&files).expect("a theme");
        let view = std::collections::BTreeMap::from([("title", "题")]);
        let text = theme
            .render(
                "item.html",
                &view,
                vec![],
                "页面 a/b.html，来源 content/a/b.md",
            )
            .expect_err("no such variable")
            .to_string();
        assert!(text.contains("content/a/b.md"), "{text}");
        assert!(text.contains("themes/mine/templates/item.html:1"), "{text}");
        assert!(
            text.contains("变量不存在：`view`，可用的变量是：title"),
            "{text}"
        );
        assert!(!text.contains("is not defined"), "{text}");
    }
}
