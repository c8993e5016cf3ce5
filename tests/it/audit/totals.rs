//! Figures agree in every format, and a page says once what many findings share.

use calamine::{Data, DataType as _};
use gongkai::model::{AuditReport, Scope};
use gongkai::pipeline::Survey;
use gongkai::report::audit::{By, csv, html, json, xlsx};
use scraper::{Html, Selector};
use serde_json::Value;

use super::reports::{report, sample, sheet};

/// The columns of each finding, as names joined the way a table joins them.
fn columns_in_json(told: &Value, survey: &Survey) -> Vec<String> {
    let findings = told["findings"].as_array().expect("findings");
    let name = |id: &Value| {
        let catalogue = &survey.portal.site.catalogue;
        let ix = catalogue.find(id.as_str().expect("an id")).expect("known");
        catalogue[ix].name.clone()
    };
    let mut of_each: Vec<String> = findings
        .iter()
        .map(|finding| {
            let columns = finding["columns"].as_array().expect("columns");
            let first = columns.first().unwrap_or(&Value::Null);
            assert_eq!(&finding["column"], first, "{finding}");
            let names: Vec<String> = columns.iter().map(name).collect();
            format!("{} {}", finding["message"], names.join("、"))
        })
        .collect();
    of_each.sort();
    of_each
}

fn columns_in_csv(report: &AuditReport<'_>) -> Vec<String> {
    let told = csv(report).expect("a table");
    let mut table = ::csv::Reader::from_reader(told.as_bytes());
    let rows = table.records().map(|row| row.expect("a row"));
    let mut of_each: Vec<String> = rows
        .map(|row| format!("{} {}", Value::from(&row[5]), &row[4]))
        .collect();
    of_each.sort();
    of_each
}

#[test]
fn programs_and_tables_are_told_the_same_columns() {
    let survey = sample();
    let whole = report(&survey);
    assert_eq!(
        columns_in_json(&json(&whole), &survey),
        columns_in_csv(&whole)
    );
    let column = survey
        .portal
        .site
        .catalogue
        .find("policies")
        .expect("known");
    let part = report(&survey).narrowed(Scope {
        columns: vec![column],
        ..Scope::default()
    });
    assert!(!part.findings.is_empty(), "nothing is found in 政策文件");
    for finding in json(&part)["findings"].as_array().expect("findings") {
        let id = finding["column"].as_str().expect("a column");
        let found = survey.portal.site.catalogue.find(id).expect("known");
        let mut lineage = survey.portal.site.catalogue.lineage(found);
        assert!(lineage.any(|ix| ix == column), "{finding}");
    }
}

/// The sample, whose work plan is at odds with itself.
fn with_findings_of_no_organ() -> Survey {
    let survey = sample();
    let told = report(&survey);
    let of_none = told.findings.iter().filter(|it| it.organ.is_none());
    assert!(of_none.count() > 0, "every finding is an organ's");
    survey
}

/// What the rows of a list come to, number by number.
fn sums(rows: &[Value], keys: &[&str]) -> Vec<u64> {
    let of_key = |key: &&str| {
        rows.iter()
            .map(|row| row[key].as_u64().expect("a number"))
            .sum()
    };
    keys.iter().map(of_key).collect()
}

#[test]
fn totals_by_organ_and_by_column_come_to_the_same() {
    let survey = with_findings_of_no_organ();
    let report = report(&survey);
    let told = json(&report);
    let keys = [
        "required", "filled", "stated", "stale", "empty", "errors", "warnings", "infos",
    ];
    let (cells, tally) = (report.matrix.totals(), report.tally());
    let all = [
        cells.required(),
        cells.filled,
        cells.stated,
        cells.stale,
        cells.empty,
        tally.errors,
        tally.warnings,
        tally.infos,
    ];
    let all = all.map(|number| u64::try_from(number).expect("small"));
    for rows in ["organs", "columns"] {
        let rows = told["totals"][rows].as_array().expect("rows");
        assert_eq!(sums(rows, &keys), all);
    }
}

#[test]
fn the_sheets_of_organs_and_of_the_matrix_add_up() {
    let survey = with_findings_of_no_organ();
    let report = report(&survey);
    let bytes = xlsx(&report).expect("a workbook");
    let overview = sheet(&bytes, "总览");
    let rows: Vec<&[Data]> = overview.rows().collect();
    let head = rows
        .iter()
        .position(|row| row[0] == Data::String("机构".to_owned()));
    let (total, organs) = rows[head.expect("a heading") + 1..]
        .split_last()
        .expect("rows");
    assert_eq!(organs.last().expect("organs")[0].to_string(), "全站");
    for column in 2..total.len() {
        let sum: f64 = organs
            .iter()
            .map(|row| row[column].as_f64().expect("a number"))
            .sum();
        assert_eq!(total[column].as_f64(), Some(sum), "column {column}");
    }
    assert_eq!(total[9].as_f64(), Some(report.tally().infos as f64));
    let matrix = sheet(&bytes, "栏目矩阵");
    let rows: Vec<&[Data]> = matrix.rows().collect();
    let (organs, columns) = (report.matrix.organs.len(), report.matrix.columns.len());
    for (of, name) in ["应设", "有内容", "已声明无", "超期未更新", "空白"]
        .iter()
        .enumerate()
    {
        let (down, across) = (organs + 1 + of, columns + 1 + of);
        assert_eq!(
            [rows[0][across].to_string(), rows[down][0].to_string()],
            [*name, *name]
        );
        let number = |row: usize, column: usize| rows[row][column].as_f64().expect("a number");
        let of_organs: f64 = (1..=organs).map(|row| number(row, across)).sum();
        let of_columns: f64 = (1..=columns).map(|column| number(down, column)).sum();
        assert_eq!([of_organs, of_columns], [number(down, across); 2], "{name}");
    }
}

#[test]
fn the_page_has_totals_of_every_organ_and_column() {
    let survey = with_findings_of_no_organ();
    let report = report(&survey);
    let page = Html::parse_document(&html(&report, By::Organ, "/").expect("a page"));
    let numbers = |selector: &str| -> Vec<Vec<usize>> {
        let (row, cell) = (Selector::parse(selector), Selector::parse("td.number"));
        let (row, cell) = (row.expect("a selector"), cell.expect("a selector"));
        let text = |cell: scraper::ElementRef<'_>| cell.text().collect::<String>();
        let of = |row: scraper::ElementRef<'_>| {
            let cells = row.select(&cell).map(text);
            cells.map(|text| text.parse().expect("a number")).collect()
        };
        page.select(&row).map(of).collect()
    };
    for section in ["#organs", "#columns"] {
        let total = numbers(&format!("{section} tfoot tr"));
        let rows = numbers(&format!("{section} tbody tr"));
        for (column, total) in total[0].iter().enumerate() {
            let sum: usize = rows.iter().map(|row| row[column]).sum();
            assert_eq!(sum, *total, "{section}, column {column}");
        }
    }
    let empty = &numbers("#matrix tfoot tr")[0];
    let (all, of_columns) = empty.split_last().expect("numbers");
    assert_eq!(of_columns.iter().sum::<usize>(), *all);
    assert_eq!(*all, report.matrix.totals().empty);
}

#[test]
fn a_page_says_once_what_findings_of_an_organ_share() {
    let survey = sample();
    let whole = report(&survey);
    let organ = survey.portal.site.register.find("sanhe").expect("known");
    let part = report(&survey).narrowed(Scope {
        organs: vec![organ],
        ..Scope::default()
    });
    let of = |report: &AuditReport<'_>, code: &str| {
        let findings = report.findings.iter().filter(|it| it.code == code);
        let helps: Vec<String> = findings.map(|it| it.help.clone()).collect();
        helps
    };
    let page = html(&part, By::Organ, "/").expect("a page");
    let by_rule = html(&whole, By::Rule, "/").expect("a page");
    for code in ["COL001", "PLN001"] {
        let helps = of(&whole, code);
        assert!(helps.len() > 1, "{code}: {}", helps.len());
        for page in [&page, &by_rule] {
            assert_eq!(page.matches(&helps[0]).count(), 1, "{code}");
        }
    }
}

#[test]
fn a_narrowed_report_says_that_the_inspection_is_not() {
    let survey = sample();
    let organ = survey.portal.site.register.find("czj").expect("known");
    let part = report(&survey).narrowed(Scope {
        organs: vec![organ],
        ..Scope::default()
    });
    let says = "只显示：机构 县财政局（国家检查指标仍按全站计算）";
    assert!(html(&part, By::Organ, "/").expect("a page").contains(says));
    let overview = sheet(&xlsx(&part).expect("a workbook"), "总览");
    let told = overview.rows().map(|row| format!("{}：{}", row[0], row[1]));
    assert!(told.collect::<Vec<_>>().contains(&says.to_owned()));
}
