//! Diagnostics for people: the source line with the fault underlined, the reason, the remedy.

use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{
    AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};

use crate::model::{Diagnostic, Place, Severity};

/// Lines longer than this many bytes are not shown: a table in one line says nothing on a terminal.
const LONGEST_LINE: usize = 8 * 1024;

/// Columns that a source line may take; a longer one is shown around its fault.
const WIDTH: usize = 100;

/// Draws the diagnostics in the order of every report, with a count at the end; nothing for none.
///
/// `sources` gives the text of a file of the site, as its path in [`Place::source`] names it; where it gives
/// none, or the text has changed since, the place is named without its line.
#[must_use]
pub fn terminal(
    diagnostics: &[Diagnostic],
    sources: &dyn Fn(&str) -> Option<String>,
    colour: bool,
) -> String {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by(|one, other| one.order().cmp(&other.order()));
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
    .term_width(WIDTH);
    let mut texts = Texts {
        sources,
        last: None,
    };
    let mut drawn = String::new();
    for diagnostic in &sorted {
        drawn.push_str(&draw(diagnostic, &renderer, &mut texts));
        drawn.push_str("\n\n");
    }
    drawn.push_str(&count(&sorted));
    drawn
}

/// The texts of the files, the last one kept: sorted diagnostics ask for one file many times.
struct Texts<'s> {
    sources: &'s dyn Fn(&str) -> Option<String>,
    last: Option<(Arc<str>, Option<String>)>,
}

impl Texts<'_> {
    fn of(&mut self, source: &Arc<str>) -> Option<&str> {
        if !matches!(&self.last, Some((last, _)) if last == source) {
            self.last = Some((source.clone(), (self.sources)(source)));
        }
        self.last.as_ref()?.1.as_deref()
    }
}

fn draw(diagnostic: &Diagnostic, renderer: &Renderer, texts: &mut Texts<'_>) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level
        .with_name(diagnostic.severity.label())
        .primary_title(plain(&diagnostic.message))
        .id(diagnostic.code);
    let mut group = Group::with_title(title);
    if let Some(place) = &diagnostic.place {
        group = group.element(show(place, AnnotationKind::Primary, "", texts));
    }
    if let Some((place, words)) = &diagnostic.also {
        group = group.element(show(place, AnnotationKind::Context, words, texts));
    }
    for (name, text) in [("依据", &*diagnostic.basis), ("怎么改", &diagnostic.help)] {
        if !text.is_empty() {
            let text = format!("{name}：{}", plain(text));
            group = group.element(Level::HELP.no_name().message(text));
        }
    }
    renderer.render(&[group])
}

/// The line of a place with its stretch underlined; the bare place where the line cannot be had.
fn show<'a>(
    place: &Place,
    kind: AnnotationKind,
    words: &str,
    texts: &mut Texts<'_>,
) -> Element<'a> {
    let path = plain(&place.source);
    let Some(span) = place.span else {
        return Origin::path(path).into();
    };
    let stretch = span.start as usize..span.end as usize;
    match texts
        .of(&place.source)
        .and_then(|text| line_of(text, stretch))
    {
        Some((line, stretch)) => {
            let mut annotation = kind.span(stretch);
            if !words.is_empty() {
                annotation = annotation.label(plain(words));
            }
            Snippet::source(line.to_owned())
                .path(path)
                .line_start(span.line as usize)
                .annotation(annotation)
                .into()
        }
        None => Origin::path(path)
            .line(span.line as usize)
            .char_column(span.character as usize)
            .into(),
    }
}

/// The line in which a stretch begins, and the stretch within it, cut at the line's end.
fn line_of(text: &str, stretch: Range<usize>) -> Option<(&str, Range<usize>)> {
    let start = text
        .get(..stretch.start)?
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let line = text.get(start..)?.lines().next().unwrap_or_default();
    let from = stretch.start - start;
    let to = (stretch.end - start).min(line.len()).max(from);
    let is_whole = line.len() <= LONGEST_LINE && line.get(from..to).is_some();
    is_whole.then_some((line, from..to))
}

/// Text of an author, fit for a terminal: no control characters, one line.
fn plain(text: &str) -> String {
    normalize_untrusted_str(text).replace('\n', " ")
}

fn count(diagnostics: &[&Diagnostic]) -> String {
    let Some(first) = diagnostics.first() else {
        return String::new();
    };
    let mut line = format!("共 {} 个问题：", diagnostics.len());
    let mut comma = "";
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let of_severity = |diagnostic: &&&Diagnostic| diagnostic.severity == severity;
        let number = diagnostics.iter().filter(of_severity).count();
        if number > 0 {
            // Writing to a string cannot fail.
            let _ = write!(line, "{comma}{number} 个{}", severity.label());
            comma = "，";
        }
    }
    let code = first.code;
    format!("{line}。用 gongkai explain 加代码可看详细说明，如 gongkai explain {code}。\n")
}

#[cfg(test)]
mod tests {
    use super::terminal;
    use crate::model::{Diagnostic, Place, Severity, Span};

    const SOURCE: &str =
        "---\r\n标题: 关于\u{1b}[31m公开\r\n成文日期: 2020年2月30日\r\n---\r\n正文\r\n";

    fn at(source: &str, part: &str) -> Place {
        let start = SOURCE.find(part).expect("present");
        Place::at(source, Span::locate(SOURCE, start, start + part.len()))
    }

    fn fault() -> Diagnostic {
        Diagnostic::new(
            "SRC013",
            "wrong-date",
            Severity::Error,
            "没有 2020年2月30日 这一天",
        )
        .with_place(at("content/czj/a.md", "2020年2月30日"))
    }

    fn draw(diagnostics: &[Diagnostic]) -> String {
        let sources = |path: &str| path.ends_with("a.md").then(|| SOURCE.to_owned());
        terminal(diagnostics, &sources, false)
    }

    #[test]
    fn a_fault_shows_its_line_its_reason_and_its_remedy() {
        let fault = fault()
            .with_also(at("content/czj/a.md", "关于\u{1b}[31m公开"), "标题在这里")
            .with_basis("《政府信息公开条例》第十二条")
            .with_help("改成当月有的日期");
        let expected = "\
错误[SRC013]: 没有 2020年2月30日 这一天
 --> content/czj/a.md:3:7
  |
3 | 成文日期: 2020年2月30日
  |           ^^^^^^^^^^^^^
  |
 ::: content/czj/a.md:2:5
  |
2 | 标题: 关于␛[31m公开
  |       ------------- 标题在这里
  |
  = 依据：《政府信息公开条例》第十二条
  = 怎么改：改成当月有的日期

共 1 个问题：1 个错误。用 gongkai explain 加代码可看详细说明，如 gongkai explain SRC013。
";
        assert_eq!(draw(&[fault]), expected);
    }

    #[test]
    fn what_has_no_line_to_show_is_clear_all_the_same_and_the_order_is_that_of_every_report() {
        let missing = Diagnostic::new("COL001", "empty-column", Severity::Warning, "栏目空白\u{7}");
        let changed = Span::new(9_000, 9_010, 80, 3);
        let drawn = draw(&[
            fault().with_place(at("content/czj/b.md", "正文")),
            fault().with_place(Place::file("content/czj/c.md")),
            fault().with_place(Place::at("content/czj/a.md", changed)),
            missing.with_basis("条例第二十条"),
        ]);
        let expected = "\
警告[COL001]: 栏目空白␇
 |
 = 依据：条例第二十条

错误[SRC013]: 没有 2020年2月30日 这一天
--> content/czj/a.md:80:3

错误[SRC013]: 没有 2020年2月30日 这一天
--> content/czj/b.md:5:1

错误[SRC013]: 没有 2020年2月30日 这一天
--> content/czj/c.md

共 4 个问题：3 个错误，1 个警告。用 gongkai explain 加代码可看详细说明，如 gongkai explain COL001。
";
        assert_eq!(drawn, expected);
        assert_eq!(draw(&[]), "");
    }

    #[test]
    fn a_long_line_is_shown_around_its_fault_and_the_carets_stand_below_it() {
        let before: String = ('\u{4e00}'..'\u{4f00}').collect();
        let text = format!("{before}错处{before}");
        let fault = fault().with_place(Place::at(
            "a.md",
            Span::locate(&text, before.len(), before.len() + "错处".len()),
        ));
        let drawn = terminal(&[fault], &|_| Some(text.clone()), false);
        let lines: Vec<&str> = drawn.lines().collect();
        let (shown, _) = lines[3].split_once("错处").expect("shown");
        let (gap, _) = lines[4].split_once("^^^^").expect("underlined");
        let width: usize = shown
            .chars()
            .map(|char| if char.is_ascii() { 1 } else { 2 })
            .sum();
        assert_eq!(width, gap.len(), "{drawn}");
    }

    #[test]
    fn any_stretch_of_any_text_can_be_drawn() {
        let text = "标题：甲\u{200d}👨‍👩‍👧\t乙\r\n\r\n丙\n";
        for start in 0..=text.len() + 2 {
            for end in start..=text.len() + 2 {
                let span = Span::new(start, end, 1, 1);
                let fault = fault().with_place(Place::at("a.md", span));
                let drawn = terminal(&[fault], &|_| Some(text.to_owned()), true);
                assert!(drawn.contains("a.md:"), "{start}..{end}");
            }
        }
    }

    #[test]
    fn a_file_with_many_faults_is_read_once_and_colour_comes_only_when_asked() {
        let reads = std::cell::Cell::new(0);
        let sources = |_: &str| {
            reads.set(reads.get() + 1);
            Some(SOURCE.to_owned())
        };
        let faults = vec![fault(); 10_000];
        assert!(!terminal(&faults, &sources, false).contains('\u{1b}'));
        assert_eq!(reads.get(), 1);
        assert!(terminal(&faults[..1], &sources, true).contains('\u{1b}'));
    }
}
