//! The reports that an office passes round, read back: the workbook by a spreadsheet reader, the page by a parser.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use gongkai::model::AuditReport;
use gongkai::pipeline::{Survey, audit_report, survey};
use gongkai::report::audit;
use scraper::{Html, Selector};

fn sample() -> Survey {
    let day = "2020-11-16".parse().expect("a day");
    survey(root(), day, None).expect("the sample site")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn report(survey: &Survey) -> AuditReport<'_> {
    audit_report(root(), &survey.portal, &survey.faults)
}

fn count(page: &Html, selector: &str) -> usize {
    page.select(&Selector::parse(selector).expect("a selector"))
        .count()
}

#[test]
fn the_workbook_holds_what_the_audit_found() {
    let survey = sample();
    let report = report(&survey);
    let bytes = audit::xlsx(&report).expect("a workbook");
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).expect("readable");
    assert_eq!(
        book.sheet_names(),
        ["总览", "空白栏目", "问题清单", "任务进度"]
    );
    let findings = book.worksheet_range("问题清单").expect("a sheet");
    assert!(!report.findings.is_empty(), "the sample has findings");
    assert_eq!(findings.height(), report.findings.len() + 1);
    for (row, finding) in findings.rows().skip(1).zip(&report.findings) {
        assert_eq!(row[0], Data::String(finding.severity.label().to_owned()));
        assert_eq!(row[1], Data::String(finding.code.to_owned()));
        assert_eq!(row[5], Data::String(finding.message.clone()));
        let line = finding.place.as_ref().and_then(|place| place.span);
        let shown = line.map_or(Data::String(String::new()), |span| {
            Data::Float(f64::from(span.line))
        });
        assert!(row[9] == shown || line.is_none() && row[9] == Data::Empty);
    }
    let tasks = book.worksheet_range("任务进度").expect("a sheet");
    assert_eq!(tasks.height(), report.tasks.len() + 1);
    let overview = book.worksheet_range("总览").expect("a sheet");
    let verdict = Data::String(report.inspection.verdict().to_owned());
    assert!(overview.used_cells().any(|(_, _, cell)| *cell == verdict));
}

#[test]
fn every_list_of_the_workbook_has_a_frozen_heading_and_filters() {
    let survey = sample();
    let bytes = audit::xlsx(&report(&survey)).expect("a workbook");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a file");
    for sheet in 2..=4 {
        let name = format!("xl/worksheets/sheet{sheet}.xml");
        let part = archive.by_name(&name).expect("a sheet");
        let xml = std::io::read_to_string(part).expect("text");
        assert!(xml.contains("state=\"frozen\""), "{name}");
        assert!(xml.contains("<autoFilter"), "{name}");
        assert!(xml.contains("orientation=\"landscape\""), "{name}");
    }
}

#[test]
fn the_page_shows_every_cell_and_finding_and_needs_nothing_else() {
    let survey = sample();
    let report = report(&survey);
    let text = audit::html(&report);
    let page = Html::parse_document(&text);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    assert_eq!(
        count(&page, "script, link, img, iframe, [src], [href], [style]"),
        0
    );
    assert!(!text.contains("url(") && !text.contains("@import"));
    let (organs, columns) = (report.matrix.organs.len(), report.matrix.columns.len());
    assert_eq!(count(&page, ".matrix tbody tr"), organs);
    assert_eq!(count(&page, ".matrix tbody td[title]"), organs * columns);
    assert_eq!(count(&page, ".findings tbody tr"), report.findings.len());
    let signs = Selector::parse(".legend span").expect("a selector");
    let signs: BTreeSet<String> = page.select(&signs).map(|it| it.inner_html()).collect();
    assert_eq!(signs.len(), 5, "each status has a sign of its own");
}

#[test]
fn any_number_of_threads_gives_the_same_workbook_and_page() {
    let survey = sample();
    let told = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("a pool").install(|| {
            let report = report(&survey);
            let book = audit::xlsx(&report).expect("a workbook");
            (book, audit::html(&report))
        })
    };
    assert!(told(1) == told(4));
}
