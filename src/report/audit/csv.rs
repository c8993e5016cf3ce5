//! The findings as a table that Excel opens: a byte order mark, and no cell that it would compute.

use anyhow::{Context as _, Result};

use crate::model::{AuditReport, Diagnostic, no_formula};

/// The headings; also those of the workbook's sheet of findings.
pub(super) const HEAD: [&str; 11] = [
    "级别",
    "代码",
    "问题",
    "机构",
    "栏目",
    "说明",
    "怎么改",
    "依据",
    "文件",
    "行",
    "字",
];

/// One row for each finding, gravest first.
///
/// # Errors
/// Never in practice: the table is written to memory.
pub fn csv(report: &AuditReport<'_>) -> Result<String> {
    let mut writer = ::csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(HEAD)?;
    for finding in &report.findings {
        writer.write_record(row(report, finding).map(|cell| no_formula(&cell)))?;
    }
    let bytes = writer.into_inner().context("问题清单的 CSV 未能写完")?;
    String::from_utf8(bytes).context("问题清单的 CSV 不是 UTF-8")
}

/// The cells of a finding, under [`HEAD`].
pub(super) fn row(report: &AuditReport<'_>, finding: &Diagnostic) -> [String; 11] {
    let site = &report.portal.site;
    let organ = report.organ_of(finding);
    let columns = report.columns_of(finding);
    let names: Vec<&str> = columns
        .iter()
        .map(|ix| site.catalogue[*ix].name.as_str())
        .collect();
    let place = finding.place.as_ref();
    let span = place.and_then(|place| place.span);
    let number = |number: Option<u32>| number.map_or_else(String::new, |number| number.to_string());
    [
        finding.severity.label().to_owned(),
        finding.code.to_owned(),
        report
            .rule(finding.code)
            .map_or(finding.name, |rule| rule.title)
            .to_owned(),
        organ.map_or_else(String::new, |ix| site.register[ix].name.clone()),
        names.join("、"),
        finding.message.clone(),
        finding.help.clone(),
        finding.basis.to_string(),
        place.map_or_else(String::new, |place| place.source.to_string()),
        number(span.map(|span| span.line)),
        number(span.map(|span| span.character)),
    ]
}
