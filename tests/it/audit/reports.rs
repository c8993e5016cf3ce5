//! The audit as workbook and as page: all of it, the same bytes each time, and no word of an author as code.

use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::Command;

use calamine::{Data, Range, Reader as _, Xlsx};
use gongkai::model::AuditReport;
use gongkai::pipeline::{Survey, audit_report, survey};
use gongkai::report::audit::{By, html, xlsx};
use scraper::{Html, Selector};

use crate::workshop::{Workshop, day};

fn surveyed(root: &Path) -> Survey {
    survey(root, day(2020, 11, 16), None).expect("the site is read")
}

pub(super) fn sample() -> Survey {
    surveyed(Path::new(env!("CARGO_MANIFEST_DIR")))
}

/// The site's own folder is where attachments are read from; those of the copy are the same.
pub(super) fn report(survey: &Survey) -> AuditReport<'_> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    audit_report(root, &survey.portal, &survey.faults).expect("no text is lost")
}

pub(super) fn sheet(bytes: &[u8], name: &str) -> Range<Data> {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    book.worksheet_range(name).expect(name)
}

/// Cells of one column below the heading.
fn column(range: &Range<Data>, column: usize) -> Vec<String> {
    let rows = range.rows().skip(1);
    rows.filter_map(|row| row.get(column))
        .map(ToString::to_string)
        .collect()
}

/// A part of the workbook's archive.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    let mut file = archive.by_name(name).expect(name);
    file.read_to_string(&mut text).expect("UTF-8");
    text
}

#[test]
fn the_workbook_holds_every_finding_gap_and_task() {
    let survey = sample();
    let report = report(&survey);
    let bytes = xlsx(&report).expect("a workbook");
    let names = Xlsx::new(Cursor::new(&bytes))
        .expect("a workbook")
        .sheet_names();
    assert_eq!(
        names,
        [
            "总览",
            "空白栏目",
            "问题清单",
            "任务进度",
            "栏目矩阵",
            "已豁免"
        ]
    );
    let messages: Vec<&str> = report.findings.iter().map(|it| &*it.message).collect();
    assert_eq!(column(&sheet(&bytes, "问题清单"), 5), messages);
    let tasks: Vec<&str> = report.tasks.iter().map(|it| &*it.task).collect();
    assert_eq!(column(&sheet(&bytes, "任务进度"), 0), tasks);
    let gaps = column(&sheet(&bytes, "空白栏目"), 4);
    let empty = gaps.iter().filter(|word| *word == "空白").count();
    assert_eq!(empty, report.inspection.empty_columns.count);
    let overview = column(&sheet(&bytes, "总览"), 1).join("\n");
    assert!(overview.contains(report.inspection.verdict()), "{overview}");
}

#[test]
fn each_list_opens_with_its_headings_in_view_and_a_filter_on_them() {
    let survey = sample();
    let bytes = xlsx(&report(&survey)).expect("a workbook");
    for number in [2, 3, 4] {
        let xml = part(&bytes, &format!("xl/worksheets/sheet{number}.xml"));
        for says in ["state=\"frozen\"", "<autoFilter ", "<cols>"] {
            assert!(xml.contains(says), "sheet {number} has no {says}");
        }
    }
}

#[test]
fn the_same_audit_gives_the_same_bytes_on_one_thread_and_on_seven() {
    let told = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("threads").install(|| {
            let survey = sample();
            let report = report(&survey);
            let page = html(&report, By::Rule, "/").expect("a page");
            (xlsx(&report).expect("a workbook"), page)
        })
    };
    assert!(told(1) == told(7), "the bytes differ");
}

#[test]
fn what_an_author_wrote_is_text_in_both() {
    let site = Workshop::whole();
    site.write(
        "content/czj/hostile.md",
        "---\ntitle: 一份说明（示例）\nkind: other\npublished_at: 2020-11-12\n\
            topics: ['=HYPERLINK(\"http://x\")<script>alert(1)</script>']\n---\n\n正文一段。\n",
    );
    let survey = surveyed(&site.root());
    let report = report(&survey);
    let hostile = "=HYPERLINK(\"http://x\")<script>";
    let messages = report.findings.iter().map(|it| it.message.as_str());
    assert!(
        messages.clone().any(|it| it.contains(hostile)),
        "no finding quotes the topic: {:#?}",
        messages.collect::<Vec<_>>()
    );
    let page = html(&report, By::Organ, "/").expect("a page");
    assert!(!page.contains("<script"), "a script in the page");
    assert!(page.contains("&lt;script&gt;"), "the topic is lost");
    let bytes = xlsx(&report).expect("a workbook");
    for number in 1..=5 {
        let xml = part(&bytes, &format!("xl/worksheets/sheet{number}.xml"));
        assert!(!xml.contains("<f>"), "a formula in sheet {number}");
    }
}

#[test]
fn a_page_names_every_organ_task_and_file_of_a_finding() {
    let survey = sample();
    let report = report(&survey);
    let text = html(&report, By::Column, "/tiantai/").expect("a page");
    let page = Html::parse_document(&text);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    let count = |selector| {
        let selector = Selector::parse(selector).expect("a selector");
        page.select(&selector).count()
    };
    assert_eq!(count("script, link, img, iframe, [src], [style]"), 0);
    let cells = report.matrix.organs.len() * report.matrix.columns.len();
    assert_eq!(count(".picture tbody td b"), cells);
    assert_eq!(count("#findings .findings li"), report.findings.len());
    for organ in &report.matrix.organs {
        let name = &survey.portal.site.register[*organ].short;
        assert!(text.contains(&format!("<th scope=\"row\">{name}</th>")));
    }
    for line in &report.tasks {
        assert!(text.contains(&line.task));
    }
    let places = report.findings.iter().filter_map(|it| it.place.as_ref());
    for place in places {
        assert!(text.contains(&*place.source), "{}", place.source);
    }
    assert!(text.contains("href=\"/tiantai/"), "no proof is linked");
}

#[test]
fn a_build_publishes_the_audit_only_while_it_is_asked_to() {
    let site = Workshop::whole();
    let reports = |options: &[&str]| {
        let build = Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .arg("--root")
            .arg(site.root())
            .args(["build", "--allow-errors", "--as-of", "2020-11-16"])
            .args(options)
            .output();
        let build = build.expect("it runs");
        assert!(build.status.success(), "{build:?}");
        let mut paths: Vec<String> = site.public().into_keys().collect();
        paths.retain(|path| path.starts_with("internal-audit/"));
        paths
    };
    assert_eq!(reports(&[]), [""; 0]);
    assert_eq!(
        reports(&["--with-audit"]),
        ["internal-audit/audit.xlsx", "internal-audit/index.html"]
    );
    assert_eq!(reports(&[]), [""; 0]);
}
