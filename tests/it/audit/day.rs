//! What is said is said of the as-of day: later items are not there yet, and a statement is no item.

use gongkai::model::{Audit, ColumnStatus};

use super::base::site;

/// An item of a kind with further lines of front matter, below an organ's folder.
fn item(path: &str, kind: &str, published: &str, lines: &str) -> String {
    let number: u32 = path.bytes().map(u32::from).sum();
    format!(
        "# 文件 content/{path}.md\n---\ntitle: 事项（示例）\nkind: {kind}\nindex_number: 000000000/2020-{number:05}\n\
         summary: （示例）概述。\npublished_at: {published}\n{lines}---\n\n（示例）正文。\n"
    )
}

fn on(day: &str, files: &[String]) -> Audit {
    site(&format!("# 日期 {day}\n{}", files.concat()))
}

/// What a rule says of an organ: severities and messages.
fn said(audit: &Audit, code: &str, organ: &str) -> Vec<String> {
    let found = audit.findings.iter();
    let found = found.filter(|it| it.code == code && it.organ.as_deref() == Some(organ));
    found
        .map(|it| format!("{} {}", it.severity.key(), it.message))
        .collect()
}

/// The cell of an organ of the base site, by the order of its register, and a column.
fn status(audit: &Audit, organ: usize, column: &str) -> (ColumnStatus, usize) {
    let portal = gongkai::load::load(std::path::Path::new(env!("CARGO_MANIFEST_DIR")));
    let site = portal.expect("the sample site").site;
    let column = site.catalogue.find(column).expect("a column");
    let row = audit.matrix.row(audit.matrix.organs[organ]);
    let cell = row.iter().find(|cell| cell.column == column);
    cell.map(|cell| (cell.status, cell.items)).expect("a cell")
}

#[test]
fn an_item_of_a_later_day_fills_no_column() {
    let files = [item("czj/a", "fee", "2021-11-02", "")];
    let before = on("2020-11-16", &files);
    assert_eq!(status(&before, 2, "fees"), (ColumnStatus::Empty, 0));
    let after = on("2021-11-16", &files);
    assert_eq!(status(&after, 2, "fees"), (ColumnStatus::Filled, 1));
    let statement = [item("czj/a", "fee", "2021-11-02", "absent: true\n")];
    let before = on("2020-11-16", &statement);
    assert_eq!(status(&before, 2, "fees"), (ColumnStatus::Empty, 0));
}

#[test]
fn an_interpretation_of_a_later_day_interprets_nothing_yet() {
    let numbered = "document_number: 天政发〔2020〕8号\nissued_on: 2020-11-02\n";
    let files = [
        item("xzf/a", "policy-document", "2020-11-02", numbered),
        item(
            "xzf/b",
            "interpretation",
            "2021-03-02",
            "interprets: [a]\nform: [图解]\n",
        ),
    ];
    let code = "POL001";
    assert_eq!(said(&on("2020-11-16", &files), code, "xzf").len(), 1);
    assert_eq!(said(&on("2021-03-16", &files), code, "xzf").len(), 0);
    // And a document of a later day owes none yet.
    let numbered = numbered.replace("11-02", "11-20");
    let later = [item("xzf/a", "policy-document", "2020-11-20", &numbered)];
    assert_eq!(said(&on("2020-11-16", &later), code, "xzf").len(), 0);
}

#[test]
fn a_report_of_a_later_day_is_missing_and_then_late() {
    let files = [item(
        "czj/a",
        "annual-report",
        "2020-03-01",
        "period: \"2019\"\n",
    )];
    let missing = ["error 县财政局没有公布2019年的政府信息公开工作年度报告，期限是2020-01-31"];
    assert_eq!(said(&on("2020-02-10", &files), "DAT004", "czj"), missing);
    let late = ["warning 2019年的年度报告迟于期限2020-01-31公布"];
    assert_eq!(said(&on("2020-03-10", &files), "DAT004", "czj"), late);
}

#[test]
fn a_statement_that_there_is_no_report_speaks_of_its_own_year_alone() {
    for (lines, title) in [
        ("absent: true\nperiod: \"2019\"\n", "无年度报告（示例）"),
        ("absent: true\n", "无年度报告（示例）"),
        ("absent: true\n", "2019年无年度报告（示例）"),
    ] {
        let file = item("czj/a", "annual-report", "2020-01-20", lines);
        let files = [file.replace("事项（示例）", title)];
        assert_eq!(said(&on("2020-02-10", &files), "DAT004", "czj").len(), 0);
        assert_eq!(said(&on("2021-02-10", &files), "DAT004", "czj").len(), 1);
    }
}

#[test]
fn reports_of_earlier_years_are_stale_once_the_last_is_due() {
    let files = [item(
        "czj/a",
        "annual-report",
        "2020-01-20",
        "period: \"2019\"\n",
    )];
    let column = "annual-reports";
    let fresh = on("2021-01-31", &files);
    assert_eq!(status(&fresh, 2, column), (ColumnStatus::Filled, 1));
    let stale = on("2021-02-01", &files);
    assert_eq!(status(&stale, 2, column), (ColumnStatus::Stale, 1));
    assert_eq!(
        stale.inspection.stale_columns.count,
        fresh.inspection.stale_columns.count + 1
    );
    // DAT004 has said it: once is enough.
    assert_eq!(said(&stale, "DAT004", "czj").len(), 1);
    assert_eq!(said(&stale, "COL002", "czj").len(), 0);
}

#[test]
fn a_statement_is_neither_mechanism_nor_progress_nor_catalogue() {
    let files = [
        item("czj/a", "rule", "2020-11-02", "absent: true\n"),
        item("xzf/b", "progress", "2020-11-02", "absent: true\n"),
        item(
            "czj/c",
            "standard-catalogue",
            "2020-11-02",
            "absent: true\nfield: 财政预决算\n",
        ),
    ];
    let audit = on("2021-01-16", &files);
    assert_eq!(
        said(&audit, "SYS001", "czj"),
        ["warning 县财政局的公开制度里没有发布、审查、协调、动态调整机制"]
    );
    assert_eq!(said(&audit, "PLN002", "xzf").len(), 3);
    let fields = audit.findings.iter().filter(|it| it.code == "CAT001");
    assert_eq!(fields.count(), 26);
    // An empty column is COL001's, and needs no second word.
    assert_eq!(said(&audit, "SYS001", "xzf").len(), 0);
}

#[test]
fn an_outcome_is_asked_for_from_the_day_after_and_owed_after_twenty_working_days() {
    let period = "comment_from: 2020-09-01\ncomment_until: 2020-10-30\n";
    let files = [item("xzf/a", "decision-draft", "2020-09-01", period)];
    let at = |day| said(&on(day, &files), "DEC002", "xzf");
    let closed = "征求意见2020-10-30已经截止，还没有公布结果";
    assert_eq!(at("2020-10-30"), Vec::<String>::new());
    assert_eq!(
        at("2020-10-31"),
        [format!("info {closed}，最迟应在2020-11-27公布")]
    );
    assert_eq!(
        at("2020-11-27"),
        [format!("info {closed}，最迟应在2020-11-27公布")]
    );
    assert_eq!(at("2020-11-28"), [format!("warning {closed}")]);
}

#[test]
fn chiefs_are_counted_only_after_the_first_of_december() {
    let at = |day| said(&on(day, &[]), "POL005", "czj").len();
    assert_eq!(
        (at("2020-12-01"), at("2020-12-02"), at("2021-12-01")),
        (0, 1, 0)
    );
}
